"""Fewer points for the same borders: each border is simplified once, for both its sides."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from climate_pathways.charts.map.projection import Position
from climate_pathways.charts.map.topology import Edge, Point, Ring, edges_of, group

Arc = tuple[Point, ...]
Outlines = Mapping[str, Sequence[Ring]]
FEWEST_POINTS_OF_A_LOOP = 6


def border_owners(outlines: Outlines) -> dict[Edge, frozenset[str]]:
    """Return who lies on either side of each undirected edge (one owner: the sea is the other)."""
    owners: dict[Edge, set[str]] = defaultdict(set)
    for owner, rings in outlines.items():
        for ring in rings:
            for start, end in edges_of(ring):
                owners[min(start, end), max(start, end)].add(owner)
    return {edge: frozenset(names) for edge, names in owners.items()}


class Borders:
    """The arcs between junctions of several areas' outlines, each stored once."""

    def __init__(self, outlines: Outlines) -> None:
        self._owners = border_owners(outlines)
        self._nodes = self._junctions()
        self._index: dict[Arc, int] = {}
        self.rings = {
            owner: [[self._number(arc) for arc in self._cut(ring)] for ring in rings]
            for owner, rings in outlines.items()
        }

    @property
    def arcs(self) -> list[Arc]:
        return list(self._index)

    def sides(self, arc: Arc) -> frozenset[str]:
        """Return the owners on either side of an arc."""
        return self._owners[min(arc[0], arc[1]), max(arc[0], arc[1])]

    def _junctions(self) -> set[Point]:
        meeting: dict[Point, list[frozenset[str]]] = defaultdict(list)
        for edge, owners in self._owners.items():
            for point in edge:
                meeting[point].append(owners)
        # Where more than two borders meet, or where a border gets another
        # neighbour: there no point may be dropped.
        return {point for point, sides in meeting.items() if len(sides) != 2 or sides[0] != sides[1]}

    def _cut(self, ring: Ring) -> Iterator[Arc]:
        starts = [position for position, point in enumerate(ring) if point in self._nodes]
        # Without a junction a ring begins at one point, from whichever side it is read.
        first = starts[0] if starts else ring.index(min(ring))
        turned = ring[first:] + ring[: first + 1]
        cuts = [position - first for position in starts] or [0]
        for start, end in pairwise([*cuts, len(ring)]):
            yield tuple(turned[start : end + 1])

    def _number(self, arc: Arc) -> int:
        backwards = arc[::-1]
        if backwards in self._index:
            # TopoJSON says “backwards” by turning the bits of the number.
            return ~self._index[backwards]
        return self._index.setdefault(arc, len(self._index))


def simplify(arc: Arc, plane: Callable[[Point], Position], least_area: float) -> Arc:
    """Drop the points whose triangle with their neighbours is smaller than ``least_area``.

    Both ends stay; a closed loop keeps ``FEWEST_POINTS_OF_A_LOOP``. Source: Visvalingam and
    Whyatt, The Cartographic Journal 30 (1993), 46–51.
    """
    positions = [plane(point) for point in arc]
    fewest = FEWEST_POINTS_OF_A_LOOP if arc[0] == arc[-1] else 2
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    areas = {i: triangle(*positions[i - 1 : i + 2]) for i in range(1, len(arc) - 1)}
    queue = [(area, i) for i, area in areas.items()]
    heapq.heapify(queue)
    while queue and len(areas) + 2 > fewest:
        area, i = heapq.heappop(queue)
        # An entry of before its neighbours changed: it stays in the queue and holds no more.
        if areas.get(i) != area:
            continue
        if area >= least_area:
            break
        del areas[i]
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if j in areas:
                # Never below the area just dropped: otherwise a bay vanishes point by point.
                areas[j] = max(area, triangle(positions[before[j]], positions[j], positions[after[j]]))
                heapq.heappush(queue, (areas[j], j))
    return tuple(point for i, point in enumerate(arc) if i in areas or i in (0, len(arc) - 1))


def triangle(a: Position, b: Position, c: Position) -> float:
    """Return the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def encode(
    borders: Borders, outlines: Outlines, shorten: Callable[[Arc], Sequence[Point]]
) -> tuple[list[list[list[int]]], dict[str, list[list[list[int]]]]]:
    """Return TopoJSON arcs (as steps) and, for every owner, its polygons as arc numbers.

    ``shorten`` turns an arc of the source into the points to write.
    """
    arcs = [_steps(shorten(arc)) for arc in borders.arcs]
    polygons = {}
    for owner, rings in outlines.items():
        # By identity: ``group`` hands the same lists on, and a list can be no key.
        numbers = {id(ring): numbers for ring, numbers in zip(rings, borders.rings[owner], strict=True)}
        polygons[owner] = [[numbers[id(ring)] for ring in polygon] for polygon in group(rings)]
    return arcs, polygons


def _steps(points: Sequence[Point]) -> list[list[int]]:
    # On the coarser grid of the result neighbours may fall on one point.
    distinct = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
    steps = [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(distinct)]
    return [list(distinct[0]), *steps]

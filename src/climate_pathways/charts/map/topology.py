"""Shared borders: TopoJSON in and out, merging of areas, simplification of each border once.

Points are whole numbers on the grid of a TopoJSON file. A ring is a list of points without
the first one repeated; an outer ring runs clockwise seen from above, a hole the other way.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark

Point = tuple[int, int]
Ring = list[Point]
Polygon = list[Ring]
Edge = tuple[Point, Point]
_OVERLAP = mark("Areas overlap, so that outlines do not close. Use countries-50m.json of world-atlas 2.0.2.")


@dataclass(frozen=True)
class Area:
    """One object of a TopoJSON collection: its identifier, properties and polygons."""

    id: str | None
    properties: Mapping[str, Any]
    polygons: list[Polygon]


@dataclass(frozen=True)
class Topology:
    """Decoded areas and the grid their points lie on: degrees = point × scale + origin."""

    areas: list[Area]
    scale: tuple[float, float]
    origin: tuple[float, float]

    def degrees(self, point: Point) -> tuple[float, float]:
        """Return longitude and latitude of a grid point."""
        return (
            point[0] * self.scale[0] + self.origin[0],
            point[1] * self.scale[1] + self.origin[1],
        )


def decode(data: object, collection: str) -> Topology:
    """Decode one collection of a quantised TopoJSON document.

    Raises ``PathwaysError`` where the document is not TopoJSON, an arc is broken, an index
    points nowhere, or a ring does not close.
    """
    if not isinstance(data, dict) or data.get("type") != "Topology":
        raise PathwaysError(mark("This is not a TopoJSON document: there is no Topology in it."))
    try:
        arcs = [_decode_arc(arc) for arc in data["arcs"]]
        areas = [_decode_area(arcs, member) for member in data["objects"][collection]["geometries"]]
        scale_x, scale_y = map(float, data["transform"]["scale"])
        origin_x, origin_y = map(float, data["transform"]["translate"])
    except (KeyError, TypeError, ValueError, IndexError) as error:
        # What is absent has a name; of a wrong number or list only the collection is known.
        place = error.args[0] if isinstance(error, KeyError) else collection
        raise PathwaysError(
            mark("The TopoJSON document is damaged near {place}."), place=repr(place)
        ) from error
    return Topology(areas, (scale_x, scale_y), (origin_x, origin_y))


def _decode_arc(steps: Sequence[Sequence[int]]) -> list[Point]:
    x = y = 0
    points = []
    for step_x, step_y in steps:
        # True is an int to isinstance.
        if type(step_x) is not int or type(step_y) is not int:
            raise TypeError(f"arc step {[step_x, step_y]}")
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def _decode_area(arcs: Sequence[Sequence[Point]], member: Mapping[str, Any]) -> Area:
    several = {"Polygon": False, "MultiPolygon": True}[member["type"]]
    polygons = member["arcs"] if several else [member["arcs"]]
    if not all(polygons):
        raise ValueError(f"{member.get('id')}, which has a polygon without a ring")
    decoded = [[_join(arcs, indexes) for indexes in polygon] for polygon in polygons]
    return Area(member.get("id"), dict(member.get("properties", {})), decoded)


def _join(arcs: Sequence[Sequence[Point]], indexes: Sequence[int]) -> Ring:
    points: Ring = []
    for index in indexes:
        # TopoJSON writes a reversed arc as the complement of its number, so that 0 can be reversed too.
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        if points and points[-1] != arc[0]:
            raise ValueError(f"arc {index}, which does not start where the arc before it ends")
        points.extend(arc[1:] if points else arc)
    if points[0] != points[-1]:
        raise PathwaysError(mark("The TopoJSON document has a ring that does not close."))
    return points[:-1]


def edges_of(ring: Ring) -> Iterable[Edge]:
    """Return the directed edges of a ring, the closing one included."""
    return pairwise([*ring, ring[0]])


def signed_area(ring: Sequence[tuple[float, float]]) -> float:
    """Return the area on the plane, positive for a clockwise (outer) ring."""
    closed = [*ring, ring[0]]
    return sum(b[0] * a[1] - a[0] * b[1] for a, b in pairwise(closed)) / 2


def merge(polygons: Iterable[Polygon]) -> list[Ring]:
    """Merge polygons that share edges: an edge walked both ways is an inner border and goes.

    Raises ``PathwaysError`` where the polygons overlap.
    """
    edges: dict[Edge, None] = {}
    # On a coarse grid a sliver may have become a line, which encloses nothing.
    for ring in (ring for polygon in polygons for ring in polygon if len(set(ring)) > 2):
        for start, end in edges_of(ring):
            # Walked both ways by two neighbours: an inner border.
            if (end, start) in edges:
                del edges[end, start]
            elif start != end:
                edges[start, end] = None
    return _walk(edges)


def _walk(edges: Mapping[Edge, None]) -> list[Ring]:
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in edges:
        onward[start].append(end)
    rings = []
    for start, ends in onward.items():
        while ends:
            ring, here = [start], ends.pop()
            while here != start:
                ring.append(here)
                if not onward[here]:
                    raise PathwaysError(_OVERLAP)
                here = onward[here].pop()
            rings.append(ring)
    return rings


def contains(ring: Sequence[tuple[float, float]], point: tuple[float, float]) -> bool:
    """Say whether a point lies inside a ring, by the number of edges east of it."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        # Half open: a corner at this very height counts for one of its two edges, and a level edge for none.
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def group(rings: Sequence[Ring]) -> list[Polygon]:
    """Return polygons: every hole with the smallest outer ring around it.

    Raises ``PathwaysError`` for a hole outside every outer ring.
    """
    outer = sorted((ring for ring in rings if signed_area(ring) > 0), key=signed_area, reverse=True)
    polygons = [[ring] for ring in outer]
    for hole in rings:
        if signed_area(hole) < 0:
            around = [polygon for polygon in polygons if contains(polygon[0], hole[0])]
            if not around:
                raise PathwaysError(_OVERLAP)
            # Sorted from large to small, so that the last one around it is the smallest.
            around[-1].append(hole)
    return polygons

"""The region map: whose land is drawn as whose, and the file that is drawn from.

The boundary policy follows the resolutions of the United Nations General Assembly, not who
holds the land; ``docs/explanation/boundaries.md`` says why and how it is tested.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from climate_pathways.charts.map import natural_earth, topology
from climate_pathways.charts.map import projection as map_plane
from climate_pathways.charts.map.simplification import Arc, Borders, border_owners, encode, simplify
from climate_pathways.charts.map.topology import Point, Polygon, Ring, Topology
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import UNREADABLE, PathwaysError
from climate_pathways.core.wording import mark

CONTEXT = "context"
FILE = "region-map.json"
COLLECTION = "region"
GRID_DEGREES = 0.01
WINDOW = (-12.0, 16.0, 180.0, 81.0)
"""Neighbouring land is kept inside this box: west, south, east, north, in degrees."""

LEAST_ISLAND_KM2 = 1500.0
LEAST_ISLAND_OF_CONTEXT_KM2 = 6000.0
ARCTIC_BEGINS = 60.0
SMALL = frozenset({"ARM", "AZE", "GEO", "MDA"})


@dataclass(frozen=True)
class Recognition:
    """A place whose control is disputed and the country the General Assembly holds it part of."""

    place: str
    longitude: float
    latitude: float
    country: str
    resolution: str


POLICY = (
    Recognition("Simferopol", 34.10, 44.95, "UKR", "A/RES/68/262"),
    Recognition("Donetsk", 37.80, 48.00, "UKR", "A/RES/ES-11/4"),
    Recognition("Luhansk", 39.31, 48.57, "UKR", "A/RES/ES-11/4"),
    Recognition("Kherson", 32.65, 46.67, "UKR", "A/RES/ES-11/4"),
    Recognition("Melitopol", 35.37, 46.85, "UKR", "A/RES/ES-11/4"),
    Recognition("Sukhumi", 41.03, 43.02, "GEO", "A/RES/62/249"),
    Recognition("Tskhinvali", 43.97, 42.23, "GEO", "A/RES/63/307"),
    Recognition("Tiraspol", 29.63, 46.84, "MDA", "A/RES/72/282"),
    Recognition("Khankendi (Stepanakert)", 46.75, 39.82, "AZE", "A/RES/62/243"),
)
HELD_APART = {"Baikonur": "KAZ"}
"""Areas the atlas draws apart from the country they belong to, by their name there."""

CRIMEA = POLICY[0]
CRIMEA_DRAWN_AS = "RUS"

Outlines = Mapping[str, Sequence[Ring]]
Shapes = dict[str, list[list[list[tuple[float, float]]]]]


def prepare(path: Path) -> bytes:
    """Make the region map from a Natural Earth atlas: the same bytes from the same file.

    Raises ``TableError`` for a damaged atlas, ``PathwaysError`` where the result would break
    the boundary policy.
    """
    atlas = natural_earth.read(path)
    outlines = _outlines(atlas)
    grid = atlas.topology
    borders = Borders(outlines)

    def on_plane(point: Point) -> map_plane.Position:
        return map_plane.project(*grid.degrees(point))

    def shorten(arc: Arc) -> list[Point]:
        northernmost = max(grid.degrees(point)[1] for point in arc)
        kept = simplify(arc, on_plane, _least_area(borders.sides(arc), northernmost))
        return [_on_grid(*grid.degrees(point)) for point in kept]

    arcs, polygons = encode(borders, outlines, shorten)
    prepared = _document(arcs, polygons, _provenance(path.name, atlas.sha256))
    # What was encoded is decoded again: a fault of rounding must not move a town across a border.
    _ensure_policy(_shapes(topology.decode(prepared, COLLECTION)))
    return (json.dumps(prepared, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


@cache
def region_map() -> dict[str, Any]:
    """Return the shipped region map, a TopoJSON document; read it, do not change it.

    Its collection ``region`` holds one area per country (``id`` and ``iso3``: the code) and
    one of neighbouring land (``context``: true). Longitudes run on past 180°, so Chukotka is
    whole. Raises ``PathwaysError`` for a missing or damaged file.
    """
    try:
        content = resources.files("climate_pathways").joinpath("data", FILE).read_bytes()
    except OSError as error:
        raise PathwaysError(
            mark("The region map is missing from this installation; install the package again.")
        ) from error
    return check_region_map(content)


def check_region_map(content: bytes) -> dict[str, Any]:
    """Return the map in ``content``; raise ``PathwaysError`` if it is damaged or breaks the policy."""
    damaged = mark("The region map is damaged ({problem}); build it again with “pathways map build”.")
    try:
        document = json.loads(content)
        decoded = topology.decode(document, COLLECTION)
        sha256 = str(document["provenance"]["sha256"])
    except PathwaysError as error:
        raise PathwaysError(damaged, problem=error) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PathwaysError(damaged, problem=PathwaysError(UNREADABLE)) from error
    areas = [area.id for area in decoded.areas]
    if areas != [*COUNTRIES, CONTEXT] or len(sha256) != 64:
        raise PathwaysError(damaged, problem=f"areas {areas}, source {sha256}")
    # At every reading, not only when it is made: a file that was exchanged must not draw other borders.
    _ensure_policy(_shapes(decoded))
    return dict(document)


@cache
def region_shapes() -> Shapes:
    """Return the polygons of every area in degrees: ISO3 code or ``context`` → polygons → rings."""
    return _shapes(topology.decode(region_map(), COLLECTION))


def _outlines(atlas: natural_earth.Atlas) -> dict[str, list[Ring]]:
    """Return every owner's merged outline on the atlas's grid, islands too small to see left out."""
    grid = atlas.topology
    parcels: dict[str, list[Polygon]] = {owner: [] for owner in (*COUNTRIES, CONTEXT)}
    for land in atlas.lands:
        for polygon in land.polygons:
            # Chukotka lies beyond 180°: without the turn Russia would reach around the globe.
            whole = [_past_antimeridian(ring, grid) for ring in polygon] if land.iso3 == "RUS" else polygon
            parcels[_owner(land, whole, grid)].append(whole)
    outlines = {owner: topology.merge(polygons) for owner, polygons in parcels.items() if owner != CONTEXT}
    near = [polygon for polygon in parcels[CONTEXT] if _in_window(polygon[0], grid)]
    cut = [_cut_to_window(ring, grid) for ring in topology.merge(near)]
    outlines[CONTEXT] = [ring for ring in cut if len(ring) > 2]
    return _without_islands(outlines, grid)


def _owner(land: natural_earth.Land, polygon: Polygon, grid: Topology) -> str:
    owner = land.iso3 or HELD_APART.get(land.name, CONTEXT)
    # The polygon has no name of its own in the atlas: the town in it decides.
    if owner == CRIMEA_DRAWN_AS and _holds(polygon[0], CRIMEA, grid):
        return CRIMEA.country
    return owner


def _holds(ring: Ring, place: Recognition, grid: Topology) -> bool:
    return topology.contains([grid.degrees(point) for point in ring], (place.longitude, place.latitude))


def _past_antimeridian(ring: Ring, grid: Topology) -> Ring:
    # Of Russia nothing but Chukotka lies west of the window: Kaliningrad begins at 19° east.
    turn = round(360 / grid.scale[0])
    return [(x + turn, y) if grid.degrees((x, y))[0] < WINDOW[0] else (x, y) for x, y in ring]


def _in_window(ring: Ring, grid: Topology) -> bool:
    west, south, east, north = WINDOW
    degrees = [grid.degrees(point) for point in ring]
    longitudes = [longitude for longitude, _ in degrees]
    # It crosses the antimeridian, so that its box says nothing of where it lies.
    if max(longitudes) - min(longitudes) > 300:
        return False
    return any(west < longitude < east and south < latitude < north for longitude, latitude in degrees)


def _cut_to_window(ring: Ring, grid: Topology) -> Ring:
    west, south, east, north = WINDOW
    box = (
        (west - grid.origin[0]) / grid.scale[0],
        (south - grid.origin[1]) / grid.scale[1],
        (east - grid.origin[0]) / grid.scale[0],
        (north - grid.origin[1]) / grid.scale[1],
    )
    return [(round(x), round(y)) for x, y in map_plane.clip(ring, box)]


def _without_islands(outlines: Outlines, grid: Topology) -> dict[str, list[Ring]]:
    """Drop small islands; an enclave, with neighbours all around, stays however small."""
    owners = border_owners(outlines)

    def stays(owner: str, ring: Ring) -> bool:
        # A coast has one owner, a border two.
        if all(len(owners[min(edge), max(edge)]) > 1 for edge in topology.edges_of(ring)):
            return True
        area = topology.signed_area([map_plane.project(*grid.degrees(point)) for point in ring])
        return abs(area) >= (LEAST_ISLAND_OF_CONTEXT_KM2 if owner == CONTEXT else LEAST_ISLAND_KM2)

    return {owner: [ring for ring in rings if stays(owner, ring)] for owner, rings in outlines.items()}


def _least_area(sides: frozenset[str], northernmost: float) -> float:
    """Return the smallest triangle, km², that a border between these owners keeps."""
    # First: the border of a small country would else be as coarse as that of the neighbouring land beyond it.
    if sides & SMALL:
        return 30.0
    if sides == {CONTEXT}:
        return 500.0
    if sides == {"RUS"} and northernmost > ARCTIC_BEGINS:
        return 200.0
    return 120.0 if CONTEXT in sides else 50.0


def _on_grid(longitude: float, latitude: float) -> Point:
    return round(longitude / GRID_DEGREES), round(latitude / GRID_DEGREES)


def _document(arcs: list[Any], polygons: Mapping[str, Any], provenance: dict[str, Any]) -> dict[str, Any]:
    areas = [
        {
            "type": "MultiPolygon",
            "id": owner,
            "properties": {"context": True} if owner == CONTEXT else {"iso3": owner},
            "arcs": polygons[owner],
        }
        for owner in (*COUNTRIES, CONTEXT)
    ]
    return {
        "type": "Topology",
        "provenance": provenance,
        "transform": {"scale": [GRID_DEGREES, GRID_DEGREES], "translate": [0, 0]},
        "objects": {COLLECTION: {"type": "GeometryCollection", "geometries": areas}},
        "arcs": arcs,
    }


def _provenance(file: str, sha256: str) -> dict[str, Any]:
    source = natural_earth.SOURCE
    return {
        "source": source.id,
        "title": source.title,
        "provider": source.provider,
        "edition": source.edition,
        "citation": source.citation,
        "licence": source.licence,
        "url": source.url,
        "file": file,
        "sha256": sha256,
        "changes": [
            "Crimea, which the atlas draws as Russia’s, is joined to Ukraine; the line between them is gone.",
            "Land outside the twelve countries is one area without inner borders, cut to a box.",
            "Islands too small to see are left out; enclaves are kept.",
            "Every border is simplified once, for both its sides, and rounded to 0.01 degrees.",
            "Longitudes run on past 180 degrees, so that Chukotka is in one piece.",
        ],
        "policy": [
            {"place": item.place, "country": item.country, "resolution": item.resolution} for item in POLICY
        ],
    }


def _shapes(decoded: Topology) -> Shapes:
    return {
        str(area.id): [
            [[decoded.degrees(point) for point in ring] for ring in polygon] for polygon in area.polygons
        ]
        for area in decoded.areas
    }


def _ensure_policy(shapes: Shapes) -> None:
    for item in POLICY:
        owners = owners_of(shapes, item.longitude, item.latitude)
        if owners != [item.country]:
            raise PathwaysError(
                mark("{place} lies in {owners} on this map; by {resolution} it is part of {country}."),
                place=item.place,
                owners=", ".join(owners) or "—",
                resolution=item.resolution,
                country=item.country,
            )


def owners_of(shapes: Shapes, longitude: float, latitude: float) -> list[str]:
    """Return the areas a point lies in: one on land, none at sea."""
    point = (longitude, latitude)
    return [
        owner
        for owner, polygons in shapes.items()
        # Over all rings of an area: a place in a hole of it lies within two of them, and so outside.
        if sum(topology.contains(ring, point) for polygon in polygons for ring in polygon) % 2
    ]

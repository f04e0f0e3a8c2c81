"""The region map: whose land is drawn as whose, that borders fit, that damage is noticed."""

import json
import os
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from climate_pathways.charts.map.boundaries import (
    CONTEXT,
    POLICY,
    owners_of,
    prepare,
    region_map,
    region_shapes,
)
from climate_pathways.core.countries import COUNTRIES

CRIMEA = {
    "Simferopol": (34.10, 44.95),
    "Sevastopol, the inner city": (33.55, 44.60),
    "Kerch": (36.44, 45.36),
    "Yalta, inland": (34.14, 44.53),
    "Yevpatoria, inland": (33.45, 45.25),
    "Dzhankoi": (34.39, 45.71),
    "Armiansk, on the isthmus": (33.69, 46.11),
}
CRIMEAS_LAND_BRIDGE = [(33.69, latitude / 100) for latitude in range(4590, 4640, 2)]
UKRAINES_EAST = {
    "Donetsk": (37.80, 48.00),
    "Luhansk": (39.31, 48.57),
    "Mariupol": (37.55, 47.13),
    "Kherson": (32.65, 46.67),
    "Zaporizhzhia": (35.14, 47.84),
    "Melitopol": (35.37, 46.85),
}
CAPITALS = {
    "ARM": (44.51, 40.18),
    "AZE": (49.80, 40.40),
    "BLR": (27.56, 53.90),
    "GEO": (44.79, 41.72),
    "KAZ": (71.43, 51.13),
    "KGZ": (74.59, 42.87),
    "MDA": (28.86, 47.01),
    "RUS": (37.62, 55.75),
    "TJK": (68.78, 38.56),
    "TKM": (58.38, 37.95),
    "UKR": (30.52, 50.45),
    "UZB": (69.24, 41.30),
}
NEIGHBOURS = [
    ("ARM", "AZE"),
    ("ARM", "GEO"),
    ("AZE", "GEO"),
    ("AZE", "RUS"),
    ("BLR", "RUS"),
    ("BLR", "UKR"),
    ("GEO", "RUS"),
    ("KAZ", "KGZ"),
    ("KAZ", "RUS"),
    ("KAZ", "TKM"),
    ("KAZ", "UZB"),
    ("KGZ", "TJK"),
    ("KGZ", "UZB"),
    ("MDA", "UKR"),
    ("RUS", "UKR"),
    ("TJK", "UZB"),
    ("TKM", "UZB"),
    ("RUS", CONTEXT),
    ("UKR", CONTEXT),
    ("TKM", CONTEXT),
    ("TJK", CONTEXT),
    ("GEO", CONTEXT),
]
Edge = tuple[tuple[float, float], tuple[float, float]]


def owners(place: tuple[float, float]) -> list[str]:
    return owners_of(region_shapes(), *place)


def edges(owner: str) -> list[Edge]:
    rings = (ring for polygon in region_shapes()[owner] for ring in polygon)
    return [edge for ring in rings for edge in pairwise([*ring, ring[0]])]


@pytest.mark.parametrize("place", CRIMEA)
def test_crimea_is_ukraines_and_not_russias(place: str) -> None:
    assert owners(CRIMEA[place]) == ["UKR"]


def test_no_line_is_drawn_between_crimea_and_the_mainland() -> None:
    assert {owner for place in CRIMEAS_LAND_BRIDGE for owner in owners(place)} == {"UKR"}
    across = [edge for edge in edges("UKR") if all(33.6 < x < 33.75 and 45.9 < y < 46.3 for x, y in edge)]
    assert across == []


def test_crimea_is_one_piece_with_the_mainland() -> None:
    holding = [
        [owners_of({"piece": [polygon]}, *place) for place in (CRIMEA["Simferopol"], CAPITALS["UKR"])]
        for polygon in region_shapes()["UKR"]
    ]
    assert [["piece"], ["piece"]] in holding


def test_russia_does_not_touch_ukraine_in_the_black_sea() -> None:
    shared = {(b, a) for a, b in edges("RUS")} & set(edges("UKR"))
    assert min(latitude for edge in shared for _, latitude in edge) > 46.5


@pytest.mark.parametrize("place", UKRAINES_EAST)
def test_ukraines_east_and_south_are_ukraines(place: str) -> None:
    assert owners(UKRAINES_EAST[place]) == ["UKR"]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ((41.03, 43.02), "GEO"),  # Sukhumi
        ((40.35, 43.30), "GEO"),  # Gagra
        ((43.97, 42.23), "GEO"),  # Tskhinvali
        ((29.63, 46.84), "MDA"),  # Tiraspol
        ((29.48, 46.83), "MDA"),  # Bender
        ((46.75, 39.82), "AZE"),  # Khankendi (Stepanakert)
        ((46.75, 39.76), "AZE"),  # Shusha
        ((45.41, 39.21), "AZE"),  # Nakhchivan
        ((46.15, 39.21), "ARM"),  # Kapan, between the two parts of Azerbaijan
        ((20.51, 54.70), "RUS"),  # Kaliningrad
        ((63.30, 45.62), "KAZ"),  # Baikonur
    ],
)
def test_disputed_and_detached_places_belong_where_the_policy_says(
    place: tuple[float, float], country: str
) -> None:
    assert owners(place) == [country]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_capital_lies_in_its_own_country_only(country: str) -> None:
    assert owners(CAPITALS[country]) == [country]


@pytest.mark.parametrize(
    "place", [(32.86, 39.93), (51.39, 35.70), (69.17, 34.53), (106.92, 47.92), (21.01, 52.23)]
)
def test_neighbouring_land_is_context(place: tuple[float, float]) -> None:
    assert owners(place) == [CONTEXT]


@pytest.mark.parametrize("place", [(34.0, 43.0), (51.0, 41.5), (36.6, 46.0), (20.0, 58.0)])
def test_the_seas_are_nobodys(place: tuple[float, float]) -> None:
    assert owners(place) == []


@pytest.mark.parametrize("first", [18, *(pytest.param(x, marks=pytest.mark.whole) for x in (22, 26, 30))])
def test_no_place_belongs_to_two(first: int) -> None:
    grid = [(x + 0.37, y + 0.13) for x in range(first, 190, 16) for y in range(35, 78, 2)]
    assert [place for place in grid if len(owners(place)) > 1] == []


@pytest.mark.whole
def test_no_two_borders_cross() -> None:
    lines = np.array(sorted({tuple(sorted(edge)) for owner in region_shapes() for edge in edges(owner)}))
    start, end = lines[:, 0], lines[:, 1]

    def side(a: Any, b: Any, c: Any) -> Any:
        return np.sign(
            (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1])
            - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])
        )

    a, b, c, d = start[:, None], end[:, None], start[None], end[None]
    crossing = (side(a, b, c) * side(a, b, d) < 0) & (side(c, d, a) * side(c, d, b) < 0)
    assert [lines[i].tolist() for i, _ in np.argwhere(crossing)] == []


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_share_their_border_without_gap_or_overlap(one: str, other: str) -> None:
    shared = sorted({(b, a) for a, b in edges(other)} & set(edges(one)))
    assert shared
    for (ax, ay), (bx, by) in shared[:: max(1, len(shared) // 8)]:
        east, north = (bx - ax), (by - ay)
        step = 0.003 / (east * east + north * north) ** 0.5
        middle_x, middle_y = (ax + bx) / 2, (ay + by) / 2
        beside = [(middle_x + s * north * step, middle_y - s * east * step) for s in (1, -1)]
        assert sorted(owner for place in beside for owner in owners(place)) == sorted([one, other])


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_stays_recognisable(country: str) -> None:
    largest = max(len(polygon[0]) for polygon in region_shapes()[country])
    assert largest >= 45
    assert all(len(set(ring)) >= 3 for polygon in region_shapes()[country] for ring in polygon)


def test_chukotka_draws_no_line_across_the_map() -> None:
    assert max(abs(bx - ax) for (ax, _), (bx, _) in edges("RUS")) < 8
    assert owners((190.0 - 3, 66.2)) == ["RUS"]


def test_outer_rings_run_clockwise_and_holes_against() -> None:
    for polygons in region_shapes().values():
        for polygon in polygons:
            areas = [sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise([*r, r[0]])) for r in polygon]
            assert areas[0] < 0
            assert all(area > 0 for area in areas[1:])


def test_the_map_says_where_it_comes_from_and_what_was_changed() -> None:
    provenance = region_map()["provenance"]
    assert provenance["licence"] == "Public domain"
    assert len(provenance["sha256"]) == 64
    assert any("Crimea" in change for change in provenance["changes"])
    assert {item["place"] for item in provenance["policy"]} == {item.place for item in POLICY}


def test_the_map_is_small_enough_to_ship() -> None:
    assert len(json.dumps(region_map(), separators=(",", ":"))) < 60_000


@pytest.mark.skipif(
    "PATHWAYS_NATURAL_EARTH" not in os.environ,
    reason="set PATHWAYS_NATURAL_EARTH to countries-50m.json of world-atlas 2.0.2",
)
def test_the_shipped_map_is_what_the_atlas_gives_byte_for_byte() -> None:
    atlas = Path(os.environ["PATHWAYS_NATURAL_EARTH"])
    shipped = resources.files("climate_pathways").joinpath("data", "region-map.json").read_bytes()
    assert prepare(atlas) == shipped
    assert prepare(atlas) == shipped

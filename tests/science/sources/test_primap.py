"""A reader of PRIMAP's netCDF file gets each source's own figures, or a sentence about the damage."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from tests.science.sources.binary_files import (
    AREAS,
    CATEGORIES,
    HISTCR,
    HISTTP,
    PAGE,
    Attributes,
    Figures,
    days_of,
    original,
    refusal,
    source_data,
    write_primap,
)

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import TableError
from climate_pathways.core.tables import Table
from climate_pathways.figures.sources import primap
from climate_pathways.figures.sources.primap import read

KAZ, TOTAL = AREAS.index("KAZ"), CATEGORIES.index("M.0.EL")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "primap.nc"


def figure(table: Table, place: str, variable: str, year: int = 2020) -> float | None:
    series = table.series(place, variable)
    return series.at(year) if series else None


def test_reads_each_source_as_a_table_of_its_own(path: Path) -> None:
    tables = read(write_primap(path))
    assert set(tables) == {"primap-histcr", "primap-histtp", "crf-2023", "nai-2023", "edgar-7"}
    assert all(table.source.id == name for name, table in tables.items())
    assert set(tables["primap-histcr"].places) == {*COUNTRIES, WORLD}
    assert set(tables["primap-histcr"].units.values()) == {"Mt CO2e"}


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("ghg_excl_lulucf", 340.0),
        ("ghg_excl_lulucf_sar", 340.0),
        ("ghg_excl_lulucf_ar4", 340.0),
        ("ghg_excl_lulucf_ar5", 340.0),
        ("ghg_lulucf", -10.0),
        ("ghg_incl_lulucf", 330.0),
        ("co2_excl_lulucf", 255.0),
        ("ch4_excl_lulucf", 68.0),
        ("n2o_excl_lulucf", 17.0),
        ("fgases_excl_lulucf", 3.4),
        ("ipcc_energy", 270.0),
        ("ipcc_industry", 27.0),
        ("ipcc_agriculture", 36.0),
        ("ipcc_waste", 7.0),
        ("ipcc_other", 0.0),
    ],
)
def test_turns_gigagrams_of_each_gas_into_mt_co2e(path: Path, variable: str, expected: float) -> None:
    assert figure(read(write_primap(path))["primap-histcr"], "KAZ", variable) == pytest.approx(expected)


def test_leaves_out_what_a_source_does_not_report(path: Path) -> None:
    inventories = read(write_primap(path))["crf-2023"]
    assert inventories.places == ("KAZ", "RUS")
    series = inventories.series("KAZ", "ghg_excl_lulucf")
    assert series is not None and series.last_year == 2021


def test_never_calls_the_sum_of_reporting_parties_the_world(path: Path) -> None:
    tables = read(write_primap(path))
    assert {name for name, table in tables.items() if WORLD in table.places} == set(primap.WORLDWIDE)


def test_a_total_with_land_use_needs_land_use(path: Path) -> None:
    edgar = read(write_primap(path))["edgar-7"]
    assert figure(edgar, "KAZ", "ghg_excl_lulucf") == pytest.approx(340.0)
    assert figure(edgar, "KAZ", "ghg_incl_lulucf") is None


Change = Callable[[Figures, Attributes], object]


def setting(name: str, index: tuple[int, ...], value: float) -> Change:
    return lambda figures, _: figures[name].__setitem__(index, value)


FAULTS: dict[str, tuple[Change, str, str | None, object]] = {
    "another unit": (
        lambda _, attributes: attributes["CH4"].update(units="CH4 * teragram / a"),
        "the unit has changed",
        "CH4",
        "CH4 * teragram / a",
    ),
    "no unit": (
        lambda _, attributes: attributes["CO2"].clear(),
        "the unit has changed",
        "CO2",
        "",
    ),
    "other warming potentials": (
        lambda _, attributes: attributes[primap.KYOTO].update(gwp_context="AR5GWP100"),
        "the unit has changed",
        primap.KYOTO,
        "AR5GWP100",
    ),
    "another calendar start": (
        lambda _, attributes: attributes["time"].update(units="days since 1850-01-01"),
        "the unit has changed",
        "time",
        "days since 1850-01-01",
    ),
    "a negative figure": (
        setting("CO2", (2, TOTAL, KAZ, 0, HISTCR), -5000.0),
        "cannot be negative",
        "co2_excl_lulucf",
        -5.0,
    ),
    "an infinite figure": (
        setting("CO2", (2, TOTAL, KAZ, 0, HISTTP), np.inf),
        "not a finite number",
        "co2_excl_lulucf",
        np.inf,
    ),
    "text for figures": (
        lambda figures, _: figures.update(N2O=np.full(figures["N2O"].shape, "n/a", dtype=object)),
        "this is not a number",
        "N2O",
        "n/a",
    ),
    "text for the time": (
        lambda figures, _: figures.update(time=np.array(["2018"] * 5, dtype=object)),
        "this is not a year",
        "time",
        "2018",
    ),
    "a year twice": (
        lambda figures, _: figures.update(time=days_of((2018, 2019, 2020, 2020, 2022))),
        "the year 2020 of ARM stands twice",
        "ch4_excl_lulucf",
        2020,
    ),
    "a dimension too few": (
        lambda figures, _: figures.update(CO2=figures["CO2"][..., 0]),
        "the dimensions have changed",
        "CO2",
        "5 × 9 × 15 × 1",
    ),
    "a second provenance": (
        lambda figures, _: figures.update(CO2=np.repeat(figures["CO2"], 2, axis=3)),
        "the dimensions have changed",
        "CO2",
        "5 × 9 × 15 × 2 × 5",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_refuses_a_damaged_file(path: Path, name: str) -> None:
    change, says, column, value = FAULTS[name]
    error = refusal(read, write_primap(path, change))
    assert says in str(error)
    assert (error.column, error.value) == (column, value)


def test_names_the_place_in_time_of_a_bad_figure(path: Path) -> None:
    assert refusal(read, write_primap(path, FAULTS["a negative figure"][0])).row == 3


@pytest.mark.parametrize("name", ["CH4", "time", primap.CATEGORY, primap.AREA, primap.ORIGIN])
def test_refuses_a_file_without_a_gas_or_dimension(path: Path, name: str) -> None:
    error = refusal(read, write_primap(path, lambda figures, _: figures.pop(name)))
    assert f"the variable “{name}” is missing" in str(error)


@pytest.mark.parametrize(
    ("dimension", "gone"),
    [(primap.CATEGORY, "M.LULUCF"), (primap.AREA, "UZB"), (primap.ORIGIN, "CRF 2023, 230926")],
)
def test_refuses_a_file_without_an_area_category_or_source(path: Path, dimension: str, gone: str) -> None:
    def rename(figures: Figures, _: Attributes) -> None:
        figures[dimension][figures[dimension] == gone] = "renamed"

    assert f"there are no figures for {gone}" in str(refusal(read, write_primap(path, rename)))


def test_notices_a_unit_that_changed_in_silence(path: Path) -> None:
    def scale(figures: Figures, _: Attributes) -> None:
        figures[primap.KYOTO] /= 1000

    error = refusal(read, write_primap(path, scale))
    assert "KAZ in 2020" in str(error) and error.value == pytest.approx(0.34)


def test_refuses_a_web_page_and_a_file_cut_off(path: Path) -> None:
    path.write_bytes(PAGE)
    assert "this is a web page" in str(refusal(read, path))
    content = write_primap(path).read_bytes()
    for part in (0.1, 0.5, 0.99):
        path.write_bytes(content[: int(len(content) * part)])
        assert "not a whole netCDF file" in str(refusal(read, path))


# Where damage begins: now in a head, now in figures.
TELLING = range(0, 9_000, 1_500)
OTHERS = [start for start in range(0, 9_000, 300) if start not in TELLING]


@pytest.mark.parametrize("starts", [TELLING, pytest.param(OTHERS, marks=pytest.mark.whole)])
def test_refuses_bytes_overwritten_anywhere_in_a_sentence(path: Path, starts: Sequence[int]) -> None:
    """Damage must give figures or a ``TableError``, wherever it hits; never a library's traceback."""
    content = write_primap(path).read_bytes()
    refused = 0
    for start in starts:
        path.write_bytes(content[:start] + b"\xa5" * 60 + content[start + 60 :])
        try:
            read(path)
        except TableError:
            refused += 1
    assert refused > 3


@source_data
def test_reads_the_providers_own_file() -> None:
    tables = read(original("primap/primap-hist-v2.5-and-inventories-2018-2022.nc"))
    reported, estimated = tables["primap-histcr"], tables["primap-histtp"]
    assert figure(reported, "KAZ", "ghg_excl_lulucf", 2022) == pytest.approx(347.3, abs=0.1)
    assert figure(reported, "RUS", "ghg_lulucf", 2022) == pytest.approx(-577.1, abs=0.1)
    assert figure(reported, "BLR", "ghg_incl_lulucf", 2022) == pytest.approx(52.4, abs=0.1)
    assert figure(estimated, "BLR", "ghg_incl_lulucf", 2022) == pytest.approx(91.0, abs=0.1)
    assert figure(tables["crf-2023"], "UKR", "ghg_excl_lulucf", 2021) == pytest.approx(332)
    assert {*COUNTRIES} & {*tables["nai-2023"].places} == {"KGZ", "MDA"}
    assert "LDC" not in reported.places and len(reported.places) == 208

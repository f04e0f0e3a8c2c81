"""Results in a notebook: the same numbers in pandas, xarray and the layout of the IAMC."""

import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.science.assessed import standing_today

from climate_pathways.assessment.gap import gaps
from climate_pathways.cli import main
from climate_pathways.core.errors import PathwaysError
from climate_pathways.exports import frames
from climate_pathways.exports.iamc import LEVELS as SHOWN_LEVELS
from climate_pathways.exports.iamc import iamc_rows, variable, write_iamc_csv
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.choices import NEED_INCOME, PRINCIPLES, Parameters
from climate_pathways.fair_shares.result import LEVELS, OVERALL, FairShares
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.sources import iamc
from climate_pathways.figures.standing import Standing
from climate_pathways.pledges.targets import TargetEmissions

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "use-it-in-a-notebook.md"


@pytest.fixture(scope="module")
def fair() -> FairShares:
    """Fair shares in which the figures of Uzbekistan's income are taken to be missing."""
    told = ("KAZ", "RUS", "UKR", "UZB")
    shares = fair_shares(fair_inputs.load(), Parameters(draws=100, seed=7), keep=("KAZ",), only=told)
    return replace(shares, withheld=frozenset({"UZB"}))


@pytest.fixture(scope="module")
def kazakhstan() -> Standing:
    return standing_today("KAZ")


# --- pandas ---------------------------------------------------------------------------------


def test_a_table_holds_every_figure_once_with_its_unit(fair: FairShares) -> None:
    table = frames.to_pandas(fair)
    assert list(table.columns) == ["iso3", "principle", "year", "quantile", "mt_co2e"]
    assert not table.duplicated(["iso3", "principle", "year", "quantile"]).any()
    assert table["mt_co2e"].notna().all() and set(table["iso3"]) == set(fair.countries)
    found = table.set_index(["iso3", "principle", "year", "quantile"])["mt_co2e"]
    for level in SHOWN_LEVELS:
        assert found["KAZ", OVERALL, 2035, level] == pytest.approx(fair.at(OVERALL, "KAZ", 2035, level))
    assert json.loads(table.attrs["made_of"]) == fair.made_of()


def test_a_table_of_some_countries_and_quantiles(fair: FairShares) -> None:
    table = frames.to_pandas(fair, countries=("KAZ", "RUS"), levels=(0.5, 0.1, 0.33))
    assert set(table["iso3"]) == {"KAZ", "RUS"} and set(table["quantile"]) == {0.1, 0.33, 0.5}
    one = table.query("iso3 == 'RUS' and principle == 'ability_to_pay' and year == 2050")
    expected = [fair.at("ability_to_pay", "RUS", 2050, level) for level in (0.5, 0.1, 0.33)]
    assert list(one["mt_co2e"]) == pytest.approx(expected)


def test_what_is_not_reported_is_in_no_table(fair: FairShares) -> None:
    table = frames.to_pandas(fair, countries=("UZB",))
    assert set(table["principle"]) == set(PRINCIPLES) - set(NEED_INCOME)
    rows = iamc_rows(fair, countries=("UZB",))
    assert not any("Ability" in str(row[3]) or "All equity" in str(row[3]) for row in rows)


def test_key_figures_carry_unit_source_method_and_edition(kazakhstan: Standing) -> None:
    table = frames.results_frame({"KAZ": kazakhstan})
    assert set(table["figure"]) == set(kazakhstan.results)
    assert (table[["unit", "source", "method", "edition"]] != "").all(axis=None)


def test_a_panel_has_years_as_index_and_gaps_as_nan(kazakhstan: Standing) -> None:
    for panel in kazakhstan.panels.values():
        table = frames.panel_frame(panel)
        assert table.index.name == "year" and list(table.index) == list(panel.years)
        assert table.attrs["unit"] == panel.unit and all(table.attrs["sources"].values())
        for column in panel.columns:
            expected = [np.nan if value is None else value for value in column.values]
            np.testing.assert_array_equal(table[column.role], expected)


def test_the_gap_to_every_principle(fair: FairShares) -> None:
    found = gaps(TargetEmissions("KAZ", 2035, 270.0, 290.0, 310.0), fair)
    table = frames.gaps_frame(found)
    assert set(table.index) == set(found.by_principle)
    assert table.loc[OVERALL, "gap_median"] == found.overall.gap_median
    assert table.attrs["target"]["central_mt_co2e"] == 290.0


# --- xarray ---------------------------------------------------------------------------------


def test_a_data_set_has_labelled_dimensions_and_units(fair: FairShares) -> None:
    data = frames.to_xarray(fair)
    assert data["share"].dims == ("principle", "year", "iso3", "quantile")
    assert data["share"].attrs["units"] == data["budget"].attrs["units"] == "Mt CO2e"
    share = data["share"].sel(principle=OVERALL, iso3="KAZ", year=2035)
    np.testing.assert_allclose(share, [fair.at(OVERALL, "KAZ", 2035, level) for level in LEVELS])
    budget = float(data["budget"].sel(principle="ability_to_pay", iso3="RUS", quantile=0.5))
    assert budget == pytest.approx(fair.budget("ability_to_pay", "RUS"))
    parts = data["contribution"].sel(principle=OVERALL, iso3="KAZ", year=2035).dropna("choice")
    row, column = fair.row("KAZ"), fair.column(2035)
    assert parts.to_series().to_dict() == {
        choice: values[column, row] for choice, values in fair.contributions[OVERALL].items()
    }
    assert json.loads(data.attrs["made_of"]) == fair.made_of()


def test_what_is_not_reported_is_nan_in_a_data_set(fair: FairShares) -> None:
    data = frames.to_xarray(fair)
    hidden = data.sel(iso3="UZB", principle=[*NEED_INCOME, OVERALL])
    assert all(hidden[name].isnull().all() for name in ("share", "budget", "contribution"))
    assert data["share"].drop_sel(iso3="UZB").notnull().all()


# --- the layout of the IAMC -----------------------------------------------------------------


@pytest.mark.parametrize("iso3", ["KAZ", "UZB"])
def test_rows_in_the_layout_of_the_iamc_come_back_through_our_own_strict_reader(
    iso3: str, fair: FairShares, tmp_path: Path
) -> None:
    """The layout is what pyam reads: tried by hand with pyam-iamc 3.3.0 on 2026-11-27.

    ``pyam.IamDataFrame("fair-shares.csv")`` and ``frames.to_pyam`` gave the same figures for all
    countries. pyam is not installed here: it brings 600 MB and needs an older pandas.
    """
    file = tmp_path / "fair-shares.csv"
    write_iamc_csv(file, iamc_rows(fair))
    for name in fair.reported(iso3):
        for level in SHOWN_LEVELS:
            (series,) = iamc.read(file, region=iso3, variable=variable(name, level)).values()
            assert series.unit == "Mt CO2e" and tuple(series.years) == fair.years
            expected = [fair.at(name, iso3, year, level) for year in fair.years]
            np.testing.assert_allclose(series.values, expected, rtol=1e-5, atol=1e-5)


def test_rows_in_the_layout_of_the_iamc_are_complete_and_unique(fair: FairShares) -> None:
    header, *rows = iamc_rows(fair)
    assert header == ("Model", "Scenario", "Region", "Variable", "Unit", *fair.years)
    assert len({row[:5] for row in rows}) == len(rows)
    assert {row[2] for row in rows} == set(fair.countries)
    assert {row[4] for row in rows} == {"Mt CO2-equiv/yr"}
    assert all(isinstance(value, float) for row in rows for value in row[5:])
    names = {row[3] for row in rows}
    assert {"Fair share|Equal per capita|Median", "Fair share|Ability to pay|95.0th Percentile"} <= names
    assert {name for name in names if "Grandfathering" in str(name)} == {
        f"Reference|Grandfathering|{quantile}"
        for quantile in ("5.0th Percentile", "Median", "95.0th Percentile")
    }


def test_two_runs_are_two_scenarios(fair: FairShares) -> None:
    other = replace(fair, parameters=replace(fair.parameters, seed=8))
    scenarios = {iamc_rows(shares, countries=("KAZ",))[1][1] for shares in (fair, other)}
    assert len(scenarios) == 2 and all("without land use" in str(name) for name in scenarios)
    assert iamc_rows(fair, countries=("KAZ",), scenario="mine")[1][1] == "mine"


def test_a_person_at_the_terminal_gets_the_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fair", "KAZ", "--set", "draws=50", "--iamc"]) == 0
    file = tmp_path / "kaz.csv"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    assert iamc.read(file, region="KAZ", variable="Fair share|All equity principles|Median")


# --- what cannot be given -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("package", "extra", "act"),
    [
        ("pandas", "./packages/climate-pathways[notebook]", lambda fair: frames.to_pandas(fair)),
        ("xarray", "./packages/climate-pathways[notebook]", lambda fair: frames.to_xarray(fair)),
        ("pyam", "./packages/climate-pathways[pyam]", lambda fair: frames.to_pyam(fair)),
    ],
)
def test_a_package_that_is_not_installed_is_named(
    package: str,
    extra: str,
    act: Callable[[FairShares], Any],
    language: str,
    fair: FairShares,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(PathwaysError) as caught:
        act(fair)
    said = caught.value.in_language(language)
    assert package in said and f"pip install '{extra}'" in said


@pytest.mark.parametrize("levels", [(), (1.5,), (0.5, -0.1), (float("nan"),)])
def test_refuses_a_quantile_that_there_is_not(levels: tuple[float, ...], fair: FairShares) -> None:
    for act in (frames.to_pandas, iamc_rows):
        with pytest.raises(PathwaysError, match="quantile"):
            act(fair, levels=levels)


def test_refuses_a_country_without_fair_shares(fair: FairShares) -> None:
    for act in (frames.to_pandas, iamc_rows):
        with pytest.raises(PathwaysError, match="XXX"):
            act(fair, countries=("XXX",))


def test_what_the_guide_shows_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 4
    given: dict[str, Any] = {}
    for block in blocks:
        exec(block, given)
    assert len(given["table"]) > 100 and (tmp_path / "fair-shares.csv").stat().st_size > 100_000
    assert set(given["part"]) == {"world_left", "per_person", "budget_years_left"}

"""Fair shares of all countries from the shipped figures: whole, repeatable, honest about what is missing."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.tables import Series
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares import lookup as fair_tables
from climate_pathways.fair_shares.choices import CHOICES, EQUITY, PRINCIPLES, Parameters, checked
from climate_pathways.fair_shares.draws import draw
from climate_pathways.fair_shares.global_paths import own_paths
from climate_pathways.fair_shares.principles import ALLOCATIONS, Chunk, path_of_draws, principle_lines
from climate_pathways.fair_shares.result import LEVELS, OVERALL, FairShares
from climate_pathways.fair_shares.settings import parse
from climate_pathways.fair_shares.statistics import Values
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.figures.sources import iamc, own_emissions

FEW = Parameters(draws=300, seed=7)


@pytest.fixture(scope="module")
def figures() -> Snapshot:
    return snapshot.load(snapshot.shipped())


@pytest.fixture(scope="module")
def inputs(figures: Snapshot) -> FairInputs:
    return fair_inputs.assemble(figures, snapshot.pathways(snapshot.shipped()))


@pytest.fixture(scope="module")
def with_land_use(figures: Snapshot) -> FairInputs:
    return fair_inputs.assemble(figures, snapshot.pathways(snapshot.shipped()), with_land_use=True)


@pytest.fixture(scope="module")
def shares(inputs: FairInputs) -> FairShares:
    return fair_shares.fair_shares(inputs, FEW, keep=("KAZ",))


# --- whole ----------------------------------------------------------------------------------


def test_about_190_countries_have_fair_shares_by_every_principle(shares: FairShares) -> None:
    assert len(shares.countries) >= 190 and set(COUNTRIES) <= set(shares.countries)
    for iso3 in shares.countries:
        assert set(shares.reported(iso3)) == {*PRINCIPLES, OVERALL}


def every_draw(principle: str, chunk: Chunk) -> Values:
    """Return the draws of one principle as they enter the statistics: (years, countries, draws)."""
    return np.asarray(ALLOCATIONS[principle](chunk, chunk.path), dtype=np.float32)


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_every_draw_adds_up_to_its_global_path(principle: str, inputs: FairInputs) -> None:
    tables = fair_tables.build(inputs, FEW, {})
    draws = draw(FEW, len(inputs.countries))
    values = every_draw(principle, Chunk(tables, FEW, draws, slice(None)))
    path = tables.path[:, 0, fair_tables.combine(fair_tables.PATHS, draws.level, draws.counts)]
    np.testing.assert_allclose(values.sum(axis=1, dtype=np.float64), path, rtol=2e-5, atol=0.5)


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_every_principle_is_a_line_over_the_worlds_level(principle: str, inputs: FairInputs) -> None:
    tables, draws = fair_tables.build(inputs, FEW, {}), draw(FEW, len(inputs.countries))
    [(nothing, part)] = principle_lines([principle], tables, FEW, draws, slice(None)).values()
    world = path_of_draws(tables, FEW, draws, slice(None))
    expected = every_draw(principle, Chunk(tables, FEW, draws, slice(None)))
    np.testing.assert_allclose(nothing + part * world, expected, rtol=1e-4, atol=1e-2)


@pytest.mark.parametrize("principle", PRINCIPLES)
def test_every_draw_with_land_use_adds_up_too(principle: str, with_land_use: FairInputs) -> None:
    parameters = replace(FEW, with_land_use=True)
    tables = fair_tables.build(with_land_use, parameters, {})
    draws = draw(parameters, len(with_land_use.countries))
    values = every_draw(principle, Chunk(tables, parameters, draws, slice(None)))
    path = tables.path[:, 0, fair_tables.combine(fair_tables.PATHS, draws.level, draws.counts)]
    np.testing.assert_allclose(values.sum(axis=1, dtype=np.float64), path, rtol=2e-5, atol=0.5)


def test_nothing_in_a_result_is_missing_or_infinite(shares: FairShares) -> None:
    for name in shares.quantiles:
        assert np.isfinite(shares.quantiles[name]).all() and np.isfinite(shares.budgets[name]).all()
        assert (np.diff(shares.quantiles[name], axis=-1) >= 0).all()
        for part in shares.contributions[name].values():
            assert ((part >= 0) & (part <= 1)).all()


def test_the_choice_of_principle_explains_most_of_the_spread(shares: FairShares) -> None:
    row, year = shares.row("KAZ"), shares.column(2035)
    parts = {choice: float(values[year, row]) for choice, values in shares.contributions[OVERALL].items()}
    assert max(parts, key=lambda choice: parts[choice]) == "principle"
    assert 0.9 < sum(shares.weights.values()) < 1.1 and set(shares.weights) == set(EQUITY)
    assert set(shares.contributions["ability_to_pay"]) >= {"gdp", "path", "source", "baseline_trend"}
    assert "threshold" not in shares.contributions["ability_to_pay"]


def test_budgets_are_the_area_under_the_shares(shares: FairShares) -> None:
    """The sum over countries of the budgets' means is the area under the mean path."""
    sample = shares.samples["KAZ"].values["grandfathering"]
    years = np.array(shares.years, dtype=float)
    later = np.trapezoid(sample, years, axis=0)
    first = (years[0] - shares.base_year) * sample[0]
    budgets = shares.budgets["grandfathering"][shares.row("KAZ")]
    assert budgets[20] > np.median(later) and budgets[20] < np.median(later + 2 * first)


def test_a_stricter_path_lowers_every_quantile(inputs: FairInputs) -> None:
    loose, strict = (
        fair_shares.fair_shares(inputs, replace(FEW, levels={"path": (name,)}))
        for name in ("ssp126", "ssp119")
    )
    for name in (*PRINCIPLES, OVERALL):
        for year in (2030, 2050):
            column = strict.column(year)
            assert (strict.quantiles[name][column] <= loose.quantiles[name][column] + 1e-2).all()


# --- warming potentials ----------------------------------------------------------------------


def test_potentials_that_count_everything_twice_double_every_share(inputs: FairInputs) -> None:
    """Also the scale invariance of the whole engine: nothing depends on the unit of emissions."""
    doubled = {**inputs.potentials, "AR5GWP100": 2 * inputs.potentials["AR6GWP100"]}
    with_doubled = replace(inputs, potentials=doubled)
    once, twice = (
        fair_shares.fair_shares(
            with_doubled,
            replace(FEW, levels={"gwp": (name,), "path": ("ar6-c1",)}),
        )
        for name in ("AR6GWP100", "AR5GWP100")
    )
    for name in (*PRINCIPLES, OVERALL):
        np.testing.assert_allclose(twice.quantiles[name], 2 * once.quantiles[name], rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("name", ["equal_per_capita", "grandfathering"])
def test_another_set_of_potentials_moves_shares_by_what_the_world_weighs(
    name: str, inputs: FairInputs
) -> None:
    """Equal shares of one path move alike everywhere; AR4 weighs methane less than AR6."""
    levels = {choice: (CHOICES[choice].levels[0],) for choice in CHOICES} | {"population": ("median",)}
    ar4, ar6 = (
        fair_shares.fair_shares(inputs, replace(FEW, draws=5, levels={**levels, "gwp": (metric,)}))
        for metric in ("AR4GWP100", "AR6GWP100")
    )
    moved = ar4.quantiles[name][1:, :, 20] / ar6.quantiles[name][1:, :, 20]
    spread = np.ptp(moved, axis=1)
    assert np.median(moved) < 1
    assert (spread < 1e-3).all() if name == "equal_per_capita" else (spread > 0.02).all()


def test_a_set_of_potentials_weighs_a_country_by_its_gases(inputs: FairInputs) -> None:
    """Methane weighs 21 in the second report, 25 in AR4, 28 in AR5, 27.9 in AR6: most of Turkmenistan's emissions are methane.
    No gas weighs more in AR4 than nitrous oxide, 298 against 273, or less than HFC-152a, 124 against 164."""
    factors = {name: inputs.potentials[name] for name in inputs.potentials}
    turkmenistan, kazakhstan = inputs.position("TKM"), inputs.position("KAZ")
    assert (factors["AR6GWP100"] == 1).all()
    assert factors["AR4GWP100"][turkmenistan] < factors["AR4GWP100"][kazakhstan] < 1
    assert factors["AR4GWP100"][turkmenistan] < factors["AR5GWP100"][turkmenistan] <= 28 / 27.9
    assert factors["SARGWP100"][turkmenistan] < factors["SARGWP100"][kazakhstan] < 1
    assert 21 / 27.9 <= factors["SARGWP100"][turkmenistan] < factors["AR4GWP100"][turkmenistan]
    assert ((factors["AR4GWP100"] > 124 / 164) & (factors["AR4GWP100"] < 298 / 273)).all()


# --- repeatable -----------------------------------------------------------------------------


@pytest.mark.parametrize("iso3", ["UZB", pytest.param(None, marks=pytest.mark.whole)])
def test_the_same_question_gives_the_same_bytes(
    iso3: str | None, inputs: FairInputs, shares: FairShares
) -> None:
    again = fair_shares.fair_shares(inputs, FEW)
    assert again.as_json(iso3) == shares.as_json(iso3)


def test_the_size_of_chunks_changes_nothing(
    inputs: FairInputs, shares: FairShares, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fair_shares, "CHUNK", 77)
    again = fair_shares.fair_shares(inputs, FEW)
    assert again.as_json("KAZ") == shares.as_json("KAZ")


def test_another_seed_is_another_result_within_the_spread(inputs: FairInputs, shares: FairShares) -> None:
    other = fair_shares.fair_shares(inputs, replace(FEW, seed=8))
    assert other.as_json("KAZ") != shares.as_json("KAZ")
    assert other.at("equal_per_capita", "KAZ", 2035) == pytest.approx(
        shares.at("equal_per_capita", "KAZ", 2035), rel=0.1
    )


def test_a_result_says_what_made_it(shares: FairShares) -> None:
    data = json.loads(shares.as_json("KAZ"))
    made_of = data["made_of"]
    assert len(made_of["inputs"]) == 64 and made_of["code_version"]
    assert made_of["parameters"]["seed"] == 7 and set(made_of["parameters"]["levels"]) == set(CHOICES)
    assert len(data["shares"][OVERALL]) == len(data["years"])
    assert len(data["shares"][OVERALL][0]) == len(LEVELS)


def test_the_years_of_a_global_path_are_part_of_what_a_result_is_made_of(inputs: FairInputs) -> None:
    def digest_with(source: str, **other: Any) -> str:
        paths = {
            key: replace(path, **other) if key[0] == source else path
            for key, path in inputs.paths.series.items()
        }
        return replace(inputs, paths=Pathways(paths)).digest()

    assert digest_with("ssp") == digest_with("ssp", unit="Gt CO2e") == inputs.digest()
    fives = {source: 1990 + 5 * np.arange(count) for source, count in (("ssp", 111), ("cerp", 46))}
    later = {source: years + 5 for source, years in fives.items()}
    digests = [digest_with(source, years=years[source]) for years in (fives, later) for source in years]
    assert len({inputs.digest(), *digests}) == 5
    # The path of a region is a line in pictures, and gives nobody a share.
    assert digest_with("r10fsu", years=np.arange(9)) == inputs.digest()


def test_a_fixed_choice_no_longer_varies(inputs: FairInputs) -> None:
    fixed = {name: (choice.levels[0],) for name, choice in CHOICES.items()} | {"population": ("median",)}
    result = fair_shares.fair_shares(inputs, replace(FEW, draws=10, levels=fixed))
    for name in PRINCIPLES:
        spread = np.ptp(result.quantiles[name], axis=-1)
        assert (spread <= 1e-6 * np.abs(result.quantiles[name]).max()).all()
        assert not result.contributions[name]


# --- figures that are missing ---------------------------------------------------------------


def without(figures: Snapshot, place: str, *variables: str) -> Snapshot:
    kept = {
        key: series for key, series in figures.figures.items() if key[0] != place or key[2] not in variables
    }
    return replace(figures, figures=kept)


def assembled(figures: Snapshot) -> FairInputs:
    return fair_inputs.assemble(figures, snapshot.pathways(snapshot.shipped()))


def test_a_country_without_gini_is_flagged_and_its_income_principles_withheld(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "gini"))
    assert "no-gini" in inputs.flags["KAZ"] and "KAZ" in inputs.withheld
    result = fair_shares.fair_shares(inputs, FEW, keep=("KAZ",))
    assert "responsibility_capability" not in result.reported("KAZ")
    assert "responsibility_capability" in result.reported("UKR")
    assert "equal_per_capita" in json.loads(result.as_json("KAZ"))["shares"]


def test_a_country_without_gdp_is_flagged(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "gdp_per_person", "gdp_market", "ppp_to_mer"))
    assert "no-gdp" in inputs.flags["KAZ"] and "KAZ" in inputs.withheld
    assert all(np.isfinite(values).all() for values in inputs.gdp_per_person.values())


def test_missing_years_are_filled_and_flagged(figures: Snapshot) -> None:
    key = ("KAZ", "cerp", "non_co2_baseline")
    whole = figures.figures[key]
    holed = Series(
        *key[:1], key[2], whole.unit, key[1], np.delete(whole.years, 100), np.delete(whole.values, 100)
    )
    inputs = assembled(replace(figures, figures={**figures.figures, key: holed}))
    assert "years-interpolated" in inputs.flags["KAZ"]
    assert np.isfinite(inputs.emissions["cerp"]).all()


def test_a_country_that_one_source_lacks_is_flagged(inputs: FairInputs) -> None:
    assert "source-missing" in inputs.flags["TWN"]


def test_a_country_whose_sources_disagree_is_flagged(inputs: FairInputs, with_land_use: FairInputs) -> None:
    """Belarus with land use: 52 Mt by its own count, over 100 by bookkeeping models."""
    assert "sources-disagree" in with_land_use.flags["BLR"]
    assert "sources-disagree" not in inputs.flags.get("KAZ", ())


def test_a_country_without_history_is_left_out(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "co2_fossil_baseline"))
    assert "KAZ" not in inputs.countries
    with pytest.raises(PathwaysError, match="KAZ"):
        fair_shares.fair_shares(inputs, FEW, keep=("KAZ",))


def test_figures_of_no_country_are_refused(figures: Snapshot) -> None:
    with pytest.raises(PathwaysError, match="No country"):
        assembled(replace(figures, figures={}))


def test_net_sinks_stay_finite_and_are_flagged(with_land_use: FairInputs) -> None:
    sinks = [iso3 for iso3, flags in with_land_use.flags.items() if "net-sink" in flags]
    assert sinks
    result = fair_shares.fair_shares(with_land_use, replace(FEW, with_land_use=True))
    assert result.at("grandfathering", sinks[0], 2035, 0.0) <= 0.5 * abs(result.current.max())
    json.loads(result.as_json(sinks[0]))


# --- parameters that make no sense ----------------------------------------------------------

REFUSED = (
    "threshold=-1",
    "threshold=much",
    "threshold=nan",
    "history_since=1700",
    "history_since=2022",
    "repayment_year=2020",
    "convergence_year=1990",
    "responsibility_weight=1.5",
    "source=nobody",
    "gwp=GWP20",
    "path=ssp999",
    "path_position=1",
    "colour=red",
    "threshold",
    "threshold=",
    "draws=0",
    "draws=10000000",
    "draws=many",
    "principles=none",
    "years=2040,2050",
    "years=2030,2030",
    "years=2030,2200",
    "years=1990,2030",
    "baseline_trend=9",
    "exponent=-1",
    "source=jones",
    "seed=inf",
    "seed=-1",
    "draws=300,400",
    "draws=2.5",
    "years=2030,2035.5",
)


@pytest.mark.parametrize("setting", REFUSED)
def test_refuses_a_setting_that_makes_no_sense(setting: str, inputs: FairInputs) -> None:
    name = setting.partition("=")[0]
    with pytest.raises(PathwaysError) as caught:
        fair_shares.fair_shares(inputs, parse([setting], FEW))
    words = {"draws": "draws", "years": "years", "principles": "principle", "path": "path"}
    assert words.get(name, name) in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (("draws=0", "draws=-1", "draws=50001"), "The number of draws must lie between 1 and 50,000, not"),
        (
            ("years=-2035", "years=2022,2035", "years=2035,2101"),
            "The years must ascend between 2023 and 2100",
        ),
        (("seed=-1",), "seed needs a whole number of at least 0, not"),
        (("draws=2.5", "years=2035.5", "seed=0.5"), "needs a whole number, not"),
    ],
)
def test_whichever_bound_is_passed_one_sentence_names_them(settings: tuple[str, ...], said: str) -> None:
    for setting in settings:
        with pytest.raises(PathwaysError) as caught:
            checked(parse([setting], FEW))
        assert said in str(caught.value), setting


def test_takes_settings_that_make_sense() -> None:
    changed = parse(["threshold=7500", "path=ssp119,ar6-c1", "draws=50", "years=2030,2035"], FEW)
    checked(changed)
    assert changed.of("threshold") == (7500.0,) and changed.of("path") == ("ssp119", "ar6-c1")
    assert (changed.draws, changed.years) == (50, (2030, 2035))


def test_refuses_figures_on_another_footing(inputs: FairInputs) -> None:
    with pytest.raises(PathwaysError, match="land use"):
        fair_shares.fair_shares(inputs, replace(FEW, with_land_use=True))


def test_a_path_that_ends_early_serves_the_years_it_has(inputs: FairInputs) -> None:
    early = {"path": ("cerp-1.5-led",)}
    with pytest.raises(PathwaysError, match="2035"):
        fair_shares.fair_shares(inputs, replace(FEW, levels=early))
    short = fair_shares.fair_shares(inputs, replace(FEW, levels=early, years=(2030, 2035)))
    assert short.at("grandfathering", "KAZ", 2035) < short.at("grandfathering", "KAZ", 2030)


# --- paths and figures of one's own ---------------------------------------------------------

PATH = "Model,Scenario,Region,Variable,Unit,2010,2020,2030,2050,2100\n"


def own_path(
    folder: Path, *figures: float, unit: str = "Mt CO2-equiv/yr", variable: str = "Emissions|Kyoto Gases"
) -> Path:
    file = folder / "paths.csv"
    cells = ",".join(str(figure) for figure in figures)
    file.write_text(
        f"{PATH}Mine,Steep,World,{variable},{unit},{cells}\nMine,Steep,Asia,{variable},{unit},{cells}\n"
    )
    return file


def test_takes_a_global_path_of_ones_own(tmp_path: Path, inputs: FairInputs) -> None:
    read = iamc.read(own_path(tmp_path, 50, 52, 20, 0, 0, unit="Gt CO2e/yr"))
    assert list(read) == ["Mine Steep"] and read["Mine Steep"].at(2020) == 52_000
    paths = own_paths(read)
    result = fair_shares.fair_shares(inputs, replace(FEW, levels={"path": ("Mine Steep",)}), own_paths=paths)
    assert result.at("grandfathering", "KAZ", 2050) == pytest.approx(0, abs=0.1)


def test_takes_a_global_path_from_a_workbook(tmp_path: Path) -> None:
    import openpyxl

    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Model", "Scenario", "Region", "Variable", "Unit", 2010, 2020, 2030.0, 2100])
    sheet.append(["Mine", "Steep", "World", "Emissions|Kyoto Gases", "Mt CO2e/yr", 50_000, 52_000, None, 0])
    workbook.save(tmp_path / "paths.xlsx")
    found = iamc.read(tmp_path / "paths.xlsx")["Mine Steep"]
    assert found.years.tolist() == [2010, 2020, 2100] and found.at(2100) == 0


def test_a_path_that_never_declines_is_flagged(tmp_path: Path, inputs: FairInputs) -> None:
    paths = own_paths(iamc.read(own_path(tmp_path, 50_000, 52_000, 60_000, 70_000, 80_000)))
    result = fair_shares.fair_shares(inputs, replace(FEW, levels={"path": tuple(paths)}), own_paths=paths)
    assert "path-never-declines" in result.flags


@pytest.mark.parametrize(
    ("figures", "unit", "variable", "named"),
    [
        ((1, 2, 3, 4, 5), "Mt CH4/yr", "Emissions|Kyoto Gases", "Mt CH4/yr"),
        ((1, 2, 3, 4, 5), "Mt CO2e/yr", "Emissions|CO2", "Emissions|Kyoto Gases"),
    ],
)
def test_refuses_a_file_that_holds_no_path(
    figures: tuple[float, ...], unit: str, variable: str, named: str, tmp_path: Path
) -> None:
    with pytest.raises(TableError, match="paths.csv") as caught:
        iamc.read(own_path(tmp_path, *figures, unit=unit, variable=variable))
    assert named in str(caught.value).replace("\\", "")


@pytest.mark.parametrize("figures", [(-5, -5, 1, 1, 1), (0, 0, 0, 0, 0)])
def test_refuses_a_path_that_cannot_be_scaled(figures: tuple[float, ...], tmp_path: Path) -> None:
    with pytest.raises(PathwaysError, match="positive"):
        own_paths(iamc.read(own_path(tmp_path, *figures)))


def test_refuses_a_path_that_begins_too_late(tmp_path: Path) -> None:
    file = tmp_path / "late.csv"
    file.write_text(
        "Model,Scenario,Region,Variable,Unit,2025,2100\nMine,Late,World,Emissions|Kyoto Gases,Mt CO2e/yr,5,1\n"
    )
    with pytest.raises(PathwaysError, match="2019"):
        own_paths(iamc.read(file))


def own_source(folder: Path, rows: str) -> Path:
    file = folder / "emissions.csv"
    file.write_text("iso3,year,value,unit\n" + rows)
    return file


def test_takes_a_data_source_of_ones_own(tmp_path: Path, inputs: FairInputs) -> None:
    rows = "".join(f"KAZ,{year},400000,kt CO2e\n" for year in (2018, 2020, 2022))
    table = own_emissions.read(own_source(tmp_path, rows), with_land_use=False)
    more = with_own_source(inputs, table, "own")
    row = more.position("KAZ")
    assert more.emissions["own"][row, -5:] == pytest.approx([400] * 5)
    assert "not-in-own-source" in more.flags["UKR"]
    assert "not-in-own-source" not in more.flags.get("KAZ", ())
    result = fair_shares.fair_shares(more, replace(FEW, levels={"source": ("own",), "gwp": ("AR6GWP100",)}))
    assert result.at("grandfathering", "KAZ", 2030) > 200


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ("KAZ,2022,-5,Mt CO2e\n", "negative"),
        ("KAZ,2022,5,Mt CO2\n", "unit"),
        ("Atlantis,2022,5,Mt CO2e\n", "code"),
        ("XXX,2022,5,Mt CO2e\n", "code"),
        ("KAZ,2022,much,Mt CO2e\n", "number"),
        ("KAZ,2022,nan,Mt CO2e\n", "finite"),
        ("", "no figures"),
    ],
)
def test_refuses_bad_figures_of_ones_own(rows: str, named: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=named):
        own_emissions.read(own_source(tmp_path, rows), with_land_use=False)


@pytest.mark.parametrize("rows", ["KAZ,2021,5,Mt CO2e\nKAZ,2022,5,Mt CO2e\n", "KAZ,1990,5,Mt CO2e\n"])
def test_refuses_figures_of_ones_own_that_miss_the_needed_years(
    rows: str, tmp_path: Path, inputs: FairInputs
) -> None:
    table = own_emissions.read(own_source(tmp_path, rows), with_land_use=False)
    with pytest.raises(PathwaysError, match="cover|none of the countries"):
        with_own_source(inputs, table, "own")


# --- draws ----------------------------------------------------------------------------------


def test_levels_are_dealt_equally_and_streams_do_not_touch(inputs: FairInputs) -> None:
    one = draw(FEW, 5)
    counts = np.bincount(one.level["source"])
    assert np.ptp(counts) <= 1
    other = draw(replace(FEW, levels={"threshold": (1000.0,)}), 5)
    assert (one.level["source"] == other.level["source"]).all()
    for first, second in pairwise(sorted(set(one.level) - {"population", "exponent"})):
        assert abs(np.corrcoef(one.level[first], one.level[second])[0, 1]) < 0.25

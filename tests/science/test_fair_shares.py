"""Fair shares of all countries from the shipped figures: whole, repeatable, honest about what is missing."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares import lookup as fair_tables
from climate_pathways.fair_shares.choices import CHOICES, EQUITY, PRINCIPLES, Parameters
from climate_pathways.fair_shares.draws import draw
from climate_pathways.fair_shares.principles import ALLOCATIONS, Chunk, path_of_draws, principle_lines
from climate_pathways.fair_shares.result import LEVELS, OVERALL, FairShares
from climate_pathways.fair_shares.statistics import Values
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot.pathways import Pathways

FEW = Parameters(draws=300, seed=7)


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


# --- draws ----------------------------------------------------------------------------------


def test_levels_are_dealt_equally_and_streams_do_not_touch(inputs: FairInputs) -> None:
    one = draw(FEW, 5)
    counts = np.bincount(one.level["source"])
    assert np.ptp(counts) <= 1
    other = draw(replace(FEW, levels={"threshold": (1000.0,)}), 5)
    assert (one.level["source"] == other.level["source"]).all()
    for first, second in pairwise(sorted(set(one.level) - {"population", "exponent"})):
        assert abs(np.corrcoef(one.level[first], one.level[second])[0, 1]) < 0.25

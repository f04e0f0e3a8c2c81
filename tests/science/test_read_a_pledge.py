"""A pledge in tonnes: every way to read it, checked against figures made up by hand."""

import numpy as np
import pytest

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import step_text
from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.readings import ASSUMPTIONS, ReadPledge, level_text, read_pledge
from climate_pathways.pledges.versions import DEPENDS, SAME, STRONGER, WEAKER, Change, compare

YEARS = BASE_YEAR - FIRST_YEAR + 1
LONG = 2100 - FIRST_YEAR + 1


def level(value: float, length: int = YEARS) -> np.ndarray:
    return np.full(length, value)


def steady(land: float = -10.0, other: float = 120.0) -> PledgeFigures:
    """A country that always emitted 100 (or ``other``) Mt, whose GDP doubles from 2020 to 2030."""
    gdp = np.array([2.0 ** ((year - 2020) / 10) for year in range(FIRST_YEAR, 2101)])
    return PledgeFigures(
        iso3="KAZ",
        totals={"cerp": level(100.0), "climate-watch": level(other)},
        land_use={"climate-watch": level(land)},
        potentials={"AR4GWP100": 0.8, "AR5GWP100": 0.9, "AR6GWP100": 1.0, "SARGWP100": 0.7},
        population=level(10e6, LONG),
        fewer=level(1e6, LONG),
        more=level(1e6, LONG),
        gdp={"gapminder": gdp, "cerp": gdp},
        baseline=np.linspace(100.0, 150.0, 14),
    )


def pledge(**given: object) -> Pledge:
    entry = {
        "id": "p",
        "document": "d",
        "year": 2030,
        "type": "base-year",
        "condition": "unconditional",
        "status": "verified",
        "source": "s",
        "reduction_percent": (20.0,),
        "base_year": 1990,
        "land_use": "excluded",
    } | given
    return Pledge(**entry)  # type: ignore[arg-type]


def values(read: ReadPledge) -> list[float]:
    return sorted(reading.mt_co2e for reading in read.readings)


def test_a_cut_from_a_base_year_is_read_with_every_series() -> None:
    read = read_pledge(pledge(), steady())
    assert values(read) == pytest.approx([80.0, 96.0])
    assert (read.target.low_mt_co2e, read.target.central_mt_co2e, read.target.high_mt_co2e) == (80, 88, 96)
    assert read.what_matters() == (("source", 16.0),)


def test_a_stated_amount_is_turned_into_todays_potentials() -> None:
    read = read_pledge(pledge(base_mt_co2e=96.0, gwp="AR4GWP100"), steady())
    assert values(read) == pytest.approx([80, 96, 0.8 * 96 / 0.8])
    stated = next(r for r in read.readings if dict(r.assumptions)["source"] == "stated")
    assert any("AR4GWP100" in step_text(step, "en") for step in stated.steps)


def test_potentials_that_a_document_does_not_name_are_ranged() -> None:
    read = read_pledge(pledge(base_mt_co2e=96.0), steady())
    assert {dict(r.assumptions).get("gwp") for r in read.readings} == {None, "AR4GWP100", "AR6GWP100"}


def test_the_two_ends_of_a_promise_are_both_read() -> None:
    read = read_pledge(pledge(reduction_percent=(20.0, 40.0)), steady(other=100.0))
    assert values(read) == pytest.approx([60, 60, 80, 80])
    assert dict(read.what_matters()) == {"end": 20.0}


def test_land_use_that_a_target_counts_is_taken_off_or_the_percentage_read_without_it() -> None:
    read = read_pledge(pledge(land_use="included"), steady(other=100.0))
    # (100 − 10)·0.8 − (−10), or 100·0.8 where the percentage is read without land use.
    assert values(read) == pytest.approx([80, 80, 82, 82])
    whole = read_pledge(pledge(land_use="included"), steady(other=100.0), with_land_use=True)
    assert values(whole) == pytest.approx([70, 70, 72, 72])
    assert read.target.with_land_use is False and whole.target.with_land_use is True


def test_a_country_without_any_estimate_of_land_use_is_read_without_it() -> None:
    read = read_pledge(pledge(land_use="included"), steady(land=0.0))
    assert values(read) == pytest.approx([80, 96])


def test_a_cut_per_gdp_lets_emissions_grow_with_the_economy() -> None:
    read = read_pledge(
        pledge(type="intensity", base_year=2020, gdp_growth_percent=(0.0,)), steady(other=100.0)
    )
    by_growth = {dict(r.assumptions)["gdp"]: r.mt_co2e for r in read.readings}
    # GDP doubles in ten years: 100·2·0.8; without growth after 2022, 100·2^0.2·0.8.
    assert by_growth["gapminder"] == pytest.approx(160, rel=1e-4)
    assert by_growth["trend"] == pytest.approx(160, rel=1e-4)
    assert by_growth["0%"] == pytest.approx(80 * 2**0.2, rel=1e-4)
    assert level_text("gdp", "6%", {}) == ("{percent} % a year, as the document expects", {"percent": "6"})


def test_a_cut_from_a_baseline_is_read_with_the_stated_one_and_the_databases() -> None:
    read = read_pledge(
        pledge(type="bau", base_year=None, bau_mt_co2e=200.0, gwp="AR6GWP100"), steady(other=100.0)
    )
    growth = 1 + 0.5 * 8 / 13
    assert values(read) == pytest.approx([80 * growth, 80 * growth, 160], rel=1e-4)


def test_an_amount_per_person_is_ranged_over_the_population() -> None:
    read = read_pledge(
        pledge(type="per-capita", reduction_percent=(), base_year=None, t_co2e_per_person=2.0), steady()
    )
    assert values(read) == pytest.approx([2 * (10 - 1.96), 20, 2 * (10 + 1.96)])


def test_an_amount_is_read_as_it_stands() -> None:
    amount = pledge(
        type="absolute", reduction_percent=(), base_year=None, target_mt_co2e=(40.0, 50.0), gwp="AR6GWP100"
    )
    assert values(read_pledge(amount, steady())) == [40, 50]


def test_second_ways_to_understand_the_words_widen_the_range() -> None:
    second = pledge(
        id="q",
        type="absolute",
        reduction_percent=(),
        base_year=None,
        target_mt_co2e=(200.0,),
        gwp="AR6GWP100",
        variant_of="p",
    )
    read = read_pledge(pledge(), steady(), variants=[second])
    assert read.target.high_mt_co2e == 200
    assert {dict(r.assumptions)["meaning"] for r in read.readings} == {"base-year", "absolute"}
    assert dict(read.what_matters())["meaning"] == pytest.approx(200 - 88)


def test_every_reading_tells_its_steps_in_both_languages() -> None:
    read = read_pledge(
        pledge(type="intensity", base_year=2010, land_use="unclear", base_mt_co2e=90.0), steady()
    )
    for reading in read.readings:
        assert all(name in ASSUMPTIONS for name, _ in reading.assumptions)
        assert reading.steps and all(step_text(step, lang) for step in reading.steps for lang in ("en", "ru"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"type": "neutrality", "scope": "ghg"}, "a way, not an amount"),
        ({"type": "bau", "year": 2050, "base_year": None}, "cannot be read in tonnes"),
        ({"base_year": 1800}, "cannot be read in tonnes"),
    ],
)
def test_what_cannot_be_read_in_tonnes_says_so(given: dict[str, object], words: str) -> None:
    with pytest.raises(PathwaysError, match=words):
        read_pledge(pledge(**given), steady())


# --- versions -------------------------------------------------------------------------------


def between(
    older: dict[str, object], newer: dict[str, object], figures: PledgeFigures | None = None
) -> Change:
    figures = figures or steady()
    return compare(read_pledge(pledge(**older), figures), read_pledge(pledge(id="n", **newer), figures))


@pytest.mark.parametrize(
    ("percent", "verdict"), [(30.0, STRONGER), (20.0, SAME), (20.5, SAME), (10.0, WEAKER)]
)
def test_a_newer_target_of_the_same_year_is_stronger_the_same_or_weaker(percent: float, verdict: str) -> None:
    assert between({}, {"reduction_percent": (percent,)}).verdict == verdict


def test_versions_are_compared_reading_by_reading() -> None:
    change = between({}, {"reduction_percent": (30.0,)})
    # Ten percent of 100 or of 120 Mt: never one series against another.
    assert (change.low, change.high) == pytest.approx((-12, -10))


def test_a_comparison_that_turns_on_an_assumption_names_it() -> None:
    land: dict[str, object] = {"land_use": "included", "reduction_percent": (25.0,)}
    change = between({}, land, steady(land=-60.0, other=100.0))
    assert change.verdict == DEPENDS and "land_use" in change.depends_on


def test_a_later_year_is_compared_with_the_older_target_carried_on() -> None:
    change = between({}, {"year": 2035, "reduction_percent": (30.0,)})
    assert change.carried_on and change.verdict == STRONGER

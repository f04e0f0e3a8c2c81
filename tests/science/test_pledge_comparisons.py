"""A target beside its own inventory, and carried over to the series of the fair shares."""

import pytest
from tests.science.promised import SINKS, fact, inventory, pledge, pledges, read, stated, steady

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import step_text
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges.account import Fact
from climate_pathways.pledges.comparisons import Comparison, today
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.footings import Bridge
from climate_pathways.pledges.inventory import DOCUMENT, of_document
from climate_pathways.pledges.own_readings import OwnReading

NET = pledge(land_use="included")
RECENT = range(2018, 2023)


def own(target: Pledge, *facts: Fact, **given: object) -> OwnReading:
    found = read(target, *facts, **given).own  # type: ignore[arg-type]
    assert found is not None
    return found


def by_key(found: OwnReading) -> dict[tuple[str, str, bool], Comparison]:
    return {
        (comparison.inventory, comparison.footing, comparison.is_mean): comparison
        for comparison in found.comparisons
    }


def over(found: OwnReading) -> Bridge:
    assert found.bridge is not None
    return found.bridge


# --- beside the inventory -------------------------------------------------------------------


def test_a_target_is_set_beside_the_latest_year_and_the_mean_of_five_net_and_gross() -> None:
    compared = by_key(own(NET, fact("net", 1990, 100.0), stated("net", 77.0)))
    # By the national inventory a cut of 20 % is taken from its own base year: 0.8·80 = 64 net, 84 gross.
    assert {
        key: (comparison.years, comparison.level, comparison.target.central)
        for key, comparison in compared.items()
    } == {
        (NATIONAL, "net", False): ((2022,), 70.0, 64.0),
        (NATIONAL, "net", True): (tuple(RECENT), 80.0, 64.0),
        (NATIONAL, "gross", False): ((2022,), 100.0, 84.0),
        (NATIONAL, "gross", True): (tuple(RECENT), 100.0, 84.0),
    }
    percent = {key: comparison.percent.central for key, comparison in compared.items()}
    assert percent == pytest.approx(
        dict(zip(compared, (100 * (64 / 70 - 1), -20, -16, -16), strict=True)), rel=1e-5
    )
    assert {comparison.submission for comparison in compared.values()} == {2024}


def test_the_documents_own_year_is_compared_with_the_tonnes_that_it_states() -> None:
    printed = [
        fact("net", 1990, 100.0),
        fact("net", 2021, 50.0),
        fact("gross", 2021, 90.0),
        stated("net", 77.0),
    ]
    compared = by_key(own(NET, *printed))
    net, gross = compared[DOCUMENT, "net", False], compared[DOCUMENT, "gross", False]
    assert (net.level, net.target.central, net.percent.central) == (50.0, 77.0, 54.0)
    assert (gross.level, gross.target.central, gross.percent.central) == (90.0, 117.0, 30.0)
    assert compared[NATIONAL, "net", False].target.central == 64.0
    assert (DOCUMENT, "net", True) not in compared


def test_the_base_year_alone_is_no_latest_year() -> None:
    compared = own(pledge(base_year=2015), fact("gross", 2015, 200.0), fact("gross", 2010, 190.0)).comparisons
    assert {comparison.inventory for comparison in compared} == {NATIONAL}


@pytest.mark.parametrize(("first", "has_mean"), [(2017, True), (2018, False)])
def test_a_document_gives_a_mean_only_where_it_prints_all_five_years(first: int, has_mean: bool) -> None:
    printed = [fact("gross", year, 90.0 + year - 2021) for year in range(first, 2022)]
    compared = by_key(own(pledge(), stated("gross", 77.0), fact("gross", 1990, 200.0), *printed))
    assert ((DOCUMENT, "gross", True) in compared) is has_mean
    if has_mean:
        assert compared[DOCUMENT, "gross", True].level == 88.0


@pytest.mark.parametrize(
    ("years", "mean_of"), [((2020, 2021, 2022), (2020, 2021, 2022)), ((2021, 2022), None)]
)
def test_a_national_inventory_gives_a_mean_from_three_years_on(
    years: tuple[int, ...], mean_of: object
) -> None:
    compared = by_key(own(pledge(), stated("gross", 77.0), figures=steady(inventory(years=years))))
    mean = compared.get((NATIONAL, "gross", True))
    assert (mean.years if mean else None) == mean_of


def test_a_document_in_older_potentials_is_compared_in_its_own() -> None:
    older = pledge(gwp="AR4GWP100")
    printed = [fact(*number, gwp="AR4GWP100") for number in (("gross", 1990, 200.0), ("gross", 2021, 80.0))]
    tonnes = stated("gross", 88.0, gwp="AR4GWP100")
    compared = by_key(own(older, *printed, tonnes, figures=steady(inventory(years=RECENT))))
    assert compared[DOCUMENT, "gross", False].percent.central == pytest.approx(10.0)
    # Its base year is in no newer inventory, so that its own 88 are turned: 88/0.8.
    assert compared[NATIONAL, "gross", False].target.central == pytest.approx(110.0)
    assert compared[NATIONAL, "gross", False].percent.central == pytest.approx(10.0)


@pytest.mark.parametrize(("tonnes", "met"), [(120.0, True), (100.0, True), (99.5, False)])
def test_a_target_at_or_above_the_level_can_be_met_without_a_cut(tonnes: float, met: bool) -> None:
    compared = by_key(own(pledge(base_year=1980), stated("gross", tonnes)))
    assert compared[NATIONAL, "gross", False].is_met_already is met


def test_where_land_use_is_unknown_only_the_targets_own_footing_is_compared() -> None:
    printed = [fact("gross", 2021, 90.0), stated("gross", 60.0)]
    compared = own(pledge(), *printed, figures=steady(known=False)).comparisons
    assert [(comparison.inventory, comparison.footing) for comparison in compared] == [(DOCUMENT, "gross")]


# --- one today ------------------------------------------------------------------------------


def latest(found: OwnReading) -> list[tuple[str, str, int]]:
    return [
        (comparison.inventory, comparison.footing, comparison.years[0])
        for comparison in today(found.comparisons)
    ]


def test_today_is_the_documents_own_latest_year_where_it_is_recent() -> None:
    printed = [fact("gross", 2021, 90.0), fact("net", 2021, 80.0), stated("net", 60.0)]
    assert latest(own(NET, *printed)) == [(DOCUMENT, "net", 2021), (DOCUMENT, "gross", 2021)]


def test_today_is_the_newest_inventorys_latest_year_where_the_documents_is_old() -> None:
    printed = [fact("gross", 2019, 90.0), fact("net", 2019, 80.0), stated("net", 60.0)]
    assert latest(own(NET, *printed)) == [(NATIONAL, "net", 2022), (NATIONAL, "gross", 2022)]


def test_without_any_recent_year_there_is_no_today() -> None:
    printed = [fact("gross", 2019, 90.0), stated("gross", 60.0)]
    assert latest(own(pledge(), *printed, figures=steady(known=False))) == []


def test_net_and_gross_of_different_years_are_not_one_today() -> None:
    printed = [fact("gross", 2022, 90.0), fact("net", 2021, 80.0), stated("net", 60.0)]
    assert latest(own(NET, *printed)) == [(DOCUMENT, "gross", 2022)]


# --- the document's inventory ---------------------------------------------------------------


def test_what_is_missing_of_net_gross_and_land_use_follows_from_the_two_others() -> None:
    printed = [
        *(fact("gross", 2019, 100.0), fact("land-use", 2019, -20.0)),
        *(fact("net", 2020, 70.0), fact("land-use", 2020, -30.0)),
        *(fact("gross", 2021, 90.0), fact("net", 2021, 85.0)),
        fact("gross", 2022, 88.0),
    ]
    found = of_document(pledges(NET, facts=printed).account(NET))
    assert found is not None
    assert found.net == {2019: 80.0, 2020: 70.0, 2021: 85.0}
    assert found.gross == {2019: 100.0, 2020: 100.0, 2021: 90.0, 2022: 88.0}
    assert found.land == {2019: -20.0, 2020: -30.0, 2021: -5.0}


def test_another_documents_numbers_are_no_part_of_a_targets_inventory() -> None:
    elsewhere = fact("gross", 2021, 90.0, document="other")
    assert of_document(pledges(NET, facts=[elsewhere]).account(NET)) is None


# --- the step to the fair shares ------------------------------------------------------------


def test_the_gross_target_is_scaled_by_series_over_inventory_in_the_last_three_common_years() -> None:
    found = read(pledge(), stated("gross", 50.0), figures=steady(inventory(80.0), one=80.0, other=120.0))
    assert found.own is not None
    assert (over(found.own).years, dict(over(found.own).factors)) == (
        (2020, 2021, 2022),
        {"one": 1.0, "two": 1.5},
    )
    assert found.target.central_mt_co2e == pytest.approx(50 * 1.25)
    by_source = {
        dict(r.assumptions)["source"]: r for r in found.readings if dict(r.assumptions)["base"] == "stated"
    }
    assert {name: one.mt_co2e for name, one in by_source.items()} == {"one": 50.0, "two": 75.0}
    last = step_text(by_source["two"].steps[-1], "en")
    assert "times 1.500: the international series over the inventory, 2020, 2021, 2022" in last


def test_a_net_target_is_carried_over_without_land_use() -> None:
    found = read(
        NET, stated("net", 60.0), fact("land-use", 2030, -40.0, "baseline"), figures=steady(other=100.0)
    )
    stated_only = [r.mt_co2e for r in found.readings if dict(r.assumptions)["base"] == "stated"]
    assert stated_only == [100.0, 100.0] and found.target.central_mt_co2e == 100.0
    assert found.target.with_land_use is False


@pytest.mark.parametrize(("other", "wide"), [(109.0, False), (111.0, True), (89.0, True)])
def test_a_factor_beyond_a_tenth_is_a_warning(other: float, wide: bool) -> None:
    assert over(own(pledge(), stated("gross", 50.0), figures=steady(other=other))).is_wide is wide


@pytest.mark.parametrize(
    ("years", "used", "comparable"),
    [
        (range(2010, 2019), (2018,), False),
        (range(2010, 2020), (2019,), True),
        (range(2015, 2025), (2020, 2021, 2022), True),
        # A single later year is nearer than a decade apart.
        ((2023,), (2023,), True),
    ],
)
def test_only_recent_common_years_make_a_target_comparable(
    years: range, used: tuple[int, ...], comparable: bool
) -> None:
    found = read(pledge(), stated("gross", 50.0), figures=steady(inventory(years=years)))
    assert found.own is not None
    assert (over(found.own).years, found.is_comparable) == (used, comparable)


def test_where_there_is_no_national_inventory_the_documents_own_is_the_bridge() -> None:
    printed = [fact("gross", 2021, 80.0, gwp="AR4GWP100"), stated("gross", 40.0, gwp="AR4GWP100")]
    found = read(pledge(gwp="AR4GWP100"), *printed, figures=steady(known=False, other=100.0))
    assert found.own and (over(found.own).inventory, over(found.own).central) == (DOCUMENT, 1.0)
    # Half of an inventory that equals the series, in whatever potentials.
    assert found.target.central_mt_co2e == pytest.approx(50.0)


def test_a_target_without_a_common_year_cannot_be_carried_over() -> None:
    with pytest.raises(PathwaysError, match="cannot be read in tonnes"):
        read(pledge(), stated("gross", 50.0), figures=steady(inventory(land=SINKS, years=(2024,))))

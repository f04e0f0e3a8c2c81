"""A pledge in tonnes: its document's own account first, checked against figures made up by hand."""

import pytest
from tests.science.promised import fact, inventory, pledge, read, stated, steady

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import step_text
from climate_pathways.pledges.account import BASELINE, SCENARIO, TARGET, WITH_MEASURES, Fact
from climate_pathways.pledges.amounts import BY_BASE, BY_BASELINE, BY_INTENSITY, BY_PERSON, BY_TONNES
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.questions import ASSUMPTIONS, level_text
from climate_pathways.pledges.readings import ReadPledge


def own(target: Pledge, *facts: Fact, **given: object) -> OwnReading:
    found = read(target, *facts, **given).own  # type: ignore[arg-type]
    assert found is not None
    return found


def only(value: float) -> Span:
    return Span(value, value, value)


def values(found: ReadPledge) -> list[float]:
    return sorted(reading.mt_co2e for reading in found.readings)


def levels(found: ReadPledge, name: str) -> set[str]:
    return {level for reading in found.readings for asked, level in reading.assumptions if asked == name}


BASE = fact("gross", 1990, 200.0)
PER_GDP = pledge(type="intensity", reduction_percent=(50.0,), base_year=2010)
KG_PER_DOLLAR = fact("intensity", 2010, 3.0)
GDP_AHEAD = fact("gdp", 2030, 100.0, TARGET)
FROM_BASELINE = pledge(type="bau", base_year=None)
UNCHANGED = fact("gross", 2030, 250.0, BASELINE)


# --- the order of the rules -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "facts", "tonnes", "rule"),
    [
        (pledge(), [BASE], 160.0, BY_BASE),
        (PER_GDP, [KG_PER_DOLLAR, GDP_AHEAD], 150.0, BY_INTENSITY),
        (FROM_BASELINE, [UNCHANGED], 200.0, BY_BASELINE),
    ],
    ids=["base-year", "intensity", "baseline"],
)
def test_the_tonnes_stated_for_a_target_come_before_any_percentage(
    target: Pledge, facts: list[Fact], tonnes: float, rule: str
) -> None:
    without = own(target, *facts)
    assert (without.gross, without.rule, without.footing) == (only(tonnes), rule, "gross")
    with_tonnes = own(target, *facts, stated("gross", 140.0))
    assert (with_tonnes.gross, with_tonnes.rule) == (only(140.0), BY_TONNES)


def test_a_scenarios_tonnes_are_not_the_targets() -> None:
    ahead = [fact("gross", 2030, 90.0, account) for account in (SCENARIO, WITH_MEASURES, BASELINE)]
    untied = fact("gross", 2030, 70.0, TARGET)
    another = fact("gross", 2030, 60.0, TARGET, target="q")
    assert own(pledge(), BASE, *ahead, untied, another).gross == only(160.0)


def test_a_stated_intensity_comes_before_the_base_years_less_the_percentage() -> None:
    said = own(PER_GDP, KG_PER_DOLLAR, GDP_AHEAD, stated("intensity", 1.2))
    assert said.gross == only(120.0)
    assert "1.200 kg CO₂e per dollar in 2030, as printed (table 1, line 7)" in step_text(said.steps[0], "en")


def test_a_cut_per_gdp_may_be_a_range() -> None:
    per_gdp = pledge(type="intensity", reduction_percent=(40.0, 50.0), base_year=2010)
    assert own(per_gdp, KG_PER_DOLLAR, GDP_AHEAD).gross == Span(150.0, 165.0, 180.0)


def test_gdp_is_the_documents_own_and_its_growth_a_second_answer() -> None:
    grown = [
        fact("gdp", 2020, 50.0),
        fact("intensity", 2020, 2.5),
        fact("gdp-growth", 2030, 5.0, TARGET),
    ]
    found = read(PER_GDP, KG_PER_DOLLAR, GDP_AHEAD, *grown)
    assert levels(found, "gdp") == {"stated", "5%"}
    assert found.own and found.own.gross is not None
    assert (found.own.gross.central, found.own.gross.low) == pytest.approx(
        (150, 1.5 * 50 * 1.05**10), rel=1e-5
    )
    assert level_text("gdp", "5%", {}) == ("{percent} % a year, as the document expects", {"percent": "5"})
    # A GDP that stands beside no intensity may be in other prices.
    prices = own(PER_GDP, KG_PER_DOLLAR, GDP_AHEAD, grown[0], grown[2])
    assert prices.gross == only(150.0)


def test_without_any_intensity_the_base_years_tonnes_grow_as_databases_have_gdp_grow() -> None:
    found = read(PER_GDP, fact("gross", 2010, 50.0))
    # GDP doubles every ten years: 50·4·(1 − 0.5).
    assert levels(found, "gdp") == {"gapminder", "cerp", "trend"}
    assert values(found) == pytest.approx(3 * [100] + 3 * [120], rel=1e-4)


def test_an_amount_and_an_amount_per_person_are_read_as_they_stand() -> None:
    amount = pledge(type="absolute", reduction_percent=(), base_year=None, target_mt_co2e=(40.0, 50.0))
    assert own(amount).gross == Span(40.0, 45.0, 50.0)
    per_person = pledge(type="per-capita", reduction_percent=(), base_year=None, t_co2e_per_person=2.0)
    people = own(per_person)
    assert people.rule == BY_PERSON and people.gross is not None
    assert (people.gross.low, people.gross.central, people.gross.high) == pytest.approx(
        (2 * (10 - 1.96), 20, 2 * (10 + 1.96)), rel=1e-5
    )


# --- ends and footings ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("percent", "facts"),
    [((20.0, 40.0), [BASE]), ((20.0,), [stated("gross", 160.0), stated("gross", 120.0)])],
    ids=["percent", "tonnes"],
)
def test_the_centre_of_a_promised_range_is_its_middle(percent: tuple[float, ...], facts: list[Fact]) -> None:
    found = read(pledge(reduction_percent=percent), *facts, figures=steady(other=100.0))
    assert found.own and found.own.gross == Span(120.0, 140.0, 160.0)
    assert {
        dict(reading.assumptions)["end"]: reading.mt_co2e
        for reading in found.readings
        if dict(reading.assumptions)["base"] == "stated"
    } == {"lowest": 160.0, "highest": 120.0}


def test_a_target_that_does_not_name_its_footing_is_read_on_both() -> None:
    found = read(pledge(land_use="unclear"), stated("unclear-footing", 80.0))
    assert found.own and (found.own.footing, levels(found, "footing")) == (
        "unclear-footing",
        {"as-gross", "as-net"},
    )
    # As gross: 80, or 60 with land use. As net: 80, or 100 without it.
    assert found.own.gross == Span(80.0, 80.0, 110.0) and found.own.net == Span(50.0, 60.0, 80.0)


def test_a_percentage_read_as_net_is_taken_from_the_net_base() -> None:
    printed = [BASE, fact("net", 1990, 100.0)]
    found = read(pledge(land_use="unclear"), *printed, figures=steady(other=100.0))
    as_net = [
        reading.mt_co2e
        for reading in found.readings
        if {("footing", "as-net"), ("base", "stated"), ("land_use", "mean")} <= set(reading.assumptions)
    ]
    # 80 net is 100 without the mean sink of 20.
    assert as_net == [100.0, 100.0]


def test_another_place_with_another_number_is_a_question() -> None:
    found = own(pledge(), BASE, fact("gross", 1990, 210.0))
    assert found.gross == Span(160.0, 160.0, 168.0)


def test_the_first_printed_number_stays_the_centre_where_it_is_printed_again() -> None:
    found = own(pledge(), BASE, fact("gross", 1990, 210.0), fact("gross", 1990, 200.0, line=9))
    assert found.gross == Span(160.0, 160.0, 168.0)


def test_the_value_tied_to_a_target_is_its_base() -> None:
    found = own(pledge(), BASE, fact("gross", 1990, 210.0, target="p"))
    assert found.gross == Span(160.0, 168.0, 168.0)


# --- the newest inventory -------------------------------------------------------------------


def test_the_newest_inventorys_base_answers_beside_the_documents() -> None:
    found = read(pledge(), BASE)
    assert found.own and (found.own.gross, found.own.newest) == (only(160.0), (80.0,))
    assert levels(found, "base") == {"stated", "newest-inventory"} and not found.own.is_from_inventory
    assert found.target.central_mt_co2e == pytest.approx(160 * 1.1)


def test_a_document_that_prints_no_base_is_read_by_the_newest_inventory_and_says_so() -> None:
    found = own(pledge())
    assert found.is_from_inventory and (found.gross, found.newest) == (only(80.0), (80.0,))
    net = own(pledge(land_use="included"), figures=steady(inventory(base_net=50.0)))
    assert net.is_from_inventory and net.net == only(40.0)


# --- meanings -------------------------------------------------------------------------------


def test_a_second_way_to_understand_the_words_widens_the_range_and_leaves_the_centre() -> None:
    second = pledge(
        id="q", type="absolute", reduction_percent=(), base_year=None, target_mt_co2e=(300.0,), variant_of="p"
    )
    found = read(pledge(), BASE, variants=[second])
    assert levels(found, "meaning") == {"base-year:20", "absolute"}
    assert (found.target.central_mt_co2e, found.target.high_mt_co2e) == pytest.approx((176, 360))
    assert found.own and found.own.gross == only(160.0)
    assert next(iter(dict(found.what_matters()))) == "meaning"


def test_an_answer_stays_under_the_meaning_that_it_was_asked_under() -> None:
    second = pledge(id="q", type="bau", base_year=None, variant_of="p")
    found = read(pledge(), BASE, UNCHANGED, variants=[second])
    asked = {tuple(name for name, _ in reading.assumptions) for reading in found.readings}
    assert asked == {("meaning", "base", "source"), ("meaning", "source")}


# --- steps and refusals ---------------------------------------------------------------------


def test_every_reading_tells_its_steps_and_asks_known_questions() -> None:
    found = read(pledge(land_use="unclear", reduction_percent=(20.0, 30.0)), BASE)
    for reading in found.readings:
        assert all(name in ASSUMPTIONS for name, _ in reading.assumptions)
        assert reading.steps and all(step_text(step, lang) for step in reading.steps for lang in ("en", "ru"))
    plain = found.as_dict()
    assert plain["own"]["rule"] == BY_BASE and len(plain["readings"]) == len(found.readings)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (pledge(type="neutrality", scope="ghg"), "a way, not an amount"),
        (pledge(base_year=1980), "cannot be read in tonnes"),
        (FROM_BASELINE, "cannot be read in tonnes"),
        (PER_GDP, "cannot be read in tonnes"),
    ],
    ids=["neutrality", "base-year", "baseline", "intensity"],
)
def test_what_neither_the_document_nor_an_inventory_says_is_refused(target: Pledge, words: str) -> None:
    with pytest.raises(PathwaysError, match=words):
        read(target)


def test_a_second_meaning_does_not_stand_in_for_an_unreadable_first_one() -> None:
    second = pledge(id="q", variant_of="p")
    with pytest.raises(PathwaysError, match="p of KAZ cannot be read"):
        read(FROM_BASELINE, variants=[second])


def test_a_second_meaning_without_land_use_does_not_stand_in_where_land_use_is_unknown() -> None:
    second = pledge(
        id="q", type="absolute", reduction_percent=(), base_year=None, target_mt_co2e=(300.0,), variant_of="p"
    )
    printed = (fact("net", 1990, 200.0), fact("gross", 2020, 90.0))
    with pytest.raises(PathwaysError, match="p of KAZ cannot be read"):
        read(pledge(land_use="included"), *printed, variants=[second], figures=steady(known=False))


def test_a_country_without_any_inventory_is_not_read() -> None:
    with pytest.raises(PathwaysError, match="cannot be read in tonnes"):
        read(pledge(), stated("gross", 60.0), figures=steady(known=False))

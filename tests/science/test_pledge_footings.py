"""From one footing to the other: land use of the target's year, by one inventory and one set of potentials."""

from dataclasses import replace

import pytest
from tests.science.promised import fact, pledge, pledges, read, stated, steady

from climate_pathways.assessment.tables.comparisons import comparisons_table
from climate_pathways.assessment.tables.reading import reading_steps
from climate_pathways.core.naming import step_text
from climate_pathways.pledges.account import BASELINE, REMOVALS_TARGET, SCENARIO, WITH_MEASURES, Fact
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.words import bridge_text

BASE = fact("gross", 1990, 200.0)
NET = pledge(land_use="included")
STATED_NET = stated("net", 60.0)


def own(target: Pledge, *facts: Fact, **given: object) -> OwnReading:
    return own_of(read(target, *facts, **given))  # type: ignore[arg-type]


def own_of(found: ReadPledge) -> OwnReading:
    assert found.own is not None
    return found.own


def only(value: float) -> Span:
    return Span(value, value, value)


def values(found: ReadPledge) -> list[float]:
    return sorted(reading.mt_co2e for reading in found.readings)


def levels(found: ReadPledge, name: str) -> set[str]:
    return {level for reading in found.readings for asked, level in reading.assumptions if asked == name}


# --- land use of the target's year ----------------------------------------------------------


def test_land_use_ahead_is_the_documents_projection() -> None:
    ahead = fact("land-use", 2030, -40.0, WITH_MEASURES)
    found = own(NET, STATED_NET, ahead)
    assert (found.net, found.gross) == (only(60.0), only(100.0))


def test_the_most_binding_projection_comes_first() -> None:
    by_account = [
        fact("land-use", 2030, -value, account)
        for value, account in (
            (70.0, SCENARIO),
            (60.0, BASELINE),
            (50.0, WITH_MEASURES),
            (45.0, REMOVALS_TARGET),
        )
    ]
    for number, expected in ((4, 105.0), (3, 110.0), (2, 120.0), (1, 130.0)):
        assert own(NET, STATED_NET, *by_account[:number]).gross == only(expected)
    tied = fact("land-use", 2030, -41.0, REMOVALS_TARGET, target="p")
    assert own(NET, STATED_NET, *by_account, tied).gross == only(101.0)


def test_without_a_projection_land_use_is_the_mean_of_the_inventorys_last_five_years() -> None:
    found = read(NET, STATED_NET)
    assert found.own and found.own.gross == Span(70.0, 80.0, 90.0)
    assert levels(found, "land_use") == {"mean", "least-sink", "largest-sink"}
    widths = dict(found.what_matters())
    assert widths["land_use"] > 0 and set(widths) == {"land_use", "source", "base"}


def test_the_documents_own_land_use_comes_before_the_newest_inventorys() -> None:
    recent = [fact("gross", 2021, 100.0), fact("net", 2021, 95.0)]
    assert own(NET, STATED_NET, *recent).gross == only(65.0)
    # A sink of 1990 is no guide to the one of 2030.
    old = [fact("gross", 1990, 100.0), fact("net", 1990, 95.0)]
    assert own(NET, STATED_NET, *old).gross == Span(70.0, 80.0, 90.0)


def test_no_sink_of_another_provider_is_ever_used() -> None:
    printed = [fact("gross", 2020, 100.0), stated("gross", 60.0)]
    found = own(pledge(), *printed, figures=steady(known=False))
    assert (found.gross, found.net) == (only(60.0), None)


def test_a_net_target_has_no_reading_of_the_same_percentage_without_land_use() -> None:
    found = read(
        NET, fact("net", 1990, 80.0), fact("gross", 1990, 300.0), fact("land-use", 2030, -20.0, BASELINE)
    )
    assert found.own and (found.own.net, found.own.gross) == (only(64.0), only(84.0))
    assert 0.8 * 300 not in [round(value) for value in values(found)]


# --- potentials -----------------------------------------------------------------------------


def test_tonnes_in_older_potentials_are_turned_into_those_of_the_series() -> None:
    older = pledge(gwp="AR4GWP100")
    found = read(older, fact("gross", 1990, 200.0, gwp="AR4GWP100"), figures=steady(other=100.0))
    assert found.own and (found.own.gross, found.own.gwp) == (only(160.0), "AR4GWP100")
    stated_base = next(r for r in found.readings if dict(r.assumptions)["base"] == "stated")
    # 160 in the fourth report's potentials is 160/0.8 in the fifth's.
    assert stated_base.mt_co2e == pytest.approx(200.0)
    assert any(
        "from the potentials AR4 to those of AR5" in step_text(step, "en") for step in stated_base.steps
    )


def test_a_target_stands_at_the_same_amount_beside_the_inventory_and_beside_the_series() -> None:
    older = pledge(land_use="included", gwp="AR4GWP100", base_year=1980)
    found = read(older, stated("net", 60.0, gwp="AR4GWP100"), figures=steady(other=100.0))
    gross = {
        comparison.target.central for comparison in own_of(found).comparisons if comparison.footing == "gross"
    }
    # Land use is nearly all CO2: the sink of 20 goes off first, and the 80 that are left are turned: 80/0.8.
    assert gross == {100.0} and found.target.central_mt_co2e == 100.0


def test_tonnes_of_the_second_report_are_counted_as_its_own() -> None:
    oldest = pledge(gwp="SARGWP100")
    found = read(oldest, stated("gross", 60.0, gwp="SARGWP100"), figures=steady(other=100.0))
    # 60 in the second report's potentials is 60/0.5 in the fifth's; as the fourth's it would be 75.
    assert found.own and found.own.gross == only(60.0) and found.target.central_mt_co2e == 120.0


UNNAMED = pledge(gwp="")


@pytest.mark.parametrize(
    ("language", "stated_as", "taken"),
    [
        (
            "en",
            "The target without land use, potentials not stated",
            "The document names no warming potentials: its tonnes count as they stand, as those of AR5",
        ),
        (
            "ru",
            "Цель без учёта землепользования, потенциалы не указаны",
            "Документ не называет потенциалов потепления: тонны взяты как напечатаны, как тонны в потенциалах ДО5",
        ),
    ],
)
def test_potentials_that_a_document_does_not_name_are_said_beside_the_number(
    language: str, stated_as: str, taken: str
) -> None:
    found = read(UNNAMED, stated("gross", 60.0))
    said = [step.what for step in reading_steps(pledges(UNNAMED), found, language)]
    assert stated_as in said and taken in said
    # Named potentials are named, and nothing is taken for granted.
    named = [
        step.what for step in reading_steps(pledges(pledge()), read(pledge(), stated("gross", 60.0)), "en")
    ]
    assert "The target without land use, potentials of AR5" in named
    assert not any("names no" in what for what in named)


def test_an_inventory_in_other_potentials_than_a_target_without_any_is_pointed_out() -> None:
    apart = "its potentials are those of AR5, the target’s are not stated"
    old = pledge(gwp="", base_year=1980)
    rows = comparisons_table(read(old, stated("gross", 60.0)), "en").rows
    assert rows and all(row[0].endswith(f"national inventory sent in 2024; {apart}") for row in rows)
    # Here the cut is taken from the inventory's own base year, and so is in its potentials.
    rows = comparisons_table(read(UNNAMED, fact("gross", 1990, 80.0)), "en").rows
    assert rows and not any(apart in row[0] for row in rows)


def test_an_inventory_without_named_potentials_is_said_beside_its_factor() -> None:
    printed = fact("gross", 2022, 80.0)
    over = own(UNNAMED, printed, stated("gross", 60.0), figures=steady(known=False)).bridge
    assert over and over.cautions == ("potentials-not-named",)
    assert over.as_dict()["cautions"] == ["potentials-not-named"]
    assert bridge_text(over, "en").endswith(
        "; the inventory names no warming potentials and counts as one in those of AR5"
    )
    named = own(pledge(), stated("gross", 60.0)).bridge
    assert named and named.cautions == () and "; the inventory" not in bridge_text(named, "en")


def test_a_year_of_the_series_that_stands_for_a_later_one_is_said_beside_its_factor() -> None:
    later = fact("gross", 2023, 80.0, gwp="AR5GWP100")
    target = stated("gross", 60.0, gwp="AR5GWP100")
    over = own(pledge(), later, target, figures=steady(known=False)).bridge
    assert over and (over.years, over.cautions) == ((2023,), ("series-end-before",))
    assert bridge_text(over, "en").endswith("; the series end in 2022, and that year stands for 2023")
    # An edition that reaches the year takes no other one's place.
    reaching = replace(steady(known=False), later={"one": {2023: 88.0}})
    over = own(pledge(), later, target, figures=reaching).bridge
    assert over and (dict(over.factors), over.cautions) == ({"one": 1.1}, ())

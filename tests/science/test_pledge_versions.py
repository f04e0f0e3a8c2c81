"""Whether a newer version of a document asks for more than the one before."""

from dataclasses import replace
from datetime import date

import pytest
from tests.science.promised import fact, inventory, pledge, pledges, steady

from climate_pathways.pledges.account import BASELINE, Fact
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.readings import read_pledge
from climate_pathways.pledges.versions import DEPENDS, SAME, STRONGER, WEAKER, Change, changes, compare

OLDER = pledge(id="older", document="old")
OLDER_FROM_BASELINE = replace(OLDER, type="bau", base_year=None)


def newer(**given: object) -> Pledge:
    return pledge(**({"id": "newer", "document": "new"} | given))


def between(older: Pledge, newer: Pledge, *facts: Fact, figures: PledgeFigures | None = None) -> Change:
    entered = pledges(older, newer, facts=facts)
    first, second = (read_pledge(target, entered, figures or steady()) for target in (older, newer))
    return compare(first, second)


@pytest.mark.parametrize(
    ("percent", "verdict"), [(30.0, STRONGER), (20.0, SAME), (20.5, SAME), (10.0, WEAKER)]
)
def test_a_newer_target_of_the_same_year_is_stronger_the_same_or_weaker(percent: float, verdict: str) -> None:
    assert between(OLDER, newer(reduction_percent=(percent,))).verdict == verdict


def test_two_cuts_from_a_base_year_are_both_taken_from_the_newest_inventory() -> None:
    change = between(OLDER, newer(reduction_percent=(30.0,)))
    assert (change.low, change.central, change.high, change.percent) == (-10.0, -10.0, -10.0, -12.5)


def test_a_recalculated_inventory_is_not_ambition() -> None:
    printed = [
        fact("gross", 1990, 200.0, document="old", target="older"),
        fact("gross", 1990, 140.0, document="new", target="newer"),
    ]
    assert between(OLDER, newer(), *printed).verdict == SAME


def test_another_guess_at_the_forests_is_not_ambition() -> None:
    ahead = fact("land-use", 2030, -50.0, BASELINE, document="new")
    assert between(replace(OLDER, land_use="included"), newer(land_use="included"), ahead).verdict == SAME


def test_ranges_that_overlap_leave_it_open_and_say_so() -> None:
    change = between(OLDER, newer(reduction_percent=(15.0, 25.0)))
    assert (change.verdict, change.depends_on, change.low, change.high) == (DEPENDS, ("end",), -5.0, 5.0)


def test_targets_below_a_baseline_are_each_read_by_their_own_document() -> None:
    printed = [
        fact("gross", 2030, value, BASELINE, document=name)
        for name, value in (("old", 200.0), ("new", 150.0))
    ]
    change = between(OLDER_FROM_BASELINE, newer(type="bau", base_year=None), *printed)
    # 120 against 160 in one series, 144 against 192 in the other: never one series against another.
    assert (change.verdict, change.low, change.high) == (STRONGER, -48.0, -40.0)


def test_a_comparison_that_turns_on_land_use_names_it() -> None:
    printed = [
        fact("gross", 2030, 100.0, BASELINE, document="old"),
        fact("net", 2030, 75.0, BASELINE, document="new"),
    ]
    net = newer(type="bau", base_year=None, land_use="included")
    # 80 gross against 60 net, which is 70 to 90 gross by the sinks of the last five years.
    change = between(OLDER_FROM_BASELINE, net, *printed, figures=steady(other=100.0))
    assert (change.verdict, change.depends_on, change.low, change.high) == (
        DEPENDS,
        ("land_use",),
        -10.0,
        10.0,
    )


def test_a_later_year_is_compared_with_the_older_target_carried_on() -> None:
    change = between(OLDER, newer(year=2035, reduction_percent=(30.0,)))
    assert change.carried_on and (change.older_year, change.year, change.verdict) == (2030, 2035, STRONGER)


def test_each_version_is_compared_with_the_one_before_of_the_same_condition() -> None:
    targets = [
        OLDER,
        pledge(id="older-if", document="old", condition="conditional", reduction_percent=(30.0,)),
        newer(reduction_percent=(25.0,), condition="unspecified"),
        newer(id="newer-if", condition="conditional", reduction_percent=(25.0,)),
    ]
    entered = pledges(*targets)
    read = {target.id: read_pledge(target, entered, steady(inventory())) for target in targets}
    found = {(change.older, change.newer): change.verdict for change in changes(entered, read)}
    assert found == {("older", "newer"): STRONGER, ("older-if", "newer-if"): WEAKER}
    assert entered.document("old").submitted_on < entered.document("new").submitted_on < date(2026, 1, 1)

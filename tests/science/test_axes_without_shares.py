"""The axes of a rating that no share decides: a target beside the course of today’s policies, neutrality, the quality of an NDC."""

import numpy as np
import pytest
from tests.science.judged import REGION, shares
from tests.science.promised import fact, inventory, pledge, pledges, read, stated, steady

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.checklists import neutrality_axis, quality_axis
from climate_pathways.assessment.axes.course import SERIES_TREND, Course, course_axis, courses_of
from climate_pathways.assessment.axes.judging import AxisGrounds, axes_of
from climate_pathways.core.tables import Series
from climate_pathways.pledges import criteria
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.context import Circumstance
from climate_pathways.pledges.criteria import CriterionAnswer

# --- course -----------------------------------------------------------------------------------


def course(leads_to: float, basis: str = "with-measures", central: float = 100.0) -> Course:
    return Course(basis, "net", leads_to, Span(central - 5, central, central + 5), "ndc")


@pytest.mark.parametrize(
    ("leads_to", "step"),
    [(80, "reaches"), (100, "reaches"), (100.01, "near"), (110, "near"), (110.01, "misses")],
)
def test_a_course_on_a_bound_has_the_better_step(leads_to: float, step: str) -> None:
    axis = course_axis([course(leads_to)], 2035)
    assert axis.step == step
    assert (nouns.ASKS_NOTHING in axis.notes) is (leads_to <= 100)


def test_the_first_course_counts_and_the_others_are_named() -> None:
    axis = course_axis([course(120), course(100, "baseline"), course(90, "trend")], 2035)
    assert axis.step == "misses" and axis.measure and axis.measure.about == "with-measures"
    assert {(each.assumption, each.level): each.step for each in axis.turning} == {
        ("basis", "baseline"): "reaches",
        ("basis", "trend"): "reaches",
    }


@pytest.mark.parametrize(("leads_to", "step"), [(-1, "reaches"), (0, "reaches"), (5, "misses")])
def test_a_target_of_zero_has_no_percentage(leads_to: float, step: str) -> None:
    axis = course_axis([course(leads_to, central=0.0)], 2035)
    assert axis.step == step and axis.measure is None and nouns.TARGET_NOT_POSITIVE in axis.notes


def test_a_course_in_other_potentials_is_not_set_beside_the_target() -> None:
    target = stated("gross", 60.0)
    facts = [
        fact("gross", 2030, 120.0, "baseline", gwp="AR4GWP100"),
        fact("gross", 2030, 90.0, "baseline", gwp="AR5GWP100"),
        fact("gross", 2030, 80.0, "baseline"),
    ]
    account = pledges(pledge(), facts=[target, *facts]).account(pledge())
    (course,) = courses_of(read(pledge(), target), account, None, rising(), emitted=(2022, 0.0))
    assert (course.basis, course.leads_to) == ("baseline", 85.0)


def test_a_trend_begins_in_the_year_that_the_target_is_bridged_to() -> None:
    target = stated("gross", 60.0)
    account = pledges(pledge(), facts=[target]).account(pledge())
    (course,) = courses_of(read(pledge(), target), account, None, rising(), emitted=(2020, 50.0))
    assert course.basis == SERIES_TREND and course.since == 2022
    assert course.leads_to == pytest.approx(50 * 1.02**10)


def rising() -> Series:
    """Return twelve years of emissions that grow by two per cent a year."""
    years = np.arange(2011, 2023)
    return Series(
        "KAZ", "ghg", "Mt CO2e", "climate-watch", years, np.array([1.02**year for year in range(12)])
    )


def test_without_any_course_it_is_not_judged() -> None:
    assert course_axis([], 2035).reason == nouns.NO_COURSE


def grounds(**given: object) -> AxisGrounds:
    """Return what the axes are made from: by default a steady country with a target, twelve years of figures."""
    years = np.arange(2011, 2023)
    promised = read(pledge(), stated("gross", 60.0))
    entry = {
        "promised": promised,
        "account": pledges(pledge(), facts=[stated("gross", 60.0)]).account(pledge()),
        "inventory": inventory(),
        "series": Series("KAZ", "ghg", "Mt CO2e", "climate-watch", years, np.full(len(years), 100.0)),
        "emitted": {2022: 100.0},
        "shares": shares(),
        "regional": REGION,
        "criteria": criteria.read("KAZ"),
        "circumstances": (),
    } | given
    return AxisGrounds(**entry)  # type: ignore[arg-type]


WAR = Circumstance("war-and-occupation", ("trend",), "x", "x", breaks_trend=True)
UNCLEAR = fact("unclear-footing", 2030, 90.0, "baseline")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, ""),
        ({"circumstances": (WAR,)}, nouns.TREND_BROKEN),
        # A path that does not say whether land use counts is no ground: the trend is what is missed.
        (
            {
                "circumstances": (WAR,),
                "account": pledges(pledge(), facts=[UNCLEAR]).account(pledge()),
            },
            nouns.TREND_BROKEN,
        ),
        (
            {
                "inventory": None,
                "series": Series("KAZ", "ghg", "Mt CO2e", "x", np.array([2022]), np.array([100.0])),
            },
            nouns.NO_COURSE,
        ),
        # The latest inventory is of 2010: there are figures of ten years, and none can be set beside the target.
        (
            {
                "inventory": None,
                "promised": read(
                    pledge(), fact("gross", 2010, 90.0), stated("gross", 60.0), figures=steady(known=False)
                ),
            },
            nouns.TREND_APART,
        ),
    ],
)
def test_a_course_that_is_not_judged_names_the_reason_that_holds(
    given: dict[str, object], reason: str
) -> None:
    axis = next(axis for axis in axes_of(grounds(**given)) if axis.id == nouns.COURSE)
    assert axis.reason == reason and axis.is_judged is not bool(reason)


# --- checklists -------------------------------------------------------------------------------


def answers(group: str, **given: str) -> list[CriterionAnswer]:
    return [
        CriterionAnswer(name, given.get(name.replace("-", "_"), "no"), "x", "x")
        for name in criteria.CRITERIA[group]
    ]


@pytest.mark.parametrize(
    ("given", "step"),
    [
        ({"year": "yes", "in_law": "yes", "plan": "yes", "interim_targets": "yes"}, "law-and-plan"),
        ({"year": "yes", "in_law": "yes", "plan": "yes", "interim_targets": "partly"}, "law-or-plan"),
        ({"year": "yes", "in_law": "yes", "plan": "no"}, "law-or-plan"),
        ({"year": "yes", "in_law": "partly", "plan": "yes"}, "law-or-plan"),
        ({"year": "yes", "in_law": "partly", "plan": "partly"}, "in-words"),
        ({"year": "partly", "in_law": "yes", "plan": "yes"}, "in-words"),
        ({"year": "no", "in_law": "yes", "plan": "yes"}, "none"),
        ({"year": "not-said"}, "none"),
    ],
)
def test_neutrality_is_judged_by_named_facts(given: dict[str, str], step: str) -> None:
    assert neutrality_axis(answers(criteria.NEUTRALITY, **given)).step == step


def test_what_was_not_read_counts_neither_for_nor_against() -> None:
    axis = neutrality_axis(answers(criteria.NEUTRALITY, year="yes", in_law="not-read", plan="not-read"))
    assert axis.step == "in-words" and nouns.NOT_READ in axis.notes
    assert {each.level: each.step for each in axis.turning} == {
        "in-law": "law-or-plan",
        "plan": "law-or-plan",
        "all": "law-or-plan",
    }


def test_neutrality_is_not_judged_where_the_document_with_the_year_was_not_read() -> None:
    assert neutrality_axis(answers(criteria.NEUTRALITY, year="not-read")).reason == nouns.UNREAD
    assert neutrality_axis([]).reason == nouns.NO_CHECKLIST


@pytest.mark.parametrize(
    ("given", "step"),
    [
        (
            {"transparency": "yes", "land_use_apart": "yes", "conditions": "partly", "participation": "yes"},
            "checkable-with-society",
        ),
        (
            {"transparency": "yes", "land_use_apart": "yes", "conditions": "yes", "participation": "partly"},
            "checkable",
        ),
        ({"transparency": "yes", "land_use_apart": "partly", "conditions": "partly"}, "checkable"),
        ({"transparency": "yes", "land_use_apart": "no", "conditions": "yes"}, "partly-checkable"),
        ({"transparency": "partly", "land_use_apart": "yes", "participation": "yes"}, "partly-checkable"),
        ({"transparency": "no", "land_use_apart": "yes"}, "not-checkable"),
    ],
)
def test_the_quality_of_an_ndc_is_judged_by_named_criteria(given: dict[str, str], step: str) -> None:
    assert quality_axis(answers(criteria.QUALITY, **given)).step == step

"""The second rule of a rating on made-up numbers: thresholds, ties, missing input, shares of zero or below."""

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import numpy as np
import pytest
from tests.science.promised import fact, inventory, pledge, pledges, read, stated, steady

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import AXES, Axis
from climate_pathways.assessment.axes.checklists import neutrality_axis, quality_axis
from climate_pathways.assessment.axes.course import SERIES_TREND, Course, course_axis, courses_of
from climate_pathways.assessment.axes.domestic import RegionalPathways, domestic_axis
from climate_pathways.assessment.axes.fair_share import fair_share_axis
from climate_pathways.assessment.axes.judging import AxisGrounds, axes_of, limits_of
from climate_pathways.assessment.axes.rule import FILE, axes_rule
from climate_pathways.assessment.axes.words import NOTES, REASONS, TEXTS
from climate_pathways.assessment.sentences.axes import ratio_text
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import LANGUAGES, say
from climate_pathways.fair_shares.categories import (
    CUTS,
    PRINCIPLES,
    VARIANTS,
    CategoryShares,
    category_path,
    category_shares,
    variant_of,
)
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import ar6_c1
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.pledges import criteria, documents
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.context import Circumstance
from climate_pathways.pledges.criteria import CriterionAnswer
from climate_pathways.pledges.targets import TargetEmissions

KIND, MIDDLE, HARD = "ability_to_pay", "equal_per_capita", "equal_cumulative_per_capita"
# Shares of C1, C3, C6 and C7, Mt CO2e.
SHARES = {KIND: (100, 200, 300, 400), MIDDLE: (50, 100, 150, 200), HARD: (-90, -80, -70, -60)}
MIXED = (60, 120, 180, 240)


def target(central: float, year: int = 2035, spread: float = 0.0) -> TargetEmissions:
    return TargetEmissions("KAZ", year, central - spread, central, central + spread)


def shares(
    levels: dict[str, tuple[int, ...]] | None = None, withheld: frozenset[str] = frozenset()
) -> CategoryShares:
    """Return made-up shares: the same in every year, and under every variant of a path."""
    given = SHARES if levels is None else levels
    medians = {
        variant_of(category, variant): {
            name: np.full((2, 1), values[number], dtype=float)
            for name, values in [*given.items(), (OVERALL, MIXED)]
        }
        for number, category in enumerate(CUTS)
        for variant in VARIANTS
    }
    return CategoryShares(("KAZ",), (2030, 2050), tuple(given), medians, withheld)


# --- fair share -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("central", "step"),
    [
        (-10, "like-1.5"),
        (100, "like-1.5"),
        (100.01, "below-2"),
        (200, "below-2"),
        (200.01, "2-to-3"),
        (300, "2-to-3"),
        (300.01, "3-to-4"),
        (400, "3-to-4"),
        (400.01, "beyond"),
    ],
)
def test_a_target_on_a_share_has_the_better_step(central: float, step: str) -> None:
    assert fair_share_axis(target(central), shares()).step == step


def test_the_kindest_principle_leads_and_the_median_and_the_harshest_stand_beside_it() -> None:
    axis = fair_share_axis(target(160), shares())
    assert [(result.kind, result.principle, result.step) for result in axis.results] == [
        ("kindest", KIND, "below-2"),
        ("median-of-draws", OVERALL, "2-to-3"),
        ("harshest", HARD, "beyond"),
    ]
    assert axis.measure and axis.measure.value == 1.6 and axis.measure.about == KIND
    assert {other.level: other.step for other in axis.turning} == {
        MIDDLE: "3-to-4",
        HARD: "beyond",
        OVERALL: "2-to-3",
    }


def test_of_principles_with_one_step_the_larger_share_is_the_kinder() -> None:
    axis = fair_share_axis(target(900), shares())
    assert axis.step == "beyond" and axis.results[0].principle == KIND
    assert axis.results[2].principle == HARD and not axis.turning


@pytest.mark.parametrize("share", [0, -5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_divided_by_a_share_of_zero_or_below(share: int, language: str) -> None:
    axis = fair_share_axis(target(20), shares({KIND: (share, 10, 20, 30)}))
    assert axis.measure is None and nouns.SHARE_USED_UP in axis.notes and axis.step == "2-to-3"
    assert axis.results[0].ratio is None
    assert not any(
        letter.isdigit()
        for letter in ratio_text(axis.results[0], language).replace("1.5", "").replace("1,5", "")
    )
    json.dumps(axis.as_dict(), allow_nan=False)


def test_the_readings_of_a_target_are_single_assumptions() -> None:
    axis = fair_share_axis(target(110, spread=20), shares())
    readings = {other.level: other.step for other in axis.others if other.assumption == "reading"}
    assert readings == {"low": "like-1.5", "high": "below-2"} and axis.step == "below-2"


def test_another_path_or_another_way_with_land_use_is_a_single_assumption() -> None:
    found = shares()
    for category in CUTS:
        found.medians[f"{category}|marker"][KIND][:] *= 2
    axis = fair_share_axis(target(150), found)
    assert {other.assumption: other.step for other in axis.turning}["category"] == "like-1.5"


@pytest.mark.parametrize(
    ("year", "levels", "withheld", "reason"),
    [
        (2051, None, frozenset(), nouns.BEYOND_PATHS),
        (2029, None, frozenset(), nouns.BEYOND_PATHS),
        (2035, {}, frozenset(), nouns.NO_PRINCIPLE),
        (2035, None, frozenset({"KAZ"}), nouns.NO_INCOME),
    ],
)
def test_without_its_inputs_it_is_not_judged_and_says_why(
    year: int, levels: dict[str, tuple[int, ...]] | None, withheld: frozenset[str], reason: str
) -> None:
    axis = fair_share_axis(target(100, year), shares(levels, withheld))
    assert (axis.step, axis.reason, axis.measure, axis.results) == ("", reason, None, ())


@pytest.mark.parametrize(
    ("central", "year", "is_marked"),
    [(150, 2035, False), (250, 2035, True), (350, 2035, True), (350, 2030, False)],
)
def test_a_limit_between_two_published_years_is_marked(central: float, year: int, is_marked: bool) -> None:
    assert (nouns.INTERPOLATED in fair_share_axis(target(central, year), shares()).notes) is is_marked


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"at_least": True}, [nouns.AT_LEAST]),
        ({"up_to": True}, [nouns.UP_TO]),
        ({"condition": documents.CONDITIONAL}, [nouns.CONDITIONAL]),
        ({}, []),
    ],
)
def test_at_least_and_up_to_stay_in_words(limits: dict[str, Any], expected: list[str]) -> None:
    headline = pledge_file.read("KAZ").headline()
    assert headline is not None
    pledge = replace(headline, **limits)
    assert list(limits_of(pledge)) == expected
    axis = fair_share_axis(target(100), shares(), notes=tuple(limits_of(pledge)))
    assert set(expected) <= set(axis.notes) and axis.step == "like-1.5"


# --- the paths of the categories --------------------------------------------------------------


def test_the_published_cuts_hold_with_land_use_and_the_ratio_of_the_marker_without_it() -> None:
    paths = fair_inputs.load().paths
    for category, cuts in CUTS.items():
        net = category_path(category, "", with_land_use=True, paths=paths)
        assert dict(zip(net.years, net.index, strict=True)) == pytest.approx(
            {year: 1 - cut / 100 for year, cut in cuts.items()}
        )
    first = category_path("ar6-c1", "", with_land_use=False, paths=paths)
    usual = ar6_c1(0.5, with_land_use=False, paths=paths)
    years = np.array([2030.0, 2035, 2040, 2050])
    assert first.at(years) == pytest.approx(usual.at(years), rel=0.01)
    # Emissions of the marker of C6 rise more without land use than with it: so must the path.
    sixth = category_path("ar6-c6", "", with_land_use=False, paths=paths)
    assert sixth.at(years) == pytest.approx([0.991, 0.993, 0.994, 1.001], abs=0.001)


def test_a_warmer_path_never_gives_a_smaller_share() -> None:
    found = category_shares(fair_inputs.load(), Parameters(draws=60), years=(2030, 2035))
    assert found.principles == PRINCIPLES and "per_capita_convergence" not in found.medians["ar6-c1"]
    for iso3 in COUNTRIES:
        for principle in (*PRINCIPLES, OVERALL):
            levels = [found.at(category, principle, iso3, 2035) for category in CUTS]
            assert levels == sorted(levels)


# --- domestic pathway -------------------------------------------------------------------------

REGION = RegionalPathways(
    {2019: 2.5, 2022: 2.0},
    {
        "imp-ren|median": {2030: 1.0, 2040: 0.2},
        "pledges|median": {2030: 1.6, 2040: 1.2},
        "pledges|min": {2030: 1.0, 2040: 1.0},
        "current-policies|median": {2030: 2.0, 2040: 2.0},
    },
)


@pytest.mark.parametrize(
    ("central", "step"),
    [
        (30, "within-1.5"),
        (30.01, "within-pledges"),
        (70, "within-pledges"),
        (70.01, "within-policies"),
        (100, "within-policies"),
        (100.01, "above"),
    ],
)
def test_an_index_on_a_pathway_is_within_it(central: float, step: str) -> None:
    axis = domestic_axis(target(central), {2022: 100.0}, REGION)
    assert axis.step == step and axis.measure and axis.measure.value == central
    assert {nouns.CO2_BESIDE_GHG, nouns.REGIONAL} <= set(axis.notes)


def test_on_a_pathway_no_last_digit_makes_another_step() -> None:
    region = RegionalPathways({2022: 0.6}, {**REGION.pathways, "imp-ren|median": {2030: 0.2, 2040: 0.2}})
    axis = domestic_axis(target(0.1), {2022: 0.3}, region)
    readings = {other.step for other in axis.others if other.assumption == "reading"}
    assert readings == {axis.step} == {"within-1.5"}


def test_the_index_is_of_the_latest_common_year_and_an_earlier_one_is_an_assumption() -> None:
    axis = domestic_axis(target(70), {2019: 80.0, 2022: 100.0, 2023: 90.0}, REGION)
    assert axis.measure and axis.measure.about == "2022" and axis.step == "within-pledges"
    assert ("since", "2019", "above") in {(each.assumption, each.level, each.step) for each in axis.turning}
    assert ("pathway", "min", "within-policies") in {
        (each.assumption, each.level, each.step) for each in axis.turning
    }


@pytest.mark.parametrize(
    ("emitted", "year", "reason"),
    [
        ({2010: 100.0}, 2035, nouns.NOT_COMPARABLE),
        ({2022: 0.0}, 2035, nouns.NOT_COMPARABLE),
        ({2022: 100.0}, 2045, nouns.BEYOND_PATHS),
    ],
)
def test_without_a_common_year_or_a_pathway_there_is_no_step(
    emitted: dict[int, float], year: int, reason: str
) -> None:
    axis = domestic_axis(target(50, year), emitted, REGION)
    assert (axis.step, axis.reason) == ("", reason)


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


# --- the rule file ----------------------------------------------------------------------------


def rule_file() -> dict[str, object]:
    text = resources.files("climate_pathways").joinpath("data", FILE).read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text)
    return found


def test_the_rule_file_holds_the_axes_the_cuts_and_the_principles_of_the_code() -> None:
    data = rule_file()
    axes = {axis["id"]: axis for axis in data["axes"]}  # type: ignore[attr-defined]
    assert tuple(axes) == AXES and axes_rule().version == 2 and data["combine"] == "none"
    fair = axes[nouns.FAIR_SHARE]
    assert tuple(fair["principles"]) == PRINCIPLES
    assert {
        name: {int(year): cut for year, cut in path["cuts_percent"].items()}
        for name, path in fair["paths"].items()
    } == CUTS


def test_every_word_of_the_rule_file_is_known_to_the_catalogue() -> None:
    published = {
        text
        for axis in axes_rule().axes
        for text in (
            axis.name,
            axis.says,
            *(part for step in axis.steps for part in (step.word, step.criterion)),
        )
    }
    assert published == set(TEXTS)
    for text in (*TEXTS, *REASONS.values(), *NOTES.values()):
        # Degrees are written alike in both languages.
        assert say("ru", text) != text or text in ("2–3 °C", "3–4 °C")


def test_no_two_axes_are_averaged_and_a_step_is_a_word() -> None:
    assert not any(step.id.isdigit() for axis in axes_rule().axes for step in axis.steps)
    assert not Axis(nouns.COURSE, "").is_judged

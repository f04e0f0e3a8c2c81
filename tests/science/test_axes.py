"""The second rule of a rating on made-up numbers: thresholds, ties, missing input, shares of zero or below."""

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import numpy as np
import pytest
from tests.science.judged import HARD, KIND, MIDDLE, REGION, shares, target

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import AXES, Axis
from climate_pathways.assessment.axes.domestic import RegionalPathways, domestic_axis
from climate_pathways.assessment.axes.fair_share import fair_share_axis
from climate_pathways.assessment.axes.judging import limits_of
from climate_pathways.assessment.axes.rule import FILE, axes_rule
from climate_pathways.assessment.axes.words import NOTES, REASONS, TEXTS
from climate_pathways.assessment.sentences.axes import ratio_text
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES, say
from climate_pathways.fair_shares.categories import (
    CUTS,
    PRINCIPLES,
    category_path,
    category_shares,
)
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import ar6_c1
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.pledges import documents
from climate_pathways.pledges import file as pledge_file

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

"""The five axes of the twelve countries by the shipped figures, documents and rule."""

import re
from collections.abc import Mapping

import pytest
from tests.countries import every_country
from tests.science.assessed import JUDGED

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import AXES
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.tables import axes_table, results_table, turning_table
from climate_pathways.charts.tables.countries import axis_column, compared_rows, shared_steps
from climate_pathways.core.wording import LANGUAGES

# Country → fair share, domestic pathway, course, neutrality, quality of the NDC; a reason in brackets.
EXPECTED = {
    "ARM": ("2-to-3", "above", "near", "in-words", "checkable"),
    "AZE": ("2-to-3", "within-pledges", "misses", "none", "partly-checkable"),
    "BLR": ("beyond", "above", "reaches", "none", "checkable"),
    "GEO": ("3-to-4", "above", "reaches", "(unread)", "partly-checkable"),
    "KAZ": ("3-to-4", "above", "misses", "law-or-plan", "checkable"),
    "KGZ": ("like-1.5", "above", "misses", "law-or-plan", "checkable-with-society"),
    "MDA": ("below-2", "within-policies", "misses", "law-or-plan", "checkable"),
    "RUS": ("beyond", "above", "reaches", "in-words", "partly-checkable"),
    "TJK": ("like-1.5", "above", "reaches", "none", "checkable"),
    "TKM": ("(not-comparable)", "(not-comparable)", "misses", "none", "partly-checkable"),
    "UKR": ("beyond", "above", "(trend-broken)", "law-or-plan", "partly-checkable"),
    "UZB": ("beyond", "above", "reaches", "in-words", "partly-checkable"),
}


@every_country("KAZ", "UKR", "TKM")
def test_each_country_stands_where_the_published_table_says(
    assessments: Mapping[str, Assessment], iso3: str
) -> None:
    axes = assessments[iso3].axes
    assert tuple(axis.id for axis in axes) == AXES
    assert tuple(axis.step or f"({axis.reason})" for axis in axes) == EXPECTED[iso3]


@every_country("KAZ", "KGZ", "TKM")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_axis_is_said_and_leads_with_the_kindest_principle(
    assessments: Mapping[str, Assessment], iso3: str, language: str
) -> None:
    said = sentences(assessments[iso3], language)["rating"]
    topics = {sentence.topic for sentence in said}
    assert {axis_column(axis) for axis in AXES} <= topics
    assert all("{" not in sentence.text and sentence.text.endswith(".") for sentence in said)
    leading = next(sentence.text for sentence in said if sentence.topic == axis_column(nouns.FAIR_SHARE))
    if iso3 in JUDGED:
        words = {"en": ("kindest", "no forecast"), "ru": ("мягк", "не прогноз")}[language]
        assert all(word in leading for word in words)


@every_country("KAZ", "RUS", "TKM")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_hold_the_steps_and_no_number_for_a_share_below_zero(
    assessments: Mapping[str, Assessment], iso3: str, language: str
) -> None:
    found = assessments[iso3]
    table, results = axes_table(found, language), results_table(found, language)
    assert table and len(table.rows) == len(AXES) and turning_table(found, language)
    assert all(cell for row in table.rows for cell in row)
    fair = found.axis(nouns.FAIR_SHARE)
    assert (results is not None) is bool(fair and fair.is_judged)
    if fair and results:
        for result, row in zip(fair.results, results.rows, strict=True):
            digits = re.sub(r"1[.,]5", "", row[-1])
            assert any(letter.isdigit() for letter in digits) is (result.ratio is not None)


def test_kazakhstans_course_is_its_baseline_on_its_own_footing(assessments: Mapping[str, Assessment]) -> None:
    axis = assessments["KAZ"].axis(nouns.COURSE)
    assert axis and axis.measure and axis.measure.about == "baseline"
    assert [(figure.name, figure.value) for figure in axis.figures] == [
        ("leads_to", 421.0),
        ("target", 320.0),
    ]
    assert axis.measure.value == pytest.approx(31.6, abs=0.1)


def test_uzbekistans_target_asks_for_nothing_beyond_its_own_scenario(
    assessments: Mapping[str, Assessment],
) -> None:
    axis = assessments["UZB"].axis(nouns.COURSE)
    assert axis and axis.figures[0].value == 210.0 and nouns.ASKS_NOTHING in axis.notes


def test_at_least_stays_in_words_for_those_who_say_so(assessments: Mapping[str, Assessment]) -> None:
    for iso3 in ("BLR", "UKR"):
        axis = assessments[iso3].axis(nouns.FAIR_SHARE)
        assert axis and nouns.AT_LEAST in axis.notes


@pytest.mark.whole
def test_a_step_shared_by_eight_is_said_with_the_measure_that_tells_them_apart(
    assessments: Mapping[str, Assessment],
) -> None:
    (shared,) = shared_steps(list(assessments.values()), "en")
    assert shared.axis == nouns.DOMESTIC and len(shared.measures) == 9
    assert "9 countries share the step “above them all”" in shared.sentence
    assert axes_rule().shared_by == 8
    for row in compared_rows(list(assessments.values()), "en"):
        assert all(row.cells[axis_column(axis)].text for axis in AXES)


@every_country("KGZ", "UZB", "KAZ")
def test_the_index_agrees_with_the_documents_own_comparison(
    assessments: Mapping[str, Assessment], iso3: str
) -> None:
    """Both are the target over the same country's emissions: by other inventories and years, but not far apart."""
    found = assessments[iso3]
    axis = found.axis(nouns.DOMESTIC)
    if axis is None or axis.measure is None or axis.pledge not in found.by_pledge:
        return
    own = found.by_pledge[axis.pledge].own
    beside = [comparison for comparison in (own.comparisons if own else ()) if comparison.footing == "gross"]
    # Where the newest base year makes another target of the percentage, that of the stated tonnes counts.
    gross = [(comparison.stated or comparison.percent).central for comparison in beside]
    assert gross and min(abs(axis.measure.value - 100 - percent) for percent in gross) < 10


def test_a_baseline_without_a_footing_is_named_beside_the_trend(
    assessments: Mapping[str, Assessment],
) -> None:
    """Armenia prints 24.74 Mt for 2035 without saying whether land use counts: its target is far below on either."""
    course = assessments["ARM"].axis(nouns.COURSE)
    assert course is not None and course.step == "near"
    assert [other.step for other in course.turning if other.level == "baseline"] == ["misses"]

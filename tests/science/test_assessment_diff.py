"""A reader of two versions of an assessment sees what changed, by how much, and why."""

from dataclasses import replace
from typing import Any

import pytest
from tests.science.assessed import FEW, Assessments

from climate_pathways.assessment import numbers as assessment_numbers
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.difference import ADDED, DEPENDS, REMOVED, Comparison, diff
from climate_pathways.assessment.digests import version_of
from climate_pathways.assessment.making import assessment_inputs
from climate_pathways.assessment.numbers.row import CHAPTERS
from climate_pathways.assessment.reasons import REASONS
from climate_pathways.assessment.sentences import difference as difference_words
from climate_pathways.assessment.sentences import row_names as assessment_names
from climate_pathways.core.errors import PathwaysError
from climate_pathways.fair_shares.choices import Parameters


@pytest.fixture(scope="module")
def old() -> Assessment:
    return Assessments()["KAZ"]


@pytest.fixture(scope="module")
def later() -> Assessment:
    return assessment_inputs(["KAZ"], as_of=2027, parameters=FEW).assess("KAZ")


@pytest.fixture(scope="module")
def other_income() -> Assessment:
    given = Parameters(levels={"threshold": (7500.0,)}, draws=FEW.draws)
    return assessment_inputs(["KAZ"], as_of=2026, parameters=given).assess("KAZ")


def renamed(assessment: Assessment, **changed: Any) -> Assessment:
    made = replace(assessment, **changed)
    return replace(made, version=version_of(made))


def kinds(comparison: Comparison) -> list[str]:
    return [reason.kind for reason in comparison.reasons]


def test_the_same_version_has_not_changed(old: Assessment) -> None:
    found = diff(old, old)
    assert found.is_same and not found.changes and not found.reasons and not found.below
    assert "Nothing changed" in difference_words.lines(found, old, old, "en")[0]


def test_a_new_year_is_named_as_the_reason(old: Assessment, later: Assessment) -> None:
    found = diff(old, later)
    assert [(reason.kind, reason.old, reason.new) for reason in found.reasons] == [("year", "2026", "2027")]
    cut = next(
        change for change in found.changes if change.row.item == "yearly_cut" and change.row.year == 2050
    )
    assert cut.old and cut.new and cut.reasons == ("year",)
    assert cut.difference == pytest.approx(float(cut.new.value) - float(cut.old.value), rel=1e-5)
    assert cut.percent == pytest.approx(100 / 23, rel=0.01)
    assert not [
        change for change in found.changes if change.row.chapter in ("standing", "documents", "pledges")
    ]


def test_another_parameter_moves_the_fair_shares_and_says_which(
    old: Assessment, other_income: Assessment
) -> None:
    found = diff(old, other_income)
    assert kinds(found) == ["parameters"]
    assert found.reasons[0].old == "threshold 0.0, 2500.0, 7500.0"
    assert found.reasons[0].new == "threshold 7500.0"
    moved = {change.row.principle for change in found.changes if change.row.item == "share"}
    assert "responsibility_capability" in moved and "equal_per_capita" not in moved
    assert found.below > 0


def test_two_inputs_that_changed_at_once_are_both_named(old: Assessment, other_income: Assessment) -> None:
    both = renamed(other_income, made_of={**other_income.made_of, "code_version": "9.9.9+00000000"})
    found = diff(old, both)
    assert kinds(found) == ["parameters", "code"]
    assert {change.reasons for change in found.changes if change.row.item == "share"} == {
        ("parameters", "code")
    }


def test_newer_figures_new_pledges_and_another_rule_are_reasons(old: Assessment) -> None:
    made_of = {
        **old.made_of,
        "figures": {"edition": "2027-05-01", "sha256": "f" * 64},
        "pledges": {"reviewed_on": "2027-06-01", "sha256": "0" * 64},
        "rating_rule": 3,
    }
    found = diff(old, renamed(old, made_of=made_of))
    assert kinds(found) == ["figures", "pledges", "rule"]
    told = [difference_words.reason_text(reason, "ru") for reason in found.reasons]
    assert "2027-05-01" in told[0] and "2027-06-01" in told[1] and told[2].endswith(": 2 → 3")


def test_a_withdrawn_pledge_is_gone_and_its_return_is_new(old: Assessment) -> None:
    gone = old.headline
    fewer = renamed(old, judged=tuple(judged for judged in old.judged if judged.pledge != gone), headline="")
    there, back = diff(old, fewer), diff(fewer, old)
    assert {change.kind for change in there.changes if change.row.pledge == gone} == {REMOVED}
    assert {change.kind for change in back.changes if change.row.pledge == gone} == {ADDED}
    assert all(change.difference is None for change in there.changes)


def test_small_differences_are_counted_and_not_listed(old: Assessment) -> None:
    shares = replace(old.shares, current_mt_co2e=old.shares.current_mt_co2e * 1.005)
    near = renamed(old, shares=shares)
    found = diff(old, near)
    assert (found.changes, found.below) == ((), 1)
    exact = diff(old, near, threshold=0)
    assert (len(exact.changes), exact.below) == (1, 0)


def test_changes_of_one_thing_over_the_years_stand_together(
    old: Assessment, other_income: Assessment
) -> None:
    found = diff(old, other_income)
    groups = found.by_chapter()["fair-shares"]
    assert len(groups) < len([change for change in found.changes if change.row.chapter == "fair-shares"])
    several = next(group for group in groups if len(group.changes) > 1)
    assert abs(several.largest.difference or 0) == max(
        abs(change.difference or 0) for change in several.changes
    )
    assert list(found.by_chapter()) == [chapter for chapter in CHAPTERS if chapter in found.by_chapter()]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_row_has_a_name_and_a_value_in_words(old: Assessment, language: str) -> None:
    for row in assessment_numbers.rows(old):
        assert difference_words.row_name(old, row, language)
        assert difference_words.value_text(old, row, language)


def test_the_comparison_reads_as_text(old: Assessment, later: Assessment) -> None:
    text = "\n".join(difference_words.lines(diff(old, later), old, later, "en")).replace("\u00a0", " ")
    assert "another year that counts as today: 2026 → 2027" in text
    assert "Cut needed each year (2050): 14.5 Mt CO₂e per year → 15.2 Mt CO₂e per year" in text


def test_every_chapter_knows_what_it_depends_on() -> None:
    assert set(DEPENDS) == set(CHAPTERS) == set(assessment_names.CHAPTERS)
    assert {kind for named in DEPENDS.values() for kind in named} == set(REASONS)


def test_two_countries_are_not_compared(old: Assessment) -> None:
    with pytest.raises(PathwaysError, match="KAZ and UZB"):
        diff(old, replace(old, iso3="UZB"))


def test_a_threshold_out_of_bounds_is_refused(old: Assessment) -> None:
    with pytest.raises(PathwaysError, match="between 0 and 1"):
        diff(old, old, threshold=5)


def test_no_row_stands_twice(old: Assessment) -> None:
    keys = [row.key for row in assessment_numbers.rows(old)]
    assert len(keys) == len(set(keys))

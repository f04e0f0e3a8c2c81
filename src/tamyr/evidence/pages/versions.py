"""The pages on a country's versions, and on how two of them differ."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment, Comparison, Group, diff
from climate_pathways.assessment import sentences as words
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import say_plain
from tamyr.evidence.pages.links import country_crumbs
from tamyr.evidence.queries import assessments


def versions_page(iso3: str, language: str) -> dict[str, Any]:
    """Return what the list of versions shows; raise ``AssessmentsAbsent`` where there is none."""
    # For its refusal alone: an empty list would say that there is nothing, where nothing is computed yet.
    assessments.current_version(iso3)
    return _frame(iso3, _("Versions of the assessment"), language)


def changes_page(iso3: str, old: str, new: str, language: str) -> dict[str, Any]:
    """Return what changed from one version to another; ``old`` and ``new`` may be empty for the usual two."""
    newer = new or assessments.current_version(iso3)
    older = old or assessments.version_before(iso3, newer) or newer
    here = _("What changed and why")
    # Asked for before they are read: a version that never was is not found, while one that this release
    # cannot calculate with is there and says why.
    stored = [assessments.stored(iso3, version) for version in (older, newer)]
    words, reason = _compared(iso3, older, newer, language)
    listed = (_("Versions"), reverse("evidence:versions", args=(iso3,)))
    return {
        **_frame(iso3, here, language),
        "old": stored[0],
        "new": stored[1],
        "words": words,
        "reason": reason,
        "crumbs": [*country_crumbs(iso3, "", language)[:-1], listed, (here, "")],
    }


def _frame(iso3: str, here: str, language: str) -> dict[str, Any]:
    return {
        "country": COUNTRIES[iso3],
        "name": COUNTRIES[iso3].name(language),
        "heading": here,
        "versions": assessments.versions_of(iso3),
        "crumbs": country_crumbs(iso3, here, language),
    }


# --- what changed -----------------------------------------------------------------------------


@dataclass(frozen=True)
class ChangeWords:
    """One change: what it is about, both values, the difference, what counts as one, and why."""

    name: str
    year: str
    old: str
    new: str
    difference: str
    threshold: str
    several: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class ChapterWords:
    id: str
    name: str
    changes: tuple[ChangeWords, ...]


@dataclass(frozen=True)
class ComparisonWords:
    """What changed from one version to another, chapter by chapter, and why."""

    is_same: bool
    reasons: tuple[str, ...]
    chapters: tuple[ChapterWords, ...]
    below: int
    percent: str


def _compared(iso3: str, old: str, new: str, language: str) -> tuple[ComparisonWords | None, str]:
    """Return the comparison, or why this release cannot make it."""
    try:
        both = assessments.assessment(iso3, old), assessments.assessment(iso3, new)
    except PathwaysError as error:
        return None, error.in_language(language)
    return compared(*both, language), ""


def compared(old: Assessment, new: Assessment, language: str) -> ComparisonWords:
    comparison = diff(old, new)
    return ComparisonWords(
        is_same=comparison.is_same,
        reasons=tuple(words.reason_text(reason, language) for reason in comparison.reasons),
        chapters=tuple(_chapters(comparison, old, new, language)),
        below=comparison.below,
        percent=say_plain(language, 100 * comparison.threshold),
    )


def _chapters(comparison: Comparison, old: Assessment, new: Assessment, language: str) -> list[ChapterWords]:
    return [
        ChapterWords(
            chapter,
            words.chapter_name(chapter, language),
            tuple(_change(group, old, new, language) for group in groups),
        )
        for chapter, groups in comparison.by_chapter().items()
    ]


def _change(group: Group, old: Assessment, new: Assessment, language: str) -> ChangeWords:
    change = group.largest
    return ChangeWords(
        # What is gone has its words only in the version that still had it.
        name=words.row_name(new if change.new else old, change.row, language),
        year=str(change.row.year or ""),
        old=words.value_text(old, change.old, language),
        new=words.value_text(new, change.new, language),
        difference=words.difference_text(change, language),
        threshold=words.threshold_text(change, language),
        several=words.years_text(group, language),
        reasons=tuple(words.reason_name(kind, language) for kind in change.reasons),
    )

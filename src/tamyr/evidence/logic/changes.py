"""How two versions of an assessment differ, in the words of a page."""

from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.difference import Comparison, Group, diff
from climate_pathways.assessment.sentences import difference as words
from climate_pathways.core.wording import say_plain


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


def compared(old: Assessment, new: Assessment, language: str) -> ComparisonWords:
    found = diff(old, new)
    return ComparisonWords(
        is_same=found.is_same,
        reasons=tuple(words.reason_text(one, language) for one in found.reasons),
        chapters=tuple(_chapters(found, old, new, language)),
        below=found.below,
        percent=say_plain(language, 100 * found.threshold),
    )


def _chapters(found: Comparison, old: Assessment, new: Assessment, language: str) -> list[ChapterWords]:
    return [
        ChapterWords(
            chapter,
            words.chapter_name(chapter, language),
            tuple(_change(group, old, new, language) for group in groups),
        )
        for chapter, groups in found.by_chapter().items()
    ]


def _change(group: Group, old: Assessment, new: Assessment, language: str) -> ChangeWords:
    change = group.largest
    return ChangeWords(
        name=words.row_name(new if change.new else old, change.row, language),
        year=str(change.row.year or ""),
        old=words.value_text(old, change.old, language),
        new=words.value_text(new, change.new, language),
        difference=words.difference_text(change, language),
        threshold=words.threshold_text(change, language),
        several=words.years_text(group, language),
        reasons=tuple(words.reason_name(kind, language) for kind in change.reasons),
    )

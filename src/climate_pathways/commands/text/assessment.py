"""An assessment, or what changed between two, as plain lines for a terminal."""

from collections.abc import Iterator

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.difference import Change, Comparison, Group
from climate_pathways.assessment.sentences.chapters import chapter_title, sentences
from climate_pathways.assessment.sentences.difference import (
    chapter_name,
    difference_text,
    reason_name,
    reason_text,
    row_name,
    value_text,
)
from climate_pathways.commands.text.layout import wrapped
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import mark, say, say_date


def assessment_lines(assessment: Assessment, language: str) -> Iterator[str]:
    """Yield an assessment's sentences by chapter, and what made it."""
    yield place_name(assessment.iso3, language).upper()
    for chapter, spoken in sentences(assessment, language).items():
        if spoken:
            yield ""
            yield chapter_title(chapter, language)
            for sentence in spoken:
                yield from wrapped(sentence.text, "  ")
    yield ""
    yield say(
        language,
        mark("Version {version}; figures of {date}, SHA-256 {digest}; code version {code}."),
        version=assessment.version,
        date=say_date(language, assessment.standing.edition),
        digest=assessment.standing.digest[:16],
        code=assessment.standing.code_version,
    )


def comparison_lines(
    old: Assessment, new: Assessment, comparison: Comparison, language: str
) -> Iterator[str]:
    """Yield why two versions differ and, by chapter, by how much."""
    yield f"{place_name(new.iso3, language).upper()}  {old.version} → {new.version}"
    if not comparison.reasons:
        yield say(language, mark("Both are made of the same."))
    for reason in comparison.reasons:
        yield f"  {reason_text(reason, language)}"
    if not comparison.changes:
        yield say(language, mark("Nothing changed by as much as the threshold."))
    for chapter, groups in comparison.by_chapter().items():
        yield ""
        yield chapter_name(chapter, language)
        for group in groups:
            yield from _group(old, new, group, language)


def _group(old: Assessment, new: Assessment, group: Group, language: str) -> Iterator[str]:
    change = group.largest
    # A row that is gone belongs to a target that only the older assessment may know by name.
    speaker = new if change.new else old
    more = len(group.changes) - 1
    yield f"  {row_name(speaker, change.row, language)}{_year(change)}"
    values = f"{value_text(old, change.old, language)} → {value_text(new, change.new, language)}"
    yield f"    {values}  ({difference_text(change, language)}; {_reasons(change, language)})"
    if more:
        yield "    " + say(language, mark("and less in other years: {count}"), count=more)


def _year(change: Change) -> str:
    return f", {change.row.year}" if change.row.year else ""


def _reasons(change: Change, language: str) -> str:
    names = [reason_name(kind, language) for kind in change.reasons]
    return ", ".join(names) or say(language, mark("no known reason"))

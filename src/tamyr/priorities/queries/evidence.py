"""Numbers of stored assessments that a proposal can quote, each as it is in that version.

Of the mixture of all principles no single number is offered: it never stands without its span. Who means it quotes
the assessment whole.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any

from climate_pathways.assessment import Assessment, number_rows
from climate_pathways.assessment import sentences as words
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import method_name, source_name
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.fair_shares import EQUITY
from tamyr.evidence.queries import assessments

MEDIAN = "0.5"
ROW = [part.name for part in fields(number_rows.Row)]
WHOLE = "whole"


@dataclass(frozen=True)
class QuotableFact:
    """A number of a version, or the version whole (no ``facts``); ``key`` names it in forms."""

    key: str
    iso3: str
    version: str
    facts: str

    @property
    def number(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.facts)
        return found

    def is_in(self, kept: str) -> bool:
        """Whether what is kept of a quote from the same version is this number, in whichever words a release said it."""
        if not kept:
            return self.key == WHOLE
        said = json.loads(kept)
        return _key_of(number_rows.Row(**{name: said[name] for name in ROW if name in said})) == self.key


def quotables(iso3: str) -> list[QuotableFact]:
    """Return what can be quoted of a country's current assessment; the assessment itself first.

    Raises ``AssessmentsAbsent`` before the first computing.
    """
    version = assessments.current_version(iso3)
    return [QuotableFact(WHOLE, iso3, version, ""), *_numbers(iso3, version)]


def quotable(iso3: str, version: str, key: str) -> QuotableFact | None:
    """Return what a form names, in the version that its sender read; None where there is no such number."""
    assessments.stored(iso3, version)
    if key == WHOLE:
        return QuotableFact(WHOLE, iso3, version, "")
    return next((found for found in _numbers(iso3, version) if found.key == key), None)


def _numbers(iso3: str, version: str) -> Iterator[QuotableFact]:
    try:
        assessment = assessments.assessment(iso3, version)
    except PathwaysError:
        # This release cannot read it: it can be quoted whole.
        return
    for row in number_rows.rows(assessment):
        if _is_offered(row):
            facts = json.dumps(_facts(assessment, row), ensure_ascii=False, sort_keys=True)
            yield QuotableFact(_key_of(row), iso3, version, facts)


def _is_offered(row: number_rows.Row) -> bool:
    if row.chapter == number_rows.STANDING:
        return True
    if row.chapter == number_rows.RATING:
        return row.item.startswith("step:") and not row.level
    return row.chapter == number_rows.GAPS and row.principle in EQUITY and row.level == MEDIAN


def _key_of(row: number_rows.Row) -> str:
    # By what the row is and not by its place: another release may list more rows of the same version.
    return hashlib.sha256(json.dumps([*row.key, row.year]).encode()).hexdigest()[:20]


def _facts(assessment: Assessment, row: number_rows.Row) -> dict[str, Any]:
    return {
        **asdict(row),
        # Said now in every language: another release may name or round it otherwise, and the quote stays.
        "name": {code: words.row_name(assessment, row, code) for code in LANGUAGES},
        "shown": {code: words.value_text(assessment, row, code) for code in LANGUAGES},
        # What comes from the assessment itself has its sources and its method there.
        "source_name": _named(row, lambda code: source_name(row.source, code)),
        "method_name": _named(row, lambda code: method_name(row.method, code)),
    }


def _named(row: number_rows.Row, name: Any) -> dict[str, str]:
    if row.chapter != number_rows.STANDING:
        return {}
    return {code: name(code) for code in LANGUAGES}

"""Submissions as a list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from tamyr.ndc.models import Submission
from tamyr.ndc.pages.submission import document_title, unread_title
from tamyr.ndc.queries.submissions import reads_its_words
from tamyr.network.models import Visitor
from tamyr.shared.languages import bound_language, language


@dataclass(frozen=True)
class Line:
    submission: Submission
    title: str
    country: str
    about: str


def lines_of(submissions: Iterable[Submission], visitor: Visitor) -> list[Line]:
    return [_line(submission, visitor) for submission in submissions]


def _line(one: Submission, visitor: Visitor) -> Line:
    title = one.titles[bound_language()] if reads_its_words(visitor, one) else unread_title(one)
    country = COUNTRIES[one.iso3].name(language())
    return Line(one, title, country, document_title(one.iso3, one.document))

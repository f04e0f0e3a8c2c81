"""Submissions as a list shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES
from tamyr.ndc.models import Submission
from tamyr.ndc.pages.submission import document_title
from tamyr.shared.languages import language


@dataclass(frozen=True)
class Line:
    submission: Submission
    title: str
    country: str
    about: str


def lines_of(submissions: Iterable[Submission]) -> list[Line]:
    return [
        Line(
            one,
            one.titles[language()],
            COUNTRIES[one.iso3].name(language()),
            document_title(one.iso3, one.document),
        )
        for one in submissions
    ]

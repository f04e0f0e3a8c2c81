"""The words of a consultation in the reader's language, else in the one it has."""

from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.queries import moment_by
from tamyr.consultations.models import Consultation, ConsultationText, Kind
from tamyr.priorities.logic.texts import hash_of
from tamyr.shared.languages import BOUND_LANGUAGES, language


@dataclass(frozen=True)
class Words:
    language: str
    title: str
    summary: str
    who_may: str
    ground: str


# What a form of its facts shows: all that is recorded but the end.
FACTS = (
    *("institution_id", "kind", "theme", "way", "address", "languages", "source_url", "source_seen_on"),
    *("iso3", "opens_on", "limit", "documents", "exposure", "zone"),
)


class ConsultationWords(Protocol):
    """A consultation in a language, as somebody writes it or as it stands."""

    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def who_may(self) -> str: ...
    @property
    def ground(self) -> str: ...


def text_sha(words: ConsultationWords) -> str:
    return hash_of(words.title, words.summary, words.who_may, words.ground)


def facts_sha(consultation: Consultation) -> str:
    """Return the hash of what a form of its facts shows."""
    return hash_of(*(str(getattr(consultation, name)) for name in FACTS))


def texts_of(consultation: Consultation) -> dict[str, ConsultationText]:
    return {row.language: row for row in consultation.texts.all()}


def words_for(consultation: Consultation, wanted: str = "") -> Words:
    """Return the words in a language; where there are none, those of the other one."""
    rows = texts_of(consultation)
    first = wanted or language()
    # One is always there: a consultation is recorded with its words.
    code = next(code for code in (first, *BOUND_LANGUAGES) if code in rows)
    row = rows[code]
    return Words(code, row.title, row.summary, row.who_may, row.ground)


def missing_languages(consultation: Consultation) -> list[str]:
    return [code for code in BOUND_LANGUAGES if code not in texts_of(consultation)]


def title_of(consultation: Consultation) -> str:
    return words_for(consultation).title


def address_of(consultation: Consultation) -> str:
    return reverse("consultations:consultation", args=[consultation.number])


def end_words(consultation: Consultation, *, is_over: bool = False) -> str:
    """Say when it ends, or a hearing begins, by the clock of its place: a reader's own clock is one more step."""
    words = {"moment": moment_by(consultation.zone, consultation.closes_at)}
    if consultation.kind == Kind.HEARING:
        return (_("It took place on %(moment)s.") if is_over else _("It takes place on %(moment)s.")) % words
    return (_("It was open until %(moment)s.") if is_over else _("Open until %(moment)s.")) % words

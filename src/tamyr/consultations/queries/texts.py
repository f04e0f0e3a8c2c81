"""The words of a consultation in the reader's language, else in the one it has."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.queries import moment_by
from tamyr.consultations.models import Consultation, ConsultationText, Kind
from tamyr.shared.languages import BOUND_LANGUAGES, language


@dataclass(frozen=True)
class Words:
    language: str
    title: str
    summary: str
    who_may: str
    ground: str


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

"""The twelve countries side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.logic.law import CountryLaw
from tamyr.demands.pages.words import STATUS_WORDS, clock_words


@dataclass(frozen=True)
class Cell:
    """A term in words, and how it is known unless it was seen."""

    words: str
    doubt: str = ""


@dataclass(frozen=True)
class Line:
    country: str
    name: str
    cells: list[Cell]
    sending_is_off: bool


def lines(laws: Iterable[CountryLaw], language: str) -> list[Line]:
    """Return a line for each country: request, environmental request, demand, and whether e-mail is taken for a demand."""
    return [
        Line(
            law.country,
            COUNTRIES[law.country].name(language),
            [*(_term_cell(law, kind) for kind in ("information", "environment", "demand")), _email_cell(law)],
            law.sending_is_off,
        )
        for law in laws
    ]


def _term_cell(law: CountryLaw, kind: str) -> Cell:
    letter = law.letter(kind)
    clock = letter.answer if letter else None
    if clock is None:
        return Cell(_("not known"))
    return Cell(clock_words(clock), _doubt(clock.known.status))


def _email_cell(law: CountryLaw) -> Cell:
    letter = law.letter("demand")
    found = next((channel for channel in letter.channels if channel.way == "email"), None) if letter else None
    if found is None:
        return Cell(_("not known"))
    return Cell(_("yes") if found.lawful else _("no"), _doubt(found.known.status))


def _doubt(status: str) -> str:
    return "" if status in ("seen", "verified") else str(STATUS_WORDS[status])

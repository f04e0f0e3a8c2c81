from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tamyr.network.logic.country_names import country_name, iso2_by_iso3
from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.logic.name_order import name_key
from tamyr.network.models.members import Status
from tamyr.network.models.vocabularies import Theme


class UnknownChoice(Exception):
    """An address asks for a country, theme, status or page that is not offered."""

    def __init__(self, value: str) -> None:
        self.value = value[:40]
        super().__init__(self.value)


@dataclass(frozen=True)
class Select:
    """A choice from a list, as the form above the directory offers it."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


def selects(choice: DirectoryChoice, countries: Iterable[str], language: str) -> list[Select]:
    """Return what can be chosen; countries offered are those with members listed, and the one asked for."""
    codes = {*countries, choice.country} - {""}
    by_name = sorted(
        ((iso3, country_name(iso3, language)) for iso3 in codes), key=lambda one: name_key(one[1])
    )
    return [
        Select("country", _("Country"), choice.country, [("", _("all countries")), *by_name]),
        Select("theme", _("Theme"), choice.theme, [("", _("all themes")), *_words(Theme.choices)]),
        Select("status", _("Status"), choice.status, [("", _("any status")), *_words(Status.choices)]),
    ]


def _words(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    return [(str(code), str(word)) for code, word in choices]


def read_choice(query: QueryDict) -> DirectoryChoice:
    """Read a directory's address; raise ``UnknownChoice`` for a value that is not offered."""
    return DirectoryChoice(
        country=_one_of(query.get("country", ""), iso2_by_iso3()),
        theme=_one_of(query.get("theme", ""), Theme.values),
        status=_one_of(query.get("status", ""), Status.values),
        part=_text(query.get("part", "")),
        page=_page(query.get("page", "1")),
    )


def read_day(query: QueryDict, today: date) -> date:
    """Read the day that is asked about: today where none is given, never a later one."""
    asked = query.get("on", "")
    if not asked:
        return today
    try:
        return min(date.fromisoformat(asked), today)
    except ValueError:
        raise UnknownChoice(asked) from None


def _one_of(value: str, known: Any) -> str:
    if value and value not in known:
        raise UnknownChoice(value)
    return value


def _text(value: str) -> str:
    if len(value) > 100 or "\x00" in value:
        raise UnknownChoice(value)
    return value.strip()


def _page(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 5:
        raise UnknownChoice(value)
    return max(1, int(value))

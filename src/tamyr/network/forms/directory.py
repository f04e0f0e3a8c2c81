from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tamyr.network.logic.country_names import countries_by_name, iso2_by_iso3
from tamyr.network.logic.directory import DirectoryChoice
from tamyr.network.models.members import Status
from tamyr.network.models.vocabularies import Theme
from tamyr.shared.choices import Select, UnknownChoice, one_of, page_number


def selects(choice: DirectoryChoice, countries: Iterable[str], language: str) -> list[Select]:
    """Return what can be chosen; countries offered are those with members listed, and the one asked for."""
    by_name = countries_by_name({*countries, choice.country} - {""}, language)
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
        # Any country, not only those offered: an address refused once its last member hides would tell of it.
        country=one_of(query.get("country", ""), iso2_by_iso3()),
        theme=one_of(query.get("theme", ""), Theme.values),
        status=one_of(query.get("status", ""), Status.values),
        part=_text(query.get("part", "")),
        page=page_number(query.get("page", "1")),
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


def _text(value: str) -> str:
    # PostgreSQL takes no zero byte into a question, and would answer it with an error of its own.
    if len(value) > 100 or "\x00" in value:
        raise UnknownChoice(value)
    return value.strip()

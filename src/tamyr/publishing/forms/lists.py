from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tamyr.network.logic.country_names import country_name, iso2_by_iso3
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Theme
from tamyr.publishing.logic.story_choice import StoryChoice


class UnknownChoice(Exception):
    """An address asks for a country, theme or page that is not offered."""

    def __init__(self, value: str) -> None:
        self.value = value[:40]
        super().__init__(self.value)


@dataclass(frozen=True)
class Select:
    """A choice from a list, as the form above the list offers it."""

    name: str
    label: str
    chosen: str
    options: list[tuple[str, str]]


def selects(choice: StoryChoice, countries: Iterable[str], language: str) -> list[Select]:
    """Return what can be chosen; countries offered are those with stories, and the one asked for."""
    codes = {*countries, choice.country} - {""}
    by_name = sorted(
        ((iso3, country_name(iso3, language)) for iso3 in codes), key=lambda one: name_key(one[1])
    )
    themes = [(str(code), str(word)) for code, word in Theme.choices]
    return [
        Select("country", _("Country"), choice.country, [("", _("all countries")), *by_name]),
        Select("theme", _("Theme"), choice.theme, [("", _("all themes")), *themes]),
    ]


def read_choice(query: QueryDict) -> StoryChoice:
    """Read a list's address; raise ``UnknownChoice`` for a value that is not offered."""
    country, theme, page = query.get("country", ""), query.get("theme", ""), query.get("page", "1")
    if country and country not in iso2_by_iso3():
        raise UnknownChoice(country)
    if theme and theme not in Theme.values:
        raise UnknownChoice(theme)
    if not page.isascii() or not page.isdigit() or len(page) > 5:
        raise UnknownChoice(page)
    return StoryChoice(country=country, theme=theme, page=max(1, int(page)))

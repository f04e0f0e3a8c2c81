from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _

from tamyr.network.logic.country_names import countries_by_name, iso2_by_iso3
from tamyr.network.models import Theme
from tamyr.publishing.logic.story_choice import StoryChoice
from tamyr.shared.choices import Select, one_of, page_number


def selects(choice: StoryChoice, countries: Iterable[str], language: str) -> list[Select]:
    """Return what can be chosen; countries offered are those with stories, and the one asked for."""
    by_name = countries_by_name({*countries, choice.country} - {""}, language)
    themes = [(str(code), str(word)) for code, word in Theme.choices]
    return [
        Select("country", _("Country"), choice.country, [("", _("all countries")), *by_name]),
        Select("theme", _("Theme"), choice.theme, [("", _("all themes")), *themes]),
    ]


def read_choice(query: QueryDict) -> StoryChoice:
    """Read a list's address; raise ``UnknownChoice`` for a value that is not offered."""
    return StoryChoice(
        # Any country, though those with stories alone are offered: an address that was kept leads to an empty
        # list, not to an error.
        country=one_of(query.get("country", ""), iso2_by_iso3()),
        theme=one_of(query.get("theme", ""), Theme.values),
        page=page_number(query.get("page", "1")),
    )

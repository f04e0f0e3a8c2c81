from django.http import QueryDict
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.logic.choices import (
    AXIS_MEASURES,
    BY_NAME,
    COMPARED,
    DEFAULT_MEASURE,
    FIRST_YEARS,
    MEASURES,
    ComparisonChoice,
    CorrectionsChoice,
    CountryChoice,
    Measure,
    RegionChoice,
)
from tamyr.network.logic.country_names import countries_by_name
from tamyr.shared.choices import Select, UnknownChoice, one_of


def read_region_choice(query: QueryDict) -> RegionChoice:
    """Read the region page's address; raise ``UnknownChoice`` for a value that is not offered."""
    sort = query.get("sort", BY_NAME)
    return RegionChoice(
        measure=_shown(query.get("measure", DEFAULT_MEASURE.slug)),
        sort=None if sort == BY_NAME else _measure(sort),
        descending=_is_descending(query),
    )


def read_comparison_choice(query: QueryDict) -> ComparisonChoice:
    """Read the comparison's address; raise ``UnknownChoice`` for an order that is not offered."""
    sort = query.get("sort", BY_NAME)
    if sort not in (BY_NAME, *COMPARED):
        raise UnknownChoice(sort)
    return ComparisonChoice(sort, _is_descending(query))


def _is_descending(query: QueryDict) -> bool:
    order = query.get("order", "asc")
    if order not in ("asc", "desc"):
        raise UnknownChoice(order)
    return order == "desc"


def read_country_choice(query: QueryDict) -> CountryChoice:
    """Read a country page's address; raise ``UnknownChoice`` for a value that is not offered."""
    asked = query.get("since", str(FIRST_YEARS[0]))
    # Compared as words: ``int`` also takes “+1850” and “1_850”, and one page would have many addresses.
    if asked not in map(str, FIRST_YEARS):
        raise UnknownChoice(asked)
    return CountryChoice(since=int(asked))


def read_corrections_choice(query: QueryDict) -> CorrectionsChoice:
    """Read the address of the list of corrections; raise ``UnknownChoice`` for a country that is not offered."""
    return CorrectionsChoice(one_of(query.get("country", ""), COUNTRIES))


def corrections_selects(choice: CorrectionsChoice, language: str) -> list[Select]:
    by_name = countries_by_name(COUNTRIES, language)
    return [Select("country", _("Country"), choice.country, [("", _("all countries")), *by_name])]


def read_no_choice(query: QueryDict) -> None:
    """Read the address of a page that looks the same for everybody."""


def _shown(slug: str) -> Measure:
    """Return what the map shows: a figure, or an axis of the rating."""
    return AXIS_MEASURES[slug] if slug in AXIS_MEASURES else _measure(slug)


def _measure(slug: str) -> Measure:
    if slug not in MEASURES:
        raise UnknownChoice(slug)
    return MEASURES[slug]


# As long as the column, so that the database is asked for nothing that it cannot hold.
LONGEST_VERSION = 40


def read_version(query: QueryDict, name: str = "version") -> str:
    """Return the version an address asks for, empty for the current one; refuse what is none."""
    asked = query.get(name, "")
    if len(asked) > LONGEST_VERSION or not all(sign.isalnum() or sign in "-." for sign in asked):
        raise UnknownChoice(asked)
    return asked

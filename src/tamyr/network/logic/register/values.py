"""Cells of the register's table → values: days and countries as people write them."""

import re
from datetime import date
from functools import cache

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.logic.country_names import country_name, iso2_by_iso3

FIRST_YEAR, LAST_YEAR = 1900, 2100


def read_day(text: str) -> date | None:
    """Read ``2024-05-17`` or ``17.05.2024``; None for anything else, also for days that never were."""
    iso = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?", text)
    dotted = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
    if not (iso or dotted):
        return None
    year, month, day = iso.groups() if iso else dotted.groups()[::-1]  # type: ignore[union-attr]
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def read_country(text: str) -> str | None:
    """Return the code of a country given by code or by its name in Russian or English."""
    return _codes_by_word().get(text.casefold())


@cache
def _codes_by_word() -> dict[str, str]:
    words: dict[str, str] = {}
    for iso3, iso2 in iso2_by_iso3().items():
        names = {country_name(iso3, code) for code in ("ru", "en")}
        if iso3 in COUNTRIES:
            names |= {COUNTRIES[iso3].ru, COUNTRIES[iso3].en}
        words |= {name.casefold(): iso3 for name in (*names, iso3, iso2)}
    return words

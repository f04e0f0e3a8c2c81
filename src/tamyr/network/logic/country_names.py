"""Names and codes of all countries, from CLDR by way of Babel; our own where sentences need them."""

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global

from climate_pathways.core.countries import COUNTRIES
from tamyr.network.logic.name_order import name_key

# Codes in CLDR's table of aliases that are no country of today.
OUT_OF_USE = {
    "ANT",
    "ASC",
    "BUR",
    "CPT",
    "DDR",
    "DGA",
    "FXX",
    "NTZ",
    "QUU",
    "SCG",
    "SUN",
    "TAA",
    "TMP",
    "XAA",
    "XBB",
    "XKK",
    "YMD",
    "YUG",
    "ZAR",
}


@cache
def iso2_by_iso3() -> dict[str, str]:
    """Return ISO 3166-1 codes of all countries and territories: three letters → two letters."""
    territories = Locale("en").territories
    return {
        code: names[0]
        for code, names in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and code not in OUT_OF_USE and names[0] in territories
    }


@cache
def country_name(iso3: str, language: str) -> str:
    """Return a country's name in a language; its code where that is not known."""
    if iso3 in COUNTRIES and language in ("ru", "en"):
        return COUNTRIES[iso3].name(language)
    return str(Locale.parse(language).territories.get(iso2_by_iso3().get(iso3, ""), iso3))


def countries_by_name(codes: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Return countries as (code, name) in the order in which a reader looks for them."""
    return sorted(
        ((iso3, country_name(iso3, language)) for iso3 in codes), key=lambda named: name_key(named[1])
    )

"""Names and codes of all countries, from CLDR by way of Babel; our own where sentences need them."""

import re
from functools import cache

from climate_pathways.core.characters import without_harm
from climate_pathways.core.countries import COUNTRIES

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
# Official and older names that people write beside those of CLDR.
SPELLINGS = {
    "belorussia": "BLR",
    "republic of belarus": "BLR",
    "белоруссия": "BLR",
    "республика беларусь": "BLR",
    "republic of kazakhstan": "KAZ",
    "республика казахстан": "KAZ",
    "kyrgyz republic": "KGZ",
    "kirghizia": "KGZ",
    "киргизия": "KGZ",
    "кыргызская республика": "KGZ",
    "республика кыргызстан": "KGZ",
    "republic of moldova": "MDA",
    "молдавия": "MDA",
    "республика молдова": "MDA",
    "russian federation": "RUS",
    "российская федерация": "RUS",
    "рф": "RUS",
    "республика таджикистан": "TJK",
    "republic of tajikistan": "TJK",
    "туркмения": "TKM",
    "republic of armenia": "ARM",
    "республика армения": "ARM",
    "republic of azerbaijan": "AZE",
    "азербайджанская республика": "AZE",
    "republic of uzbekistan": "UZB",
    "республика узбекистан": "UZB",
}


@cache
def iso2_by_iso3() -> dict[str, str]:
    """Return ISO 3166-1 codes of all countries and territories: three letters → two letters."""
    from babel import Locale
    from babel.core import get_global

    territories = Locale("en").territories
    return {
        code: names[0]
        for code, names in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and code not in OUT_OF_USE and names[0] in territories
    }


@cache
def country_name(iso3: str, language: str) -> str:
    """Return a country's name in a language; its code where that is not known."""
    from babel import Locale

    if iso3 in COUNTRIES and language in ("ru", "en"):
        return COUNTRIES[iso3].name(language)
    return str(Locale.parse(language).territories.get(iso2_by_iso3().get(iso3, ""), iso3))


def country_of(text: str) -> str | None:
    """Return the code of a country given by code or by its name in Russian or English; ``None`` for another word."""
    return _codes_by_word().get(re.sub(r"\s+", " ", without_harm(text)).strip().casefold())


@cache
def _codes_by_word() -> dict[str, str]:
    words = dict(SPELLINGS)
    for iso3, iso2 in iso2_by_iso3().items():
        names = {_of_cldr(iso2, code) for code in ("ru", "en")} | {
            country_name(iso3, "ru"),
            country_name(iso3, "en"),
        }
        words |= {name.casefold(): iso3 for name in (*names, iso3, iso2)}
    return words


def _of_cldr(iso2: str, language: str) -> str:
    from babel import Locale

    return str(Locale.parse(language).territories[iso2])

"""The clock people of a country go by, until they choose another: where most of them live."""

from babel.dates import get_timezone_location

USUAL = {
    "ARM": "Asia/Yerevan",
    "AZE": "Asia/Baku",
    "BLR": "Europe/Minsk",
    "GEO": "Asia/Tbilisi",
    "KAZ": "Asia/Almaty",
    "KGZ": "Asia/Bishkek",
    "MDA": "Europe/Chisinau",
    "RUS": "Europe/Moscow",
    "TJK": "Asia/Dushanbe",
    "TKM": "Asia/Ashgabat",
    "UKR": "Europe/Kyiv",
    "UZB": "Asia/Tashkent",
}

# What CLDR writes otherwise than we do.
OWN_NAMES = {("Europe/Kyiv", "ru"): "Киев", ("Europe/Chisinau", "ru"): "Кишинёв"}


def zone_name(zone: str, language: str) -> str:
    """Return a zone as people say it: by its city, in their language."""
    own = OWN_NAMES.get((zone, language))
    return own or str(get_timezone_location(zone, locale=language, return_city=True))


def usual_zone(iso3: str) -> str:
    return USUAL.get(iso3, "UTC")

"""The clock people of a country go by, until they choose another: where most of them live."""

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from zoneinfo import ZoneInfo

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

# Whose clocks are offered: those of the region, Russia's further ones, and where international bodies sit.
ZONES = (
    *USUAL.values(),
    "Asia/Novosibirsk",
    "Asia/Vladivostok",
    "Asia/Yekaterinburg",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Warsaw",
    "Europe/Zurich",
    "UTC",
)

# What CLDR writes otherwise than we do.
OWN_NAMES = {("Europe/Kyiv", "ru"): "Киев", ("Europe/Chisinau", "ru"): "Кишинёв"}


def zone_name(zone: str, language: str) -> str:
    """Return a zone as people say it: by its city, in their language."""
    own = OWN_NAMES.get((zone, language))
    return own or str(get_timezone_location(zone, locale=language, return_city=True))


def usual_zone(iso3: str) -> str:
    return USUAL.get(iso3, "UTC")


class NoSuchTime(ValueError):
    """Clocks of a place are put forward over this time: they never show it."""


class NoSuchYear(NoSuchTime):
    """The first and the last year that can be written: in another place it may be a year that cannot."""


def zone_choices(language: str, own: str = "") -> list[tuple[str, str]]:
    """Return the zones that a form offers, a person's own among them, by their names."""
    zones = {*ZONES, own} - {""}
    return sorted(((zone, zone_name(zone, language)) for zone in zones), key=lambda named: named[1])


def moment_there(shown: datetime, zone: str, *, is_later: bool = False) -> datetime:
    """Return the moment at which the clock of a zone shows a time; of two such moments the first, or the later one.

    Raises:
        NoSuchTime: No clock there shows it on that day; ``NoSuchYear`` where it cannot be told by every clock.
    """
    if not MINYEAR < shown.year < MAXYEAR:
        raise NoSuchYear(zone)
    there = shown.replace(tzinfo=ZoneInfo(zone), fold=int(is_later))
    moment = there.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != shown.replace(tzinfo=None):
        raise NoSuchTime(zone)
    return moment

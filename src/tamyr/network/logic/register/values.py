"""Cells of the register's table → values: days and countries as people write them."""

import re
from datetime import date, timedelta

from climate_pathways.core.territories import country_of as read_country

__all__ = ["read_country", "read_day"]
FIRST_YEAR, LAST_YEAR = 1900, 2100
# What a spreadsheet counts its days from, and the days that it may mean: a smaller number is a year.
SERIAL_FROM, SERIALS = date(1899, 12, 30), range(20_000, 75_000)
MIDNIGHT = r"(?:[T ]0?0:00(?::00)?(?:\.0+)?Z?)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})([-./])(\d{{2}})\2(\d{{2}}){MIDNIGHT}")
DAY_FIRST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}){MIDNIGHT}(?: ?г\.?)?")
IN_WORDS = re.compile(r"(\d{1,2}) ([a-zа-я]+)\.? (\d{4})(?: ?(?:г|года)\.?)?")
MONTHS = (
    ("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("мая", "may"), ("июн", "jun"),
    ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"), ("ноя", "nov"), ("дек", "dec"),
)  # fmt: skip


def read_day(text: str) -> date | None:
    """Read a day as it is written in the region, or as a spreadsheet counts it; None for anything else.

    ``2024-05-17``, ``17.05.2024 0:00:00``, ``17/05/2024``, ``17 мая 2024 г.``, ``45429``. With slashes
    or dashes the day must tell itself from a month, as Americans write the month first.
    """
    # The months stand in small letters below, the signs of ISO 8601 in large ones.
    plain = re.sub(r"\s+", " ", text).strip().casefold().replace("t00", "T00").replace("z", "Z")
    # Python reads digits of any script as digits; a day in them is more likely a slip than a day.
    if not re.sub(r"[а-яё]", "", plain).isascii():
        return None
    if plain.isdigit() and int(plain) in SERIALS:
        return SERIAL_FROM + timedelta(days=int(plain))
    parts = _parts(plain)
    try:
        found = date(*parts) if parts else None
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def _parts(plain: str) -> tuple[int, int, int] | None:
    if match := YEAR_FIRST.fullmatch(plain):
        return int(match[1]), int(match[3]), int(match[4])
    if match := DAY_FIRST.fullmatch(plain):
        day, month = int(match[1]), int(match[3])
        # With points the day comes first everywhere; with a slash 05/06
        # is a day in May for some and in June for others.
        is_plain = match[2] == "." or day > 12 or day == month
        return (int(match[4]), month, day) if is_plain else None
    if match := IN_WORDS.fullmatch(plain):
        month = next((number for number, names in enumerate(MONTHS, 1) if match[2].startswith(names)), 0)
        return int(match[3]), month, int(match[1])
    return None

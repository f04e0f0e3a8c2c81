"""How many members there are, said so that nobody learns of one who joined, left or went into hiding."""

from datetime import date

STEP = 5
LEAST = 10
MANY_AT_ONCE = 10


def quarter_begin(day: date) -> date:
    """Return the first day of the quarter in which ``day`` lies."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def is_another_register(said: int, counted: int) -> bool:
    """Whether so much changed at once, as by an import, that what was said is simply wrong."""
    # A smaller step could be of one member that hides, and would
    # date its hiding for everybody who looks twice.
    return abs(counted - said) >= MANY_AT_ONCE


def rounded(count: int) -> int | None:
    """Return a count to the nearest five; None below ten, where even that would tell too much."""
    return STEP * round(count / STEP) if count >= LEAST else None

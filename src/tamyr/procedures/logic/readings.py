"""What several who read the same thing make of it together."""

from collections import Counter
from collections.abc import Iterable

# As many read a thing alike before it counts.
READERS = 2


def agreed(readings: Iterable[str]) -> str:
    """Return what at least two read and more than read it otherwise; empty where there is none."""
    (most, count), *others = Counter(readings).most_common(2) or [("", 0)]
    is_even = any(other == count for _reading, other in others)
    return "" if count < READERS or is_even else most

"""What several readings of a promise say together."""

from collections import Counter
from collections.abc import Iterable

OPEN = "open"
# As many organisations have to read it alike.
READERS = 2


def outcome_of(readings: Iterable[str]) -> str:
    """Return what at least two read, and more than read it otherwise; else it is still open."""
    counts = Counter(readings).most_common(2)
    if not counts or counts[0][1] < READERS:
        return OPEN
    is_even = len(counts) > 1 and counts[1][1] == counts[0][1]
    return OPEN if is_even else counts[0][0]

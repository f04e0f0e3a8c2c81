"""When something is due or tried again, from the clock alone."""

from datetime import datetime, timedelta
from hashlib import sha256

LONGEST_WAIT = timedelta(hours=1)


def wait_after(tries: int, first: timedelta) -> timedelta:
    """Return how long to wait after a failed try: four times as long each time, an hour at most."""
    # The power is held at ten: unheld, the wait would outgrow what a timedelta can hold.
    growth: int = 4 ** min(tries - 1, 10)
    return min(first * growth, LONGEST_WAIT)


def is_due(next_at: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether it is time; also where a clock that ran ahead has put the next time out of reach."""
    return next_at is None or next_at <= now or next_at > now + 2 * every


def lock_number(worker: str) -> int:
    """Return the number by which a database server knows the lock of a worker."""
    return int.from_bytes(sha256(f"tamyr worker {worker}".encode()).digest()[:8], signed=True)

"""Until when members may object: a clock of each language, computed from the moments at which they began."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Window:
    """What the clocks run by: days of each language, and days from the opening on that others than the
    authoritative one may hold everything up."""

    authoritative: str
    opened_at: datetime
    days: int
    cap_days: int

    @property
    def capped_at(self) -> datetime:
        return self.opened_at + timedelta(days=self.cap_days)


def clock_end(begun_at: datetime | None, window: Window) -> datetime | None:
    # Days of 24 hours from the very moment: the end is the same in every zone.
    return begun_at + timedelta(days=window.days) if begun_at else None


def closes_at(begun: Mapping[str, datetime | None], window: Window) -> datetime:
    """Return when it ends for everybody. ``begun``: language → when its clock began; None: it stands.

    The latest clock ends it. A language whose clock stands or would end after the cap does not hold it
    up beyond the cap: the authoritative text runs alone then.
    """
    own = clock_end(begun[window.authoritative], window)
    assert own is not None, "the authoritative clock runs from the opening on"
    if runs_alone(begun, window):
        # Until the cap a translation may still come and be read, however short the authoritative clock.
        return max(own, window.capped_at)
    ends = [clock_end(at, window) for at in begun.values()]
    return max(end for end in ends if end is not None)


def runs_alone(begun: Mapping[str, datetime | None], window: Window) -> bool:
    """Whether some translation will not have had its days when the cap is reached."""
    ends = [clock_end(at, window) for language, at in begun.items() if language != window.authoritative]
    return any(end is None or end > window.capped_at for end in ends)


def begun_after(
    begun_at: datetime | None, *, is_ready: bool, was_changed: bool, at: datetime
) -> datetime | None:
    """Return when a language's clock began, after an act: it stands unless the language is ready."""
    if not is_ready:
        return None
    # One that stood begins anew and does not go on: its readers have all their days with these words.
    return at if begun_at is None or was_changed else begun_at

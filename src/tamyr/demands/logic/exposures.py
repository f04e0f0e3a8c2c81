"""Since when and until when anybody could read a demand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

PUBLIC = "public"


@dataclass(frozen=True)
class Changed:
    """Who may read it, from a moment on."""

    at: datetime
    was: str
    becomes: str


def public_spans(agreed_at: datetime, changes: Iterable[Changed]) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when it was public, for each time that is over."""
    since = agreed_at
    for change in sorted(changes, key=lambda change: change.at):
        if change.was == PUBLIC != change.becomes:
            yield since, change.at
        since = change.at

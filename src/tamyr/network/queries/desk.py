"""What needs an organisation's voice. Each room adds its own calls with ``asks_for_voice``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tamyr.network.models import Member, Visitor


@dataclass(frozen=True)
class Call:
    """One thing that waits for somebody: for a member's voice, or for a coordinator (no ``member``)."""

    title: str
    sentence: str
    address: str
    act: str
    due_at: datetime | None = None
    member: Member | None = None


Source = Callable[[Visitor], Iterable[Call]]
_sources: list[Source] = []
_NEVER = datetime.max.replace(tzinfo=UTC)


def asks_for_voice(source: Source) -> Source:
    """Add a room's calls to every desk; used as a decorator on a query of that room."""
    _sources.append(source)
    return source


def calls_for(visitor: Visitor) -> list[Call]:
    """Return everything that waits for this visitor, the nearest deadline first."""
    calls = [call for source in _sources for call in source(visitor)]
    return sorted(calls, key=lambda call: (call.due_at or _NEVER, call.title))

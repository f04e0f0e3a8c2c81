"""What is open beside the decisions in the same thread: rounds of proposals before them, positions after them.

Rooms downstream add their own with ``runs_beside_decisions``, so that one page shows all that members can do together now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tamyr.decisions.models import Decision
from tamyr.decisions.queries.desk import address_of
from tamyr.network.models import Visitor


@dataclass(frozen=True)
class OpenMatter:
    """Something that is open now: its page, the words before its last moment, and this moment."""

    title: str
    address: str
    words: str
    until: datetime
    language: str = ""


Source = Callable[[Visitor], Iterable[OpenMatter]]
# Filled by importing, as those of the desk are.
_sources: list[Source] = []


def runs_beside_decisions(source: Source) -> Source:
    """Add what a room has open to the page of decisions; used as a decorator on a query of that room."""
    _sources.append(source)
    return source


def open_now(visitor: Visitor, decisions: Iterable[Decision]) -> list[OpenMatter]:
    """Return these decisions and what other rooms have open for this visitor to see, what ends first at the top."""
    found = [
        OpenMatter(decision.question, address_of(decision), _("Vote until"), decision.closes_at)
        for decision in decisions
    ] + [running for source in _sources for running in source(visitor)]
    # By the moment and not by the room: whoever has an hour begins at the top.
    return sorted(found, key=lambda running: (running.until, running.title))

"""The record of an organisation: what it decided with others. Each room adds its own deeds with ``keeps_record``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tamyr.network.models import Member, Visitor


@dataclass(frozen=True)
class Deed:
    """One thing an organisation did, or left undone: by day, in words, and the page on which it stands."""

    day: date
    words: str
    title: str
    address: str


Source = Callable[[Visitor, Member], Iterable[Deed]]
# Filled by importing, as the sources of calls are.
_sources: list[Source] = []


def keeps_record(source: Source) -> Source:
    """Add a room's deeds to the record of each organisation; used as a decorator on a query of that room."""
    _sources.append(source)
    return source


def record_of(visitor: Visitor, member: Member) -> list[Deed]:
    """Return what this member did, the latest first, as far as this visitor may know of the things themselves."""
    deeds = [deed for source in _sources for deed in source(visitor, member)]
    return sorted(deeds, key=lambda deed: (deed.day, deed.title, deed.words), reverse=True)

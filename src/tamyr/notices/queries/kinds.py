"""The kinds of happenings, each said by its room, and what one reader may know of them today."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol
from uuid import UUID

from tamyr.accounts.models import Person
from tamyr.notices.models import Happening, Notice


class Reader(Protocol):
    """Who asks, and when, with whatever the rooms above know of them."""

    @property
    def at(self) -> datetime: ...

    @property
    def person(self) -> Person | None: ...


AsReader = Callable[[Person, datetime], Any]
Seen = Callable[[Any, Collection[UUID]], Mapping[UUID, Any]]


@dataclass(frozen=True)
class News:
    """What happened, in the reader's language and from today's state, and the page that tells more."""

    title: str
    sentence: str
    address: str


@dataclass(frozen=True)
class Kind:
    """What a room says of one kind of happening.

    ``concerns``: the keys of the people it concerns at a moment. ``still``: which of these keys it is still true
    of, from their state alone. ``visible``: what a reader may know of, by its key. ``news``: its words. ``decides``: whether it is an outcome.
    """

    code: str
    concerns: Callable[[Happening, datetime], Iterable[UUID]]
    still: Callable[[Collection[UUID]], Iterable[UUID]]
    visible: Seen
    news: Callable[[Happening, Any], News]
    decides: bool = False


# Filled by importing: a kind that no ``AppConfig.ready`` imports can be neither announced nor shown.
_kinds: dict[str, Kind] = {}


def announces(*kinds: Kind) -> None:
    """Let happenings of these kinds be announced."""
    _kinds.update({kind.code: kind for kind in kinds})


def kind_named(code: str) -> Kind | None:
    """Return what a code stands for, unless this release knows no such kind."""
    return _kinds.get(code)


def known_kinds() -> list[str]:
    return list(_kinds)


@dataclass(frozen=True)
class VisibleNotice:
    """A notice that its reader may know of now; ``thing`` is what it is about."""

    notice: Notice
    kind: Kind
    thing: Any

    def news(self) -> News:
        return self.kind.news(self.notice.happening, self.thing)


def visible_to(reader: Reader, notices: Sequence[Notice]) -> Iterator[VisibleNotice]:
    """Yield those notices that are still true and that this reader may know of, asked anew each time."""
    by_kind = attrgetter("happening.kind")
    groups = [
        (kind, list(group))
        for code, group in groupby(sorted(notices, key=by_kind), key=by_kind)
        if (kind := kind_named(code)) is not None
    ]
    true = {kind.code: set(kind.still({notice.happening.about for notice in own})) for kind, own in groups}
    things = _things_known_to(reader, {kind.code: kind for kind, _own in groups}, true)
    for kind, own in groups:
        for notice in own:
            about = notice.happening.about
            if about in true[kind.code] and about in things[kind.visible]:
                yield VisibleNotice(notice, kind, things[kind.visible][about])


def _things_known_to(
    reader: Reader, kinds: Mapping[str, Kind], true: Mapping[str, set[UUID]]
) -> dict[Seen, Mapping[UUID, Any]]:
    """Return what a reader may know of, by the question that says so: kinds that share one are asked once."""
    asked: dict[Seen, set[UUID]] = {}
    for code, kind in kinds.items():
        asked.setdefault(kind.visible, set()).update(true[code])
    return {visible: visible(reader, keys) if keys else {} for visible, keys in asked.items()}


def still_true(happenings: Iterable[Happening]) -> Iterator[UUID]:
    """Yield the keys of those happenings that are still true, whoever may know of them."""
    by_kind = attrgetter("kind")
    for code, group in groupby(sorted(happenings, key=by_kind), key=by_kind):
        kind, own = kind_named(code), list(group)
        true = set(kind.still({happening.about for happening in own})) if kind else set()
        yield from (happening.pk for happening in own if happening.about in true)

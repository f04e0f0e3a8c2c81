"""A small world for the tests of this room: things that may be withdrawn, people who may lose the right to know."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from tests.people import give_pace, make_person

from tamyr.accounts.models import Person
from tamyr.notices.logic import ONCE
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.notices.services import announce
from tamyr.notices.services.telling import tell

KIND = "walk-act"


class Killed(BaseException):
    """The process was killed: nothing catches it."""


@dataclass(frozen=True)
class Someone:
    person: Person
    at: datetime


@dataclass
class Newsroom:
    """``knowing``: who may know now. ``withdrawn``: which things are no longer so. ``concerned``: who was told."""

    knowing: set[UUID] = field(default_factory=set)
    withdrawn: set[UUID] = field(default_factory=set)
    concerned: dict[UUID, set[UUID]] = field(default_factory=dict)

    def register(self) -> None:
        announces(Kind(KIND, self._concerns, self._still, self._visible, self._news))

    def _concerns(self, happening: Happening, _at: datetime) -> Iterable[UUID]:
        self.concerned[happening.pk] = set(self.knowing) - {happening.actor_id}
        return self.knowing

    def _still(self, keys: Collection[UUID]) -> Iterable[UUID]:
        return set(keys) - self.withdrawn

    def _visible(self, reader: Someone, keys: Collection[UUID]) -> Mapping[UUID, Any]:
        return dict.fromkeys(keys) if reader.person.pk in self.knowing else {}

    def _news(self, happening: Happening, _thing: object) -> News:
        return News(title=f"Act {happening.about}", sentence="", address="/")

    def newcomer(self, name: str, *, pace: str = ONCE, zone: str = "UTC") -> Person:
        person = make_person(name, name.title(), email=f"{name}@example.org", time_zone=zone)
        self.knowing.add(person.pk)
        return give_pace(person, pace)


def thing(key: UUID) -> models.Model:
    """Return what an act is about; only its key counts."""
    return Happening(id=key)


def act(about: UUID, at: datetime, *, actor: UUID | None = None, version: object = "") -> None:
    announce(kind=KIND, about=thing(about), version=version, scope=SCOPE, actor=actor, at=at)


SCOPE = UUID(int=5)


def tell_at(at: datetime, drawn: Callable[[], float] = lambda: 0.5) -> None:
    tell(as_reader=Someone, clock=lambda: at, draw=drawn)


@contextmanager
def killed_at(query: int) -> Iterator[None]:
    """Kill the process at a query, in whichever transaction it stands."""
    asked = 0

    def count(execute: Any, *given: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == query:
            raise Killed
        return execute(*given)

    with connection.execute_wrapper(count):
        yield

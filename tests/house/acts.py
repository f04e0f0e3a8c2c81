"""Acts of the network as the cast can do them: who may, which lines they leave, what is told because of them.

``make`` brings about what an act needs and the cast has not. test_acts.py tries them all.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tests.house.cast import Cast

KEY = UUID(int=4711)
WORDS = "Nobody asked the town before the pit was dug."
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scene:
    """The cast at a moment, and who acts."""

    cast: Cast
    by: Person
    at: datetime
    made: Any = None

    @property
    def who(self) -> dict[str, Any]:
        return {"actor": self.by.pk, "at": self.at}

    @property
    def when(self) -> dict[str, Any]:
        return {"actor": self.by.pk, "clock": lambda: self.at}

    @property
    def visitor(self) -> dict[str, Any]:
        return {"by": visitor_on(Person.objects.filter(pk=self.by.pk).first(), self.at)}

    def acting(self, role: str) -> "Scene":
        return replace(self, by=self.cast.people[role])

    def member(self, role: str) -> Member:
        return self.cast.people[role].mandates.get().member

    @property
    def lake(self) -> Member:
        return self.member("delegate")

    @property
    def voice(self) -> Member:
        return self.member("other delegate")


@dataclass(frozen=True)
class Act:
    """``lines`` it leaves in the audit chain and ``tells`` kinds of news; ``again``: the lines of a second time.

    Where there is no ``again``, whoever does it twice is refused, with that exception if it is one. ``days`` later it
    is done. ``strangers`` may not do it: what is their own thing, or done without an account, names others or none.
    ``in_hand``: it is for an account that is neither locked nor on a journey.
    """

    by: str
    do: Callable[[Scene], object]
    lines: str
    tells: str = ""
    again: str | type[Exception] | None = None
    make: Callable[[Scene], object] = lambda _scene: None
    days: int = 0
    strangers: tuple[str, ...] = ("guest", "former")
    refused: type[Exception] = PermissionDenied
    in_hand: bool = True

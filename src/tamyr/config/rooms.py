"""The one list of rooms. Settings, addresses and the menu read it; nothing else names them.

Upstream first: a room may read the rooms above it in this list, never those below.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Room:
    """A stage of the network's work, or something that all stages stand on.

    ``prefix`` is the first part of its addresses, empty for a room with several; ``label`` is
    its word in the menu and ``opens`` the page behind it. A room without pages has none of them.
    """

    name: str
    prefix: str | None = None
    label: Promise | None = None
    opens: str = ""

    @property
    def module(self) -> str:
        return f"tamyr.{self.name}"


ROOMS = (
    Room("ui"),
    Room("safety", prefix="safety"),
    Room("network", prefix="", label=_("Members"), opens="members"),
    Room("evidence", prefix="countries", label=_("Countries"), opens="countries"),
    Room("publishing", prefix="", label=_("News"), opens="news"),
)

OPEN_ROOMS = tuple(room for room in ROOMS if room.prefix is not None)

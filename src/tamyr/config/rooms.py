"""The one list of rooms. Settings, addresses and the menu read it; nothing else names them.

Upstream first: a room may read the rooms above it in this list, never those below.
"""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Door:
    """A word in the menu or the footer, and the page behind it without its language.

    A word ``within`` another one's page stands on that page and in the footer: a phone's menu is short.
    """

    label: Promise
    opens: str
    within: str = ""
    inner: tuple["Door", ...] = ()


@dataclass(frozen=True)
class Room:
    """A stage of the network's work, or something that all stages stand on.

    ``prefix`` is the first part of its addresses, empty for a room with several. A room without
    pages has none, and no doors.
    """

    name: str
    prefix: str | None = None
    menu: tuple[Door, ...] = ()
    footer: tuple[Door, ...] = ()

    @property
    def module(self) -> str:
        return f"tamyr.{self.name}"


ROOMS = (
    Room("ui"),
    Room("safety", prefix="safety", footer=(Door(_("What we keep"), "safety"),)),
    Room("accounts", prefix=""),
    Room("notices", prefix="notices"),
    Room("network", prefix="", menu=(Door(_("Members"), "members"),)),
    Room("work", prefix="work"),
    Room("protection", prefix="support", footer=(Door(_("Support"), "support"),)),
    Room("calendars", prefix="calendars"),
    Room("procedures"),
    Room("admissions", prefix="", footer=(Door(_("Join the network"), "join"),)),
    Room(
        "evidence",
        prefix="",
        menu=(Door(_("Countries"), "countries"), Door(_("Pledges"), "countries/comparison")),
        footer=(Door(_("Methods"), "countries/methods"), Door(_("Corrections"), "corrections")),
    ),
    Room("decisions", prefix="decisions", menu=(Door(_("Decisions"), "decisions"),)),
    Room("priorities", prefix="priorities", menu=(Door(_("Priorities"), "priorities", within="decisions"),)),
    Room("positions", prefix="positions", menu=(Door(_("Positions"), "positions", within="decisions"),)),
    Room("addressees", prefix="addressees", footer=(Door(_("Addressees"), "addressees"),)),
    Room(
        "demands",
        prefix="demands",
        menu=(Door(_("Demands"), "demands", within="decisions"),),
        footer=(Door(_("When bodies have to answer"), "demands/terms"),),
    ),
    Room("replies", prefix="replies"),
    Room("deliveries", prefix="deliveries"),
    Room(
        "consultations",
        prefix="consultations",
        menu=(Door(_("Consultations"), "consultations", within="decisions"),),
        footer=(Door(_("How to take part"), "consultations/how"),),
    ),
    Room(
        "ndc",
        prefix="ndc",
        menu=(Door(_("NDC workbench"), "ndc", within="countries/comparison"),),
    ),
    Room(
        "publishing",
        prefix="",
        menu=(
            Door(_("News"), "news"),
            Door(_("Guides"), "guides"),
            Door(_("About the network"), "about"),
        ),
        footer=(Door(_("Partners"), "partners"), Door(_("Contact"), "contact")),
    ),
)

OPEN_ROOMS = tuple(room for room in ROOMS if room.prefix is not None)
_DOORS = tuple(door for room in OPEN_ROOMS for door in room.menu)
MENU = tuple(
    replace(door, inner=tuple(inner for inner in _DOORS if door.opens in (inner.opens, inner.within)))
    for door in _DOORS
    if not door.within
)
FOOTER = (
    *(door for door in _DOORS if door.within),
    *(door for room in reversed(OPEN_ROOMS) for door in room.footer),
)

"""How many characters a portal takes, and by how many a text is too long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PortalField:
    """A field of a portal with its text. ``limit`` is 0 where none is known."""

    place: int
    name: str
    text: str
    limit: int

    @property
    def sent_as(self) -> str:
        return name_of(self.place)

    @property
    def length(self) -> int:
        # As a form sends it: every end of a line is two characters, which is how portals count.
        return len(self.text.replace("\r\n", "\n").replace("\n", "\r\n"))

    @property
    def too_long_by(self) -> int:
        return max(0, self.length - self.limit) if self.limit else 0


def name_of(place: int) -> str:
    return f"field-{place}"


def counted_fields(
    fields: Iterable[Mapping[str, object]], whole: str, title: str, typed: Mapping[int, str]
) -> list[PortalField]:
    """Return the fields with what was typed; at first the whole letter in the roomiest one, its title in the first other."""
    listed = [(str(field.get("name", "")), int(str(field.get("limit") or 0))) for field in fields]
    listed = listed or [("", 0)]
    # Where no limit is known any text has room.
    roomiest = max(range(len(listed)), key=lambda place: listed[place][1] or 10**9)
    others = [place for place in range(len(listed)) if place != roomiest]
    first = {roomiest: whole, **({others[0]: title} if others else {})}
    texts = typed or first
    return [
        PortalField(place, name, texts.get(place, ""), limit) for place, (name, limit) in enumerate(listed)
    ]

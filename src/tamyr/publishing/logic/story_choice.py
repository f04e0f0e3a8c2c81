"""What a reader may choose in a list of articles or guides, and how it is put into an address."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode


@dataclass(frozen=True)
class StoryChoice:
    """Which stories are asked for: an empty text leaves the choice open."""

    country: str = ""
    theme: str = ""
    page: int = 1

    @property
    def is_open(self) -> bool:
        return replace(self, page=1) == StoryChoice()

    @property
    def query(self) -> str:
        """The part of an address after the ``?`` for this choice, on its first page."""
        asked = replace(self, page=1)
        values = {field.name: getattr(asked, field.name) for field in fields(asked)}
        return urlencode({name: value for name, value in values.items() if value not in ("", 1)})

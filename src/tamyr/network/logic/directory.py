"""What a reader may choose in the directory, and how it is put into an address."""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

# Few and fixed, so that a band says little more than "some" or "many".
BANDS = (3, 6, 11)


@dataclass(frozen=True)
class DirectoryChoice:
    """Which members are asked for: an empty text leaves the choice open."""

    country: str = ""
    theme: str = ""
    status: str = ""
    part: str = ""
    page: int = 1

    @property
    def is_open(self) -> bool:
        """Whether everything is asked for."""
        return replace(self, page=1) == DirectoryChoice()

    def query(self, **changed: str | int) -> str:
        """Return the part of an address after the ``?`` for this choice, on its first page."""
        asked = replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]
        values = {field.name: getattr(asked, field.name) for field in fields(asked)}
        return urlencode({name: value for name, value in values.items() if value not in ("", 1)})

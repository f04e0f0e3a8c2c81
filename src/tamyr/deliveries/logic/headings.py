"""The headings around a letter in a national language, as one table keeps them; none where it has none."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib import resources


@dataclass(frozen=True)
class Headings:
    """What stands around the words of a letter, with places for what is filled in."""

    network: str
    reference: str
    fulfilled: str
    answer: str
    signed: str
    unnamed: str
    few: str
    evidence: str
    quoted: str
    page: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))

    @property
    def sha(self) -> str:
        """What a second speaker confirmed: other words are confirmed anew."""
        return sha256("\n".join(self.lines).encode()).hexdigest()


@cache
def all_headings() -> dict[str, Headings]:
    file = resources.files("tamyr.deliveries").joinpath("static", "deliveries", "headings.toml")
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    # A heading too few or too many is an error here, before a paper bears half of them.
    return {code: Headings(**table) for code, table in tables.items()}


def headings_in(code: str) -> Headings | None:
    return all_headings().get(code)

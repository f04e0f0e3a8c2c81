"""A member's entry as the register shows it: one flat set of values, and what two people made of it."""

from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("ru", "en", "az", "be", "hy", "ka", "kk", "ky", "ro", "tg", "tk", "uk", "uz")
"""The languages in which a member may be described: the network's two and the region's."""

# Of an organisation's site. PostgreSQL keeps no longer one, where SQLite keeps any: forms and tables refuse it.
SITE_LETTERS = 200
# Of its name, as long as the column, and of its story: for the form and for the table of the register alike.
NAME_LETTERS, STORY_LETTERS = 200, 5000

Value = str | list[str]
Entry = Mapping[str, Value]


@dataclass(frozen=True)
class Difference:
    """A value that somebody else changed while one was writing."""

    name: str
    before: Value
    theirs: Value
    mine: Value

    @property
    def is_clash(self) -> bool:
        """Whether both changed it, each to something else."""
        return self.mine not in (self.before, self.theirs)


def differences(before: Entry, theirs: Entry, mine: Entry) -> list[Difference]:
    """Return what somebody else changed, beside what one wrote oneself."""
    return [
        Difference(name, before.get(name, ""), theirs.get(name, ""), value)
        for name, value in mine.items()
        if theirs.get(name, "") != before.get(name, "")
    ]


def merged(before: Entry, theirs: Entry, mine: Entry) -> dict[str, Value]:
    """Return both people's changes together; where they clash, one's own."""
    return {
        name: value if value != before.get(name, "") else theirs.get(name, "") for name, value in mine.items()
    }


def changed_names(before: Entry, after: Entry) -> list[str]:
    return [name for name, value in after.items() if value != before.get(name, "")]

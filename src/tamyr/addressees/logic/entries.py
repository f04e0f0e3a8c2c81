"""A table of a file that people write: taken apart word by word, and refused with its place where something is not understood."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self


class Table:
    """Takes one table of a file apart and refuses what is left over. ``refusal``: what the room that reads it raises."""

    refusal: ClassVar[type[ValueError]] = ValueError

    def __init__(self, entry: Mapping[str, Any], place: str) -> None:
        self.entry, self.place = dict(entry), place

    def below(self, entry: Mapping[str, Any], place: str) -> Self:
        """Return a table that stands in this one."""
        return type(self)(entry, f"{self.place}, {place}")

    def fault(self, words: str) -> ValueError:
        return self.refusal(f"{self.place}: {words}")

    def take(self, name: str, kind: type, default: Any = None) -> Any:
        if name not in self.entry:
            if default is None:
                raise self.fault(f"lacks “{name}”")
            return default
        value = self.entry.pop(name)
        # A yes or no is no number: only the very kind is understood.
        if type(value) is not kind:
            raise self.fault(f"“{name}” is {value!r}")
        return value

    def one_of(self, name: str, known: Iterable[str], default: str | None = None) -> str:
        value = self.take(name, str, default)
        if value not in known:
            raise self.fault(f"“{name}” is {value!r}")
        return str(value)

    def parts(self, name: str) -> list[Self]:
        return [
            self.below(entry, f"{name} {number}") for number, entry in enumerate(self.take(name, list, []), 1)
        ]

    def done(self) -> None:
        if self.entry:
            raise self.fault(f"does not know {sorted(self.entry)}")

"""Errors that a reader without programming can act on, in that reader's language."""

import errno
from collections.abc import Mapping
from os import PathLike
from pathlib import Path

from climate_pathways.core.wording import SOURCE_LANGUAGE, lower_start, mark, say, say_plain

# What the system says of a file or an address, by its number: its own words come in the machine's language.
SYSTEM_REASONS = {
    errno.ENOENT: mark("there is no such file or folder"),
    errno.EACCES: mark("the system does not allow it"),
    errno.EPERM: mark("the system does not allow it"),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOTDIR: mark("it is not a folder"),
    errno.EEXIST: mark("there is one already"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EROFS: mark("nothing can be written there"),
    errno.ENAMETOOLONG: mark("the name is too long"),
    errno.ELOOP: mark("the link leads back to itself"),
    errno.EADDRINUSE: mark("another program listens there"),
    errno.EADDRNOTAVAIL: mark("this machine has no such address"),
}


# Of a damaged file; what a library says of it comes in English and in the library's own terms.
UNREADABLE = mark("it cannot be read")
# Places of a message, after a colon or in brackets, that another message fills.
WITHIN = ("reason", "problem")
# A number just beyond a bound must not read as the bound; with more figures 0.1 would not be 0.1.
TO_THE_LAST_DIGIT = 15


class PathwaysError(Exception):
    """Something is wrong with an input; the text says what, where, and what was expected.

    ``text`` is a marked message with ``{named}`` places, ``values`` what goes into them: an error
    among them, of ours or of the system, is said in the language of the rest. So is an amount, which is a
    float: a whole number is a year, a line or a count, and stands as it is. No value is a library's text.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values
        super().__init__(text, values)

    def __str__(self) -> str:
        return self.in_language(SOURCE_LANGUAGE)

    def in_language(self, language: str) -> str:
        """Return the message in one of ``wording.LANGUAGES``."""
        return say(language, self.text, **_in_language(language, self.values))

    def within(self, language: str) -> str:
        """Return the message as it stands inside a sentence: with a small letter, unless a name or an abbreviation begins it."""
        said = self.in_language(language)
        return said if self.text.startswith("{") or said[1:2].isupper() else lower_start(said)


class _Amount(str):
    """A number in a reader's form: no text that was given, and so never in the quotation marks of one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _in_language(language: str, values: Mapping[str, object]) -> dict[str, object]:
    return {name: _value_in(language, name, value) for name, value in values.items()}


def _value_in(language: str, name: str, value: object) -> object:
    if isinstance(value, float):
        return _Amount(say_plain(language, value, TO_THE_LAST_DIGIT))
    return _said_of(language, name, value) if isinstance(value, PathwaysError | OSError) else value


def _said_of(language: str, name: str, error: PathwaysError | OSError) -> str:
    """Return what went wrong, for a place of a message by its name."""
    if isinstance(error, PathwaysError):
        return error.within(language) if name in WITHIN else error.in_language(language)
    unknown = mark("system error {number}")
    return say(language, SYSTEM_REASONS.get(error.errno or 0, unknown), number=error.errno)


class TableError(PathwaysError):
    """A provider's file or a table breaks a rule at the door.

    ``file`` is the name only, never the path: messages are shown to people.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | PathLike[str],
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        expected: str,
        **values: object,
    ) -> None:
        # The path would show where the server keeps its files.
        self.file = Path(file).name
        # Of a workbook with several; set where the sheet is known.
        self.sheet = ""
        self.row = row
        self.column = column
        self.value = value
        self.expected = expected
        super().__init__(problem, **values)

    def in_language(self, language: str) -> str:
        place = say(language, mark("file {file}"), file=self.file)
        if self.sheet:
            place += ", " + say(language, mark("sheet “{sheet}”"), sheet=self.sheet)
        if self.row is not None:
            place += ", " + say(language, mark("row {row}"), row=self.row)
        if self.column is not None:
            place += ", " + say(language, mark("column “{column}”"), column=self.column)
        problem = PathwaysError(self.text, **self.values)
        sentence = f"{place}: {problem.within(language)}"
        if self.value is not None:
            found = _in_language(language, {"value": self.value})
            sentence += " " + say(language, mark("Found: {value!r}."), **found)
        expected = say(language, self.expected, **_in_language(language, self.values))
        return sentence + " " + say(language, mark("Expected: {expected}"), expected=expected)

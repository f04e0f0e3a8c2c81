"""Errors that a reader without programming can act on, in that reader's language."""

from os import PathLike
from pathlib import Path

from climate_pathways.core.wording import SOURCE_LANGUAGE, mark, say


class PathwaysError(Exception):
    """Something is wrong with an input; the text says what, where, and what was expected.

    ``text`` is a marked message with ``{named}`` places, ``values`` what goes into them.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        self.text = text
        self.values = values
        super().__init__(text, values)

    def __str__(self) -> str:
        return self.in_language(SOURCE_LANGUAGE)

    def in_language(self, language: str) -> str:
        """Return the message in one of ``wording.LANGUAGES``."""
        return say(language, self.text, **self.values)


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
        self.row = row
        self.column = column
        self.value = value
        self.expected = expected
        super().__init__(problem, **values)

    def in_language(self, language: str) -> str:
        place = say(language, mark("file {file}"), file=self.file)
        if self.row is not None:
            place += ", " + say(language, mark("row {row}"), row=self.row)
        if self.column is not None:
            place += ", " + say(language, mark("column “{column}”"), column=self.column)
        sentence = f"{place}: {say(language, self.text, **self.values)}"
        if self.value is not None:
            sentence += " " + say(language, mark("Found: {value!r}."), value=self.value)
        expected = say(language, self.expected, **self.values)
        return sentence + " " + say(language, mark("Expected: {expected}"), expected=expected)

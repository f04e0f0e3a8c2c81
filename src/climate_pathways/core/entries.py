"""Entries of reviewed files, checked one by one at the door: each fault is named by its place."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.wording import mark

Kind = TypeVar("Kind")
# Where a library's English sentence says that a fault is.
_LINE = re.compile(r"\(at line (\d+)")
_FIELD, _MISSING = re.compile(r" - at `\$\.?(.*)`$"), re.compile(r"missing required field `([^`]*)`")


def toml_in(text: str, *, file: str, expected: str) -> dict[str, Any]:
    """Return what a TOML file's text holds; raise ``TableError`` where it is none, with what was ``expected``."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        row = int(line[1]) if line else text.count("\n") + 1
        raise TableError(mark("this is not a TOML file."), file=file, row=row, expected=expected) from error


def converted(kind: type[Kind], given: Mapping[str, Any], file: str, place: str, expected: str) -> Kind:
    """Return one entry as ``kind``; raise ``TableError`` for missing keys and values of another kind."""
    import msgspec

    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise TableError(
            mark("the entry is not whole: {reason}"),
            file=file,
            column=place,
            reason=fault_in(str(error)),
            expected=expected,
        ) from error


def fault_in(said: str) -> PathwaysError:
    """Return which field is absent or of another kind, by what msgspec said of it."""
    place, missing = _FIELD.search(said), _MISSING.search(said)
    path = place[1] if place else ""
    if missing:
        return PathwaysError(mark("the field “{name}” is missing"), name=f"{path}.{missing[1]}".lstrip("."))
    if path:
        return PathwaysError(mark("the field “{name}” holds a value of another kind"), name=path)
    return PathwaysError(mark("its fields are not those that are read"))


def among(value: str, known: Sequence[str], file: str, place: str) -> None:
    """Raise ``TableError`` unless ``value`` is one of those ``known``."""
    ensure(value in known, file, place, value, mark("one of: {known}."), known=", ".join(known))


def ensure(is_true: bool, file: str, place: str, value: object, expected: str, **values: str) -> None:
    """Raise ``TableError`` with the place, its value and what was ``expected`` unless it is true."""
    if not is_true:
        raise TableError(
            mark("this entry is wrong."),
            file=file,
            column=place,
            value=value,
            expected=expected,
            row=None,
            **values,
        )

"""Entries of reviewed files, checked one by one at the door: each fault is named by its place."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark

Kind = TypeVar("Kind")


def toml_in(text: str, *, file: str, expected: str) -> dict[str, Any]:
    """Return what a TOML file's text holds; raise ``TableError`` where it is none, with what was ``expected``."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(
            mark("this is not a TOML file: {reason}"), file=file, reason=str(error), expected=expected
        ) from None


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
            reason=str(error),
            expected=expected,
        ) from None


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

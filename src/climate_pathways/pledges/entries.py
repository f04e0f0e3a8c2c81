"""Entries of reviewed files, checked one by one at the door: each fault is named by its place."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib import resources
from typing import Any, TypeVar

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.wording import mark

Kind = TypeVar("Kind")


def shipped_text(folder: str, iso3: str) -> str:
    """Return the text of one country's file in ``data/<folder>``; raise ``PathwaysError`` where there is none."""
    source = resources.files("climate_pathways").joinpath("data", folder, f"{iso3}.toml")
    if iso3 not in COUNTRIES or not source.is_file():
        raise PathwaysError(
            mark("There are no pledges of {code!r}. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    return source.read_text(encoding="utf-8")


def country_file(text: str, *, file: str) -> dict[str, Any]:
    """Return the entries of one country's TOML file; raise ``TableError`` for anything else."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(
            mark("this is not a TOML file: {reason}"),
            file=file,
            reason=str(error),
            expected=mark("a file such as the other countries'."),
        ) from None
    iso3 = data.get("iso3")
    ensure(iso3 in COUNTRIES, file, "iso3", iso3, mark("one of the twelve countries' codes."))
    return data


def entry_of(
    kind: type[Kind], given: Mapping[str, Any], file: str, place: str, *, without: Sequence[str] = ()
) -> Kind:
    """Return one entry; unknown and missing keys and values of another kind are refused by name.

    ``without``: fields of ``kind`` that no file may give.
    """
    known = {field.name for field in fields(kind)} - set(without)  # type: ignore[arg-type]
    for name in given:
        among(name, sorted(known), file, f"{place}.{name}")
    import msgspec

    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise TableError(
            mark("the entry is not whole: {reason}"),
            file=file,
            column=place,
            reason=str(error),
            expected=mark("every key that the other files give, each of its kind."),
        ) from None


def among(value: str, known: Sequence[str], file: str, place: str) -> None:
    ensure(value in known, file, place, value, mark("one of: {known}."), known=", ".join(known))


def ensure(is_true: bool, file: str, place: str, value: object, expected: str, **values: str) -> None:
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

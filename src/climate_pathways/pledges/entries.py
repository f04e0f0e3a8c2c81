"""Files of one country each, and their entries: what is no such file and no such entry is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from importlib import resources
from types import MappingProxyType
from typing import Any

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.entries import Kind, among, converted, ensure, toml_in
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark

WHOLE_ENTRY = mark("every key that the other files give, each of its kind.")


def shipped_text(folder: str, iso3: str) -> str:
    """Return the text of one country's file in ``data/<folder>``; raise ``PathwaysError`` where there is none."""
    source = resources.files("climate_pathways").joinpath("data", folder, f"{iso3}.toml")
    # The code first: it may come from an address, and must not lead to another file.
    if iso3 not in COUNTRIES or not source.is_file():
        raise PathwaysError(
            mark("There are no pledges of {code!r}. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    return source.read_text(encoding="utf-8")


def country_file(text: str, *, file: str) -> dict[str, Any]:
    """Return the entries of one country's TOML file; raise ``TableError`` for anything else."""
    data = toml_in(text, file=file, expected=mark("a file such as the other countries’."))
    iso3 = data.get("iso3")
    ensure(iso3 in COUNTRIES, file, "iso3", iso3, mark("one of the twelve countries’ codes."))
    return data


def entry_of(
    kind: type[Kind],
    given: Mapping[str, Any],
    file: str,
    place: str,
    *,
    without: Sequence[str] = (),
    named: Mapping[str, str] = MappingProxyType({}),
) -> Kind:
    """Return one entry; unknown and missing keys and values of another kind are refused by name.

    ``without``: fields of ``kind`` that no file may give; ``named``: those that its place in the file gives.
    """
    ensure(isinstance(given, Mapping), file, place, given, WHOLE_ENTRY)
    known = {field.name for field in fields(kind)} - {*without, *named}  # type: ignore[arg-type]
    # The conversion passes over keys that it does not know: a misspelt one would be lost in silence.
    for name in given:
        among(name, sorted(known), file, f"{place}.{name}")
    return converted(kind, {**given, **named}, file, place, WHOLE_ENTRY)

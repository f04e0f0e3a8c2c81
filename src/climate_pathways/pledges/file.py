"""Reading the files of pledges: every entry checked, each fault named by its place."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib import resources
from typing import Any

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.quantities import GWP_SETS
from climate_pathways.core.wording import mark
from climate_pathways.pledges.account import ACCOUNTS, THEMES, UNITS, Commitment, Difference, Fact
from climate_pathways.pledges.documents import (
    ABSOLUTE,
    ACTIVE,
    ARCHIVED,
    BASE_YEAR,
    BAU,
    CONDITIONS,
    DOCUMENT_KINDS,
    ENTERED,
    FORMER_FIELDS,
    INTENSITY,
    LAND_USE,
    NEUTRALITY,
    NO_TARGETS,
    NOT_ENTERED,
    PER_CAPITA,
    SCOPES,
    SOURCE_KINDS,
    STATUSES,
    TYPES,
    VERIFIED,
    Citation,
    Document,
    Pledge,
    Pledges,
)

# What a type cannot be read without.
NEEDED = {
    BASE_YEAR: ("reduction_percent", "base_year"),
    BAU: ("reduction_percent",),
    INTENSITY: ("reduction_percent", "base_year"),
    ABSOLUTE: ("target_mt_co2e",),
    PER_CAPITA: ("t_co2e_per_person",),
    NEUTRALITY: ("scope",),
}


@cache
def read(iso3: str) -> Pledges:
    """Return one country's pledges; raise ``PathwaysError`` for a country that has no file."""
    source = resources.files("climate_pathways").joinpath("data", "pledges", f"{iso3}.toml")
    # The code becomes part of a file’s name: only those on the list get as far as the disk.
    if iso3 not in COUNTRIES or not source.is_file():
        raise PathwaysError(
            mark("There are no pledges of {code!r}. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    return parse(source.read_text(encoding="utf-8"), file=source.name)


def parse(text: str, *, file: str) -> Pledges:
    """Return the pledges in a file's text; raise ``TableError`` naming the entry and what is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(
            mark("this is not a TOML file: {reason}"),
            file=file,
            reason=str(error),
            expected=mark("a file such as the other countries'."),
        ) from None
    _ensure(
        data.get("iso3") in COUNTRIES,
        file,
        "iso3",
        data.get("iso3"),
        mark("one of the twelve countries' codes."),
    )
    cited = {
        name: _entry(Citation, {"id": name, **entry}, file, f"sources.{name}")
        for name, entry in data.get("sources", {}).items()
    }
    documents = [
        _entry(Document, entry, file, f"documents.{entry.get('id')}") for entry in data.get("documents", [])
    ]
    targets = [_entry(Pledge, entry, file, f"targets.{entry.get('id')}") for entry in data.get("targets", [])]
    pledges = Pledges(
        data["iso3"],
        data["reviewed_on"],
        cited,
        tuple(documents),
        tuple(targets),
        facts=tuple(_entry(Fact, entry, file, f"facts.{entry.get('id')}") for entry in data.get("facts", [])),
        commitments=tuple(
            _entry(Commitment, entry, file, f"commitments.{entry.get('id')}")
            for entry in data.get("commitments", [])
        ),
        differences=tuple(
            _entry(Difference, entry, file, f"differences.{number}")
            for number, entry in enumerate(data.get("differences", []), start=1)
        ),
    )
    _check(pledges, file)
    return pledges


def _entry(kind: type[Any], given: Mapping[str, Any], file: str, place: str) -> Any:
    """Return one entry; unknown and missing keys and values of another kind are refused by name."""
    known = {field.name for field in fields(kind)} - set(FORMER_FIELDS)
    for name in given:
        _ensure(
            name in known,
            file,
            f"{place}.{name}",
            name,
            mark("one of: {known}."),
            known=", ".join(sorted(known)),
        )
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


# --- checks ---------------------------------------------------------------------------------


def _check(pledges: Pledges, file: str) -> None:
    for citation in pledges.citations.values():
        _among(citation.kind, SOURCE_KINDS, file, f"sources.{citation.id}.kind")
    groups: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("documents", pledges.documents),
        ("targets", pledges.targets),
        ("facts", pledges.facts),
        ("commitments", pledges.commitments),
    )
    for group, entries in groups:
        names = [entry.id for entry in entries]
        for name in names:
            _ensure(names.count(name) == 1, file, f"{group}.{name}", name, mark("each identifier once."))
    for target in pledges.targets:
        _check_target(target, pledges, file)
    for document in pledges.documents:
        _check_document(document, pledges, file)
    for fact in pledges.facts:
        _check_fact(fact, pledges, file)
    for commitment in pledges.commitments:
        place = f"commitments.{commitment.id}"
        _among(commitment.theme, THEMES, file, f"{place}.theme")
        _among(commitment.condition, CONDITIONS, file, f"{place}.condition")
        _check_place(commitment, pledges, file, place)
    for number, difference in enumerate(pledges.differences, start=1):
        _check_place(difference, pledges, file, f"differences.{number}")


def _check_place(entry: Fact | Commitment | Difference, pledges: Pledges, file: str, place: str) -> None:
    """Refuse an entry whose document or text is not one that was read, or that gives no place in it."""
    known = tuple(document.id for document in pledges.documents)
    _among(entry.document, known, file, f"{place}.document")
    texts = tuple(text for document in pledges.documents for text in document.texts)
    _among(entry.text, texts, file, f"{place}.text")
    _ensure(entry.line >= 1, file, f"{place}.line", entry.line, mark("the line of the text, from 1."))
    _ensure(
        bool(entry.printed),
        file,
        f"{place}.printed",
        entry.printed,
        mark("what stands there, word for word."),
    )


def _check_fact(fact: Fact, pledges: Pledges, file: str) -> None:
    place = f"facts.{fact.id}"
    _among(fact.account, ACCOUNTS, file, f"{place}.account")
    _among(fact.quantity, tuple(UNITS), file, f"{place}.quantity")
    _among(fact.unit, (UNITS[fact.quantity],), file, f"{place}.unit")
    if fact.gwp:
        _among(fact.gwp, GWP_SETS, file, f"{place}.gwp")
    if fact.target:
        _among(fact.target, tuple(target.id for target in pledges.targets), file, f"{place}.target")
    _check_place(fact, pledges, file, place)
    _ensure(
        math.isfinite(fact.value),
        file,
        f"{place}.value",
        fact.value,
        mark("a number."),
    )
    _ensure(1850 <= fact.year <= 2100, file, f"{place}.year", fact.year, mark("a year from 1850 to 2100."))


def _check_document(document: Document, pledges: Pledges, file: str) -> None:
    place = f"documents.{document.id}"
    _among(document.kind, DOCUMENT_KINDS, file, f"{place}.kind")
    _among(document.status, (ACTIVE, ARCHIVED), file, f"{place}.status")
    _among(document.targets, (ENTERED, NOT_ENTERED, NO_TARGETS), file, f"{place}.targets")
    _among(document.source, tuple(pledges.citations), file, f"{place}.source")
    _ensure(
        bool(pledges.of(document)) == (document.targets == ENTERED),
        file,
        f"{place}.targets",
        document.targets,
        mark("“entered” where the document has targets here, else “not-entered” or “none”."),
    )


def _check_target(target: Pledge, pledges: Pledges, file: str) -> None:
    place = f"targets.{target.id}"
    _among(target.document, tuple(document.id for document in pledges.documents), file, f"{place}.document")
    _among(target.source, tuple(pledges.citations), file, f"{place}.source")
    _among(target.type, TYPES, file, f"{place}.type")
    _among(target.condition, CONDITIONS, file, f"{place}.condition")
    _among(target.status, STATUSES, file, f"{place}.status")
    _among(target.land_use, LAND_USE, file, f"{place}.land_use")
    if target.variant_of:
        known = tuple(pledge.id for pledge in pledges.targets if not pledge.variant_of)
        _among(target.variant_of, known, file, f"{place}.variant_of")
    if target.status == VERIFIED:
        _ensure(
            bool(pledges.document(target.document).texts and target.printed and target.line and target.place),
            file,
            f"{place}.status",
            target.status,
            mark("“reported” for a target of a document whose text was not read at its place."),
        )
    if target.gwp:
        _among(target.gwp, GWP_SETS, file, f"{place}.gwp")
    if target.scope:
        _among(target.scope, SCOPES, file, f"{place}.scope")
    for name in NEEDED[target.type]:
        value = getattr(target, name)
        _ensure(
            # Not a test for truth: zero is a value, and may be promised.
            value not in (None, (), ""),
            file,
            f"{place}.{name}",
            value,
            mark("a value: this type of target needs it."),
        )
    _check_numbers(target, file, place)


def _check_numbers(target: Pledge, file: str, place: str) -> None:
    _ensure(
        2020 <= target.year <= 2100, file, f"{place}.year", target.year, mark("a year from 2020 to 2100.")
    )
    # A state may promise to grow by less: a percentage below zero is an entry, not a slip.
    for value in target.reduction_percent:
        _ensure(
            -300 <= value <= 150,
            file,
            f"{place}.reduction_percent",
            value,
            mark("percent below the reference, −300 to 150."),
        )
    for name in ("reduction_percent", "target_mt_co2e"):
        pair = getattr(target, name)
        _ensure(
            len(pair) <= 2 and list(pair) == sorted(pair),
            file,
            f"{place}.{name}",
            pair,
            mark("one number, or the lowest and the highest."),
        )
    if target.base_year is not None:
        _ensure(
            1850 <= target.base_year < target.year,
            file,
            f"{place}.base_year",
            target.base_year,
            mark("a year from 1850 to before the target's."),
        )


def _among(value: str, known: tuple[str, ...], file: str, place: str) -> None:
    _ensure(value in known, file, place, value, mark("one of: {known}."), known=", ".join(known))


def _ensure(is_true: bool, file: str, place: str, value: object, expected: str, **values: str) -> None:
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

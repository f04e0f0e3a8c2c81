"""What states have promised: every version of their documents and each target, with its source.

One reviewed file per country, ``data/pledges/<ISO3>.toml``, in our own words. A fact carries a
status: *verified* (read in the document itself), *reported* (by a reliable third party) or
*unverified*. A document whose target nobody could find stands here by its date alone.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from climate_pathways.countries import COUNTRIES
from climate_pathways.errors import PathwaysError, TableError
from climate_pathways.quantities import GWP_SETS
from climate_pathways.wording import mark

VERIFIED, REPORTED, UNVERIFIED = "verified", "reported", "unverified"
STATUSES = (VERIFIED, REPORTED, UNVERIFIED)
UNCONDITIONAL, CONDITIONAL, UNSPECIFIED = "unconditional", "conditional", "unspecified"
CONDITIONS = (UNCONDITIONAL, CONDITIONAL, UNSPECIFIED)
BASE_YEAR, BAU, INTENSITY = "base-year", "bau", "intensity"
ABSOLUTE, PER_CAPITA, NEUTRALITY = "absolute", "per-capita", "neutrality"
TYPES = (BASE_YEAR, BAU, INTENSITY, ABSOLUTE, PER_CAPITA, NEUTRALITY)
NDC = "ndc"
DOCUMENT_KINDS = (NDC, "long-term-strategy", "law", "statement")
SOURCE_KINDS = ("official", "registry", "report", "press")
LAND_USE = ("included", "excluded", "unclear")
SCOPES = ("ghg", "co2", "unclear")
ACTIVE, ARCHIVED = "active", "archived"
HEADLINE_UNTIL = 2040
ENTERED, NOT_ENTERED, NO_TARGETS = "entered", "not-entered", "none"
# What a type cannot be read without.
NEEDED = {
    BASE_YEAR: ("reduction_percent", "base_year"),
    BAU: ("reduction_percent",),
    INTENSITY: ("reduction_percent", "base_year"),
    ABSOLUTE: ("target_mt_co2e",),
    PER_CAPITA: ("t_co2e_per_person",),
    NEUTRALITY: ("scope",),
}


@dataclass(frozen=True)
class Citation:
    """Where a fact was read: title, publisher, address and, where known, date."""

    id: str
    title: str
    publisher: str
    kind: str
    url: str
    language: str
    published_on: date | None = None


@dataclass(frozen=True)
class Document:
    """One version of one document. ``targets``: whether its targets are entered here."""

    id: str
    kind: str
    version: int
    title_en: str
    title_ru: str
    submitted_on: date
    status: str
    source: str
    targets: str
    url: str = ""
    note_en: str = ""
    note_ru: str = ""

    def title(self, language: str) -> str:
        return self.title_ru if language == "ru" else self.title_en

    def note(self, language: str) -> str:
        return self.note_ru if language == "ru" else self.note_en


@dataclass(frozen=True)
class Pledge:
    """One target of one document, as the document gives it.

    ``reduction_percent``: below the reference, one number or lowest and highest; ``base_mt_co2e``,
    ``bau_mt_co2e``, ``target_mt_co2e``: stated quantities, Mt CO2e in the document's own potentials
    (``gwp``) and on its own footing as to land use (``land_use``). ``gdp_growth_percent``: what the
    document expects GDP to grow a year; ``expected_mt_co2e``: the emissions that it expects itself.
    ``variant_of``: another target's identifier, where this is a second way to understand its words.
    """

    id: str
    document: str
    year: int
    type: str
    condition: str
    status: str
    source: str
    reduction_percent: tuple[float, ...] = ()
    base_year: int | None = None
    base_mt_co2e: float | None = None
    bau_mt_co2e: float | None = None
    target_mt_co2e: tuple[float, ...] = ()
    t_co2e_per_person: float | None = None
    gdp_growth_percent: tuple[float, ...] = ()
    expected_mt_co2e: float | None = None
    variant_of: str = ""
    gases: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    gwp: str = ""
    land_use: str = "unclear"
    scope: str = ""
    period: str = ""
    locator: str = ""
    note_en: str = ""
    note_ru: str = ""

    def note(self, language: str) -> str:
        return self.note_ru if language == "ru" else self.note_en

    @property
    def is_conditional(self) -> bool:
        return self.condition == CONDITIONAL


@dataclass(frozen=True)
class Pledges:
    """All of one country's documents, oldest first within each kind, their targets and sources."""

    iso3: str
    reviewed_on: date
    citations: Mapping[str, Citation]
    documents: tuple[Document, ...]
    targets: tuple[Pledge, ...] = field(default=())

    def document(self, name: str) -> Document:
        return next(one for one in self.documents if one.id == name)

    def of(self, document: Document) -> tuple[Pledge, ...]:
        return tuple(one for one in self.targets if one.document == document.id)

    def contributions(self) -> tuple[Document, ...]:
        """Return the versions of the NDC, oldest first."""
        return tuple(one for one in self.documents if one.kind == NDC)

    def quantities(self) -> tuple[Pledge, ...]:
        """Return the targets that mean tonnes in a year, without second ways to understand them."""
        return tuple(one for one in self.targets if one.type != NEUTRALITY and not one.variant_of)

    def variants(self, pledge: Pledge) -> tuple[Pledge, ...]:
        return tuple(one for one in self.targets if one.variant_of == pledge.id)

    def neutrality(self) -> tuple[Pledge, ...]:
        """Return the promises to become neutral that are in force, earliest year first."""
        found = [one for one in self.targets if one.type == NEUTRALITY and self._is_active(one)]
        return tuple(sorted(found, key=lambda one: one.year))

    def current(self) -> tuple[Pledge, ...]:
        """Return the quantified targets in force.

        Each year is spoken for by the newest document in force that has a target for it.
        """
        active = [one for one in self.quantities() if self._is_active(one)]
        newest = {
            year: max((one for one in active if one.year == year), key=self._submitted).document
            for year in {one.year for one in active}
        }
        found = [one for one in active if newest[one.year] == one.document]
        return tuple(sorted(found, key=lambda one: (one.year, one.is_conditional)))

    def headline(self) -> Pledge | None:
        """Return the target a country is judged by: its own effort, for the last year up to 2040."""
        own = [one for one in self.current() if not one.is_conditional and one.year <= HEADLINE_UNTIL]
        near = own or [one for one in self.current() if one.year <= HEADLINE_UNTIL]
        return max(near, key=lambda one: one.year, default=None)

    def _is_active(self, target: Pledge) -> bool:
        return self.document(target.document).status == ACTIVE

    def _submitted(self, target: Pledge) -> date:
        return self.document(target.document).submitted_on

    def flags(self) -> tuple[str, ...]:
        """Return what a reader must know of the entries as a whole."""
        found = []
        if any(one.targets == NOT_ENTERED for one in self.documents):
            found.append("target-not-entered")
        if any(one.status == UNVERIFIED for one in self.targets):
            found.append("pledge-unverified")
        if self._contradictions():
            found.append("pledges-contradict")
        if any(self.variants(one) for one in self.quantities()):
            found.append("pledge-ambiguous")
        if len({one.year for one in self.neutrality()}) > 1:
            found.append("neutrality-years-differ")
        return tuple(found)

    def _contradictions(self) -> list[tuple[Pledge, Pledge]]:
        """Return pairs of one document where the conditional target asks for less than the other."""
        pairs = [
            (one, other)
            for one in self.quantities()
            for other in self.quantities()
            if (one.document, one.year, one.type) == (other.document, other.year, other.type)
            and (one.condition, other.condition) == (UNCONDITIONAL, CONDITIONAL)
        ]
        return [
            pair
            for pair in pairs
            if pair[0].reduction_percent and max(pair[1].reduction_percent) < max(pair[0].reduction_percent)
        ]


@cache
def read(iso3: str) -> Pledges:
    """Return one country's pledges; raise ``PathwaysError`` for a country that has no file."""
    source = resources.files("climate_pathways").joinpath("data", "pledges", f"{iso3}.toml")
    if iso3 not in COUNTRIES or not source.is_file():
        raise PathwaysError(
            mark("There are no pledges of {code!r}. The countries are: {known}."),
            code=iso3, known=", ".join(COUNTRIES),
        )  # fmt: skip
    return parse(source.read_text(encoding="utf-8"), file=source.name)


def parse(text: str, *, file: str) -> Pledges:
    """Return the pledges in a file's text; raise ``TableError`` naming the entry and what is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(
            mark("this is not a TOML file: {reason}"), file=file, reason=str(error),
            expected=mark("a file such as the other countries'."),
        ) from None  # fmt: skip
    _ensure(
        data.get("iso3") in COUNTRIES,
        file,
        "iso3",
        data.get("iso3"),
        mark("one of the twelve countries' codes."),
    )
    cited = {
        name: _entry(Citation, {"id": name, **one}, file, f"sources.{name}")
        for name, one in data.get("sources", {}).items()
    }
    documents = [
        _entry(Document, one, file, f"documents.{one.get('id')}") for one in data.get("documents", [])
    ]
    targets = [_entry(Pledge, one, file, f"targets.{one.get('id')}") for one in data.get("targets", [])]
    found = Pledges(data["iso3"], data["reviewed_on"], cited, tuple(documents), tuple(targets))
    _check(found, file)
    return found


def _entry(kind: type[Any], given: Mapping[str, Any], file: str, place: str) -> Any:
    """Return one entry; unknown and missing keys and values of another kind are refused by name."""
    known = {one.name for one in fields(kind)}
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
            mark("the entry is not whole: {reason}"), file=file, column=place, reason=str(error),
            expected=mark("every key that the other files give, each of its kind."),
        ) from None  # fmt: skip


# --- checks ---------------------------------------------------------------------------------


def _check(found: Pledges, file: str) -> None:
    for citation in found.citations.values():
        _among(citation.kind, SOURCE_KINDS, file, f"sources.{citation.id}.kind")
    for group, entries in (("documents", found.documents), ("targets", found.targets)):
        names = [one.id for one in entries]
        for name in names:
            _ensure(names.count(name) == 1, file, f"{group}.{name}", name, mark("each identifier once."))
    for target in found.targets:
        _check_target(target, found, file)
    for document in found.documents:
        _check_document(document, found, file)


def _check_document(document: Document, found: Pledges, file: str) -> None:
    place = f"documents.{document.id}"
    _among(document.kind, DOCUMENT_KINDS, file, f"{place}.kind")
    _among(document.status, (ACTIVE, ARCHIVED), file, f"{place}.status")
    _among(document.targets, (ENTERED, NOT_ENTERED, NO_TARGETS), file, f"{place}.targets")
    _among(document.source, tuple(found.citations), file, f"{place}.source")
    _ensure(
        bool(found.of(document)) == (document.targets == ENTERED), file, f"{place}.targets", document.targets,
        mark("“entered” where the document has targets here, else “not-entered” or “none”."),
    )  # fmt: skip


def _check_target(target: Pledge, found: Pledges, file: str) -> None:
    place = f"targets.{target.id}"
    _among(target.document, tuple(one.id for one in found.documents), file, f"{place}.document")
    _among(target.source, tuple(found.citations), file, f"{place}.source")
    _among(target.type, TYPES, file, f"{place}.type")
    _among(target.condition, CONDITIONS, file, f"{place}.condition")
    _among(target.status, STATUSES, file, f"{place}.status")
    _among(target.land_use, LAND_USE, file, f"{place}.land_use")
    if target.variant_of:
        known = tuple(one.id for one in found.quantities())
        _among(target.variant_of, known, file, f"{place}.variant_of")
    if target.gwp:
        _among(target.gwp, GWP_SETS, file, f"{place}.gwp")
    if target.scope:
        _among(target.scope, SCOPES, file, f"{place}.scope")
    for name in NEEDED[target.type]:
        value = getattr(target, name)
        _ensure(
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
            len(pair) <= 2 and list(pair) == sorted(pair), file, f"{place}.{name}", pair,
            mark("one number, or the lowest and the highest."),
        )  # fmt: skip
    if target.base_year is not None:
        _ensure(
            1850 <= target.base_year < target.year, file, f"{place}.base_year", target.base_year,
            mark("a year from 1850 to before the target's."),
        )  # fmt: skip


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

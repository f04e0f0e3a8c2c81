"""Reading the files of pledges: every entry checked, each fault named by its place."""

from functools import cache
from typing import Any

from climate_pathways.core.entries import among, ensure
from climate_pathways.core.quantities import GWP_SETS
from climate_pathways.core.wording import mark
from climate_pathways.pledges.account import Commitment, Difference, Fact
from climate_pathways.pledges.account_checks import check_commitment, check_difference, check_fact, texts_of
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
from climate_pathways.pledges.entries import country_file, entry_of, shipped_text

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
    return parse(shipped_text("pledges", iso3), file=f"{iso3}.toml")


def parse(text: str, *, file: str) -> Pledges:
    """Return the pledges in a file's text; raise ``TableError`` naming the entry and what is wrong."""
    data = country_file(text, file=file)
    cited = {
        name: entry_of(Citation, entry, file, f"sources.{name}", named={"id": name})
        for name, entry in data.get("sources", {}).items()
    }
    documents = [
        entry_of(Document, entry, file, f"documents.{entry.get('id')}") for entry in data.get("documents", [])
    ]
    targets = [
        entry_of(Pledge, entry, file, f"targets.{entry.get('id')}", without=FORMER_FIELDS)
        for entry in data.get("targets", [])
    ]
    pledges = Pledges(
        data["iso3"],
        data["reviewed_on"],
        cited,
        tuple(documents),
        tuple(targets),
        facts=tuple(
            entry_of(Fact, entry, file, f"facts.{entry.get('id')}") for entry in data.get("facts", [])
        ),
        commitments=tuple(
            entry_of(Commitment, entry, file, f"commitments.{entry.get('id')}")
            for entry in data.get("commitments", [])
        ),
        differences=tuple(
            entry_of(Difference, entry, file, f"differences.{number}")
            for number, entry in enumerate(data.get("differences", []), start=1)
        ),
    )
    _check(pledges, file)
    return pledges


# --- checks ---------------------------------------------------------------------------------


def _check(pledges: Pledges, file: str) -> None:
    for citation in pledges.citations.values():
        among(citation.kind, SOURCE_KINDS, file, f"sources.{citation.id}.kind")
    groups: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("documents", pledges.documents),
        ("targets", pledges.targets),
        ("facts", pledges.facts),
        ("commitments", pledges.commitments),
    )
    for group, entries in groups:
        names = [entry.id for entry in entries]
        for name in names:
            ensure(names.count(name) == 1, file, f"{group}.{name}", name, mark("each identifier once."))
    for target in pledges.targets:
        _check_target(target, pledges, file)
    for document in pledges.documents:
        _check_document(document, pledges, file)
    for fact in pledges.facts:
        check_fact(fact, pledges, file)
    for commitment in pledges.commitments:
        check_commitment(commitment, pledges, file)
    for number, difference in enumerate(pledges.differences, start=1):
        check_difference(difference, pledges, file, f"differences.{number}")


def _check_document(document: Document, pledges: Pledges, file: str) -> None:
    place = f"documents.{document.id}"
    among(document.kind, DOCUMENT_KINDS, file, f"{place}.kind")
    among(document.status, (ACTIVE, ARCHIVED), file, f"{place}.status")
    among(document.targets, (ENTERED, NOT_ENTERED, NO_TARGETS), file, f"{place}.targets")
    among(document.source, tuple(pledges.citations), file, f"{place}.source")
    ensure(
        bool(pledges.of(document)) == (document.targets == ENTERED),
        file,
        f"{place}.targets",
        document.targets,
        mark("“entered” where the document has targets here, else “not-entered” or “none”."),
    )


def _check_target(target: Pledge, pledges: Pledges, file: str) -> None:
    place = f"targets.{target.id}"
    among(target.document, tuple(document.id for document in pledges.documents), file, f"{place}.document")
    among(target.source, tuple(pledges.citations), file, f"{place}.source")
    among(target.type, TYPES, file, f"{place}.type")
    among(target.condition, CONDITIONS, file, f"{place}.condition")
    among(target.status, STATUSES, file, f"{place}.status")
    among(target.land_use, LAND_USE, file, f"{place}.land_use")
    if target.variant_of:
        # A variant of a variant would be listed under no target, and be lost.
        known = tuple(pledge.id for pledge in pledges.targets if not pledge.variant_of)
        among(target.variant_of, known, file, f"{place}.variant_of")
    if target.status == VERIFIED:
        ensure(
            bool(pledges.document(target.document).texts and target.printed and target.line and target.place),
            file,
            f"{place}.status",
            target.status,
            mark("“reported” for a target of a document whose text was not read at its place."),
        )
    if target.text:
        among(target.text, texts_of(pledges), file, f"{place}.text")
    if target.gwp:
        among(target.gwp, GWP_SETS, file, f"{place}.gwp")
    if target.scope:
        among(target.scope, SCOPES, file, f"{place}.scope")
    for name in NEEDED[target.type]:
        value = getattr(target, name)
        ensure(
            # Not a test for truth: zero is a value, and may be promised.
            value not in (None, (), ""),
            file,
            f"{place}.{name}",
            value,
            mark("a value: this type of target needs it."),
        )
    _check_numbers(target, file, place)


def _check_numbers(target: Pledge, file: str, place: str) -> None:
    ensure(2020 <= target.year <= 2100, file, f"{place}.year", target.year, mark("a year from 2020 to 2100."))
    # A state may promise to grow by less: a percentage below zero is an entry, not a slip.
    for value in target.reduction_percent:
        ensure(
            # Above one hundred a state promises to take up more than it emits.
            -300 <= value <= 150,
            file,
            f"{place}.reduction_percent",
            value,
            mark("percent below the reference, −300 to 150."),
        )
    for name in ("reduction_percent", "target_mt_co2e"):
        pair = getattr(target, name)
        ensure(
            len(pair) <= 2 and list(pair) == sorted(pair),
            file,
            f"{place}.{name}",
            pair,
            mark("one number, or the lowest and the highest."),
        )
    if target.base_year is not None:
        ensure(
            1850 <= target.base_year < target.year,
            file,
            f"{place}.base_year",
            target.base_year,
            mark("a year from 1850 to before the target’s."),
        )

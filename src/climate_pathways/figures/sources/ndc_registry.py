"""The registry of nationally determined contributions (NDCs): every document handed in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from climate_pathways.core.checks import ensure_not_repeated, ensure_places
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.regions import ensure_code
from climate_pathways.figures.sources.text_files import read_csv

SOURCE = Source(
    id="ndc-registry",
    title=mark("Registry of nationally determined contributions"),
    provider="UNFCCC secretariat; openclimatedata",
    licence="PDDL-1.0",
    url="https://unfccc.int/NDCREG",
    citation="UNFCCC, NDC Registry; list of documents compiled by openclimatedata.",
    edition="2026-08-19",
    files=("ndcs-registry.csv",),
    note=mark("The documents’ names, versions and dates only, without their targets."),
)
COLUMNS = (
    "code",
    "title",
    "fileType",
    "language",
    "version",
    "status",
    "submissionDate",
    "encodedAbsUrl",
    "originalFilename",
)
KINDS = ("NDC", "Addendum", "Translation")
STATUSES = ("Active", "Archived")
# The convention was signed in 1992: an earlier date is a mistake of typing.
EARLIEST = date(1992, 6, 12)


@dataclass(frozen=True)
class NdcDocument:
    """One document of the registry.

    ``iso3`` is the party's code (``EUU`` for the European Union), ``version`` the registry's own
    count within one contribution, empty where it gives none. Addenda carry no date.
    """

    iso3: str
    title: str
    kind: str
    language: str
    version: str
    status: str
    submitted_on: date | None
    url: str
    file_name: str


def read(path: Path) -> list[NdcDocument]:
    """Read ``ndcs-registry.csv`` → documents in the file's order.

    Raises ``TableError`` for a date that is none or is missing from an NDC, for a code, kind,
    status or address that is none, for two equal rows, and where one of the twelve countries
    has no document.
    """
    documents = []
    lines: dict[str, int] = {}
    for line, cells in read_csv(path, COLUMNS):
        # By the whole row: one title may stand for several files.
        ensure_not_repeated(" | ".join(cells.values()), line, lines, file=path, column="title")
        documents.append(_document(cells, path, line))
    ensure_places({document.iso3 for document in documents}, COUNTRIES, file=path)
    return documents


def _document(cells: dict[str, str], path: Path, line: int) -> NdcDocument:
    ensure_code(cells["code"], path, line, column="code")
    _ensure_one_of(cells["fileType"], KINDS, path, line, "fileType")
    _ensure_one_of(cells["status"], STATUSES, path, line, "status")
    if not cells["encodedAbsUrl"].startswith("https://"):
        raise TableError(
            mark("this is not an address on the web."),
            file=path,
            row=line,
            column="encodedAbsUrl",
            value=cells["encodedAbsUrl"][:80],
            expected=mark("an address that starts with https://."),
        )
    return NdcDocument(
        iso3=cells["code"],
        title=cells["title"],
        kind=cells["fileType"],
        language=cells["language"],
        version=cells["version"],
        status=cells["status"],
        submitted_on=_date(cells, path, line),
        url=cells["encodedAbsUrl"],
        file_name=cells["originalFilename"],
    )


def _ensure_one_of(value: str, known: tuple[str, ...], path: Path, line: int, column: str) -> None:
    if value not in known:
        raise TableError(
            mark("this word is not one that the registry uses."),
            file=path,
            row=line,
            column=column,
            value=value[:40],
            expected=mark("one of: {known}."),
            known=", ".join(known),
        )


def _date(cells: dict[str, str], path: Path, line: int) -> date | None:
    text = cells["submissionDate"]
    if not text and cells["fileType"] == "Addendum":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        # What is no date is refused below, with those that are too early.
        day = date.min
    if day < EARLIEST:
        raise TableError(
            mark("this is not a date of submission."),
            file=path,
            row=line,
            column="submissionDate",
            value=text[:40],
            expected=mark("a date from {earliest} on, written as 2021-10-12."),
            earliest=EARLIEST.isoformat(),
        )
    return day

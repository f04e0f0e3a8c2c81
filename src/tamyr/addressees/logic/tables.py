"""The directory as one wide table: a row of the table for each row of the directory, empty where it does not say."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from climate_pathways.core.encodings import table_text
from tamyr.addressees.logic.kinds import LANGUAGES
from tamyr.addressees.logic.popolo import MOST_ROWS, PopoloFault
from tamyr.addressees.logic.rows import FIELDS, SUBJECTS, FileRow, name_key
from tamyr.shared.spreadsheet import DANGEROUS, taken_back

PAIRS = ("titles", "checklist", "warning")
FIRST = ("row", "id", "of")
LAWFUL = {True: "yes", False: "no", None: ""}
LONGEST_CELL = 3000


def _columns() -> Iterator[str]:
    for name in dict.fromkeys(name for names in FIELDS.values() for name in names):
        yield from ([f"{name}.{code}" for code in LANGUAGES] if name in PAIRS else [name])


COLUMNS = (*FIRST, *_columns())


def table_rows(rows: Iterable[FileRow]) -> Iterator[list[str]]:
    """Yield the head and every row as cells."""
    yield list(COLUMNS)
    for row in rows:
        cells = {"row": row.subject, "id": row.key, "of": row.of} | dict(_cells(row.facts))
        yield [cells.get(column, "") for column in COLUMNS]


def _cells(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if name in PAIRS:
            yield from ((f"{name}.{code}", text) for code, text in value.items())
        elif name == "fields":
            yield name, "\n".join(f"{field['name']}: {field['limit']}" for field in value)
        else:
            yield name, LAWFUL[value] if name == "is_lawful" else str(value)


def read_table(text: str) -> list[FileRow]:
    """Return the rows of a CSV text; raise ``PopoloFault`` with the place of what is not understood."""
    body, separator, before = table_text(text)
    # Strictly: else a quote that is never closed takes all rows behind it for one cell.
    reader = csv.reader(io.StringIO(body), delimiter=separator, strict=True)
    found: list[list[str]] = []
    begins = 0
    try:
        for cells in reader:
            found.append(cells)
            begins = reader.line_num
    except csv.Error:
        broken = body.split("\n")[begins].strip()
        expected = "a table with quotes around cells that hold separators"
        raise PopoloFault(f"line {begins + 1 + before}", broken[:20] or "…", expected) from None
    head = [name.strip() for name in found[0]] if found else []
    if unknown := [name for name in head if name not in COLUMNS] or [
        name for name in FIRST if name not in head
    ]:
        raise PopoloFault("row 1", unknown[0], ", ".join(COLUMNS))
    if len(set(head)) < len(head):
        raise PopoloFault("row 1", "twice", "each column once")
    if len(found) > MOST_ROWS + 1:
        raise PopoloFault("file", str(len(found)), "at most %(count)s rows", count=MOST_ROWS)
    order = {subject: place for place, subject in enumerate(SUBJECTS)}
    rows = [
        _given(head, cells, f"row {number + before}")
        for number, cells in enumerate(found[1:], 2)
        if any(cells)
    ]
    return sorted(rows, key=lambda row: order[row.subject])


def _given(head: list[str], cells: list[str], place: str) -> FileRow:
    if len(cells) != len(head):
        raise PopoloFault(place, str(len(cells)), "%(count)s cells", count=len(head))
    said = {}
    for name, cell in zip(head, cells, strict=True):
        # Before the shield is taken off: a cell that this site gave out bears one, and is no formula.
        if cell.startswith(DANGEROUS):
            raise PopoloFault(f"{place}, {name}", cell, "a value; this is a formula")
        if len(cell) > LONGEST_CELL:
            raise PopoloFault(f"{place}, {name}", cell[:20], "at most %(count)s letters", count=LONGEST_CELL)
        said[name] = taken_back(cell).strip()
    subject, key, of = (said.pop(name) for name in FIRST)
    if subject not in FIELDS:
        raise PopoloFault(f"{place}, row", subject, ", ".join(SUBJECTS))
    facts = _facts(subject, said, place)
    # A name is known by what it says, whatever id a file gives it.
    return FileRow(subject, name_key(of, facts) if subject == "name" else key, of, facts, place)


def _facts(subject: str, said: dict[str, str], place: str) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name in FIELDS[subject]:
        if name in PAIRS:
            words = {code: said.pop(f"{name}.{code}", "") for code in LANGUAGES}
            facts[name] = {code: text for code, text in words.items() if text}
        else:
            facts[name] = said.pop(name, "")
    if left := [name for name, cell in said.items() if cell]:
        raise PopoloFault(
            f"{place}, {left[0]}", said[left[0]], "nothing: “%(row)s” has no such column", row=subject
        )
    return facts

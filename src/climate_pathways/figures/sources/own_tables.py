"""A user's own table, CSV or XLSX → rows of text under known heads; what is not understood is refused with its place.

What is left out (a note under the table, a total) is said by ``Note``: nothing is skipped without a word.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from climate_pathways.core.encodings import UnknownEncoding, decoded, table_text
from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark, say
from climate_pathways.figures.sources.own_numbers import comma_of
from climate_pathways.figures.sources.text_files import File, read_bytes
from climate_pathways.figures.sources.workbook import open_workbook, sheet_rows

# A table of many lines of one text each is no table with notes under it.
MOST_NOTES, MOST_NAMES, MOST_LETTERS = 10, 5, 80
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Note(NamedTuple):
    """What a reader did with a file beyond reading it, as a marked text and its values."""

    text: str
    values: Mapping[str, object]

    def said(self, language: str) -> str:
        return say(language, self.text, **self.values)


def listed(names: Iterable[str]) -> str:
    """Return the first few of different names, to stand in a sentence."""
    found = list(dict.fromkeys(name[:MOST_LETTERS] for name in names))
    return ", ".join(found[:MOST_NAMES]) + (" …" if len(found) > MOST_NAMES else "")


class Line(NamedTuple):
    """One row by its number in the file."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class OwnTable:
    """The head as it stands in the file, the rows under it, each as wide as the head, and what was left out.

    ``names`` gives the position of each known column; ``comma`` is what a comma before three digits
    means in this file: ``decimal``, ``thousands`` or ``""`` where nothing tells.
    """

    head: Line
    names: Mapping[str, int]
    rows: tuple[Line, ...]
    notes: tuple[Note, ...]
    comma: str
    sheet: str

    def cell(self, row: Line, name: str) -> str:
        return row.cells[self.names[name]].strip()


@contextmanager
def on_sheet(sheet: str) -> Iterator[None]:
    """Name the sheet in an error about a workbook."""
    try:
        yield
    except TableError as error:
        error.sheet = sheet
        raise


def read_own_table(path: File, heads: Mapping[str, Sequence[str]], needed: Iterable[str]) -> OwnTable:
    """Read a table whose head holds the ``needed`` columns under one of their spellings in ``heads``.

    Raises ``TableError`` for a column that is missing or stands twice, for two sheets with such a
    table, a formula without a value, a row of another length, and what is no text or workbook.
    """
    content = read_bytes(path, expected=mark("a table of figures."))
    if content.startswith(OLD_EXCEL):
        raise TableError(
            mark("this is a workbook of an old Excel (.xls)."),
            file=path,
            expected=mark("the table saved as .xlsx or as “CSV UTF-8”."),
        )
    # By its content as well: a workbook may come under any name.
    if path.suffix.lower() == ".xlsx" or content.startswith(ZIP):
        return _from_workbook(path, heads, tuple(needed))
    try:
        text, _ = decoded(content)
    except UnknownEncoding:
        raise TableError(
            mark("the letters cannot be read: the encoding is not known here."),
            file=path,
            expected=mark("a table saved as “CSV UTF-8” or as .xlsx."),
        ) from None
    text, delimiter, before = table_text(text)
    lines = _csv_lines(text, delimiter, before, path)
    # A guess: semicolons divide columns where the comma is needed in numbers.
    comma = {";": "decimal", ",": "thousands"}.get(delimiter, "")
    return _table(lines, heads, tuple(needed), path, comma=comma, sheet="")


def _csv_lines(text: str, delimiter: str, before: int, path: File) -> Iterator[Line]:
    # Strict: otherwise a quotation mark that is left open swallows the rest of the file without a word.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                # Lines of the file, not rows: a quoted cell may hold line breaks.
                yield Line(reader.line_num + before, tuple(cells))
    except csv.Error as error:
        raise TableError(
            mark("the row cannot be read as CSV: a quotation mark is missing, or the file is cut off."),
            file=path,
            row=reader.line_num + before,
            expected=mark("a complete CSV row."),
        ) from error


# --- workbooks ------------------------------------------------------------------------------


def _from_workbook(path: File, heads: Mapping[str, Sequence[str]], needed: tuple[str, ...]) -> OwnTable:
    workbook = open_workbook(path, needed=())
    # A sheet that is a chart alone has no rows.
    sheets = [name for name in workbook.sheetnames if hasattr(workbook[name], "iter_rows")]
    found = [name for name in sheets if _has_table(_lines(workbook, name, path), heads, needed)]
    if len(found) > 1:
        raise TableError(
            mark("figures stand on several sheets: {sheets}."),
            file=path,
            expected=mark("one sheet with figures, also counting hidden ones. Delete the others."),
            sheets=", ".join(found),
        )
    sheet = (found or sheets or [""])[0]
    # An error names the sheet only where a reader has to choose between several.
    several = sheet if len(sheets) > 1 else ""
    with on_sheet(several):
        if _has_formulas(path):
            _ensure_values(workbook, path, sheet)
        lines = _lines(workbook, sheet, path) if sheet else iter(())
        return _table(lines, heads, needed, path, comma="", sheet=several)


def _has_table(lines: Iterator[Line], heads: Mapping[str, Sequence[str]], needed: tuple[str, ...]) -> bool:
    head = next(lines, None)
    return head is not None and set(needed) <= {_known(cell, heads) for cell in head.cells}


def _lines(workbook: Any, sheet: str, path: File) -> Iterator[Line]:
    for number, cells in sheet_rows(workbook, sheet, file=path):
        yield Line(number, tuple(_text(cell) for cell in cells))


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _has_formulas(path: File) -> bool:
    """Tell whether any sheet may hold a formula, without making cells of it."""
    with zipfile.ZipFile(io.BytesIO(read_bytes(path))) as packed:
        sheets = [part for part in packed.infolist() if part.filename.startswith("xl/worksheets/")]
        return any(re.search(rb"<f[ >/]", packed.read(part)) for part in sheets)


def _ensure_values(values: Any, path: File, sheet: str) -> None:
    """Raise for a formula that no program has computed: it would read as an empty cell."""
    # A second reading: the library gives what a cell computes to or what was typed into it, never both.
    formulas = open_workbook(path, needed=(), formulas=True)
    computed = dict(sheet_rows(values, sheet, file=path)) if sheet else {}
    for number, cells in sheet_rows(formulas, sheet, file=path) if sheet else ():
        known = computed.get(number, (None,) * len(cells))
        for position, cell in enumerate(cells):
            if isinstance(cell, str) and cell.startswith("=") and known[position] is None:
                raise TableError(
                    mark("this formula has no value."),
                    file=path,
                    row=number,
                    column=str(position + 1),
                    value=cell[:40],
                    expected=mark(
                        "a number. Open the file in a spreadsheet and save it, or put values there."
                    ),
                )


def has_columns(path: File, heads: Mapping[str, Sequence[str]], needed: Iterable[str]) -> bool:
    """Tell whether a file is a table with these columns, whatever stands in them."""
    try:
        read_own_table(path, heads, needed)
    except TableError:
        return False
    return True


# --- head and rows --------------------------------------------------------------------------


def _known(cell: str, heads: Mapping[str, Sequence[str]]) -> str:
    plain = re.sub(r"[\s_.-]+", " ", cell).strip().casefold()
    return next((name for name, spellings in heads.items() if plain in spellings), "")


def _table(
    lines: Iterator[Line],
    heads: Mapping[str, Sequence[str]],
    needed: tuple[str, ...],
    path: File,
    *,
    comma: str,
    sheet: str,
) -> OwnTable:
    head = next(lines, Line(1, ()))
    names = _names(head, heads, needed, path)
    rows = list(lines)
    rows, notes = _without_footer(rows, path)
    filled = tuple(Line(row.number, _as_wide(row, head, path)) for row in rows)
    # A cell that leaves no doubt goes before what the divider of the columns suggests.
    comma = comma_of(cell for row in filled for cell in row.cells) or comma
    return OwnTable(head, names, filled, notes, comma, sheet)


def _names(
    head: Line, heads: Mapping[str, Sequence[str]], needed: tuple[str, ...], path: File
) -> dict[str, int]:
    names: dict[str, int] = {}
    for position, cell in enumerate(head.cells):
        name = _known(cell, heads)
        if name in names:
            raise TableError(
                mark("the column stands twice in the header."),
                file=path,
                row=head.number,
                column=cell.strip()[:40],
                expected=mark("each column once."),
            )
        if name:
            names[name] = position
    for name in needed:
        if name not in names:
            raise TableError(
                mark("the column “{missing}” is missing."),
                file=path,
                row=head.number,
                value=", ".join(head.cells)[:200],
                expected=mark("a header with the columns {needed}."),
                missing=name,
                needed=", ".join(needed),
            )
    return names


def _without_footer(rows: list[Line], path: File) -> tuple[list[Line], tuple[Note, ...]]:
    """Take away the lines of a single text that stand under a table, as exports of data bases add them."""
    notes: list[Note] = []
    while (
        rows
        and len(notes) < MOST_NOTES
        and len(texts := [cell.strip() for cell in rows[-1].cells if cell.strip()]) == 1
    ):
        text = mark("Line {row} was left out as a note: “{note}”.")
        notes.insert(0, Note(text, {"row": rows.pop().number, "note": texts[0][:120]}))
    return rows, tuple(notes)


def _as_wide(row: Line, head: Line, path: File) -> tuple[str, ...]:
    extra = [cell for cell in row.cells[len(head.cells) :] if cell.strip()]
    if extra or len(row.cells) < len(head.cells):
        raise TableError(
            mark("the row has {found} cells; the file may be cut off."),
            file=path,
            row=row.number,
            value=" | ".join(row.cells)[:80],
            expected=mark("{needed} cells, as in the header."),
            found=len(row.cells),
            needed=len(head.cells),
        )
    return row.cells[: len(head.cells)]

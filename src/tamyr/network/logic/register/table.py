"""A file somebody uploads → rows of text: CSV in the encodings of the region, or XLSX.

Nothing in a cell is computed, fetched or trusted; what cannot be read is refused by a reason.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import islice
from typing import Any

from climate_pathways.core.encodings import UnknownEncoding, decoded, table_text
from tamyr.network.logic.member_entry import LANGUAGES
from tamyr.shared.spreadsheet import DANGEROUS, SHIELD

# The upload form says these two in words: whoever moves one changes its text.
MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 60
# As far as the reader counts; a row is read so wide, or what stands farther right would be passed over.
LAST_COLUMN = 18_278
# Of Excel itself: up to the row that a file names, however late, the reader puts empty ones in between.
LAST_ROW = 1_048_576
MOST_UNPACKED_BYTES = 40_000_000
MOST_PARTS = 100

COLUMNS = (
    "id",
    *(f"name_{code}" for code in LANGUAGES),
    "country",
    "status",
    "status_from",
    "exposure",
    "joined",
    "left",
    "site",
    "themes",
    *(f"story_{code}" for code in LANGUAGES),
)
SYNONYMS = {
    "name": "name_en",
    "название": "name_ru",
    "название_(ru)": "name_ru",
    "название_(en)": "name_en",
    "страна": "country",
    "статус": "status",
    "статус_с": "status_from",
    "видимость": "exposure",
    "вступила": "joined",
    "дата_вступления": "joined",
    "joined_on": "joined",
    "вышла": "left",
    "left_on": "left",
    "сайт": "site",
    "website": "site",
    "темы": "themes",
}
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FORMULA = "="


class Fault(Enum):
    """Why a file cannot be read at all."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_ROWS = "too many rows"
    ENCODING = "encoding"
    OLD_EXCEL = "old Excel"
    DAMAGED = "damaged"
    UNPACKS_TOO_LARGE = "unpacks too large"
    UNKNOWN_COLUMNS = "unknown columns"
    COLUMN_TWICE = "column twice"
    NO_NAMES = "no column to know members by"
    WITHOUT_HEAD = "values under no head"
    SEVERAL_SHEETS = "several sheets"


class UnreadableTable(Exception):
    def __init__(self, fault: Fault, value: str = "") -> None:
        super().__init__(f"{fault.value}: {value}")
        self.fault, self.value = fault, value


@dataclass(frozen=True)
class Row:
    """One row by its number in the file; ``cells`` by column, only those the file has."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    encoding: str
    rows: tuple[Row, ...]

    def as_json(self) -> dict[str, Any]:
        return {"encoding": self.encoding, "rows": [[row.number, row.cells] for row in self.rows]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Table":
        return cls(data["encoding"], tuple(Row(number, cells) for number, cells in data["rows"]))


def read_table(content: bytes) -> Table:
    """Read an uploaded file; raise ``UnreadableTable`` for one that cannot be the register."""
    if len(content) > MOST_BYTES:
        raise UnreadableTable(Fault.TOO_LARGE, str(len(content)))
    if content.startswith(OLD_EXCEL):
        raise UnreadableTable(Fault.OLD_EXCEL)
    if content.startswith(ZIP):
        return _table("XLSX", _xlsx_rows(content))
    try:
        text, encoding = decoded(content)
    except UnknownEncoding:
        raise UnreadableTable(Fault.ENCODING) from None
    return _table(encoding, _csv_rows(text))


def _table(encoding: str, lines: Iterable[Sequence[str]]) -> Table:
    # Numbered before empty rows are left out: a fault names its row by the number that a spreadsheet shows.
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if any(line))
    head = next(numbered, None)
    if head is None:
        raise UnreadableTable(Fault.EMPTY)
    columns = _columns(head[1])
    # One more than are taken tells that there are too many, without reading all of them.
    rows = tuple(_row(number, line, columns) for number, line in islice(numbered, MOST_ROWS + 1))
    if not rows:
        raise UnreadableTable(Fault.EMPTY)
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(Fault.TOO_MANY_ROWS, str(MOST_ROWS))
    return Table(encoding, rows)


def _row(number: int, line: Sequence[str], columns: dict[int, str]) -> Row:
    if any(cell for position, cell in enumerate(line) if position not in columns):
        raise UnreadableTable(Fault.WITHOUT_HEAD, str(number))
    return Row(number, {name: line[i] if i < len(line) else "" for i, name in columns.items()})


def _columns(head: Sequence[str]) -> dict[int, str]:
    names = {i: _column(name) for i, name in enumerate(head) if name.strip()}
    unknown = [name for name in names.values() if name not in COLUMNS]
    if unknown:
        raise UnreadableTable(Fault.UNKNOWN_COLUMNS, ", ".join(name[:40] for name in unknown[:5]))
    twice = [name for name in COLUMNS if [*names.values()].count(name) > 1]
    if twice:
        raise UnreadableTable(Fault.COLUMN_TWICE, ", ".join(twice))
    if not any(name == "id" or name.startswith("name_") for name in names.values()):
        raise UnreadableTable(Fault.NO_NAMES)
    return names


def _column(head: str) -> str:
    """Return the column that a head means: capitals, spaces and a Russian word do not matter."""
    plain = re.sub(r"[\s_-]+", "_", head.strip().casefold())
    return SYNONYMS.get(plain, plain)


# --- CSV ------------------------------------------------------------------------------------


def _csv_rows(text: str) -> Iterator[list[str]]:
    text, delimiter, before = table_text(text)
    # As empty rows, so that those behind them keep the numbers that they have in the file.
    yield from ([] for _line in range(before))
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False):
            yield [clean(cell) for cell in line]
    except csv.Error as error:
        raise UnreadableTable(Fault.DAMAGED, type(error).__name__) from None


def clean(cell: str) -> str:
    """Return a cell without what programs put around a text.

    A shield against formulas stays: without it a text could not be told from a formula any more.
    """
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


# --- XLSX -----------------------------------------------------------------------------------


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook  # Two hundred modules: no process of the site need wait for them.
    from openpyxl.utils.exceptions import InvalidFileException

    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        # A sheet may claim a million rows: what it claims is not believed.
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        before: Any = None
        for line in _only_table(book.worksheets).iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN):
            # Rows that are not in the file come as one and the same row, perhaps a million times.
            yield [] if line is before else _texts(line)
            before = line
    # ``SyntaxError`` among them: it is what a parser of XML raises where the XML is broken.
    except (
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
        OSError,
        EOFError,
        RuntimeError,
    ) as error:
        raise UnreadableTable(Fault.DAMAGED, type(error).__name__) from None
    except (zipfile.BadZipFile, zlib.error, InvalidFileException) as error:
        raise UnreadableTable(Fault.DAMAGED, type(error).__name__) from None


def _only_table(sheets: Sequence[Any]) -> Any:
    """Return the one sheet that has the register's columns, or the first, which is then refused by its heads."""
    found = [sheet for sheet in sheets if _is_register(sheet)]
    if len(found) > 1:
        raise UnreadableTable(Fault.SEVERAL_SHEETS, ", ".join(sheet.title for sheet in found))
    return (found or sheets)[0]


def _is_register(sheet: Any) -> bool:
    first = _texts(next(sheet.iter_rows(max_row=1, max_col=LAST_COLUMN), ()))
    names = [_column(text) for text in first if text]
    return bool(names) and all(name in COLUMNS for name in names)


def _texts(line: Sequence[Any]) -> list[str]:
    """Return the texts of a row, up to its last cell only where something stands beyond the usual columns."""
    from openpyxl.cell.read_only import EMPTY_CELL

    beyond = [cell for cell in line[MOST_COLUMNS:] if cell is not EMPTY_CELL and cell.value is not None]
    return [_cell(cell) for cell in (line if beyond else line[:MOST_COLUMNS])]


def _cell(cell: Any) -> str:
    text = clean(_text(cell.value))
    # In a workbook a text that begins like a formula is no formula, and has no shield of its own.
    is_text = cell.data_type != "f" and text.startswith(DANGEROUS)
    return SHIELD + text if is_text else text


def _check_archive(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        raise UnreadableTable(Fault.DAMAGED) from None
    # What an archive claims may be believed here: ``zipfile`` unpacks no part beyond its claimed size.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise UnreadableTable(Fault.UNPACKS_TOO_LARGE)


def _text(value: object) -> str:
    if value is None:
        return ""
    # Before ``date``, of which it is a kind: else the hour would stay behind the day.
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # Some programs write a whole number as 45429.0, which would not be known for a day that a sheet counts.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Array and data-table formulas come as objects.
    return str(value) if isinstance(value, str | int | float | bool) else FORMULA

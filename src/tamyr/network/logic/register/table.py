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

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from tamyr.network.logic.member_entry import LANGUAGES
from tamyr.shared.spreadsheet import taken_back

MOST_BYTES = 2_000_000
MOST_ROWS = 10_000
MOST_COLUMNS = 60
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
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FORMULA = "="
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


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
    text, encoding = decoded(content)
    return _table(encoding, _csv_rows(text))


def _table(encoding: str, lines: Iterable[Sequence[str]]) -> Table:
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if any(line))
    head = next(numbered, None)
    if head is None:
        raise UnreadableTable(Fault.EMPTY)
    columns = _columns(head[1])
    rows = tuple(
        Row(number, {name: line[i] if i < len(line) else "" for i, name in columns.items()})
        for number, line in islice(numbered, MOST_ROWS + 1)
    )
    if not rows:
        raise UnreadableTable(Fault.EMPTY)
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(Fault.TOO_MANY_ROWS, str(MOST_ROWS))
    return Table(encoding, rows)


def _columns(head: Sequence[str]) -> dict[int, str]:
    names = {i: name.strip().lower() for i, name in enumerate(head) if name.strip()}
    unknown = [name for name in names.values() if name not in COLUMNS]
    if unknown:
        raise UnreadableTable(Fault.UNKNOWN_COLUMNS, ", ".join(name[:40] for name in unknown[:5]))
    twice = [name for name in COLUMNS if [*names.values()].count(name) > 1]
    if twice:
        raise UnreadableTable(Fault.COLUMN_TWICE, ", ".join(twice))
    if not any(name == "id" or name.startswith("name_") for name in names.values()):
        raise UnreadableTable(Fault.NO_NAMES)
    return names


# --- CSV ------------------------------------------------------------------------------------


def _csv_rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\n\r").splitlines()[0] if text.strip() else ""
    delimiter = max(";,\t", key=first.count)
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False):
            yield [clean(cell) for cell in line]
    except csv.Error as error:
        raise UnreadableTable(Fault.DAMAGED, str(error)) from None


def clean(cell: str) -> str:
    """Return a cell without what programs put around a text; a formula stays to be seen as one."""
    return taken_back(cell.replace("\r\n", "\n").replace("\r", "\n").strip())


def decoded(content: bytes) -> tuple[str, str]:
    """Return a text and the name of its encoding; refuse what reads as no language of the region."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16"), "UTF-16"
    if b"\x00" in content:
        # UTF-16 without its mark: separators and Latin letters have their zero always on the same side.
        low, high = content[1::2].count(0), content[0::2].count(0)
        text = _decode(content, "utf-16-le" if low > high else "utf-16-be")
        if not text.split("\n", 1)[0].isascii():  # Names of columns are; pictures and programs are not.
            raise UnreadableTable(Fault.ENCODING)
        return text, "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text = _decode(content, "cp1251")
    if not _reads_as_cyrillic(text):
        raise UnreadableTable(Fault.ENCODING)
    return text, "Windows-1251"


def _decode(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTable(Fault.ENCODING) from None
    if "\x00" in text:
        raise UnreadableTable(Fault.ENCODING)
    return text


def _reads_as_cyrillic(text: str) -> bool:
    """Tell Windows-1251 from other one-byte encodings, whose texts come out as nonsense in it.

    KOI8-R swaps small and capital letters, Western encodings put single Cyrillic letters into
    Latin words, and CP866 gives signs instead of letters.
    """
    foreign = [letter for letter in text if ord(letter) > 127]
    letters = sum(letter.isalpha() or letter in "«»„“”‘’—–№…\u00a0" for letter in foreign)
    rising = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    falling = len(re.findall(r"\b[А-ЯЁ][а-яё]", text))
    mixed = len(re.findall(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]", text))
    return letters >= 0.9 * len(foreign) and rising <= falling and mixed <= 0.2 * len(foreign)


# --- XLSX -----------------------------------------------------------------------------------


def _xlsx_rows(content: bytes) -> Iterator[list[str]]:
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        # A sheet may claim a million rows: what it claims is not believed.
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for line in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True):
            yield [clean(_text(value)) for value in line]
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
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    # Array and data-table formulas come as objects.
    return str(value) if isinstance(value, str | int | float | bool) else FORMULA

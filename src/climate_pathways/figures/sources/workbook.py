"""Excel workbooks at the door: opened once, checked, and read row by row."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import File, read_bytes

Cells = Sequence[Any]
MOST_COLUMNS, LAST_ROW = 1_000, 1_048_576


@contextmanager
def whole(path: File) -> Iterator[None]:
    """Turn what a damaged workbook makes the libraries raise into one sentence.

    A workbook is a zip of XML: damage shows when it is opened, or only when a row is read.
    """
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        LookupError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,
    ) as error:
        raise TableError(
            mark(
                "this is not a whole Excel workbook; the file may be cut off, of another kind or closed by a password."
            ),
            file=path,
            expected=mark("a whole .xlsx file."),
        ) from error


def open_workbook(path: File, *, needed: Iterable[str], formulas: bool = False) -> Any:
    """Open a workbook for reading; raise ``TableError`` where it is damaged or lacks a sheet.

    With ``formulas`` a cell is what was typed, otherwise the value that it had when the file was saved.
    """
    import openpyxl

    data = read_bytes(path)
    with whole(path):
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=not formulas)
    missing = [name for name in needed if name not in workbook.sheetnames]
    if missing:
        raise TableError(
            mark("the sheet “{missing}” is missing."),
            file=path,
            value=", ".join(workbook.sheetnames),
            expected=mark("a workbook with the sheet “{missing}”. The provider may have renamed it."),
            missing=missing[0],
        )
    return workbook


def sheet_rows(
    workbook: Any, sheet: str, *, file: File, first_row: int = 1, header_row: int | None = None
) -> Iterator[tuple[int, Cells]]:
    """Yield ``(row number, cells)`` of one sheet from ``first_row`` on, each as wide as its header; blank rows are not.

    ``header_row`` is the first row unless given. Raises ``TableError`` for a damaged sheet and for one
    with more than ``MOST_COLUMNS`` columns.
    """
    worksheet = workbook[sheet]
    # What a sheet says of its size is not believed: some say too little, and openpyxl would stop there.
    worksheet.reset_dimensions()
    width = _width(worksheet, header_row or first_row, file)
    blank = (None,) * width
    rows = worksheet.iter_rows(min_row=first_row, max_row=LAST_ROW, max_col=width, values_only=True)
    # One cell at a sheet's end makes a million rows above it: they are passed over without a step of ours for each.
    filled = (row for row in enumerate(rows, first_row) if row[1] != blank)
    while True:
        with whole(file):
            row = next(filled, None)
        if row is None:
            return
        yield row


def _width(worksheet: Any, header_row: int, file: File) -> int:
    with whole(file):
        header = next(worksheet.iter_rows(min_row=header_row, max_row=header_row, values_only=True), ())
    width = max((position for position, cell in enumerate(header, 1) if cell is not None), default=1)
    if width > MOST_COLUMNS:
        raise TableError(
            mark("the sheet has a column with the number {width}."),
            file=file,
            row=header_row,
            value=str(header[width - 1])[:40],
            expected=mark("at most {most} columns; the last one may hold a stray cell."),
            width=width,
            most=MOST_COLUMNS,
        )
    return width


def year_columns(header: Cells) -> dict[int, int]:
    """Return {position: year} for the cells of a header that are years."""
    return {
        position: int(cell)
        for position, cell in enumerate(header)
        if isinstance(cell, int | float | str) and str(cell).isdigit() and 1500 <= int(cell) <= 2150
    }


def number_in(cell: Any, *, file: Path, row: int, column: str) -> float | None:
    """Return a cell's number, ``None`` for an empty one, or raise ``TableError``."""
    if cell is None or cell == "":
        return None
    # To Python `True` is the number 1.
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TableError(
            mark("this is not a number."),
            file=file,
            row=row,
            column=column,
            value=str(cell)[:40],
            expected=mark("a plain decimal number, or nothing where the provider has none."),
        )
    return float(cell)


def year_in(cell: Any, *, file: Path, row: int, column: str) -> int:
    """Return a cell's year, or raise ``TableError``: half a year or none is a mistake."""
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != int(cell):
        raise TableError(
            mark("this is not a year."),
            file=file,
            row=row,
            column=column,
            value=str(cell)[:40],
            expected=mark("a whole number such as 2022."),
        )
    return int(cell)


def place_in(cell: Any, *, file: Path, row: int, column: str) -> str:
    """Return a cell's country code, or raise ``TableError`` where there is none."""
    if not isinstance(cell, str) or not cell.strip():
        raise TableError(
            mark("the country’s code is missing."),
            file=file,
            row=row,
            column=column,
            value=cell if cell is None else str(cell)[:40],
            expected=mark("three capital letters such as KAZ (ISO 3166-1)."),
        )
    return cell

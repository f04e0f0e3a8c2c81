"""Excel workbooks at the door: opened once, checked, and read row by row."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from climate_pathways.errors import TableError
from climate_pathways.tables import read_bytes
from climate_pathways.wording import mark

Cells = Sequence[Any]


def open_workbook(path: Path, *, needed: Iterable[str]) -> Any:
    """Open a workbook for reading; raise ``TableError`` where it is damaged or lacks a sheet."""
    import io
    import zipfile

    import openpyxl

    data = read_bytes(path)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise TableError(
            mark("this is not a whole Excel workbook ({reason}); the file may be cut off."),
            file=path,
            expected=mark("an .xlsx file as the provider publishes it."),
            reason=str(error),
        ) from None
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


def sheet_rows(workbook: Any, sheet: str, *, first_row: int = 1) -> Iterator[tuple[int, Cells]]:
    """Yield ``(row number, cells)`` of one sheet from ``first_row`` on, none shorter than the first."""
    worksheet = workbook[sheet]
    # Some providers declare a size smaller than the sheet; openpyxl would stop there.
    worksheet.reset_dimensions()
    width = 0
    for line, cells in enumerate(worksheet.iter_rows(min_row=first_row, values_only=True), start=first_row):
        width = max(width, len(cells))
        yield line, (*cells, *[None] * (width - len(cells)))


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
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise TableError(
            mark("this is not a number."),
            file=file, row=row, column=column, value=str(cell)[:40],
            expected=mark("a plain decimal number, or nothing where the provider has none."),
        )  # fmt: skip
    return float(cell)

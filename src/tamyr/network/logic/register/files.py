"""Rows of the register → a CSV or XLSX file in which nothing is computed."""

import csv
import io
from collections.abc import Iterable, Sequence

from climate_pathways.core.characters import without_harm
from tamyr.shared.spreadsheet import neutral

Rows = Iterable[Sequence[str]]


def csv_bytes(rows: Rows) -> bytes:
    """Return a CSV file with a mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(_safe(row) for row in rows)
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_bytes(rows: Rows) -> bytes:
    from openpyxl import Workbook  # As in table.py.

    book = Workbook(write_only=True)
    sheet = book.create_sheet("register")
    # Before the first row: a sheet that is written straight into its file has its head behind it by then.
    sheet.freeze_panes = "B2"
    for row in rows:
        sheet.append(_safe(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _safe(row: Sequence[str]) -> list[str]:
    # In this order: a character that is taken out afterwards could uncover a formula behind it.
    return [neutral(without_harm(cell)) for cell in row]

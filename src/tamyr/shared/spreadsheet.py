"""Rows as files hold them, and cells that a spreadsheet would compute: harmless going out, taken back coming in."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from climate_pathways.core.characters import without_harm

Row = TypeVar("Row")
# So many rows of a long file are in memory together.
AT_ONCE = 500
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
SHIELD = "'"


def neutral(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    # A text that looks shielded already is shielded again, or the way back would take its own mark.
    if text.startswith(DANGEROUS) or text.startswith(SHIELD) and text[1:].startswith((*DANGEROUS, SHIELD)):
        return SHIELD + text
    return text


def taken_back(text: str) -> str:
    """Return a cell as it was before ``neutral``."""
    if text.startswith(SHIELD) and text[1:].startswith((*DANGEROUS, SHIELD)):
        return text[1:]
    return text


def table_of(rows: Iterable[Sequence[object]], *, is_russian: bool) -> Iterator[bytes]:
    """Yield a table as CSV, with the mark of UTF-8 before it."""
    begun = "\ufeff"
    for part in in_parts(rows):
        text, cells = io.StringIO(), ([_written(cell, is_russian) for cell in row] for row in part)
        csv.writer(text, delimiter=";" if is_russian else ",").writerows(cells)
        yield (begun + text.getvalue()).encode()
        begun = ""
    yield begun.encode()


def listed_in(listed: str, rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """Yield what ``json.dumps`` says of ``{listed: rows}`` with lines indented by one."""
    begun, between = "{\n " + json.dumps(listed, ensure_ascii=False) + ": [", "\n  "
    for part in in_parts(rows):
        # Of a row all lines but the first are indented here; a line that somebody wrote is none in JSON.
        texts = [json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n  ") for row in part]
        yield (begun + between + ",\n  ".join(texts)).encode()
        begun, between = "", ",\n  "
    yield (begun + "]\n}" if begun else "\n ]\n}").encode()


def in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while part := list(islice(left, AT_ONCE)):
        yield part


def _written(cell: object, is_russian: bool) -> object:
    return str(cell).replace(".", ",") if is_russian and isinstance(cell, float) else harmless(cell)


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; a number with its minus is none."""
    if not isinstance(cell, str):
        return cell
    cell = without_harm(cell)
    shielded = neutral(cell)
    return cell if shielded != cell and is_number(cell) else shielded


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True

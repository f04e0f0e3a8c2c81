"""A provider's file → its bytes, its text, its rows; refused by name where it is not what it should be."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from climate_pathways.core.checks import ensure_columns, ensure_row_length
from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark

MAX_FILE_BYTES = 200_000_000


@dataclass(frozen=True)
class OwnFile(PathLike[str]):
    """A file that somebody brought, in memory alone: readers take it in place of a path."""

    name: str
    content: bytes

    def __fspath__(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix


File = Path | OwnFile


def read_bytes(path: File, *, expected: str = mark("the provider’s figures.")) -> bytes:
    """Return a file's bytes; refuse a missing, empty, huge or HTML file by name. ``expected``: in an empty one."""
    data = path.content if isinstance(path, OwnFile) else _stored_bytes(path)
    if not data.strip():
        raise TableError(mark("the file is empty."), file=path, expected=expected)
    if data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise TableError(
            mark("this is a web page, not data."),
            file=path,
            row=1,
            expected=mark("the data file itself: the download probably returned an error page."),
        )
    return data


def _stored_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise TableError(
                mark("the file is too large."),
                file=path,
                value=float(size),
                expected=mark("at most {limit} bytes."),
                limit=float(MAX_FILE_BYTES),
            )
        if not path.is_file():
            text = (
                mark("this is a folder, not a file.")
                if path.is_dir()
                else mark("this is a device or a pipe, not a file.")
            )
            raise TableError(text, file=path, expected=mark("the data file itself."))
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise TableError(
            mark("there is no such file or folder."),
            file=path,
            expected=mark("the name and folder of a file that is there."),
        ) from None
    except OSError as error:
        # One that nobody here may read, a name too long for the disk: what else a system refuses.
        raise TableError(
            mark("The file cannot be opened."), file=path, expected=mark("the data file itself.")
        ) from error


def read_text(path: File, encoding: str = "utf-8-sig") -> str:
    """Return a provider file's text; name the first byte that is not in ``encoding``."""
    data = read_bytes(path)
    try:
        # “-sig”: the mark that spreadsheets put first would become part of the first column’s name.
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(
            mark("the text is not in the encoding {encoding}."),
            file=path,
            row=data.count(b"\n", 0, error.start) + 1,
            value=data[error.start : error.start + 1],
            expected=mark("a file saved as {encoding}."),
            encoding=encoding,
        ) from None


def read_csv(
    path: File,
    needed: Iterable[str],
    *,
    delimiter: str = ",",
    skip_lines: int = 0,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield ``(file row, {column: text})`` for each row of a provider's CSV file.

    ``skip_lines`` lines before the header are passed over. Raises ``TableError`` for a missing
    column and for a row whose number of cells differs from the header's (a cut-off file).
    """
    yield from rows_of(read_text(path), needed, file=path, delimiter=delimiter, skip_lines=skip_lines)


def rows_of(
    text: str,
    needed: Iterable[str],
    *,
    file: str | PathLike[str],
    delimiter: str = ",",
    skip_lines: int = 0,
    every_column_once: bool = False,
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield what ``read_csv`` yields, from CSV text that a reader has prepared."""
    # str.splitlines would also break at rarer characters that may stand inside a cell.
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in range(skip_lines):
            next(lines, None)
        header = next(lines, [])
        ensure_columns(header, needed, file=file, row=lines.line_num)
        if every_column_once:
            ensure_columns(header, header, file=file, row=lines.line_num)
        for cells in lines:
            if not cells:
                continue
            ensure_row_length(cells, header, file=file, row=lines.line_num)
            yield lines.line_num, dict(zip(header, cells, strict=True))
    except csv.Error as error:
        raise TableError(
            mark("the row cannot be read as CSV: a quotation mark is missing, or the file is cut off."),
            file=file,
            row=lines.line_num,
            expected=mark("a complete CSV row."),
        ) from error


def parse_number(text: str, *, file: str | PathLike[str], row: int, column: str) -> float | None:
    """Return the number in a cell, ``None`` for an empty cell, or raise ``TableError``."""
    if not text.strip():
        return None
    try:
        return float(_plain(text))
    except ValueError:
        raise TableError(
            mark("this is not a number."),
            file=file,
            row=row,
            column=column,
            value=text[:40],
            expected=mark("a plain decimal number, or nothing where the provider has none."),
        ) from None


def _plain(text: str) -> str:
    """Refuse what Python alone takes for a number: ``1_000`` and digits of other scripts."""
    if "_" in text or not text.isascii():
        raise ValueError(text)
    return text


def parse_year(text: str, *, file: str | PathLike[str], row: int, column: str) -> int:
    """Return the year in a cell, or raise ``TableError``."""
    try:
        return int(_plain(text))
    except ValueError:
        raise TableError(
            mark("this is not a year."),
            file=file,
            row=row,
            column=column,
            value=text[:40],
            expected=mark("a whole number such as 2022."),
        ) from None

"""Numbers, years and units in a user's own table, in the spellings of the region, or a sentence about the cell."""

import re
from collections.abc import Iterable

from climate_pathways.core.errors import TableError
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import File

# The spellings of CO2-equivalents that scenario data bases use.
UNITS = re.compile(
    r"(?P<size>[kmg]?t|[кмг]?т|тыс\.? т|млн\.? т|млрд\.? т) ?co[2₂] ?-?(?:e|eq|equiv|equivalent|э|экв|эквивалента)\.?"
    r"(?:/yr|/a|/year| per year|/год| в год| ?\* ?a ?\*\* ?-1)?"
)
SIZES = {
    "t": "t",
    "kt": "kt",
    "mt": "Mt",
    "gt": "Gt",
    "т": "t",
    "кт": "kt",
    "мт": "Mt",
    "гт": "Gt",
    "тыс т": "kt",
    "млн т": "Mt",
    "млрд т": "Gt",
}
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?:\D|$))")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMA_DECIMAL = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+(?:[eE][-+]?\d+)?")
# No zero before the comma: “0,125” is an eighth, never a hundred and twenty-five.
_COMMA_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def comma_of(cells: Iterable[str]) -> str:
    """Return what a comma means in the cells where one of them leaves no doubt."""
    for cell in cells:
        if "," in cell:
            plain = _bare(cell)
            decimal, thousands = _COMMA_DECIMAL.fullmatch(plain), _COMMA_THOUSANDS.fullmatch(plain)
            if bool(decimal) != bool(thousands):
                return "decimal" if decimal else "thousands"
    return ""


def _bare(text: str) -> str:
    return _GROUPS.sub("", text.strip()).replace("−", "-")


def own_number(text: str, comma: str, *, file: File, row: int, column: str) -> float | None:
    """Return the number in a cell, ``None`` for an empty one; raise ``TableError`` for any other text.

    ``1 234,5``, ``1,234.5`` and ``1234.5`` are read; a comma that may divide either way is refused.
    """
    plain = _bare(text)
    if not plain:
        return None
    if plain.casefold() in {"nan", "inf", "-inf"}:
        raise _no_number(mark("this is not a finite number."), text, file, row, column)
    # First of all: a point before three digits is a decimal point, whatever a comma means in the file.
    if _PLAIN.fullmatch(plain):
        return float(plain)
    decimal, thousands = _COMMA_DECIMAL.fullmatch(plain), _COMMA_THOUSANDS.fullmatch(plain)
    if decimal and thousands and not comma:
        raise _no_number(mark("the comma may divide thousands or decimals here."), text, file, row, column)
    if decimal and (not thousands or comma == "decimal"):
        return float(plain.replace(".", "").replace(",", "."))
    if thousands:
        return float(plain.replace(",", ""))
    raise _no_number(mark("this is not a number."), text, file, row, column)


def _no_number(problem: str, text: str, file: File, row: int, column: str) -> TableError:
    expected = mark("a number such as 1234.5 or 1234,5, or an empty cell where there is none.")
    return TableError(problem, file=file, row=row, column=column, value=text[:40], expected=expected)


_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?")
FIRST_YEAR, LAST_YEAR = 1500, 2150


def own_year(text: str, *, file: File, row: int, column: str) -> int:
    """Return the year in a cell, also where a spreadsheet wrote ``2030.0``; raise ``TableError`` otherwise."""
    year = _YEAR.fullmatch(text.strip())
    # `\d` also matches the digits of other scripts, and `int` would read them.
    if year is None or not text.strip().isascii() or not FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
        raise TableError(
            mark("this is not a year."),
            file=file,
            row=row,
            column=column,
            value=text[:40],
            expected=mark("a whole number from {first} to {last}, such as 2022."),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return int(year[1])


def unit_of(text: str, path: File, row: int, column: str) -> str:
    """Return our name of a unit of CO2-equivalents in any usual spelling; raise ``TableError`` for another."""
    # “MT” is read as “Mt” and “KT” as “kt”: no other quantity is meant by them.
    plain = re.sub(r"\s+", " ", text.strip()).casefold()
    unit = UNITS.fullmatch(re.sub(r"\bсо(?=[2₂])", "co", plain))
    if unit is None:
        raise TableError(
            mark("the unit is not one of CO₂-equivalents per year."),
            file=path,
            row=row,
            column=column,
            value=text[:40],
            expected=mark("“Mt CO2-equiv/yr” or “Mt CO2e”, or the same with kt or Gt."),
        )
    return f"{SIZES[unit['size'].replace('.', '')]} CO2e"

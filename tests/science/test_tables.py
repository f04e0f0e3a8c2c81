"""The checks at the door: each refuses its fault, names the place, and lets good figures pass."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from climate_pathways.core.checks import (
    Row,
    ensure_columns,
    ensure_not_repeated,
    ensure_places,
    ensure_row_length,
    ensure_scale,
    ensure_unit,
)
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.figures.sources import text_files
from climate_pathways.figures.sources.text_files import (
    parse_number,
    parse_year,
    read_bytes,
    read_csv,
    read_text,
)

SOURCE = Source("s", "A source", "A provider", "CC BY 4.0", "https://example.org", "…", "1", ("file.csv",))
FILE = Path("somewhere") / "file.csv"


def table_of(*rows: Row, may_be_negative: tuple[str, ...] = ()) -> Table:
    return Table.from_rows(
        rows, source=SOURCE, units={"gas": "Mt CO2e"}, file=FILE, may_be_negative=may_be_negative
    )


def row(place: str = "KAZ", year: int = 2020, value: float = 1.0, line: int = 2) -> Row:
    return Row(place, "gas", year, value, line)


def refusal(act: Callable[[], object]) -> TableError:
    """Return the error of an act, checked to be one sentence in each language without paths."""
    with pytest.raises(TableError) as caught:
        act()
    error = caught.value
    english, russian = error.in_language("en"), error.in_language("ru")
    assert english != russian
    assert error.file == "file.csv" and "file.csv" in english and "somewhere" not in english
    for place in (error.row, error.column):
        assert place is None or (str(place) in english and str(place) in russian)
    return error


# --- tables ---------------------------------------------------------------------------------


def test_a_table_gives_series_in_order() -> None:
    table = table_of(row(year=2021, value=2.0), row("UZB"), row(year=2019, value=0.0))
    series = table.series("KAZ", "gas")
    assert series is not None
    assert series.years.tolist() == [2019, 2021] and series.values.tolist() == [0.0, 2.0]
    assert (series.unit, series.source, series.first_year, series.last_year) == ("Mt CO2e", "s", 2019, 2021)
    assert series.at(2020) is None and series.at(2021) == 2.0 and series.at(2030) is None
    assert series.between(2020, 2021).years.tolist() == [2021]
    assert series.converted("kt CO2e").at(2021) == pytest.approx(2000)
    assert table.places == ("KAZ", "UZB") and table.variables == ("gas",) and len(table) == 3
    assert table.series("ARM", "gas") is None


def test_refuses_no_rows() -> None:
    assert "no figures" in str(refusal(table_of))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_refuses_what_is_not_finite(value: float) -> None:
    error = refusal(lambda: table_of(row(value=value, line=7)))
    assert (error.row, error.column, str(error.value)) == (7, "gas", str(value))


def test_refuses_below_zero_unless_it_may_be() -> None:
    error = refusal(lambda: table_of(row(value=-0.5, line=9)))
    assert (error.row, error.column, error.value) == (9, "gas", -0.5)
    assert len(table_of(row(value=-0.5), may_be_negative=("gas",))) == 1


@pytest.mark.parametrize("year", [1499, 2151, -10000, 20200])
def test_refuses_a_year_out_of_range(year: int) -> None:
    error = refusal(lambda: table_of(row(year=year)))
    assert error.value == year and "out of range" in str(error)


def test_refuses_a_year_twice_and_names_both_rows() -> None:
    error = refusal(lambda: table_of(row(line=3), row(line=8, value=2.0), row("UZB", line=4)))
    assert (error.row, error.column, error.value) == (8, "gas", 2020)
    assert "KAZ" in str(error) and "the other is row 3" in str(error)


def test_refuses_a_unit_that_nobody_knows() -> None:
    with pytest.raises(PathwaysError, match="gigatons"):
        Table.from_rows([row()], source=SOURCE, units={"gas": "gigatons"}, file=FILE)


# --- checks ---------------------------------------------------------------------------------


def test_refuses_a_header_without_a_column() -> None:
    error = refusal(lambda: ensure_columns(["Entity", "Jahr"], ["Entity", "Year"], file=FILE, row=5))
    assert error.row == 5 and error.value == "Entity, Jahr" and "“Year”" in str(error)


def test_refuses_a_header_with_a_column_twice() -> None:
    error = refusal(lambda: ensure_columns(["Year", "CO2", "CO2"], ["Year", "CO2"], file=FILE))
    assert (error.row, error.column) == (1, "CO2")


def test_refuses_an_entry_twice_and_names_the_other_row() -> None:
    rows: dict[str, int] = {}
    ensure_not_repeated("KAZ", 2, rows, file=FILE, column="iso3c")
    ensure_not_repeated("UZB", 3, rows, file=FILE, column="iso3c")
    error = refusal(lambda: ensure_not_repeated("KAZ", 4, rows, file=FILE, column="iso3c"))
    assert (error.row, error.column, error.value) == (4, "iso3c", "KAZ") and "row 2" in str(error)


def test_refuses_a_short_row() -> None:
    error = refusal(lambda: ensure_row_length(["KAZ", "20"], ["a", "b", "c"], file=FILE, row=12))
    assert (
        (error.row, error.value) == (12, "KAZ | 20") and "2 cells" in str(error) and "3 cells" in str(error)
    )


def test_refuses_a_file_without_a_place() -> None:
    error = refusal(lambda: ensure_places({"KAZ"}, ["KAZ", "UZB"], file=FILE))
    assert "no figures for UZB" in str(error) and "KAZ, UZB" in str(error)


def test_refuses_another_unit() -> None:
    error = refusal(lambda: ensure_unit("kt", "Mt", file=FILE, row=3, column="unit"))
    assert (error.row, error.column, error.value) == (3, "unit", "kt") and "“Mt”" in str(error)
    ensure_unit("Mt", "Mt", file=FILE, column="unit")


@pytest.mark.parametrize("value", [None, 0.3, 300000.0])
def test_refuses_a_figure_of_another_scale(value: float | None) -> None:
    error = refusal(lambda: ensure_scale(value, 150, 600, file=FILE, column="CO2", place="KAZ", year=2020))
    assert (error.column, error.value) == ("CO2", value)
    assert "KAZ in 2020" in str(error) and "between 150 and 600" in str(error)
    ensure_scale(300, 150, 600, file=FILE, column="CO2", place="KAZ", year=2020)


# --- reading --------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "file.csv"


def test_refuses_a_missing_file(file: Path) -> None:
    assert "no such file" in str(refusal(lambda: read_bytes(file)))


def test_refuses_a_folder_in_place_of_a_file(file: Path) -> None:
    file.mkdir()
    assert "folder, not a file" in str(refusal(lambda: read_bytes(file)))


def test_refuses_a_huge_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"0123456789")
    monkeypatch.setattr(text_files, "MAX_FILE_BYTES", 9)
    assert refusal(lambda: read_bytes(file)).value == 10


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_refuses_an_empty_file(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert "empty" in str(refusal(lambda: read_bytes(file)))


@pytest.mark.parametrize("start", [b"<!DOCTYPE html>", b"\n <HTML>", b"\xef\xbb\xbf<html>", b"<?xml ?>"])
def test_refuses_a_web_page(start: bytes, file: Path) -> None:
    file.write_bytes(start + b"<body>404</body>")
    assert "web page" in str(refusal(lambda: read_bytes(file)))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_names_the_row_of_a_wrong_encoding(encoding: str, file: Path) -> None:
    file.write_bytes("Entity\nKazakhstan\nКазахстан\n".encode(encoding))
    error = refusal(lambda: read_text(file))
    assert error.row == (1 if encoding == "utf-16" else 3) and "utf-8" in str(error)


def test_reads_a_byte_order_mark_and_skipped_lines(file: Path) -> None:
    file.write_bytes('\ufeffnote,x\n\nplace,year\n"Kazakhstan, a\nland",2020\n\nUZB,2021\n'.encode())
    rows = list(read_csv(file, ["place", "year"], skip_lines=2))
    assert [line for line, _ in rows] == [5, 7]
    assert rows[1][1] == {"place": "UZB", "year": "2021"}


@pytest.mark.parametrize(
    ("content", "number"),
    [("a,b\n1,2\n3", 3), ("a,b\n1,2\n3,4,5\n", 3), ('a,b\n1,2\n3,"4', 3), ('a,b\n1,"2"x\n', 2)],
    ids=["short row", "long row", "open quotation", "text after a quotation"],
)
def test_refuses_a_row_that_is_cut_off(content: str, number: int, file: Path) -> None:
    file.write_text(content)
    error = refusal(lambda: list(read_csv(file, ["a"])))
    assert error.row == number and "cut off" in str(error)


@pytest.mark.parametrize("text", ["n/a", "1,5", "1 000", "1_000", "..", "٢٠", "-", "0x10"])
def test_refuses_text_for_a_number(text: str) -> None:
    error = refusal(lambda: parse_number(text, file=FILE, row=4, column="CO2"))
    assert (error.row, error.column, error.value) == (4, "CO2", text)


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("  ", None), ("1.5", 1.5), ("-2e3", -2000.0), (" 7 ", 7.0)]
)
def test_reads_a_number_and_an_empty_cell(text: str, number: float | None) -> None:
    assert parse_number(text, file=FILE, row=4, column="CO2") == number


@pytest.mark.parametrize("text", ["", "2020.5", "MMXX", "2020/21", "2_020", "٢٠٢٠"])
def test_refuses_text_for_a_year(text: str) -> None:
    error = refusal(lambda: parse_year(text, file=FILE, row=4, column="Year"))
    assert (error.row, error.column, error.value) == (4, "Year", text)
    assert parse_year("-10000", file=FILE, row=4, column="Year") == -10000

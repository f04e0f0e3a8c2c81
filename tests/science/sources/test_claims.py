"""What a workbook of a few kilobytes claims to hold costs nobody time: it is passed over, or refused by name."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from climate_pathways.core.errors import TableError
from climate_pathways.figures import OwnFile, read_pathways

HEAD = ("Model", "Scenario", "Region", "Variable", "Unit", 2015, 2019, 2050)
ROW = ("Mine", "Steep", "World", "Emissions|Kyoto Gases", "Mt CO2e/yr", 50_000, 52_000, 0)
CELL = '<c r="{0}{1}" t="inlineStr"><is><t>x</t></is></c>'
A_MILLION_ROWS = f'<row r="1048576">{CELL.format("A", 1048576)}</row>'
MORE_ROWS_THAN_THERE_ARE = f'<row r="99999999999">{CELL.format("A", 3)}</row>'
WIDE_ROWS = "".join(f'<row r="{row}">{CELL.format("XFD", row)}</row>' for row in range(3, 3_000))


def workbook(last_rows: str, *, size: str = "A1:XFD1048576", header_to: int = len(HEAD)) -> OwnFile:
    """Return a table of one path, with more rows written behind it than any program would write."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEAD)
    sheet.append(ROW)
    sheet.cell(1, header_to, HEAD[-1])
    honest, packed = io.BytesIO(), io.BytesIO()
    book.save(honest)
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            text = source.read(part).decode()
            if part.filename == "xl/worksheets/sheet1.xml":
                text = text.replace("</sheetData>", f"{last_rows}</sheetData>")
                text = text.replace('ref="A1:H2"', f'ref="{size}"')
            target.writestr(part.filename, text)
    return OwnFile("mine.xlsx", packed.getvalue())


@pytest.mark.parametrize(
    "last_rows",
    ["", A_MILLION_ROWS, MORE_ROWS_THAN_THERE_ARE, WIDE_ROWS],
    ids=["size alone", "a million rows", "more rows than there are", "wide rows"],
)
def test_what_a_sheet_claims_costs_nothing(last_rows: str) -> None:
    brought = workbook(last_rows)
    began = time.process_time()
    (found,) = read_pathways(brought).values()
    assert time.process_time() - began < 1
    assert found.years.tolist() == [2015, 2019, 2050] and found.values.tolist() == [50_000, 52_000, 0]


def test_a_header_of_thousands_of_columns_is_refused_by_name() -> None:
    with pytest.raises(TableError, match=r"row 1.*number 16384.*at most 1,?000 columns"):
        read_pathways(workbook("", header_to=16_384))

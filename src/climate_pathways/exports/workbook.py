"""Assessments as an Excel workbook: a sheet to read first, then one sheet per chapter.

The file is the same to the byte for the same versions, language and texts: it carries the date of the
figures instead of the clock's.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from climate_pathways.assessment import numbers as all_rows
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.row import SERIES, SHARES, Row
from climate_pathways.assessment.sentences.difference import pledge_name, row_name
from climate_pathways.assessment.sentences.row_names import CHAPTERS
from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.quantities import UNITS, unit_label
from climate_pathways.core.wording import mark, say, say_date, say_edition
from climate_pathways.exports.rows import ASSESSMENT_HEADER, as_plain_text, cells, row_licence
from climate_pathways.figures import licences
from climate_pathways.pledges.documents import Citation
from climate_pathways.pledges.publishers import publisher_text
from climate_pathways.pledges.titles import shown_title

FORMATS = {"year": "0", "step": "0", "criterion": "0", "fraction": "0.00", "%": "0.0", "%/year": "0.00"}
AMOUNT = "#,##0.0##"
WIDTHS = {
    "what": 70,
    "item": 26,
    "pledge": 30,
    "principle": 26,
    "source": 26,
    "method": 26,
    "version": 24,
    "passage": 46,
    "licence": 26,
}
WIDE, NARROW, TEXT_WIDTH = 46, 12, 110
OVER_YEARS = (SERIES, SHARES)
SERIES_COLUMNS = ("item", "principle", "level", "unit", "source", "method")
# Sheets have names of at most 31 letters.
SHEETS = {all_rows.VERSIONS: mark("Newer against older")}
BOLD, TOP = Font(bold=True), Alignment(vertical="top", wrap_text=True)
Numbered: TypeAlias = tuple[Assessment, Row]
Header: TypeAlias = tuple[str | int, ...]
Line: TypeAlias = list[tuple[float | str | None, str]]
# The library writes the moment of saving here, whatever a book’s properties say.
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_workbook(assessments: Sequence[Assessment], sources: Iterable[Source], language: str) -> bytes:
    """Return a workbook of one or several assessments; ``sources``: where their figures come from.

    Every cell is a number or plain text: nothing is computed when the file is opened.
    """
    # Cells are written and forgotten: those of twelve countries would fill the memory.
    book = Workbook(write_only=True)
    numbered = [(assessment, row) for assessment in assessments for row in all_rows.rows(assessment)]
    _read_me(book, _told(assessments, list(sources), language), language)
    for chapter in all_rows.CHAPTERS:
        _chapter(book, chapter, [pair for pair in numbered if pair[1].chapter == chapter], language)
    made_on = max(assessment.standing.edition for assessment in assessments)
    stamp = datetime.combine(date.fromisoformat(made_on), datetime.min.time())
    book.properties.creator, book.properties.created = "Tamyr", stamp
    text = io.BytesIO()
    book.save(text)
    return _without_clock(text.getvalue(), stamp)


def _without_clock(content: bytes, stamp: datetime) -> bytes:
    """Return the archive with ``stamp`` wherever the moment of writing stood."""
    packed = io.BytesIO()
    moment = stamp.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>" + moment + rb"\g<2>", part)
            # Each entry of the archive carries a time of its own.
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            # Said here: an entry that is made by hand is stored as large as it is.
            new.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


# --- the sheet to read first ------------------------------------------------------------------


def _read_me(book: Any, told: Iterable[tuple[str, str]], language: str) -> None:
    sheet = book.create_sheet(say(language, mark("Read me")))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = WIDE, TEXT_WIDTH
    sheet.freeze_panes = "A2"
    for name, value in told:
        text = WriteOnlyCell(sheet, as_plain_text(value))
        text.alignment = TOP
        # A name without a value is a heading.
        sheet.append([_cell(sheet, name, ""), text] if value else [_heading(sheet, as_plain_text(name))])


def _told(
    assessments: Sequence[Assessment], sources: Sequence[Source], language: str
) -> Iterator[tuple[str, str]]:
    yield say(language, mark("Assessments on the way to climate neutrality")), ""
    for assessment in assessments:
        yield from _versions(assessment, language)
    yield "", ""
    yield from _how_to_read(language)
    yield "", ""
    yield say(language, mark("Units")), ""
    # Among them are units as documents print them, which are none of ours and have no label.
    used = {row.unit for assessment in assessments for row in all_rows.rows(assessment)}
    yield from ((unit, unit_label(unit, language)) for unit in sorted(used) if unit in UNITS)
    if any(judged.rating for assessment in assessments for judged in assessment.judged):
        said = mark("step of the first rating rule, from 1 (far from a fair share) to 5 (sufficient)")
        yield "step", say(language, said)
    yield "", ""
    yield say(language, mark("Sources of the figures")), ""
    yield from ((source.id, _source(source, language)) for source in sources)
    yield "", ""
    yield say(language, mark("Sources of the pledges")), ""
    for assessment in assessments:
        for name, citation in sorted(assessment.pledges.citations.items()):
            yield f"{assessment.iso3} {name}", _citation(citation, language)


def _how_to_read(language: str) -> Iterator[tuple[str, str]]:
    yield say(language, mark("How to read this")), ""
    yield (
        say(language, mark("Emissions")),
        say(
            language,
            mark(
                "Mt CO₂e a year with warming potentials of AR6 over 100 years, without land use where "
                "nothing else is said."
            ),
        ),
    )
    yield (
        say(language, mark("Level")),
        say(
            language,
            mark(
                "A quantile of the draws from 0 to 1 (0.5: median), or the lowest, central and highest way "
                "to read a pledge."
            ),
        ),
    )
    yield (
        say(language, mark("Licence")),
        licences.of_results(language),
    )


def _versions(assessment: Assessment, language: str) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield place_name(assessment.iso3, language), ""
    yield say(language, mark("Version")), assessment.version
    yield say(language, mark("Figures of")), say_date(language, assessment.standing.edition)
    yield say(language, mark("Pledges reviewed on")), say_date(language, assessment.pledges.reviewed_on)
    yield say(language, mark("Year that counts as today")), str(assessment.as_of)
    if assessment.headline:
        judged_by = pledge_name(assessment, assessment.headline, language)
        yield say(language, mark("The pledge that the country is judged by")), judged_by
    yield say(language, mark("Rating rule")), str(assessment.made_of["rating_rule"])
    yield say(language, mark("Code")), str(assessment.made_of["code_version"])
    parameters = assessment.made_of["parameters"]
    yield (
        say(language, mark("Draws, seed")),
        f"{parameters['draws']}, {parameters['seed']}",
    )


def _source(source: Source, language: str) -> str:
    # An empty text is not said: to a catalogue it is its own header.
    licence = say(language, source.licence) if source.licence else ""
    title, edition = source.citation or say(language, source.title), say_edition(language, source.edition)
    parts = (title, licence, edition, source.url)
    return " · ".join(part for part in parts if part)


def _citation(citation: Citation, language: str) -> str:
    published = say_date(language, citation.published_on) if citation.published_on else ""
    title, publisher = shown_title(citation, language), publisher_text(citation.publisher, language)
    parts = (str(title), publisher, published, citation.url)
    return " · ".join(part for part in parts if part)


# --- chapters ---------------------------------------------------------------------------------


def _chapter(book: Any, chapter: str, numbered: Sequence[Numbered], language: str) -> None:
    if not numbered:
        return
    over_years = chapter in OVER_YEARS
    header, lines = _by_year(numbered, language) if over_years else _one_by_one(numbered, language)
    sheet = book.create_sheet(say(language, SHEETS.get(chapter, CHAPTERS[chapter])))
    # A book that is written row by row takes widths and panes before its first row only.
    for number, name in enumerate(header):
        sheet.column_dimensions[get_column_letter(number + 1)].width = WIDTHS.get(str(name), NARROW)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(lines) + 1}"
    sheet.append([_heading(sheet, name) for name in header])
    for line in lines:
        sheet.append([_cell(sheet, value, unit) for value, unit in line])


def _one_by_one(numbered: Sequence[Numbered], language: str) -> tuple[Header, list[Line]]:
    """Return one line per number, in the columns of the CSV file."""
    lines: list[Line] = []
    for assessment, row in numbered:
        place, _, *rest = cells(assessment, row)
        # A year has a format of its own, whatever the row counts: as an amount it would read 2,030.0.
        units = ["year" if name == "year" else row.unit for name in ASSESSMENT_HEADER[2:]]
        lines.append([(place, ""), (row_name(assessment, row, language), ""), *zip(rest, units, strict=True)])
    return ("place", "what", *ASSESSMENT_HEADER[2:]), lines


def _by_year(numbered: Sequence[Numbered], language: str) -> tuple[Header, list[Line]]:
    """Return one line per series, with a column per year."""
    together: dict[tuple[str, ...], list[Numbered]] = {}
    for assessment, row in numbered:
        # The key ends with the year: what stands before it is the series.
        together.setdefault((assessment.iso3, assessment.version, *row.key[:-1]), []).append(
            (assessment, row)
        )
    years = sorted({row.year for _, row in numbered if row.year})
    lines: list[Line] = []
    for members in together.values():
        assessment, row = members[0]
        values = {member.year: member.value for _, member in members}
        about = (
            assessment.iso3,
            row_name(assessment, row, language),
            *(getattr(row, name) for name in SERIES_COLUMNS),
        )
        lines.append(
            [
                *(
                    (value, "")
                    for value in (
                        *about,
                        assessment.version,
                        licences.in_language(row_licence(row), language),
                    )
                ),
                *((values.get(year), row.unit) for year in years),
            ]
        )
    return ("place", "what", *SERIES_COLUMNS, "version", "licence", *years), lines


def _heading(sheet: Any, value: str | int) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.font = BOLD
    return cell


def _cell(sheet: Any, value: float | str | None, unit: str) -> Any:
    """Return a number with its format, or a text that is never a formula."""
    if isinstance(value, str):
        return as_plain_text(value) or None
    if value is None:
        return None
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = FORMATS.get(unit, AMOUNT)
    return cell

"""An analyst takes an assessment away: every form holds the same numbers, and reads back."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.exports.brief.content import brief
from climate_pathways.exports.iamc import assessment_iamc_rows
from climate_pathways.exports.rows import as_csv, as_json, assessment_rows
from climate_pathways.exports.workbook import write_workbook
from climate_pathways.figures import licences
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.sources import iamc

SOURCES = tuple(snapshot.region().sources.values())


@pytest.fixture(scope="module")
def both() -> tuple[Assessment, Assessment]:
    made = Assessments()
    return made["KAZ"], made["TJK"]


@pytest.fixture(scope="module")
def table(both: tuple[Assessment, Assessment]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(assessment_rows(both)).decode())))


@pytest.fixture(scope="module")
def written(both: tuple[Assessment, Assessment]) -> bytes:
    return write_workbook(both, SOURCES, "en")


@pytest.fixture(scope="module")
def sheets(written: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written))


def found_in(table: list[dict[str, str]], **wanted: str) -> list[float]:
    return [float(row["value"]) for row in table if wanted.items() <= row.items()]


def test_every_row_names_its_country_unit_method_and_version(
    table: list[dict[str, str]], both: tuple[Assessment, Assessment]
) -> None:
    assert {row["place"]: row["version"] for row in table} == {
        assessment.iso3: assessment.version for assessment in both
    }
    assert all(row["method"] for row in table if row["chapter"] != "flags")
    words = [row for row in table if not row["unit"]]
    assert not [row for row in words if row["value"].replace(".", "").isdigit()]


def test_csv_and_json_hold_the_same_numbers(
    table: list[dict[str, str]], both: tuple[Assessment, Assessment]
) -> None:
    for assessment in json.loads(as_json(both)):
        place = {"place": assessment["iso3"]}
        median = assessment["shares"]["levels"].index(0.5)
        for principle, years in assessment["shares"]["shares"].items():
            given = found_in(table, **place, item="share", principle=principle, level="0.5")
            assert given == [row[median] for row in years]
        for name, result in assessment["standing"]["results"].items():
            given = found_in(table, **place, chapter="standing", item=name)
            assert given == [pytest.approx(result["value"], rel=1e-5)]
        for judged in assessment["judged"]:
            about = {**place, "pledge": judged["pledge"]}
            for principle, sizes in judged["gaps"].items():
                gap = found_in(table, **about, item="gap", principle=principle)
                assert gap == [sizes["gap_low"], sizes["gap_median"], sizes["gap_high"]]


def test_csv_holds_every_axis_with_its_step_and_measure(
    table: list[dict[str, str]], both: tuple[Assessment, Assessment]
) -> None:
    for assessment in both:
        rows = [row for row in table if (row["place"], row["chapter"]) == (assessment.iso3, "rating")]
        for axis in assessment.axes:
            steps = [row for row in rows if row["item"] == f"step:{axis.id}" and not row["level"]]
            assert [row["value"] for row in steps] == [axis.step or "not-judged"]
            measures = [row for row in rows if row["item"] == f"measure:{axis.id}" and not row["level"]]
            assert len(measures) == (axis.measure is not None)
            assert len([row for row in rows if row["item"] == f"other:{axis.id}"]) == len(axis.others)


def test_what_rests_on_fair_shares_stands_under_their_licence(table: list[dict[str, str]]) -> None:
    found = {row["chapter"] for row in table if row["licence"] == licences.FROM_CERP.name}
    assert {"fair-shares", "gaps", "rating", "suggestions"} <= found
    assert not found & {"facts", "aims", "documents"}


def test_what_a_target_means_by_its_document_stands_beside_where_it_is_printed(
    table: list[dict[str, str]],
) -> None:
    main = {"place": "KAZ", "pledge": "ndc-3-2035-unconditional"}
    assert found_in(table, **main, item="own_net", level="central") == [320]
    assert found_in(table, **main, item="latest_net", level="document") == [pytest.approx(349.22)]
    (percent,) = found_in(table, **main, item="against_latest_net", level="document")
    assert percent == pytest.approx(100 * (320 / 349.22 - 1), rel=1e-5)
    (printed,) = (row for row in table if row["place"] == "KAZ" and row["level"] == "ndc-3-net-1990")
    assert (printed["item"], printed["value"], printed["source"]) == ("net:inventory", "385.7", "ndc-3-text")
    assert printed["passage"] == "annex 1, item 1(b), line 2121 of KAZ-third_ndc-EN.txt"
    assert [row for row in table if row["chapter"] == "aims" and row["item"] == "renewables"]


def test_the_workbook_holds_the_numbers_of_the_csv_file(sheets: Any, table: list[dict[str, str]]) -> None:
    gaps = [row["value"] for row in table if row["chapter"] == "gaps"]
    header, *lines = sheets["The gap"].iter_rows(values_only=True)
    assert [str(float(line[header.index("value")])) for line in lines] == [str(float(gap)) for gap in gaps]
    shares = [row for row in table if row["item"] == "share"]
    header, *lines = sheets["Fair shares"].iter_rows(values_only=True)
    for line in lines:
        about = dict(zip(header, line, strict=True))
        for year in (2030, 2035, 2050):
            if about["item"] == "share":
                given = found_in(
                    shares,
                    place=about["place"],
                    principle=about["principle"],
                    level=about["level"],
                    year=str(year),
                )
                assert given == [about[year]]


def test_what_was_computed_and_what_was_read_back_is_told_alike(
    both: tuple[Assessment, Assessment], written: bytes
) -> None:
    again = tuple(Assessment.from_json(assessment.as_json()) for assessment in both)
    assert as_csv(assessment_rows(again)) == as_csv(assessment_rows(both))
    assert write_workbook(again, SOURCES, "en") == written
    sources = snapshot.region().sources
    assert [brief(assessment, sources, "en") for assessment in again] == [
        brief(assessment, sources, "en") for assessment in both
    ]


def test_the_workbook_says_first_what_it_is(sheets: Any, both: tuple[Assessment, Assessment]) -> None:
    first = sheets.worksheets[0]
    told = {str(line[0]): line[1] for line in first.iter_rows(values_only=True)}
    assert first.title == "Read me"
    assert told["Version"] == both[1].version and told["Figures of"] == "29 November 2026"
    assert "CC BY 4.0" in told["Licence"] and "Mt CO2e" in told
    assert "Climate Watch" in told["climate-watch"]
    assert any(name.startswith("KAZ ndc-3") for name in told)
    # A version is typed as it stands, a citation is its publisher's; every other day is told in words.
    cited = "|".join(re.escape(source.citation) for source in SOURCES)
    words = [
        re.sub(rf"{cited}|\d{{4}}-\d\d-\d\d-[0-9a-f]{{10}}|https?://\S+", "", value or "")
        for value in told.values()
    ]
    assert [value for value in words if re.search(r"\d{4}-\d\d-\d\d", value)] == []


def test_head_rows_stay_and_numbers_have_formats(sheets: Any) -> None:
    assert [sheet.freeze_panes for sheet in sheets] == ["A2", *["C2"] * (len(sheets.worksheets) - 1)]
    rating = sheets["The rating"]
    header = [cell.value for cell in rating[1]]
    met = [row for row in rating.iter_rows(min_row=2) if row[header.index("unit")].value == "criterion"]
    assert {row[header.index("value")].number_format for row in met} == {"0"}
    chances = [row for row in rating.iter_rows(min_row=2) if row[header.index("unit")].value == "fraction"]
    assert {row[header.index("value")].number_format for row in chances} == {"0.00"}


def cells_of(book: Any) -> Iterator[Any]:
    return (cell for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_hostile_text_is_shown_and_never_computed(both: tuple[Assessment, Assessment]) -> None:
    found = both[0]
    name, citation = next(iter(found.pledges.citations.items()))
    evil = replace(citation, title="=HYPERLINK(1)", publisher="+1")
    pledges = replace(
        found.pledges,
        citations={**found.pledges.citations, name: evil},
        documents=tuple(
            replace(document, title_en="=cmd()", id="@sum", targets="none")
            for document in found.pledges.documents
        ),
        targets=(),
    )
    hostile = replace(found, pledges=pledges, changes=(), read=(), read_with_land_use=(), judged=())
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([hostile], SOURCES, "en")))
    texts = [cell for cell in cells_of(book) if isinstance(cell.value, str)]
    assert not [
        cell for cell in texts if cell.data_type == "f" or cell.value.startswith(("=", "+", "-", "@"))
    ]
    rows = list(csv.reader(io.StringIO(as_csv(assessment_rows([hostile])).decode())))
    words = [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    assert not [word for word in words if not word.lstrip("-").replace(".", "").replace("e-", "").isdigit()]


@pytest.mark.whole
def test_the_same_versions_make_the_same_bytes(both: tuple[Assessment, Assessment]) -> None:
    assert write_workbook(both, SOURCES, "ru") == write_workbook(both, SOURCES, "ru")
    assert as_csv(assessment_iamc_rows(both)) == as_csv(assessment_iamc_rows(both))


def test_our_own_reader_reads_the_iamc_file(both: tuple[Assessment, Assessment], tmp_path: Path) -> None:
    """pyam is too heavy to be tried with every change (docs/decisions/0019); by hand it read the file whole."""
    file = tmp_path / "assessment.iamc.csv"
    file.write_bytes(as_csv(assessment_iamc_rows(both)))
    for assessment in both:
        name = f"Tamyr {assessment.made_of['code_version']} Assessment {assessment.version}"
        variable = "Fair share|All equity principles|Median"
        series = iamc.read(file, region=assessment.iso3, variable=variable)[name]
        assert tuple(series.years) == assessment.shares.years
        given = [assessment.shares.at("overall", year) for year in assessment.shares.years]
        assert list(series.values) == pytest.approx(given, rel=1e-5)
        target = assessment.by_pledge[assessment.headline].target
        variable = f"Pledge|Without land use|{assessment.headline}|Highest reading"
        high = iamc.read(file, region=assessment.iso3, variable=variable)[name]
        assert (list(high.years), list(high.values)) == ([target.year], [target.high_mt_co2e])


def test_a_workbook_breaks_on_no_character_that_came_with_a_text(both: tuple[Assessment, Assessment]) -> None:
    source = replace(
        next(iter(snapshot.region().sources.values())), citation="Own\x0bfigures\x00\ud800\u202e"
    )
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(both[1:], [source], "en")), read_only=True)
    told = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert any("Own figures" in text and "Own figures\u202e" not in text for text in told)

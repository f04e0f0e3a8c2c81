"""How much of a promised cut was there before the promise is counted in one inventory, on one footing."""

from dataclasses import replace
from statistics import fmean

import pytest
from tests.countries import every_country
from tests.science.assessed import Assessments

from climate_pathways.assessment.matters.hot_air import hot_air_of
from climate_pathways.assessment.sentences import hot_air_sentences
from climate_pathways.assessment.tables import hot_air_tables
from climate_pathways.charts.panels import NARROW, alternative, panel_chart, panel_legend
from climate_pathways.exports import hot_air_rows
from climate_pathways.figures import snapshot
from climate_pathways.pledges.account import GROSS, NET
from climate_pathways.pledges.inventory import of_document

ALL = Assessments()


@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_base_level_and_target_are_of_one_inventory_and_footing(iso3: str) -> None:
    found = hot_air_of(ALL[iso3], snapshot.region())
    assert (found.inventory is None) == (iso3 in ("KGZ", "TKM"))
    assert bool(found.of_documents) == (iso3 in ("KGZ", "TKM"))
    for cut in found.already:
        assert found.inventory and cut.footing in (NET, GROSS)
        values = found.inventory.values(cut.footing)
        assert cut.base == pytest.approx(values[cut.pledge.base_year or 0], rel=1e-4)
        for reached in (cut.before, cut.latest, cut.recent):
            if reached:
                level = fmean(values[year] for year in reached.years)
                part = (cut.base - level) / (cut.base - cut.target)
                assert reached.part == pytest.approx(part, rel=1e-3)
        if cut.before:
            assert found.first_promise and cut.before.year < found.first_promise.year
            assert cut.before.year > (cut.pledge.base_year or 0)


def test_kazakhstan_had_a_tenth_before_and_half_now_of_its_own_cut() -> None:
    cut = hot_air_of(ALL["KAZ"], snapshot.region()).main
    assert cut and cut.pledge.id == "ndc-3-2035-unconditional" and cut.before
    assert (cut.before.year, cut.latest.year) == (2015, 2022)
    # 385.74 net in 1990; 17 % less is 320.16; 380.05 in 2015, 352.97 in 2022.
    assert cut.before.part == pytest.approx(5.684 / 65.575, abs=0.001)
    assert cut.latest.part == pytest.approx(32.764 / 65.575, abs=0.001)
    assert cut.recent and cut.recent.years == (2018, 2019, 2020, 2021, 2022)


@pytest.mark.parametrize("iso3", ["KGZ", "TKM", "UZB"])
def test_a_baseline_or_an_intensity_is_no_cut_from_a_past_year(iso3: str) -> None:
    found = hot_air_of(ALL[iso3], snapshot.region())
    assert found.already == () and found.main is None
    (said,) = hot_air_sentences(found, "en")["already"]
    assert said.text.startswith("No target in force is a cut from a past year")


def test_of_a_target_without_a_cut_no_part_was_there() -> None:
    found = ALL["KAZ"]
    targets = tuple(
        replace(target, reduction_percent=(0.0,)) if target.reduction_percent else target
        for target in found.pledges.targets
    )
    same_as_before = replace(found, pledges=replace(found.pledges, targets=targets))
    assert hot_air_of(found, snapshot.region()).already
    assert hot_air_of(same_as_before, snapshot.region()).already == ()


def test_versions_are_told_as_printed_beside_the_newest_inventory() -> None:
    found = hot_air_of(ALL["AZE"], snapshot.region())
    assert found.values_of(1990, NET) == pytest.approx((69.641, 79.0, 82.7, 84.600356))
    table = hot_air_tables(found, snapshot.region().sources, "en")["printed"]
    assert [row[3] for row in table.rows if row[1] == "1990"] == ["69.641", "79", "82.7", "84.6"]
    assert all(row[-1] for row in table.rows) and len(table.strong) == 2


def test_what_a_document_prints_twice_stands_twice() -> None:
    printed = hot_air_of(ALL["KAZ"], snapshot.region()).printed
    assert [entry.of(NET).value for entry in printed if entry.year == 1990] == [385.7, 370.22]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("iso3", "year", "expected"),
    [
        # Land use of table 7 goes with the sum of table 7; the base of the target stands in annex 1 alone.
        (
            "KAZ",
            "1990",
            [
                ("–", "385.7", "–", "annex 1, item 1(b), line 2121"),
                ("–", "370.22", "−15.71", "table 7, line 1847; table 7, line 1887"),
            ],
        ),
        ("KAZ", "2023", [("345.92", "349.22", "3.3", "section 1.2, line 335; section 2.2, line 505")]),
        # Land use of table 2.2.1 is in AR4, as 187.1 less 200.1; the numbers of the first NDC are in SAR.
        (
            "UZB",
            "2010",
            [
                ("190.6", "199", "–", "section 2.1, item 1(b), line 69"),
                ("200.1", "187.1", "−12.94959", "section 2.1, item 1(b), line 70; table 2.2.1, line 708"),
            ],
        ),
    ],
)
def test_land_use_stands_with_its_own_total(iso3: str, year: str, expected: list[tuple[str, ...]]) -> None:
    table = hot_air_tables(hot_air_of(ALL[iso3], snapshot.region()), snapshot.region().sources, "en")[
        "printed"
    ]
    of_documents = table.rows[: len(table.rows) - len(table.strong)]
    assert [row[2:] for row in of_documents if row[1] == year] == expected


def test_no_total_is_made_up_from_land_use_of_another_one() -> None:
    pledges = ALL["KAZ"].pledges
    headline = pledges.headline()
    assert headline
    printed = of_document(pledges.account(headline))
    # 385.7 less −15.71 of table 7 would be 401.41: no inventory has it.
    assert printed and printed.net[1990] == 385.7 and 1990 not in printed.gross


@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_the_picture_has_a_line_only_where_there_are_years(iso3: str) -> None:
    found = hot_air_of(ALL[iso3], snapshot.region())
    assert found.panel
    drawn = panel_chart(found.panel, iso3, "en", size=NARROW)
    kinds = [layer["mark"]["type"] for layer in drawn["layer"]]
    assert ("line" in kinds) == (iso3 not in ("KGZ", "TKM", "AZE"))
    targets = [column.role for column in found.panel.columns if column.role.startswith("target_")]
    assert targets and all(
        item.shape
        for item, column in zip(panel_legend(found.panel, "en"), found.panel.columns, strict=True)
        if column.role in targets
    )
    assert "Target with" in alternative(found.panel, iso3, "en")


@every_country("KAZ", "KGZ", "TKM", "AZE")
def test_every_number_names_unit_source_and_method(iso3: str) -> None:
    header, *rows = hot_air_rows(hot_air_of(ALL[iso3], snapshot.region()))
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        assert all(cells[name] != "" for name in header if name not in ("item", "passage"))


def test_every_source_has_its_row_of_1990_2000_and_its_last_year() -> None:
    found = hot_air_of(ALL["KAZ"], snapshot.region())
    rows = [row for row in hot_air_rows(found) if str(row[1]).endswith("-sources")]
    expected = [
        (series.source, year, float(f"{value:.7g}"))
        for series in (*found.land, *found.gross)
        for year in (1990, 2000, series.last_year)
        if (value := series.at(year)) is not None
    ]
    assert [(row[7], row[3], row[5]) for row in rows] == expected
    assert 2000 in {row[3] for row in rows}


def test_a_column_of_percents_says_of_what() -> None:
    table = hot_air_tables(hot_air_of(ALL["KAZ"], snapshot.region()), snapshot.region().sources, "en")[
        "levels"
    ]
    assert "%" not in table.head
    assert table.head.count("change on 1990, %") == 2

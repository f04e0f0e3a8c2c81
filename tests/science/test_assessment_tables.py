"""A journalist reads an assessment in tables, each whole and in the reader's language."""

import pytest
from tests.countries import every_country
from tests.science.assessed import Assessments

from climate_pathways.assessment.tables import (
    axes_table,
    criteria_table,
    numbers_table,
    pledges_table,
    principles_table,
    results_table,
    sensitivity_table,
    sources_table,
    turning_table,
    versions_table,
)
from climate_pathways.figures.snapshot.snapshot import region

LANGUAGES = ("en", "ru")


@pytest.mark.parametrize("language", LANGUAGES)
@every_country("KAZ", "UZB", "TKM")
def test_tables_are_whole(iso3: str, language: str) -> None:
    assessment = Assessments()[iso3]
    of_every_country, of_the_judged = (
        [pledges_table, versions_table, numbers_table, axes_table, turning_table],
        [principles_table, results_table],
    )
    # Those of the first rule stay with the assessments that were made by it.
    assert criteria_table(assessment, language) is None and sensitivity_table(assessment, language) is None
    if assessment.main is None:
        assert all(make(assessment, language) is None for make in of_the_judged)
    making = [*of_every_country, *(of_the_judged if assessment.main else ())]
    tables = [make(assessment, language) for make in making]
    tables.append(sources_table(assessment, region().sources, language))
    for table in tables:
        assert table and table.caption and table.head
        for row in table.rows:
            assert len(row) == len(table.head) and all(row)


def test_the_table_of_targets_shows_both_footings_and_the_distance_from_today() -> None:
    table = pledges_table(Assessments()["KAZ"], "en")
    (main,) = (table.rows[place] for place in table.strong)
    assert main[2:5] == ("320", "348", "−8.4 / +0.6 (2023)")
    assert main[1] == "NDC 3.0, 26 November 2025, by its own effort" and main[5].startswith("345 [")
    # Three documents promise the same; one of them was not read itself.
    (neutral,) = (row for row in table.rows if "neutrality" in row[0])
    assert neutral[1].count(";") == 2 and "reported by others" in neutral[1]
    assert set(neutral[2:]) == {"–"}


def test_a_target_that_stands_beside_no_fair_share_keeps_its_own_tonnes() -> None:
    assessment = Assessments()["TKM"]
    (row,) = pledges_table(assessment, "en").rows
    assert row[2:6] == ("–", "109", "–", "–")
    numbers = {row[0]: row[1] for row in numbers_table(assessment, "en").rows}
    assert numbers["Main target without land use, by its document"] == "109\u00a0Mt\u00a0CO₂e"
    assert "Main target beside fair shares, central reading" not in numbers


def test_a_table_of_principles_says_which_line_is_no_principle() -> None:
    table = principles_table(Assessments()["KAZ"], "en")
    assert (
        table and "not an equity principle" in table.rows[-1][0] and table.rows[0][0].startswith("All equity")
    )


def test_sources_name_every_document_that_a_pledge_was_read_in() -> None:
    assessment = Assessments()["UZB"]
    addresses = {row[3] for row in sources_table(assessment, region().sources, "en").rows}
    assert {
        assessment.pledges.citations[target.source].url for target in assessment.pledges.targets
    } <= addresses

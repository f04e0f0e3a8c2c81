"""A reader sees what the documents say of neutrality and of the NDC's quality, and what to bear in mind."""

import re
from dataclasses import replace

import pytest
from tests.countries import every_country
from tests.science.assessed import Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.chapters import rows
from climate_pathways.assessment.numbers.row import CRITERIA
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.tables import axes_table, neutrality_table, quality_table
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.pledges.context import PLEDGE
from climate_pathways.pledges.criteria import NEUTRALITY_CRITERIA


def assessment(iso3: str) -> Assessment:
    return Assessments()[iso3]


def spoken(found: Assessment, chapter: str, topic: str) -> list[str]:
    return [said.text for said in sentences(found, "en")[chapter] if said.topic == topic]


@pytest.mark.parametrize("language", LANGUAGES)
@every_country("KAZ", "UZB", "TKM")
def test_both_checklists_stand_in_tables_with_every_criterion(iso3: str, language: str) -> None:
    for table in (neutrality_table(assessment(iso3), language), quality_table(assessment(iso3), language)):
        assert table and len(table.rows) == 8
        assert all(len(row) == len(table.head) == 4 and all(row) for row in table.rows)


def test_an_answer_shows_its_document_its_place_and_what_is_printed_there() -> None:
    table = neutrality_table(assessment("KAZ"), "en")
    assert table and table.rows[0][1] == "yes: 2060"
    assert table.rows[0][3] == "NDC 3.0, annex 1, item 7(b): “carbon neutrality by 2060”"


def test_what_was_not_read_names_the_document_that_may_say_it() -> None:
    table = neutrality_table(assessment("GEO"), "en")
    assert table and table.rows[0][1] == "not read"
    assert table.rows[0][3] == assessment("GEO").pledges.document("lt-leds-2050").title("en")


@pytest.mark.parametrize(
    ("iso3", "chapter", "topic", "said"),
    [
        ("MDA", "promise", "ndc_quality", "5 criteria are met in full, 3 in part."),
        ("BLR", "promise", "ndc_quality", "1 criterion is met in full, 6 in part."),
        ("RUS", "promise", "ndc_quality", "none is met in full, 5 in part."),
        (
            "KAZ",
            "neutrality",
            "neutrality_criteria",
            "3 criteria are met in full, 2 in part; 3 could not be read and count neither way.",
        ),
        (
            "ARM",
            "neutrality",
            "neutrality_criteria",
            "none is met in full, 3 in part; 1 is not answered in the texts read; 4 could not be read and count neither way.",
        ),
        (
            "BLR",
            "neutrality",
            "neutrality_criteria",
            "none is met in full, 3 in part; 1 is answered with no; 4 are not answered in the texts read.",
        ),
        ("KAZ", "rating", "axis_neutrality", "yes to 3 of eight facts, 3 not read."),
        ("KGZ", "rating", "axis_neutrality", "yes to 4 of eight facts, 1 not read."),
        ("BLR", "rating", "axis_neutrality", "yes to 0 of eight facts."),
    ],
)
def test_one_sentence_counts_what_is_met(iso3: str, chapter: str, topic: str, said: str) -> None:
    (found,) = spoken(assessment(iso3), chapter, topic)
    assert found.endswith(said)


def test_what_was_not_read_stands_beside_the_measure_of_the_axis() -> None:
    table = axes_table(assessment("KAZ"), "en")
    assert table and table.rows[3][2] == "yes to 3 of eight, 3 not read"
    assert table.rows[4][2] == "yes to 5 of eight"


@every_country("KAZ", "UKR", "TKM")
def test_every_answer_is_counted_once(iso3: str) -> None:
    (said,) = spoken(assessment(iso3), "neutrality", "neutrality_criteria")
    counted = [int(number) for number in re.findall(r"\d+", said)]
    assert sum(counted) == len(NEUTRALITY_CRITERIA)


@every_country("KAZ", "UKR", "TKM")
def test_a_circumstance_is_told_once_and_named_where_else_it_matters(iso3: str) -> None:
    found = assessment(iso3)
    chapters = sentences(found, "en")
    told = [said.text for chapter in chapters.values() for said in chapter if said.topic == "context"]
    assert told and len(told) == len(set(told))
    themes = {entry.theme for entry in found.context if PLEDGE in entry.matters_for}
    assert len(spoken(found, "promise", "context")) == len(themes) <= 6


def test_ukraine_is_told_of_the_war_where_its_pledge_is() -> None:
    said = " ".join(spoken(assessment("UKR"), "promise", "context"))
    assert "temporarily occupied" in said and "internationally recognised borders" in said
    assert any(
        "war and its consequences" in text for text in spoken(assessment("UKR"), "fair", "context_elsewhere")
    )


def test_an_assessment_of_before_the_checklists_says_nothing_of_them() -> None:
    older = replace(assessment("KAZ"), neutrality_criteria=(), ndc_quality=(), context=())
    assert neutrality_table(older, "en") is None and quality_table(older, "en") is None
    topics = {said.topic for chapter in sentences(older, "en").values() for said in chapter}
    assert not {topic for topic in topics if re.match("context|neutrality_criteria|ndc_quality", topic)}
    assert not [row for row in rows(older) if row.chapter == CRITERIA]


def test_every_answer_is_a_row_of_the_exports() -> None:
    found = [row for row in rows(assessment("KAZ")) if row.chapter == CRITERIA]
    assert len(found) == 16 and len({row.key for row in found}) == 16
    assert {row.value for row in found} <= {"yes", "partly", "no", "not-read", "not-said"}
    assert all(row.source for row in found if row.value in ("yes", "partly"))

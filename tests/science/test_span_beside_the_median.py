"""A median of all principles never stands alone: the span over principles is beside it wherever it is shown."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment import numbers
from climate_pathways.assessment.assessment import Assessment, Shares
from climate_pathways.assessment.sentences.answer import answer_sentence, key_sentences
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.sentences.demands import suggestion_text
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.tables import numbers_table, principles_table, sources_table
from climate_pathways.charts.captions import gap_words, pathway_words, region_words
from climate_pathways.charts.csv_rows import gap_rows, pathway_rows, region_rows
from climate_pathways.charts.tables import compared_rows, gaps_table, pathway_table
from climate_pathways.core.quantiles import MEDIAN
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.exports.brief.origin import departures
from climate_pathways.exports.iamc import assessment_iamc_rows
from climate_pathways.fair_shares.choices import EQUITY
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.words import choice_name
from climate_pathways.figures.snapshot import snapshot

FROZEN = Path(__file__).parent / "frozen" / "KAZ-2026-11-23.json.gz"
ASSESSMENTS = Assessments()
CONVERGENCE = "per_capita_convergence"
every_country = pytest.mark.parametrize("iso3", ["BLR", "KAZ", "KGZ"])


@pytest.fixture(scope="module")
def old() -> Assessment:
    return Assessment.from_json(frozen())


def frozen() -> str:
    return gzip.decompress(FROZEN.read_bytes()).decode()


def span_of(assessment: Assessment) -> tuple[str, str]:
    assert assessment.main
    speaker = Speaker(assessment, "en")
    span = assessment.share_span(assessment.by_pledge[assessment.headline].target.year)
    return speaker.number(span.low), speaker.number(span.high)


@every_country
def test_the_sentence_says_that_values_were_dealt_and_how_far_principles_lie_apart(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    share = next(
        sentence.text for sentence in sentences(assessment, "en")["fair"] if sentence.topic == "share"
    )
    low, high = span_of(assessment)
    assert "dealt over choices of value, in equal parts over 4 equity principles" in share
    assert f"By principle the medians run from {low} (" in share and f"to {high}" in share


@every_country
def test_the_answer_and_the_key_sentences_say_it_too(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    low, high = span_of(assessment)
    assert f"(by principle {low} to {high})" in answer_sentence(assessment, "en")
    gap = next(sentence.text for sentence in key_sentences(assessment, "en") if sentence.topic == "gap")
    assert "By principle the median gap runs from" in gap
    below = assessment.share_span(assessment.by_pledge[assessment.headline].target.year).below_zero
    for said in (answer_sentence(assessment, "en"), gap):
        assert ("the fair share is below zero." in said) is bool(below)
        assert ("“Equal per person over time”" in said) is ("equal_cumulative_per_capita" in below)


@every_country
def test_convergence_stands_beside_with_both_sides_of_the_literature(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    said = next(
        sentence.text
        for sentence in sentences(assessment, "en")["fair"]
        if sentence.topic == "with_convergence"
    )
    assert all(name in said for name in ("Dooley", "Rajamani", "Robiou du Pont"))
    table = principles_table(assessment, "en")
    assert table and table.rows[1][0] == "All of them and convergence"
    assert [row[0] for row in table.rows][-2] == "Convergence to equal per person (to compare with)"


def fair_sentence(assessment: Assessment, shares: Shares, topic: str, language: str = "en") -> str:
    found = sentences(replace(assessment, shares=shares), language)["fair"]
    return next((sentence.text for sentence in found if sentence.topic == topic), "")


@pytest.mark.parametrize(
    ("language", "same"),
    [("en", "would make no difference to the median: "), ("ru", "медиана осталась бы прежней: ")],
)
def test_no_number_stands_instead_of_one_that_reads_the_same(language: str, same: str) -> None:
    assessment = ASSESSMENTS["KAZ"]
    shares = assessment.shares
    alike = replace(shares, shares=dict.fromkeys(shares.shares, shares.shares["ability_to_pay"]))
    assert same not in fair_sentence(assessment, shares, "with_convergence", language)
    assert same in fair_sentence(assessment, alike, "with_convergence", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_spreads_the_results_by_nothing_is_not_named(language: str) -> None:
    assessment = ASSESSMENTS["KAZ"]
    parts = {"principle": 0.8, "source": 0.005, "repayment_year": 0.0049}
    years = len(assessment.shares.years)
    by_choice = {choice: (part,) * years for choice, part in parts.items()}
    shares = replace(assessment.shares, contributions={OVERALL: by_choice})
    said = fair_sentence(assessment, shares, "what_divides", language)
    assert choice_name("repayment_year", language).lower() not in said.lower()
    assert choice_name("source", language).lower() in said.lower()
    nothing = replace(shares, contributions={OVERALL: dict.fromkeys(by_choice, (0.0,) * years)})
    assert fair_sentence(assessment, nothing, "what_divides", language) == ""


@every_country
def test_a_sentence_says_how_far_the_figures_alone_move_a_duty(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    said = next(
        sentence.text for sentence in sentences(assessment, "en")["fair"] if sentence.topic == "duties"
    )
    assert "threshold of $7,500" in said and "emissions since 1990" in said and said.count("\u00a0%") == 3


@every_country
def test_tables_and_demands_hold_the_span(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    low, high = span_of(assessment)
    shown = [row for row in numbers_table(assessment, "en").rows if "[by principle]" in row[0]]
    assert len(shown) == 2 and f"[{low}; {high}]" in shown[0][1]
    assert all("(by principle " in row[2] for row in gaps_table(assessment, "en").rows)
    assert "Medians by principle" in pathway_table(assessment, "en").head
    for suggestion in assessment.suggestions:
        text = suggestion_text(suggestion, "en")
        assert ("by principle" in text) is ("median" in text)


@every_country
def test_pictures_say_it_in_their_captions_and_in_words(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    way, gap = pathway_words(assessment, "en"), gap_words(assessment, "en")
    assert "By principle the medians of" in way.note and "medians by principle" in way.alternative
    assert "By principle the medians of the gap run" in gap.note and "medians by principle" in gap.alternative


def test_countries_compared_have_the_span() -> None:
    assessments = list(ASSESSMENTS.values())
    assert "(by principle " in region_words(assessments, "en").alternative
    for row in compared_rows(assessments, "en"):
        for name in ("share", "gap"):
            cell = row.cells[name]
            assert cell.value is None or "(by principle " in cell.text
    names = {row[2] for row in region_rows(assessments)[1:]}
    assert {
        "fair-share-median",
        "fair-share-lowest-principle-median",
        "fair-share-highest-principle-median",
    } <= names


@every_country
def test_files_hold_the_span_beside_every_median(iso3: str) -> None:
    assessment = ASSESSMENTS[iso3]
    rows = list(numbers.rows(assessment))
    medians = {
        row.year
        for row in rows
        if row.item == "share" and row.principle == OVERALL and row.level == str(MEDIAN)
    }
    for level in (numbers.LOWEST, numbers.HIGHEST):
        assert medians == {
            row.year for row in rows if row.item == "share_by_principle" and row.level == level
        }
        assert {"fair_share_by_principle", "gap_by_principle"} <= {
            row.item for row in rows if row.chapter == numbers.GAPS and row.level == level
        }
    assert any(str(row[2]).startswith("fair-share-lowest") for row in pathway_rows(assessment)[1:])
    assert any(str(row[2]).endswith(":gap-highest-principle-median") for row in gap_rows(assessment)[1:])
    names = {str(row[3]) for row in assessment_iamc_rows([assessment])[1:]}
    assert "Reference|Per capita convergence|Median" in names
    assert "Fair share|All equity principles|Lowest median of a principle" in names


# --- earlier assessments ----------------------------------------------------------------------


def test_an_earlier_assessment_keeps_its_five_principles(old: Assessment) -> None:
    assert CONVERGENCE in old.equity and len(old.equity) == 5 and old.references == ("grandfathering",)
    fair = sentences(old, "en")["fair"]
    assert "over 5 equity principles" in fair[0].text
    assert not {"with_convergence", "duties"} & {sentence.topic for sentence in fair}
    assert departures(Speaker(old, "en")) == ""
    names = {str(row[3]) for row in assessment_iamc_rows([old])[1:]}
    assert "Fair share|Per capita convergence|Median" in names and old.shares.duties == {}
    emitted = next(row for row in numbers.rows(old) if row.item == "emitted")
    assert emitted.source == "cerp+climate-watch+primap-histcr+primap-histtp"


def test_a_new_assessment_names_what_its_level_of_today_is_the_mean_of() -> None:
    assessment = ASSESSMENTS["KAZ"]
    assert assessment.equity == EQUITY and CONVERGENCE in assessment.references
    emitted = next(row for row in numbers.rows(assessment) if row.item == "emitted")
    assert emitted.source == "climate-watch+primap-histcr+primap-histtp"


def test_the_database_is_named_among_the_sources_though_it_stands_for_no_today() -> None:
    known = snapshot.region().sources
    for name, assessment in (("new", ASSESSMENTS["KAZ"]), ("old", Assessment.from_json(frozen()))):
        titles = [row[0] for row in sources_table(assessment, known, "en").rows]
        assert titles.count(known["cerp"].title) == 1, name

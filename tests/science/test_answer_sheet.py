"""A delegate has one sheet about one number: printed words, steps, what is open, what was corrected."""

import gzip
from pathlib import Path

import pytest
from tests.countries import every_country
from tests.science.assessed import Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.corrections import PLEDGE, corrections_of
from climate_pathways.core.wording import LANGUAGES
from climate_pathways.exports.brief.sheet import MOST_CORRECTIONS, answer_sheet

FROZEN = Path(__file__).parent / "frozen" / "KAZ-2026-11-23.json.gz"


@pytest.mark.parametrize("language", LANGUAGES)
@every_country("KAZ", "GEO", "TKM")
def test_it_holds_the_target_with_its_words_and_steps(
    assessments: Assessments, iso3: str, language: str
) -> None:
    assessment = assessments[iso3]
    sheet = answer_sheet(assessment, language)
    headline = assessment.pledges.headline()
    assert headline and sheet.passage and sheet.derivation and sheet.version == assessment.version
    assert headline.printed in sheet.passage.printed and str(headline.line) in sheet.passage.place
    assert sheet.passage.url.startswith("https://") and sheet.derivation.steps and sheet.derivation.comes_to
    assert sheet.derivation.questions and sheet.derivation.compared
    about = corrections_of(iso3)
    # A ministry is answered about the pledge: what was said of it wrong comes before words and figures.
    of_pledge = [correction.id for correction in about if correction.topic == PLEDGE]
    others = [correction.id for correction in about if correction.topic != PLEDGE]
    shown = [correction.id for correction in sheet.corrections]
    assert of_pledge and shown == [*of_pledge, *others][:MOST_CORRECTIONS]


def test_it_names_what_was_not_found_in_the_document(assessments: Assessments) -> None:
    found = {iso3: answer_sheet(assessments[iso3], "en").derivation for iso3 in ("KAZ", "GEO", "UZB", "TKM")}
    left_open = {iso3: derivation.left_open for iso3, derivation in found.items() if derivation}
    assert left_open == {
        "KAZ": (),
        "GEO": (
            "tonnes of the base year",
            "tonnes of the target for 2035",
            "land use expected for 2035",
        ),
        "UZB": ("tonnes of the target for 2035",),
        "TKM": ("tonnes of the target for 2030",),
    }


def test_only_disagreements_that_the_number_rests_on_are_told(assessments: Assessments) -> None:
    derivation = answer_sheet(assessments["KAZ"], "en").derivation
    assert derivation and derivation.differences_count == 9
    ((_, places),) = derivation.differences
    assert places == "line 2121: “385.7”; line 1887: “370,22”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_assessment_of_before_the_documents_were_read_has_its_words_alone(language: str) -> None:
    old = Assessment.from_json(gzip.decompress(FROZEN.read_bytes()).decode())
    sheet = answer_sheet(old, language)
    assert sheet.passage and sheet.passage.says and sheet.derivation is None and sheet.corrections

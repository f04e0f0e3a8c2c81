"""An assessment of a country: whole, frozen, to the byte, and the same from the command line."""

import json
import math
from collections.abc import Mapping
from typing import Any

import pytest
from tests.countries import every_country
from tests.science.assessed import FEW, JUDGED, shared_inputs

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.axes.axis import BEYOND, FAIR_SHARE
from climate_pathways.assessment.making import AssessmentInputs, assessment_inputs
from climate_pathways.cli import main
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.flags import flag_text
from climate_pathways.core.naming import step_text
from climate_pathways.fair_shares.choices import EQUITY, Parameters
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges import file as pledge_file

Output = pytest.CaptureFixture[str]
FEW_SET = ("--set", "draws=300", "--as-of", "2026")


@pytest.fixture
def inputs() -> AssessmentInputs:
    return shared_inputs()


@pytest.fixture
def everything(assessments: Mapping[str, Assessment]) -> Mapping[str, Assessment]:
    return assessments


def numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers(part)]
    if isinstance(value, list):
        return [number for part in value for number in numbers(part)]
    return [value] if isinstance(value, float) else []


# --- what it holds --------------------------------------------------------------------------


@every_country("KAZ", "UZB", "TKM")
def test_every_country_is_judged_by_its_main_pledge(everything: Mapping[str, Assessment], iso3: str) -> None:
    found = everything[iso3]
    assert any(pathway.neutral_by == 2050 for pathway in found.ways)
    assert found.suggestions and found.years_left and found.standing.results["ghg"].value > 0
    if iso3 not in JUDGED:
        assert found.main is None and found.headline == "" and "nothing-to-judge" in found.flags
        assert not any(read.is_comparable for read in found.read)
        return
    assert found.main and found.main.pledge == found.headline
    assert set(EQUITY) < set(found.main.gaps) and OVERALL in found.main.gaps
    assert found.main.rating is None and found.main.axis == found.axis(FAIR_SHARE)
    assert found.main.axis and found.main.axis.is_judged and found.main.axis.others


@every_country("KAZ", "UZB", "TKM")
def test_no_number_is_missing_or_endless(everything: Mapping[str, Assessment], iso3: str) -> None:
    assert all(math.isfinite(number) for number in numbers(json.loads(everything[iso3].as_json())))


def test_every_quantified_pledge_is_read_or_named_as_unread(everything: Mapping[str, Assessment]) -> None:
    for assessment in everything.values():
        read = {judged.pledge.id for judged in assessment.read} | set(assessment.unread)
        assert read == {pledge.id for pledge in assessment.pledges.quantities()}
    assert everything["KGZ"].unread and "pledge-unread" in everything["KGZ"].flags


def test_a_cut_per_gdp_that_lets_emissions_double_is_far_from_fair(
    everything: Mapping[str, Assessment],
) -> None:
    found = everything["UZB"]
    assert found.main
    target = found.by_pledge[found.headline].target
    assert target.low_mt_co2e > 1.3 * found.shares.current_mt_co2e
    assert found.main.axis and found.main.axis.step == BEYOND and found.main.overall.probability < 0.05
    assert "as-an-amount" in {suggestion.id for suggestion in found.suggestions}
    assert "gdp" in dict(found.by_pledge[found.headline].what_matters())


def test_what_could_be_asked_names_its_numbers_in_both_languages(
    everything: Mapping[str, Assessment],
) -> None:
    for assessment in everything.values():
        for suggestion in assessment.suggestions:
            english, russian = (step_text(suggestion.says, language) for language in ("en", "ru"))
            assert any(letter.isdigit() for letter in english) and english != russian
            assert "{" not in english + russian
            assert set(suggestion.concerns) <= {target.id for target in assessment.pledges.targets}


def test_every_flag_has_words(everything: Mapping[str, Assessment]) -> None:
    for assessment in everything.values():
        for flag in (
            *assessment.flags,
            *assessment.shares.flags,
            *(flag for pathway in assessment.ways for flag in pathway.flags),
        ):
            assert flag_text(flag, "ru") != flag_text(flag, "en")


def test_a_country_that_depends_on_support_says_so(everything: Mapping[str, Assessment]) -> None:
    assert "only-conditional" in everything["AZE"].flags
    assert "only-conditional" not in everything["KAZ"].flags


# --- frozen ---------------------------------------------------------------------------------


def test_assessing_again_gives_the_same_bytes_and_version(everything: Mapping[str, Assessment]) -> None:
    one = assessment_inputs(["TJK"], as_of=2026, parameters=FEW)
    again = one.assess("TJK")
    with pytest.raises(
        PathwaysError, match="'KAZ' is not among the countries that this was computed for: TJK"
    ):
        one.assess("KAZ")
    assert again.as_json() == everything["TJK"].as_json()
    assert again.version == everything["TJK"].version


@every_country("KAZ", "UZB", "TKM")
def test_what_was_written_reads_back_to_the_byte(everything: Mapping[str, Assessment], iso3: str) -> None:
    written = everything[iso3].as_json()
    assert Assessment.from_json(written).as_json() == written


def test_it_names_everything_that_made_it(everything: Mapping[str, Assessment]) -> None:
    made_of = everything["KAZ"].made_of
    assert made_of["figures"]["sha256"] == everything["KAZ"].standing.digest
    assert made_of["parameters"]["seed"] == FEW.seed and made_of["parameters"]["draws"] == 300
    assert made_of["code_version"] and made_of["pledges"]["sha256"] and made_of["as_of"] == 2026


def test_another_seed_or_year_is_another_version(everything: Mapping[str, Assessment]) -> None:
    seed = assessment_inputs(["ARM"], as_of=2026, parameters=Parameters(draws=300, seed=1)).assess("ARM")
    year = assessment_inputs(["ARM"], as_of=2027, parameters=FEW).assess("ARM")
    assert len({everything["ARM"].version, seed.version, year.version}) == 3


def test_an_assessment_holds_what_was_read_beside_the_pledges(everything: Mapping[str, Assessment]) -> None:
    kazakhstan = everything["KAZ"]
    assert len(kazakhstan.neutrality_criteria) == len(kazakhstan.ndc_quality) == 8 and kazakhstan.context
    assert kazakhstan.made_of["criteria"]["reviewed_on"] >= "2026-11-28"
    assert Assessment.from_json(kazakhstan.as_json()) == kazakhstan


def test_an_assessment_of_before_the_checklists_keeps_its_bytes(everything: Mapping[str, Assessment]) -> None:
    held = json.loads(everything["KAZ"].as_json())
    older = {
        name: held[name] for name in held if name not in ("neutrality_criteria", "ndc_quality", "context")
    }
    text = json.dumps(older, ensure_ascii=False, sort_keys=True)
    found = Assessment.from_json(text)
    assert not found.neutrality_criteria and not found.context
    assert found.as_json() == text


def test_a_file_of_something_else_is_refused() -> None:
    for text, why in (
        ("", "it cannot be read"),
        ("{", "it cannot be read"),
        ("{}", "the field “iso3” is missing"),
        ("[1, 2]", "its fields are not those that are read"),
        ('{"iso3": 5}', "the field “iso3” holds a value of another kind"),
    ):
        with pytest.raises(PathwaysError, match=f"not an assessment, or one of another release: {why}$"):
            Assessment.from_json(text)


# --- refused --------------------------------------------------------------------------------


def test_a_country_outside_the_region_is_refused(inputs: AssessmentInputs) -> None:
    with pytest.raises(PathwaysError, match="not a country of analysis"):
        inputs.assess("DEU")


@pytest.mark.parametrize("year", [1990, 2021, 2050, 9999])
def test_a_year_that_cannot_be_today_is_refused(year: int) -> None:
    with pytest.raises(PathwaysError, match=str(year)):
        assessment_inputs(["KAZ"], as_of=year, parameters=FEW)


def test_land_use_is_refused_with_the_way_to_ask_for_it() -> None:
    with pytest.raises(PathwaysError, match="pathways fair --with-land-use"):
        assessment_inputs(["KAZ"], as_of=2026, parameters=Parameters(draws=300, with_land_use=True))


# --- at the terminal ------------------------------------------------------------------------


def test_one_country_as_json(everything: Mapping[str, Assessment], capsys: Output) -> None:
    assert main(["assess", "uzb", "--json", *FEW_SET]) == 0
    assert capsys.readouterr().out.strip() == everything["UZB"].as_json()


def test_one_changed_assumption_changes_the_answer_and_is_noted(
    everything: Mapping[str, Assessment], capsys: Output
) -> None:
    assert main(["assess", "UZB", "--json", *FEW_SET, "--set", "principles=equal_per_capita"]) == 0
    changed = Assessment.from_json(capsys.readouterr().out)
    assert changed.made_of["parameters"]["principles"] == ["equal_per_capita"]
    assert changed.main and everything["UZB"].main
    assert changed.main.overall.share_median != everything["UZB"].main.overall.share_median


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["assess"], "Name a country"),
        (["assess", "KAZ", "--all"], "Name a country"),
        (["assess", "--all"], "--to DIR"),
        (["assess", "DEU"], "not a country of analysis"),
        (["assess", "KAZ", "--set", "threshold=-5"], "threshold cannot be"),
        (["assess", "KAZ", "--set", "hope=1"], "no choice called"),
        (["assess", "KAZ", "--as-of", "1990"], "1990"),
        (["assess", "KAZ", "--path", "absent.csv"], "absent.csv"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: list[str], words: str, capsys: Output
) -> None:
    assert main([*arguments, "--lang", "en"]) == 1
    printed = capsys.readouterr()
    assert words in printed.err and printed.err.count("\n") == 1 and printed.out == ""


def test_a_country_without_a_target_ahead_is_assessed_all_the_same(
    inputs: AssessmentInputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Turkmenistan will be in 2031, if it hands in nothing new."""
    found = assessment_inputs(["TKM"], as_of=2031, parameters=FEW).assess("TKM")
    assert found.main is None and found.headline == "" and "nothing-to-judge" in found.flags
    assert {"neutrality-year"} <= {suggestion.id for suggestion in found.suggestions}
    assert pledge_file.read("TKM").headline()

"""A hostile reader checks an assessment's sentences against its own figures, and finds nothing.

Every percentage above or below something is worked out again, every amount is one of the figures of
the same assessment, and no two sentences give two values for one thing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from tests.science.hostile import ASSESSMENTS, EACH, LANGUAGE, spoken

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.core.wording import say_rounded
from climate_pathways.figures.sentences.standing import Sentence

# The standing speaks of series, as their own tests do; what reviewers wrote is quoted as it stands.
OWN_CHAPTERS = ("promise", "fair", "gap", "neutrality", "demands")
REVIEWED = ("context", "quality_met", "neutrality_met")
NUMBER = r"[−-]?\d[\d\u00a0\u202f ]*(?:[.,]\d+)*"
UNIT = r"[\u00a0 ](?:Mt\b|млн[\u00a0 ]т\b)"
AMOUNT = re.compile(rf"({NUMBER}){UNIT}")
CHANGE = {
    "en": re.compile(
        rf"(?P<size>\d+(?:\.\d+)?)\u00a0% (?P<way>more|less) than in (?P<when>[^(;]+?) \((?P<level>{NUMBER})\u00a0Mt"
    ),
    "ru": re.compile(
        rf"на (?P<size>\d+(?:,\d+)?)\u00a0% (?P<way>больше|меньше), чем в (?P<when>[^(;]+?) \((?P<level>{NUMBER})\u00a0млн"
    ),
}
# Parts of an assessment without amounts that these chapters speak of: the more numbers, the weaker the check.
NO_AMOUNTS = frozenset(
    (
        "standing",
        "shares",
        "made_of",
        "line",
        "other_line",
        "percent",
        "stated",
        "probability",
        "factors",
        "rating",
    )
    + (
        "facts",
        "commitments",
        "neutrality_criteria",
        "ndc_quality",
        "context",
        "made_of",
        "steps",
        "readings",
    )
)
UPWARDS = ("more", "больше")


def number(text: str, language: str) -> float:
    plain = re.sub(r"[\u00a0\u202f ]", "", text).replace("−", "-")
    return float(plain.replace(",", "") if language == "en" else plain.replace(",", "."))


def digits_of(value: float) -> str:
    return say_rounded("en", value)


def own(iso3: str, language: str) -> list[Sentence]:
    return [
        sentence
        for chapter, sentence in spoken(iso3, language)
        if chapter in OWN_CHAPTERS and sentence.topic not in REVIEWED
    ]


# --- percentages ------------------------------------------------------------------------------


def wrong_changes(said: list[Sentence], assessment: Assessment, language: str) -> list[str]:
    """Return each change whose level is no level of the target's comparisons, or whose size or way is not theirs."""
    return [
        f"{sentence.topic}: {found[0]}"
        for sentence in said
        if sentence.topic in ("own_today", "own_mean")
        for found in CHANGE[language].finditer(sentence.text)
        if not _is_right(sentence, found, assessment, language)
    ]


def _is_right(sentence: Sentence, found: re.Match[str], assessment: Assessment, language: str) -> bool:
    target = next(name for name in sentence.sources if name.startswith("pledge:")).removeprefix("pledge:")
    read = assessment.by_pledge[target].own
    assert read is not None
    size, level = number(found["size"], language), number(found["level"], language)
    signed = size if found["way"] in UPWARDS else -size
    return any(
        digits_of(comparison.level) == digits_of(level)
        and all(str(year) in found["when"] for year in (comparison.years[0], comparison.years[-1]))
        # Worked out again from the tonnes, not read from the percentage that was kept.
        and 100 * (comparison.target.central / comparison.level - 1) == pytest.approx(signed, abs=0.51)
        for comparison in read.comparisons
    )


@LANGUAGE
@EACH
def test_every_change_is_that_of_its_own_comparison(iso3: str, language: str) -> None:
    said = own(iso3, language)
    assert not wrong_changes(said, ASSESSMENTS[iso3], language)


def test_comparisons_are_found_in_both_languages() -> None:
    for language in ("en", "ru"):
        assert any(CHANGE[language].search(sentence.text) for sentence in own("UZB", language))


@LANGUAGE
@pytest.mark.parametrize("fault", ["way", "size", "level"])
def test_a_wrong_change_is_noticed(language: str, fault: str) -> None:
    said = [sentence for sentence in own("UZB", language) if sentence.topic == "own_today"]
    (sentence,) = said[:1]
    found = CHANGE[language].search(sentence.text)
    assert found
    turned = {"more": "less", "больше": "меньше"}[found["way"]]
    other = {"way": turned, "size": "12", "level": "333"}[fault]
    text = sentence.text[: found.start(fault)] + other + sentence.text[found.end(fault) :]
    assert wrong_changes([replace(sentence, text=text)], ASSESSMENTS["UZB"], language)


@EACH
def test_the_gap_is_the_target_less_the_fair_share(iso3: str) -> None:
    judged = ASSESSMENTS[iso3].main
    if judged is None:
        assert iso3 == "TKM"
        return
    target = ASSESSMENTS[iso3].by_pledge[judged.pledge].target.central_mt_co2e
    (gap,) = (sentence.text for sentence in own(iso3, "en") if sentence.topic == "gap")
    above = judged.overall.gap_median > 0
    lower = re.search(r"have to be (\d+)\u00a0% lower", gap)
    assert ("above the median" in gap) == above or "about as large" in gap
    if lower:
        assert 100 * (1 - judged.overall.share_median / target) == pytest.approx(float(lower[1]), abs=0.51)


# --- amounts ----------------------------------------------------------------------------------


@cache
def figures(iso3: str) -> frozenset[str]:
    """Return every number of an assessment to three figures, also those within lists and steps."""
    assessment = ASSESSMENTS[iso3]
    whole = json.loads(assessment.as_json())
    found = set(_numbers({name: part for name, part in whole.items() if name not in NO_AMOUNTS}))
    return frozenset(digits_of(abs(value)) for value in (*found, *_worked_out(assessment)))


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NO_AMOUNTS:
                yield from _numbers(part)
    elif isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def _worked_out(assessment: Assessment) -> Iterator[float]:
    """Yield what is read between the figures: fair shares of a year, and how far readings lie apart."""
    years = {read.target.year for read in assessment.read} | {2035}
    for name in assessment.shares.principles:
        for year in years:
            yield from (assessment.shares.at(name, year, level) for level in (0.05, 0.5, 0.95))
    for read in assessment.read:
        yield from (apart for _, apart in read.what_matters())


def unknown_amounts(said: list[Sentence], iso3: str, language: str) -> list[str]:
    return [
        f"{sentence.topic}: {amount}"
        for sentence in said
        for amount in AMOUNT.findall(sentence.text)
        if digits_of(abs(number(amount, language))) not in figures(iso3)
    ]


@LANGUAGE
@EACH
def test_every_amount_is_a_figure_of_the_assessment(iso3: str, language: str) -> None:
    assert not unknown_amounts(own(iso3, language), iso3, language)


@LANGUAGE
def test_an_amount_from_nowhere_is_noticed(language: str) -> None:
    sentence = own("KAZ", language)[0]
    wrong = {"en": "That is 8.35791\u00a0Mt.", "ru": "Это 8,35791\u00a0млн\u00a0т."}[language]
    assert unknown_amounts([replace(sentence, text=wrong)], "KAZ", language)


# --- one value for one thing ------------------------------------------------------------------


def levels(said: list[Sentence], language: str) -> dict[tuple[str, ...], set[str]]:
    """Return the levels that sentences give, by source and the years they speak of."""
    found: dict[tuple[str, ...], set[str]] = {}
    for sentence in said:
        for place, change in enumerate(CHANGE[language].finditer(sentence.text)):
            key = (*sentence.sources[1:], change["when"].strip(), str(place))
            found.setdefault(key, set()).add(change["level"])
    return found


@LANGUAGE
@EACH
def test_one_year_of_one_inventory_has_one_value(iso3: str, language: str) -> None:
    assert all(len(values) == 1 for values in levels(own(iso3, language), language).values())


@LANGUAGE
def test_a_second_value_is_noticed(language: str) -> None:
    sentence = next(sentence for sentence in own("UZB", language) if CHANGE[language].search(sentence.text))
    found = CHANGE[language].search(sentence.text)
    assert found
    text = sentence.text[: found.start("level")] + "999" + sentence.text[found.end("level") :]
    both = levels([sentence, replace(sentence, text=text)], language)
    assert any(len(values) > 1 for values in both.values())


@LANGUAGE
@EACH
def test_a_demand_repeats_the_level_of_the_promise(iso3: str, language: str) -> None:
    said = {sentence.topic: sentence.text for sentence in own(iso3, language)}
    below = said.get("below-today")
    if below is not None:
        asked = [number(amount, language) for amount in AMOUNT.findall(below)]
        told = [number(found["level"], language) for found in CHANGE[language].finditer(said["own_today"])]
        assert {digits_of(value) for value in told} <= {digits_of(value) for value in asked}


# --- single sentences ------------------------------------------------------------------------


def test_a_target_that_cannot_be_set_beside_a_share_is_not_said_to_be_missing() -> None:
    said = " ".join(sentence.text for sentence in sentences(ASSESSMENTS["TKM"], "en")["gap"])
    assert "No target of Turkmenistan ahead can be set beside a fair share" in said


@pytest.mark.parametrize("iso3", ["BLR", "MDA", "AZE"])
def test_the_course_names_whose_figure_its_target_is(iso3: str) -> None:
    """By the newest inventory the same percentage is another amount than the document states."""
    said = " ".join(sentence.text for sentence in sentences(ASSESSMENTS[iso3], "en")["rating"])
    by = "by an international series" if iso3 == "AZE" else "by the national inventory"
    assert f"(without land use, {by})" in said


@EACH
def test_an_index_of_the_international_series_names_it(iso3: str) -> None:
    said = " ".join(sentence.text for sentence in sentences(ASSESSMENTS[iso3], "en")["rating"])
    assert iso3 == "TKM" or "both by international series" in said


@pytest.mark.parametrize("iso3", ["ARM", "MDA", "TJK"])
def test_two_ends_of_a_small_duty_do_not_read_alike(iso3: str) -> None:
    said = " ".join(sentence.text for sentence in sentences(ASSESSMENTS[iso3], "en")["fair"])
    low, high = re.findall(r"duty in 2030: ([\d.]+)\u00a0% to ([\d.]+)", said)[0]
    assert low != high and float(low) > 0


def test_a_fall_of_war_is_not_praised_beside_the_way_to_zero() -> None:
    """The course is not judged, since the trend is one of war: the same trend is no progress here either."""
    (said,) = [
        sentence.text
        for sentence in sentences(ASSESSMENTS["UKR"], "en")["neutrality"]
        if sentence.topic == "trend_to_zero"
    ]
    assert "came with war and cannot be put down to policy" in said and "as fast as that" not in said

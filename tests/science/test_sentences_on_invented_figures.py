"""Each sentence where its own condition turns: shipped figures meet most of the conditions by chance alone."""

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.sentences import fair_share
from climate_pathways.assessment.sentences.gap import gap
from climate_pathways.assessment.sentences.pledges import promise
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.figures.sentences import sentences
from climate_pathways.figures.snapshot.snapshot import region
from climate_pathways.figures.standing import Standing, standing_of
from climate_pathways.pledges.words import spread


@pytest.fixture(scope="module")
def kazakhstan() -> Assessment:
    return Assessments()["KAZ"]


def with_gaps(assessment: Assessment, **by_principle: dict[str, Any]) -> Assessment:
    """Return the assessment with other gaps of the main pledge, by principle or over all."""
    main = assessment.main
    assert main
    gaps = {name: replace(gap, **by_principle.get(name, {})) for name, gap in main.gaps.items()}
    judged = replace(main, gaps=gaps)
    return replace(
        assessment, judged=tuple(judged if other is main else other for other in assessment.judged)
    )


def told(assessment: Assessment, topic: str) -> str:
    return next(said.text for said in gap(Speaker(assessment, "en")) if said.topic == topic)


@pytest.mark.parametrize(
    ("part", "percent", "expected"),
    [
        (0.049, 4.9, "about as large as"),
        (-0.049, -4.9, "about as large as"),
        (0.051, 5.1, "above the median fair share; to reach that"),
        (0.999, 100.0, "above the median fair share; to reach that"),
        (1.001, 100.1, "which is below zero"),
        (0.5, None, "which is below zero"),
        (-0.051, -5.1, "below the median fair share."),
    ],
)
def test_the_gap_is_said_by_its_size_beside_the_target(
    kazakhstan: Assessment, part: float, percent: float | None, expected: str
) -> None:
    target = kazakhstan.by_pledge[kazakhstan.headline].target.central_mt_co2e
    other = with_gaps(kazakhstan, **{OVERALL: {"gap_median": part * target, "gap_percent": percent}})
    text = told(other, "gap").partition("In 90")[0]
    assert expected in text
    others = {"about as large as", "to reach that", "which is below zero", "below the median"} - {expected}
    assert [words for words in others if words in text and words not in expected] == []


@pytest.mark.parametrize("met", [0, 1, 3, 4])
def test_principles_are_counted_from_half_of_the_combinations_on(kazakhstan: Assessment, met: int) -> None:
    equity = kazakhstan.equity
    assert len(equity) == 4
    chances = {name: {"probability": 0.5 if n < met else 0.4999} for n, name in enumerate(equity)}
    beginning = {0: "By none of the 4", 4: "By each of the 4"}.get(met, f"By {met} of the 4")
    assert told(with_gaps(kazakhstan, **chances), "principles_met").startswith(beginning)


def test_without_a_target_the_share_told_is_of_a_year_that_was_computed(kazakhstan: Assessment) -> None:
    until = kazakhstan.shares.years.index(2030) + 1
    rows = {name: values[:until] for name, values in kazakhstan.shares.shares.items()}
    shares = replace(kazakhstan.shares, years=kazakhstan.shares.years[:until], shares=rows)
    other = replace(kazakhstan, headline="", shares=shares)
    said = next(fair_share.fair(Speaker(other, "en")))
    assert said.year == 2030 and "for Kazakhstan in 2030" in said.text


def test_what_support_would_make_stands_on_the_footing_of_the_main_target(kazakhstan: Assessment) -> None:
    main, given = kazakhstan.by_pledge[kazakhstan.headline], kazakhstan.by_pledge["ndc-3-2035-conditional"]
    assert main.own and given.own and given.own.net and given.own.gross
    for footing, span in (("net", given.own.net), ("gross", given.own.gross)):
        read = replace(main, own=replace(main.own, footing=footing))
        other = replace(
            kazakhstan, read=tuple(read if pledge is main else pledge for pledge in kazakhstan.read)
        )
        said = [sentence for sentence in promise(Speaker(other, "en")) if sentence.topic == "with_support"]
        assert [f"about {spread(span, 'en')} on" in sentence.text for sentence in said] == [True]


def test_no_more_than_three_choices_spread_and_none_that_reads_as_nothing(kazakhstan: Assessment) -> None:
    years = len(kazakhstan.shares.years)
    parts = {"path": 0.3, "gini": 0.0049, "threshold": 0.005, "history_since": 0.2, "source": 0.1}

    def said(**given: float) -> list[str]:
        contributions = {OVERALL: {name: (part,) * years for name, part in given.items()}}
        other = replace(kazakhstan, shares=replace(kazakhstan.shares, contributions=contributions))
        spoken = fair_share.fair(Speaker(other, "en"))
        return [sentence.text for sentence in spoken if sentence.topic == "what_divides"]

    (text,) = said(**parts)
    assert re.findall(r"\((\d+)\s%\)", text) == ["30", "20", "10"]
    (text,) = said(gini=parts["gini"], threshold=parts["threshold"])
    assert text.count("%)") == 1
    assert said(gini=parts["gini"]) == []


# --- standings ------------------------------------------------------------------------------


def standing_with(iso3: str, **values: float) -> Standing:
    standing = standing_of(iso3, region())
    results = {
        name: replace(result, value=values.get(name, result.value))
        for name, result in standing.results.items()
    }
    return replace(standing, results=results)


@pytest.mark.parametrize(("percent", "is_said"), [(0.49, False), (0.5, True), (0.0, False)])
def test_nuclear_power_is_named_from_half_a_percent_on(percent: float, is_said: bool) -> None:
    spoken = sentences(standing_with("ARM", electricity_nuclear=percent), "en")
    (text,) = (sentence.text for sentence in spoken if sentence.topic == "electricity")
    assert ("nuclear" in text) == is_said


@pytest.mark.parametrize(
    "missing", ["ghg", "world_share", "electricity_fossil", "region_per_person", "change"]
)
def test_a_sentence_that_lacks_a_figure_is_not_said(missing: str) -> None:
    whole = standing_of("ARM", region())
    topic = {
        "ghg": "level",
        "world_share": "level",
        "electricity_fossil": "electricity",
        "region_per_person": "per_person",
        "change": "course",
    }[missing]
    less = replace(whole, results={name: found for name, found in whole.results.items() if name != missing})
    assert topic in {said.topic for said in sentences(whole, "en")}
    assert topic not in {said.topic for said in sentences(less, "en")}

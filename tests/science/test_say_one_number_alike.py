"""A number is said with one rounding, one source and one year, wherever it is read."""

import json
from dataclasses import replace

import pytest
from tests.science.assessed import Assessments

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.difference import Change, diff
from climate_pathways.assessment.numbers import MT, SHARES, YEARS_LEFT
from climate_pathways.assessment.numbers.row import Row
from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.assessment.sentences.difference import difference_text, lines
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.tables.judgement import principles_table
from climate_pathways.cli import main
from climate_pathways.core.wording import mark, say_rounded
from climate_pathways.fair_shares.choices import REFERENCE

ASSESSED = Assessments()
FEW = ("--lang", "en", "--set", "draws=100")


def fair(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["fair", *arguments, *FEW]) == 0
    return capsys.readouterr().out


def of_lines_alone(assessment: Assessment) -> Assessment:
    """The assessment as lines to compare with make it, no principle of equity having been chosen."""
    shares = {REFERENCE: assessment.shares.shares[REFERENCE]}
    return replace(
        assessment,
        shares=replace(assessment.shares, shares=shares, duties={}),
        judged=(),
        headline="",
        years_left={},
        made_of={**assessment.made_of, "weights": {}},
    )


@pytest.mark.parametrize(
    "text",
    [
        mark("There are too few figures of {name} for a fair share."),
        mark("{name} has no target ahead that can be read in tonnes."),
    ],
)
def test_a_sentence_knows_the_name_in_every_form(text: str) -> None:
    assert "Казахстана" in Speaker(ASSESSED["KAZ"], "ru").say("share", text).text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_lines_to_compare_with_alone_are_said_to_be_no_fair_share(language: str) -> None:
    told = sentences(of_lines_alone(ASSESSED["KAZ"]), language)
    [share] = [one.text for one in told["fair"] if one.topic == "share"]
    assert "too few figures" not in share and "слишком мало" not in share


def test_that_no_principle_was_chosen_is_the_reason_given() -> None:
    told = sentences(of_lines_alone(ASSESSED["KAZ"]), "en")
    assert told["fair"][0].text.startswith("No equity principle was chosen")
    assert told["gap"][0].text.startswith("No equity principle was chosen")


def test_the_two_levels_of_today_name_their_source_and_year(capsys: pytest.CaptureFixture[str]) -> None:
    said = fair(capsys, "BLR", "--neutral-by", "2050")
    emitted = next(line for line in said.splitlines() if line.startswith("Emitted"))
    assert "2022" in emitted and "the mean of the series" in emitted and "Climate Watch" in emitted
    ghg = ASSESSED["BLR"].standing.results["ghg"]
    level = f"from {say_rounded('en', ghg.value)} Mt CO₂e in {ghg.year} by “National inventory (CRT)”"
    assert level in said
    [way] = [one.text for one in sentences(ASSESSED["BLR"], "en")["neutrality"] if one.topic == "way"]
    assert f"of the emissions of {ghg.year} by “National inventory (CRT)”" in way
    table = principles_table(ASSESSED["BLR"], "en")
    assert table and "at the emissions of 2022 by international series" in table.caption
    data = json.loads(fair(capsys, "BLR", "--json"))
    assert data["current_sources"] == ["climate-watch", "primap-histcr", "primap-histtp"]


def test_a_single_series_is_no_mean(capsys: pytest.CaptureFixture[str]) -> None:
    said = fair(capsys, "BLR", "--set", "source=climate-watch")
    assert "by the series that fair shares start from: “Climate Watch”." in said


def test_what_is_emitted_on_the_way_reads_alike(capsys: pytest.CaptureFixture[str]) -> None:
    said = fair(capsys, "RUS", "--neutral-by", "2050")
    [way] = [way for way in ASSESSED["RUS"].ways if way.neutral_by == 2050]
    amount = say_rounded("en", way.results["budget"].value)
    assert amount == "25,000" and f"{amount} Mt CO₂e on the way" in said
    assert any(amount in one.text for one in sentences(ASSESSED["RUS"], "en")["neutrality"])


def test_the_level_of_a_large_country_has_three_figures_everywhere() -> None:
    told = sentences(ASSESSED["RUS"], "en")
    assert "2,080\u00a0Mt" in told["standing"][0].text
    assert any("2,080\u00a0Mt" in one.text for one in told["promise"])


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [(1.0, -11.0693, "−1,210"), (1.0, 2.08, "+108"), (100.0, 104.5, "+4.5"), (100.0, 100.04, "+0.04")],
)
def test_a_percent_has_no_false_digits(before: float, after: float, percent: str) -> None:
    old, new = (Row(SHARES, "share", value, MT, 2035) for value in (before, after))
    assert f"({percent}\u00a0%)" in difference_text(Change(old, new, reasons=()), "en")


def test_years_left_of_another_today_are_changed_and_not_new() -> None:
    old = ASSESSED["KAZ"]
    left = {name: replace(one, median=one.median / 2) for name, one in old.years_left.items()}
    new = replace(old, version="later", as_of=2027, years_left=left)
    found = [change for change in diff(old, new).changes if change.row.item == YEARS_LEFT]
    assert found and {change.kind for change in found} == {"changed"}
    assert not any("new [" in line or "gone [" in line for line in lines(diff(old, new), old, new, "en"))


@pytest.mark.parametrize(("year", "reason"), [("99999", "too far ahead"), ("0", "not ahead of")])
def test_a_year_of_neutrality_is_refused_for_what_is_wrong_with_it(
    year: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fair", "USA", "--neutral-by", year, *FEW]) == 1
    assert reason in capsys.readouterr().err


def test_draws_are_counted_as_combinations_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fair", "KAZ", "--lang", "en", "--set", "draws=1000"]) == 0
    assert "1,000 draws, seed" in capsys.readouterr().out

"""A reader meets the levels of a choice: in words, in their own language, and everywhere the same words."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.rating import Rating, Sensitivity
from climate_pathways.assessment.reasons import reasons_for
from climate_pathways.assessment.sentences.difference import reason_text
from climate_pathways.assessment.sentences.rating import sensitivity_text
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.sentences.what_if import choices_said
from climate_pathways.assessment.tables import sensitivity_table
from climate_pathways.assessment.what_if import WhatIf
from climate_pathways.exports.brief.origin import departures
from climate_pathways.exports.handbook.compiling import handbook
from climate_pathways.exports.rows import assessment_rows
from climate_pathways.fair_shares.choices import CHOICES, EQUITY, PRINCIPLE, Level
from climate_pathways.fair_shares.own_files import OWN_SOURCE
from climate_pathways.fair_shares.words import choice_name, level_name
from climate_pathways.figures.snapshot.snapshot import region

LANGUAGES = ("en", "ru")
LEVELS: Mapping[str, tuple[Level, ...]] = {
    **{name: tuple(dict.fromkeys((*choice.levels, *choice.allowed))) for name, choice in CHOICES.items()},
    "source": (*CHOICES["source"].allowed, OWN_SOURCE),
    PRINCIPLE: EQUITY,
}
CASES = [(choice, level) for choice, levels in LEVELS.items() for level in levels]
IDENTIFIERS = {level for _, level in CASES if isinstance(level, str)}


@pytest.fixture(scope="module")
def uzbekistan(assessments: dict[str, Assessment]) -> Assessment:
    return assessments["UZB"]


def fixed(assessment: Assessment, choice: str, level: Level) -> Assessment:
    """Return an assessment that says of itself that one choice was fixed."""
    parameters: dict[str, Any] = assessment.made_of["parameters"]
    if choice == PRINCIPLE:
        changed = {**parameters, "principles": [level]}
    else:
        changed = {**parameters, "levels": {**parameters["levels"], choice: [level]}}
    return replace(assessment, made_of={**assessment.made_of, "parameters": changed})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("choice", "level"), CASES)
def test_no_level_is_said_by_its_identifier(choice: str, level: Level, language: str) -> None:
    said = level_name(choice, level, language)
    assert said and said not in IDENTIFIERS and not {"{", "_"} & set(said)
    assert len(said) < 80 and "333333" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("choice", "level"), CASES)
def test_every_place_says_a_level_alike(
    uzbekistan: Assessment, choice: str, level: Level, language: str
) -> None:
    said, named = level_name(choice, level, language), choice_name(choice, language)
    assert sensitivity_text(Sensitivity(choice, level, 3, 0.5), language).endswith(f": {said}")
    asked = WhatIf(principles=(str(level),)) if choice == PRINCIPLE else WhatIf(((choice, (level,)),))
    assert choices_said(asked, language) == ((named, said),)
    other = fixed(uzbekistan, choice, level)
    if other.made_of == uzbekistan.made_of:  # A choice that is drawn from this level alone is not told of.
        return
    assert f": {said}" in departures(Speaker(other, language))
    (reason,) = reasons_for(uzbekistan.made_of, other.made_of)
    told = reason_text(reason, language)
    assert f": {said}" in told.partition(" → ")[2] and not identifiers_in(told)


def identifiers_in(text: str) -> set[str]:
    words = {word.strip("(),.;:«»“”") for word in text.split()}
    # These identifiers are words of English too, and stand in what is said of them.
    return words & (IDENTIFIERS - {"range", "median", "own"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_assumptions_says_them_alike(uzbekistan: Assessment, language: str) -> None:
    main = uzbekistan.main
    assert main is not None
    sensitivity = tuple(Sensitivity(choice, level, 3, 0.5) for choice, level in CASES)
    target = uzbekistan.by_pledge[main.pledge].target
    judged = replace(main, rating=Rating(target, 1, 3, (), sensitivity, (), {}))
    table = sensitivity_table(replace(uzbekistan, judged=(judged,)), language)
    assert table is not None
    assert [row[:2] for row in table.rows] == [
        (choice_name(choice, language), level_name(choice, level, language)) for choice, level in CASES
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_says_them_alike(language: str) -> None:
    book = handbook(region().sources, language)
    choices = [choice for section in (*book.principles, book.engine, book.path) for choice in section.choices]
    assert choices
    for choice in choices:
        levels = CHOICES[choice.id].levels
        assert choice.levels == tuple(level_name(choice.id, level, language) for level in levels)


def test_the_spreadsheet_holds_no_level_but_sources_and_principles(uzbekistan: Assessment) -> None:
    cells = {cell for row in assessment_rows([uzbekistan]) for cell in row if isinstance(cell, str)}
    words = {level for name in ("path", "population", "gwp") for level in LEVELS[name]}
    assert not cells & words


def test_a_russian_brief_of_the_median_says_it_in_russian(uzbekistan: Assessment) -> None:
    changed = departures(Speaker(fixed(uzbekistan, "population", "median"), "ru"))
    assert "Прогноз населения: медиана ООН" in changed and "median" not in changed

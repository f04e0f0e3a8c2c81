"""A hostile reader looks for slips of the pen and English words in an assessment, and finds none."""

import re

import pytest
from tests.science.hostile import EACH, LANGUAGE, spoken

LATIN = re.compile(r"\b[a-z]{3,}\b")
# Names and file words that Russian keeps: PRIMAP-hist, Jones et al.
KEPT = re.compile(r"PRIMAP-hist\S*|Jones et al\.|«[^»]*»|\d{4}-\d\d-\d\d-[0-9a-f]{10}")


def slips(text: str) -> list[str]:
    return [slip for slip in ("..", "г..", "  ", " .", " ,", "{", "}") if slip in text]


def english_in(text: str) -> list[str]:
    return LATIN.findall(KEPT.sub("", text))


@LANGUAGE
@EACH
def test_no_sentence_has_a_slip_of_the_pen(iso3: str, language: str) -> None:
    assert not {sentence.text for _, sentence in spoken(iso3, language) if slips(sentence.text)}


@EACH
def test_no_english_word_is_left_in_russian(iso3: str) -> None:
    left = {sentence.topic: english_in(sentence.text) for _, sentence in spoken(iso3, "ru")}
    assert not {topic: words for topic, words in left.items() if words}


@pytest.mark.parametrize("text", ["Это 5 млн т..", "в 2022 г..", "два  пробела.", "пробел .", "{year} год."])
def test_a_slip_of_the_pen_is_noticed(text: str) -> None:
    assert slips(text)


def test_an_english_word_is_noticed() -> None:
    assert english_in("Цель на 2035 год: below today.") and not english_in(
        "По данным Jones et al. и PRIMAP-hist."
    )

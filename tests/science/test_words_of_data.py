"""Our own words in the files of data are spelt as the code’s: they stand on the same pages."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

DATA = Path(str(resources.files("climate_pathways"))) / "data"
LANGUAGES = ("_en", "_ru")
# A document’s own words stay as it prints them.
QUOTATION = re.compile(r"“[^”]*”|«[^»]*»")
EVERYWHERE = {
    "write CO₂, N₂O, CH₄, m³": r"\b(?:CO2|N2O|CH4|SF6|NF3)|\b[mм]3\b",
    "write a span with a dash": r"(?<![\d.])\d[\d.,]*-\d",
    "write a minus": r"(?<![\w–])-\d",
    "write curly quotation marks": r'["„]',
    "divide thousands": r"(?<![\d.,/])(?!(?:19|20)\d\d(?!\d))\d{4,}|(?<![\d.,])\d{4,} (?:Mt|kt|млн|млрд|тыс)|(?<![\d.,])\d{4},\d",
    "write dollars": r"US ?\$|\bUSD\b|\bUS dollar|долл\.|доллар\w* США",
}
OF_A_LANGUAGE = {
    "_en": {
        "write a curly apostrophe": r"'",
        "divide thousands by a comma, decimals by a point": r"\d[ \u00a0\u202f]\d{3}(?!\d)|\d,\d{1,2}(?!\d)",
    },
    "_ru": {"divide thousands by a no-break space": r"\d[ \u202f]\d{3}(?!\d)|(?<![\d,])\d{1,3},\d{3},"},
}
# What is counted in no thousands: lines of a text, numbers of acts, tables with numbers of two parts.
NO_AMOUNT = re.compile(
    r"(?:\blines?|строк[аеи]) [\d–]+|(?:№|No\.|Order) \d+-\w+|(?:\btable|\bтаблиц[аеы]) \d\.\d-\d"
)


def values(node: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of ours with the language its key ends in."""
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key.endswith(LANGUAGES):
                yield key[-3:], value
            else:
                yield from values(value)
    elif isinstance(node, list):
        for item in node:
            yield from values(item)


def faults(language: str, text: str) -> list[str]:
    own = NO_AMOUNT.sub("", QUOTATION.sub("", text))
    rules = EVERYWHERE | OF_A_LANGUAGE[language]
    return [
        f"{advice}: …{own[max(0, at.start() - 20) : at.end() + 20]}…"
        for advice, rule in rules.items()
        for at in re.finditer(rule, own)
    ]


def test_our_words_are_spelt_as_everywhere_on_the_site() -> None:
    found = [
        f"{file.name}: {fault}"
        for file in sorted(DATA.rglob("*.toml"))
        for language, text in values(tomllib.loads(file.read_text("utf-8")))
        for fault in faults(language, text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("_en", "at least 1 Mt of CO2"),
        ("_en", "in 2020-2030"),
        ("_en", "baseline -10.47"),
        ("_en", 'the item says "up to'),
        ("_en", "the document's own"),
        ("_en", "growing to 1200 Mt"),
        ("_en", "cut 1 510.458 thousand t"),
        ("_en", "237 billion US$"),
        ("_ru", "1988 млн т в 2010 году"),
        ("_ru", "с сокращением 1914,70 тыс. т"),
        ("_ru", "на 250 000 га"),
        ("_ru", "524 млрд долл. в год"),
        ("_ru", "5 млрд долларов США"),
        ("_ru", "95 млн м3 в год"),
    ],
)
def test_another_spelling_is_found(language: str, text: str) -> None:
    assert len(faults(language, text)) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("_en", "The Russian text has “65-75%” (line 1755, table 2.2-1), 3,148 Mt in 1990."),
        (
            "_ru",
            "Закон № 3991-IX, строка 1755: «1230,8 млн долл. США», 2\u00a0427,2 млн т в 1990–2023 годах.",
        ),
    ],
)
def test_quotations_and_what_is_no_amount_stay_as_they_are(language: str, text: str) -> None:
    assert faults(language, text) == []

"""Somebody writes down what was said wrong; the list is read, checked at the door, and asked by country."""

from datetime import date

import pytest

from climate_pathways.assessment import (
    all_corrections,
    corrections_of,
    is_recent,
    topic_name,
)
from climate_pathways.assessment.corrections import TOPICS, parse
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError

ENTRY = """
[[corrections]]
id = "geo-words-2026"
on = 2026-11-28
since = 2026-11-23
countries = ["GEO"]
topic = "words"
said_en = "We said this."
said_ru = "Мы писали так."
right_en = "This is right."
right_ru = "Верно вот что."
why_en = "An oversight."
why_ru = "Недосмотр."
quoted_en = "Replace it."
quoted_ru = "Замените."
"""


def changed(old: str, new: str) -> str:
    assert old in ENTRY
    return ENTRY.replace(old, new)


def test_the_shipped_list_speaks_of_every_country_in_both_languages() -> None:
    listed = all_corrections()
    assert {iso3 for correction in listed for iso3 in correction.countries} == set(COUNTRIES)
    assert {correction.topic for correction in listed} <= set(TOPICS)
    for correction in listed:
        russian = (
            part("ru") for part in (correction.said, correction.right, correction.why, correction.quoted)
        )
        assert all(any("а" <= letter <= "я" for letter in text) for text in russian)
        # Both tongues tell the same numbers.
        assert correction.right("en").count("%") == correction.right("ru").count("%")


def test_an_entry_is_read_as_it_stands() -> None:
    (correction,) = parse(ENTRY, file="corrections.toml")
    assert (correction.on, correction.since) == (date(2026, 11, 28), date(2026, 11, 23))
    assert (correction.said("en"), correction.said("ru")) == ("We said this.", "Мы писали так.")
    assert (correction.right("en"), correction.right("ru")) == ("This is right.", "Верно вот что.")
    assert (correction.why("en"), correction.why("ru")) == ("An oversight.", "Недосмотр.")
    assert (correction.quoted("en"), correction.quoted("ru")) == ("Replace it.", "Замените.")


@pytest.mark.parametrize(
    ("countries", "title"),
    [
        ('["GEO"]', "Georgia: wording"),
        ('["KAZ", "GEO"]', "Kazakhstan, Georgia: wording"),
        (str(list(COUNTRIES)), "All twelve countries: wording"),
        ("[]", "Wording"),
    ],
)
def test_its_title_names_countries_and_topic(countries: str, title: str) -> None:
    (correction,) = parse(changed('["GEO"]', countries), file="corrections.toml")
    assert correction.title("en") == title
    assert topic_name("words", "en") == "Wording"


def test_the_newest_stand_first_and_those_of_one_day_as_in_the_file() -> None:
    text = ENTRY
    for name, day in (("b", "2026-12-01"), ("c", "2026-12-01"), ("d", "2026-11-30")):
        text += changed("geo-words-2026", name).replace("on = 2026-11-28", f"on = {day}")
    listed = parse(text, file="corrections.toml")
    assert [correction.id for correction in listed] == ["b", "c", "d", "geo-words-2026"]


def test_a_country_is_told_of_its_own_alone() -> None:
    assert {"kaz-pledge-2026-11-28", "gini-2026-11-28"} <= {c.id for c in corrections_of("KAZ")}
    assert all("KAZ" in correction.countries for correction in corrections_of("KAZ"))
    with pytest.raises(PathwaysError, match=r"no corrections of 'XXX'.*KAZ"):
        corrections_of("XXX")


@pytest.mark.parametrize(
    ("today", "recent"),
    [
        (date(2026, 11, 27), False),
        (date(2026, 11, 28), True),
        (date(2027, 11, 28), True),
        (date(2027, 11, 29), False),
    ],
)
def test_a_correction_is_recent_for_twelve_months(today: date, recent: bool) -> None:
    [made] = [
        correction.on for correction in corrections_of("KAZ") if correction.id == "kaz-pledge-2026-11-28"
    ]
    assert is_recent(made, today=today) == recent


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("[[corrections", "corrections.toml", "under [[corrections]]"),
        ("", "corrections", "under [[corrections]]"),
        ("corrections = 1", "corrections", "under [[corrections]]"),
        ("corrections = [1]", "corrections", "under [[corrections]]"),
        (f"title = 'ours'\n{ENTRY}", "corrections", "under [[corrections]]"),
        (changed('why_en = "An oversight."\n', ""), "corrections.geo-words-2026", "every key"),
        (changed('id = "geo-words-2026"\n', ""), "corrections.1", "every key"),
        (changed("since = 2026-11-23", 'since = "in November"'), "corrections.geo-words-2026", "each of its kind"),
        (changed('["GEO"]', '"GEO"'), "corrections.geo-words-2026", "each of its kind"),
        (changed("topic", "theme"), "corrections.geo-words-2026.theme", "one of: id, on, since"),
        (changed('"words"', '"weather"'), "corrections.geo-words-2026.topic", "pledge, figures, licence, words"),
        (changed('["GEO"]', '["GEX"]'), "corrections.geo-words-2026.countries", "one of: ARM"),
        (changed('["GEO"]', '["GEO", "GEO"]'), "corrections.geo-words-2026.countries", "each country once"),
        (changed("2026-11-23", "2026-11-29"), "corrections.geo-words-2026.since", "no later than"),
        (changed('"geo-words-2026"', '"Geo words"'), "corrections.Geo words.id", "small Latin letters"),
        (changed('"geo-words-2026"', '"2026-geo"'), "corrections.2026-geo.id", "a letter first"),
        (ENTRY + ENTRY, "corrections.geo-words-2026.id", "each identifier once"),
        (changed('"We said this."', '""'), "corrections.geo-words-2026.said_en", "a sentence"),
        (changed('"Верно вот что."', '"Верно вот что. "'), "corrections.geo-words-2026.right_ru", "without spaces"),
        (changed('"Замените."', '"Replace it."'), "corrections.geo-words-2026.quoted_ru", "in Russian"),
    ],
)  # fmt: skip
def test_a_bad_entry_is_refused_by_its_place(text: str, place: str, expected: str) -> None:
    with pytest.raises(TableError) as refused:
        parse(text, file="corrections.toml")
    said = str(refused.value)
    assert said.startswith("file corrections.toml") and place in said and expected in said

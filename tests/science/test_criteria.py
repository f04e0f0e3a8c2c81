"""Checklists and context, read in the documents: whole, each answer at its place, and refused by name."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from tests.science.sources.binary_files import original, source_data

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.wording import LANGUAGES, say_count
from climate_pathways.pledges import context, criteria
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.context import MATTERS, THEMES, Circumstance
from climate_pathways.pledges.criteria import (
    CRITERIA,
    NEUTRALITY,
    NEUTRALITY_RULES,
    NO,
    NOT_READ,
    NOT_SAID,
    PUBLISHED,
    QUALITY,
    QUALITY_RULES,
    CriterionAnswer,
    count_of,
    newest,
)
from climate_pathways.pledges.places import KNOWN, place_text

every_country = pytest.mark.parametrize("iso3", COUNTRIES)


def shipped(folder: str, iso3: str) -> str:
    return resources.files("climate_pathways").joinpath("data", folder, f"{iso3}.toml").read_text("utf-8")


def entries(iso3: str) -> Iterator[CriterionAnswer | Circumstance]:
    found = criteria.read(iso3)
    yield from found.neutrality
    yield from found.quality
    yield from context.read(iso3).circumstances


# --- the shipped files ----------------------------------------------------------------------


@every_country
def test_every_country_answers_every_criterion_once(iso3: str) -> None:
    found = criteria.read(iso3)
    assert [answer.criterion for answer in found.neutrality] == list(CRITERIA[NEUTRALITY])
    assert [answer.criterion for answer in found.quality] == list(CRITERIA[QUALITY])
    assert not count_of(found.quality, NOT_READ, NOT_SAID)


@every_country
def test_the_quality_asked_for_is_that_of_the_newest_contribution(iso3: str) -> None:
    document = newest(pledge_file.read(iso3))
    answers = [answer for answer in criteria.read(iso3).quality if answer.document]
    assert answers and {answer.document for answer in answers} == {document.id}


@every_country
def test_the_year_of_a_promise_is_the_year_of_the_checklist(iso3: str) -> None:
    year = criteria.read(iso3).neutrality[0]
    promised = {str(pledge.year) for pledge in pledge_file.read(iso3).neutrality()}
    assert year.answer != criteria.YES or year.value in promised


@every_country
def test_what_is_absent_is_said_to_have_been_searched_for_in_the_whole_text(iso3: str) -> None:
    without = [answer for answer in criteria.read(iso3).quality if answer.answer == NO and not answer.text]
    assert all("whole text" in answer.says_en and "весь текст" in answer.says_ru for answer in without)


@every_country
def test_every_entry_speaks_both_languages_in_short_sentences(iso3: str) -> None:
    for entry in entries(iso3):
        for language in LANGUAGES:
            assert entry.says(language).endswith(".") and len(entry.says(language)) <= 330, entry
        assert not re.search(r"[a-z]{3,}", entry.says_ru.replace("LULUCF", "")), entry.says_ru
        assert not re.search(r"[а-яё]", entry.says_en), entry.says_en


def test_a_place_is_told_in_russian() -> None:
    assert place_text("section 2.1, item 4(a)", "en") == "section 2.1, item 4(a)"
    known = {place: words for place in shipped_places() if (words := words_of(place))}
    assert known == {}, "no translation is known of these words of places"


def shipped_places() -> set[str]:
    """Return every place of every file that we ship: of targets, facts, answers, circumstances and differences."""
    files = Path(str(resources.files("climate_pathways"))).glob("data/*/*.toml")
    return {place for file in files for place in places_in(tomllib.loads(file.read_text("utf-8")))}


def places_in(entry: object) -> Iterator[str]:
    if isinstance(entry, list):
        for member in entry:
            yield from places_in(member)
    elif isinstance(entry, dict):
        for name, value in entry.items():
            if name.endswith("place") and isinstance(value, str):
                yield value
            else:
                yield from places_in(value)


def words_of(place: str) -> list[str]:
    """Return the words of a place that stay English for every reader: letters of items and numerals are none."""
    return re.findall(
        r"[a-z]{2,}", re.sub(r"\(i{1,3}|iv|vi{0,3}\)", "", KNOWN.sub("", re.sub("“.*?”", "", place)))
    )


@every_country
def test_every_circumstance_has_its_place_or_its_source(iso3: str) -> None:
    found = context.read(iso3).circumstances
    assert found and all(entry.printed or entry.source_url.startswith("https://") for entry in found)
    assert {name for entry in found for name in entry.matters_for} <= set(MATTERS)
    order = [list(THEMES).index(entry.theme) for entry in found]
    assert order == sorted(order)


@source_data
@every_country
def test_what_is_printed_stands_in_its_line(iso3: str) -> None:
    placed = [entry for entry in entries(iso3) if entry.text]
    assert placed
    for entry in placed:
        lines = original(f"ndc/texts/{entry.text}").read_text(encoding="utf-8").split("\n")
        assert entry.printed in lines[(entry.line or 0) - 1], entry


def test_what_earns_a_yes_is_published_for_every_criterion() -> None:
    assert list(NEUTRALITY_RULES) == list(CRITERIA[NEUTRALITY])
    assert list(QUALITY_RULES) == list(CRITERIA[QUALITY])
    assert {*NEUTRALITY_RULES.values(), *QUALITY_RULES.values()} < set(PUBLISHED.rules)
    assert all(" Yes: " in text for text in (*NEUTRALITY_RULES.values(), *QUALITY_RULES.values()))


# --- what is refused ------------------------------------------------------------------------


def refusal(folder: str, text: str) -> str:
    reader = criteria.parse if folder == "criteria" else context.parse
    with pytest.raises(TableError) as caught:
        reader(text, file="KAZ.toml", pledges=pledge_file.read("KAZ"))
    return str(caught.value)


def row(criterion: str) -> str:
    """Return the first shipped entry of a criterion."""
    found: list[str] = re.findall(
        rf'\[\[\w+\]\]\ncriterion = "{criterion}"\n[^\[]*', shipped("criteria", "KAZ")
    )
    return found[0]


@pytest.mark.parametrize(
    ("old", "new", "place", "expected"),
    [
        (
            'answer = "yes"',
            'answer = "maybe"',
            "neutrality.year.answer",
            "yes, partly, no, not-read, not-said",
        ),
        ('criterion = "plan"', 'criterion = "hope"', "neutrality.hope.criterion", "one of: year"),
        ('criterion = "plan"', 'criterion = "year"', "neutrality.year", "each criterion once"),
        ('document = "ndc-3"', 'document = "ndc-9"', "neutrality.year.document", "one of: ndc-1"),
        ("KAZ-third_ndc-EN", "KAZ-first_ndc-EN", "neutrality.year.text", "KAZ-third_ndc-EN"),
        ("line = 2488", "line = 0", "neutrality.year.line", "from 1"),
        ("line = 2488\n", "", "neutrality.year.line", "from 1"),
        ("line = 2488", 'line = "many"', "neutrality.year", "of its kind"),
        ('value = "2060"', "hope = 1", "neutrality.year.hope", "one of: answer"),
        ('iso3 = "KAZ"', 'iso3 = "UZB"', "iso3", "the country of its documents"),
        ('iso3 = "KAZ"', 'iso3 = "KAZ"\nmark = 5', "mark", "one of: iso3"),
        ("reviewed_on = 2026-11-28", "", "reviewed_on", "of its kind"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_name(old: str, new: str, place: str, expected: str) -> None:
    said = refusal("criteria", shipped("criteria", "KAZ").replace(old, new, 1))
    assert place in said and expected in said


def test_a_criterion_that_is_missing_is_refused_by_its_name() -> None:
    said = refusal("criteria", shipped("criteria", "KAZ").replace(row("review"), ""))
    assert "neutrality.review" in said and "every criterion" in said


@pytest.mark.parametrize(
    ("criterion", "answer", "place"),
    [
        ("all-gases", "yes", "neutrality.all-gases.document"),
        ("plan", "not-read", "neutrality.plan.text"),
        ("methane", "not-said", "quality.methane.answer"),
    ],
)
def test_an_answer_has_a_place_exactly_where_it_was_read(criterion: str, answer: str, place: str) -> None:
    before = row(criterion)
    after = re.sub('answer = "[^"]*"', f'answer = "{answer}"', before).replace("carbon-neutrality", "x")
    assert place in refusal("criteria", shipped("criteria", "KAZ").replace(before, after))


def test_an_answer_on_the_quality_lies_in_the_newest_contribution() -> None:
    before = row("methane")
    after = before.replace("ndc-3", "ndc-1-updated").replace("third_ndc", "revised_first_ndc")
    assert "quality.methane.document" in refusal(
        "criteria", shipped("criteria", "KAZ").replace(before, after)
    )


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('theme = "collapse"', 'theme = "hope"', "context.1.theme"),
        ('"trend"', '"weather"', "context.1.matters_for"),
        ('matters_for = ["pledge", "trend", "fair-share"]', "matters_for = []", "context.1.matters_for"),
        ('document = "ndc-3"', 'document = "ndc-9"', "context.1.document"),
        ('document = "ndc-3"', 'source_title = "A book"', "context.1.source_publisher"),
        ("reviewed_on", "looked_at", "looked_at"),
    ],
)
def test_a_wrong_circumstance_is_refused_by_its_place(old: str, new: str, place: str) -> None:
    assert place in refusal("context", shipped("context", "KAZ").replace(old, new, 1))


@pytest.mark.parametrize("reader", [criteria.read, context.read])
def test_an_unknown_country_is_refused_with_the_list(reader: object) -> None:
    with pytest.raises(PathwaysError, match="UZB"):
        reader("XYZ")  # type: ignore[operator]


# --- numbers with their word ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (0, "0 criteria", "0 критериев"),
        (1, "1 criterion", "1 критерий"),
        (2, "2 criteria", "2 критерия"),
        (5, "5 criteria", "5 критериев"),
        (11, "11 criteria", "11 критериев"),
        (21, "21 criteria", "21 критерий"),
    ],
)
def test_a_number_takes_the_form_that_goes_with_it(number: int, english: str, russian: str) -> None:
    assert say_count("en", "{count} criterion | {count} criteria", number) == english
    assert say_count("ru", "{count} критерий | {count} критерия | {count} критериев", number) == russian

"""A negotiator changes one assumption and shares the answer."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from climate_pathways import cli
from tamyr.shared import turns

pytestmark = [pytest.mark.django_db, pytest.mark.frozen, pytest.mark.usefixtures("drawn_once")]
LANGUAGES = ("en", "ru")


def ask(client: Client, query: str, language: str = "en", iso3: str = "uzb") -> tuple[int, str]:
    answer = client.get(f"/{language}/countries/{iso3}/what-if/?{query}")
    return answer.status_code, unescape(answer.content.decode())


@pytest.mark.parametrize(("language", "published"), [("en", "As published"), ("ru", "Как опубликовано")])
def test_the_form_shows_what_is_published(client: Client, language: str, published: str) -> None:
    answer = client.get(f"/{language}/countries/uzb/what-if/")
    text = unescape(answer.content.decode())
    assert answer.status_code == 200 and not answer.cookies
    assert 'method="get"' in text and published in text
    assert "{" not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(("language", "instead"), [("en", "instead of"), ("ru", "вместо")])
def test_one_assumption_changes_the_answer(client: Client, language: str, instead: str) -> None:
    status, text = ask(client, "principle=ability_to_pay", language)
    assert status == 200
    assert instead in text and "<svg" in text
    command = 'pathways fair UZB <span class="word">--set</span> principles=ability_to_pay,grandfathering'
    assert command in text, "no option breaks at its hyphens"


def test_the_answer_has_an_address_that_gives_it_again_in_the_other_language(client: Client) -> None:
    _, text = ask(client, "threshold=7500.125&path=&sort=idle")
    other = re.search(r'href="(/ru/countries/uzb/what-if/\?[^"]+)"', text)
    assert other and other[1] == "/ru/countries/uzb/what-if/?threshold=7500.125"
    assert client.get(other[1]).status_code == 200


def test_a_target_of_ones_own_is_judged(client: Client) -> None:
    status, text = ask(client, "pledge=own&target_mt=60&target_year=2035&neutral_by=2050")
    assert status == 200 and "at most 60" in text
    assert (
        "by the principle kindest to the country: “like 1.5\u00a0°C”" in text
        and "Zero by 2050 would ask for" in text
    )


def test_a_decimal_comma_and_spaces_are_read_as_written(client: Client) -> None:
    assert ask(client, "threshold=7+500&responsibility_weight=0,5", "ru")[0] == 200
    assert ask(client, "threshold=7,500", "en")[0] == 200
    _, text = ask(client, "responsibility_weight=0,120", "en")
    assert "responsibility_weight=0.12 " in text


def test_the_command_shown_gives_the_same_numbers(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = ask(client, "history_since=1990")
    command = re.search(r"pathways (fair UZB [^<]+)<", re.sub(r"</?span[^>]*>", "", text))
    assert command
    assert cli.main(command[1].split()) == 0
    said = capsys.readouterr().out
    median = re.search(r"the fair share would be (\d+)", text)
    assert median and median[1] in said


BAD = [
    ("threshold=-5", "“-5” is out of bounds", "«-5» выходит за пределы"),
    ("threshold=много", "“много” is not a number", "«много» — не число"),
    pytest.param("threshold=nan", "“nan” is not a number", "«nan» — не число", marks=pytest.mark.whole),
    pytest.param("threshold=1e400", "is not a number", "не число", marks=pytest.mark.whole),
    ("threshold=" + "9" * 60, "40", "40"),
    pytest.param(
        "history_since=1066", "“1066” is out of bounds", "«1066» выходит за пределы", marks=pytest.mark.whole
    ),
    ("history_since=1990.5", "“1990.5” is not a year", "«1990.5» — не год"),
    pytest.param(
        "history_since=3000", "“3000” is out of bounds", "«3000» выходит за пределы", marks=pytest.mark.whole
    ),
    pytest.param("path_position=0", "is out of bounds", "выходит за пределы", marks=pytest.mark.whole),
    ("source=nonsense", "nonsense", "nonsense"),
    pytest.param("principle=nonsense", "nonsense", "nonsense", marks=pytest.mark.whole),
    pytest.param("pledge=nonsense", "nonsense", "nonsense", marks=pytest.mark.whole),
    pytest.param(
        "neutral_by=2020", "“2020” is out of bounds", "«2020» выходит за пределы", marks=pytest.mark.whole
    ),
    ("target_mt=100", "Give the year of your target", "Укажите год вашей цели"),
    ("pledge=own", "Give the amount of your target", "Укажите величину вашей цели"),
    pytest.param(
        "target_mt=1e9&target_year=2035", "is out of bounds", "выходит за пределы", marks=pytest.mark.whole
    ),
    ("target_mt=100&target_year=1999", "“1999” is out of bounds", "«1999» выходит за пределы"),
    ("path=cerp-1.5-marker&target_mt=100&target_year=2050", "covers", "охватывает"),
]


@pytest.mark.parametrize(("query", "english", "russian"), BAD)
def test_what_makes_no_sense_is_said_in_the_readers_language(
    client: Client, query: str, english: str, russian: str
) -> None:
    for language, expected in (("en", english), ("ru", russian)):
        status, text = ask(client, query, language)
        assert status == 422
        assert expected in text


def test_what_was_typed_stays_in_the_form(client: Client) -> None:
    _, text = ask(client, "threshold=-5&history_since=1990")
    assert 'value="-5"' in text and 'value="1990"' in text


def test_hostile_words_are_words(client: Client) -> None:
    answer = client.get("/en/countries/uzb/what-if/?threshold=%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 422 and b"<script>alert" not in answer.content


@pytest.fixture
def others_are_computing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    with turns.in_turn():
        yield


@pytest.mark.usefixtures("others_are_computing")
def test_while_others_are_answered_one_is_asked_to_come_back(client: Client) -> None:
    answer = client.get("/en/countries/uzb/what-if/?gini=wid")
    assert answer.status_code == 503 and answer["Retry-After"] == "5"
    assert 'href="/en/countries/uzb/what-if/?gini=wid"' in answer.content.decode()


def test_an_answer_given_once_needs_no_turn(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(client, "gini=wid")[0] == 200
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    with turns.in_turn():
        assert ask(client, "gini=wid")[0] == 200

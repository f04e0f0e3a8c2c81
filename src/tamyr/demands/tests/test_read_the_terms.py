"""Anybody reads how long bodies have to answer, and counts the days for a letter of their own."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.countries import every_country

from climate_pathways.core.countries import COUNTRIES

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str, status: int = 200, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == status
    return str(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "ru"])
def test_twelve_countries_stand_side_by_side(client: Client, language: str) -> None:
    page = shown(client, f"/{language}/demands/terms/")
    assert all(f"/{language}/demands/terms/{code.lower()}/" in page for code in COUNTRIES)
    assert ("5 working days" if language == "en" else "5 рабочих дней") in page
    assert ("48 hours" if language == "en" else "48 часов") in page


@every_country("BLR", "TKM", "UKR", name="code")
def test_every_country_has_its_page_in_both_languages(client: Client, code: str) -> None:
    for language in ("en", "ru"):
        page = shown(client, f"/{language}/demands/terms/{code.lower()}/")
        assert COUNTRIES[code].name(language) in page


def test_a_country_says_in_which_language_to_write_and_how_that_is_known(client: Client) -> None:
    assert "<p>Kazakh, Russian. <span" in shown(client, "/en/demands/terms/kaz/")
    page = shown(client, "/ru/demands/terms/uzb/")
    assert '<p>Узбекский. <span class="sources">(<a href="https://urmon.gov.uz/' in page


def test_a_letter_is_counted_with_its_working(client: Client) -> None:
    page = shown(
        client, "/en/demands/terms/ukr/", kind="information", sent="2026-03-06", delivered="2026-03-06"
    )
    assert "Late: no answer in time" in page
    assert "until 13 March 2026" in page
    assert "5 working days after 6 March 2026, without weekends: 13 March 2026" in page
    assert "A court</b>: until 13 September 2026" in page


def test_days_off_that_did_not_count_are_named_in_russian_too(client: Client) -> None:
    page = shown(client, "/ru/demands/terms/kaz/", kind="demand", delivered="2026-03-10")
    assert "15 рабочих дней после 10\N{NO-BREAK SPACE}марта 2026" in page
    assert "23–25\N{NO-BREAK SPACE}марта" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kind": "demand"}, "Write when the letter was sent, or came in."),
        ({"kind": "demand", "sent": "2999-01-01"}, "Write a day of these years."),
        ({"kind": "demand", "sent": "1999-01-01"}, "Write a day of these years."),
        ({"kind": "demand", "sent": "yesterday"}, "Enter a valid date."),
        ({"kind": "petition", "sent": "2026-01-01"}, "petition"),
        (
            {"kind": "demand", "sent": "2026-03-03", "delivered": "2026-03-02"},
            "“Came in on” is earlier than “Sent on”",
        ),
        ({"kind": "demand", "sent": "2026-03-03", "put_off": "2026-03-02"}, "is earlier than “Sent on”"),
    ],
)
def test_what_cannot_be_counted_is_said_where_it_is_typed(
    client: Client, asked: dict[str, str], words: str
) -> None:
    page = shown(client, "/en/demands/terms/kaz/", 422, **asked)
    assert words in page and "Not counted yet" in page


def test_a_day_to_come_is_refused(client: Client) -> None:
    to_come = (timezone.now() + timedelta(days=2)).date().isoformat()
    assert "This day is still to come" in shown(
        client, "/en/demands/terms/kaz/", 422, kind="demand", sent=to_come
    )


def test_where_a_letter_endangers_its_signer_the_warning_stands_first(client: Client) -> None:
    page = shown(client, "/en/demands/terms/blr/")
    assert page.index("Dangerous for who signs") < page.index("Count the days for a letter")


def test_the_table_says_of_each_term_how_it_is_known(client: Client) -> None:
    answer = client.get("/en/demands/terms/table.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["country"] for row in rows} == set(COUNTRIES) - {"TKM"}
    ukraine = next(
        row
        for row in rows
        if (row["country"], row["letter"], row["clock"]) == ("UKR", "environment", "answer")
    )
    assert (ukraine["amount"], ukraine["unit"], ukraine["status"]) == ("48", "hours", "seen")

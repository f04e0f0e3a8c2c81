"""A form sent to an address without its language, or the slash at its end: its words are given back, not led away from."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
OWN = {"origin": "http://testserver", "Accept-Language": "en"}
WORDS = "They burn coal in our town."
ASTRAY = {
    "/en/priorities/1/propose": "/en/priorities/1/propose/",
    "/priorities/1/propose": "/en/priorities/1/propose/",
    "/priorities/1/propose/": "/en/priorities/1/propose/",
    "/en/support/write": "/en/support/write/",
    "/support/write": "/en/support/write/",
    "/editing/pages/5/edit": "/editing/pages/5/edit/",
}


@pytest.mark.parametrize(("address", "meant"), ASTRAY.items())
def test_a_form_is_not_led_away_from_its_words(address: str, meant: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(address, {"title": WORDS, "text": WORDS}, headers=OWN)
    page = unescape(answer.content.decode())
    assert answer.status_code == 404 and answer["Cache-Control"] == "no-store"
    assert page.count(WORDS) == 2 and f'<a href="{meant}">' in page
    foreign = Client().post(address, {"title": WORDS}, headers={"origin": "https://bad.example.org"})
    assert foreign.status_code == 404 and WORDS not in foreign.content.decode()


@pytest.mark.parametrize(("address", "meant"), ASTRAY.items())
def test_a_reader_is_led_on(address: str, meant: str) -> None:
    status = 301 if address.startswith(("/en/", "/editing/")) else 302
    for answer in (Client().get(address, headers=OWN), Client().head(address, headers=OWN)):
        assert (answer.status_code, answer["Location"]) == (status, meant)


def test_the_words_stand_under_what_the_form_asked() -> None:
    sent = {"title_en": WORDS, "theme": "forests"}
    answer = Client().post("/en/priorities/1/propose", sent, headers=OWN)
    told = re.findall(r'class="typed">(.*?)</', unescape(answer.content.decode()), re.DOTALL)
    assert told == [f"Title in English: {WORDS}", "Theme: forest protection and restoration"]


def test_an_address_that_nothing_is_like_names_no_page_of_a_form() -> None:
    page = Client().post("/en/no-such-page", {"title": WORDS}, headers=OWN)
    assert page.status_code == 404 and WORDS in page.content.decode()
    assert "where the form may be" not in page.content.decode()

"""The partners' page holds the editors' words and the partners that the reader may know of."""

import re

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.people import LONG_AGO

from tamyr.accounts.models import Person
from tamyr.network.models import Partner
from tamyr.publishing.models import PartnersPage, going_live
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.usefixtures("site")


def make_partners() -> None:
    for level in ExposureLevel:
        names = {"en": f"Example {level}", "ru": f"Пример {level}"}
        Partner.objects.create(names=names, exposure=level, since_on=LONG_AGO)


def names_shown(client: Client) -> list[str]:
    return re.findall(r'<h2 lang="ru">Пример (.*?)</h2>', client.get("/ru/partners/").content.decode())


def test_a_reader_sees_the_editors_words_above_the_partners(client: Client) -> None:
    page = PartnersPage.objects.get(locale__language_code="ru")
    page.lead = "Слова редакторов о партнёрах."
    with going_live():
        page.save_revision().publish()
    text = client.get("/ru/partners/").content.decode()
    assert "Слова редакторов о партнёрах." in text and "No partner is shown yet" not in text
    assert "Партнёр" in text


def test_each_reader_sees_the_partners_of_their_level(client: Client, aygul: Person, cyra: Person) -> None:
    make_partners()
    assert names_shown(client) == ["public"]
    assert names_shown(signed_in(aygul)) == ["network", "public"]
    assert names_shown(signed_in(cyra)) == ["circle", "network", "public"]


def test_a_coordinator_finds_the_way_to_the_list(cyra: Person, aygul: Person) -> None:
    way = 'href="/en/partners/list/"'
    assert way in signed_in(cyra).get("/en/partners/").content.decode()
    assert way not in signed_in(aygul).get("/en/partners/").content.decode()


def test_a_former_partner_stands_apart(client: Client) -> None:
    make_partners()
    Partner.objects.update(until_on="2022-01-01")
    text = client.get("/en/partners/").content.decode()
    present, former = text.split("Former partners")
    assert "partner 2020–2022" in former and "Example public" not in present
    assert "No partner is shown yet" in present

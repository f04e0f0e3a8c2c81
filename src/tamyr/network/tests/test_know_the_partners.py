"""Partners are shown to those who may know of them, and kept by coordinators."""

import html
import re

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.people import LONG_AGO, LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.network.models import Partner
from tamyr.network.queries import visitor_on
from tamyr.network.queries.partners import partners_visible_to
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db
NEW = {
    "name_en": "Example Fund",
    "since_on": "2020-01-01",
    "exposure": "public",
    "site": "https://fund.example.org/",
}


def make_partner(en: str, exposure: str = ExposureLevel.PUBLIC) -> Partner:
    return Partner.objects.create(
        names={"en": en, "ru": f"{en} по-русски"}, exposure=exposure, since_on=LONG_AGO
    )


def form_of(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return {"basis": html.unescape(re.findall(r'name="basis" value="([^"]*)"', page)[0])}


def test_everybody_sees_the_partners_of_their_level(bela: Person, cyra: Person, gita: Person) -> None:
    for level in ExposureLevel:
        make_partner(f"Example {level}", level)
    seen = {
        None: {"public"},
        gita: {"public"},
        bela: {"public", "network"},
        cyra: {"public", "network", "circle"},
    }
    for person, levels in seen.items():
        visible = partners_visible_to(visitor_on(person, LONG_AGO_AT))
        assert {partner.exposure for partner in visible} == levels


def test_a_coordinator_adds_a_partner_once_however_often_the_form_is_sent(cyra: Person) -> None:
    client = signed_in(cyra)
    sent = {**NEW, **form_of(client, "/en/partners/add/")}
    for _time in range(2):
        assert client.post("/en/partners/add/", sent).status_code == 302
    assert [partner.names for partner in Partner.objects.all()] == [{"en": "Example Fund"}]
    assert AuditLine.objects.count() == 1
    assert "fund.example.org" in client.get("/en/partners/list/").content.decode()


def test_two_coordinators_at_once_lose_nothing(cyra: Person) -> None:
    client = signed_in(cyra)
    partner = make_partner("Example Fund")
    address = f"/en/partners/{partner.pk}/"
    mine, theirs = form_of(client, address), form_of(client, address)
    both = {"name_en": "Example Fund", "name_ru": "Example Fund по-русски", "since_on": "2020-01-01"}
    client.post(address, {**both, **theirs, "exposure": "public", "note_en": "Grants"})
    answer = client.post(address, {**both, **mine, "exposure": "network"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Grants</textarea>" in page
    assert re.search(r'value="network"[^>]* checked', page)
    assert Partner.objects.get().exposure == "public"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name_en", "", "one language at least"),
        ("until_on", "2019-01-01", "ends before it begins"),
        pytest.param("exposure", "sealed", "Select a valid choice", marks=pytest.mark.whole),
        ("site", "javascript:1", "Enter a valid URL"),
        pytest.param("site", "https://a.example.org/" + "x" * 179, "at most 200", marks=pytest.mark.whole),
        ("basis", "forged", "not made for this entry"),
    ],
)
def test_what_cannot_be_is_refused(cyra: Person, field: str, value: str, said: str) -> None:
    client = signed_in(cyra)
    answer = client.post("/en/partners/add/", {**NEW, **form_of(client, "/en/partners/add/"), field: value})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Partner.objects.exists()


def test_nobody_else_keeps_the_list(client: Client, bela: Person, emin: Person) -> None:
    partner = make_partner("Example Fund")
    assert client.get("/en/partners/list/").status_code == 302
    for address in ("/en/partners/add/", f"/en/partners/{partner.pk}/"):
        assert client.get(address).status_code == 302
        for person in (bela, emin):
            other = signed_in(person)
            assert other.get(address).status_code == other.post(address, NEW).status_code == 403
            assert other.get("/en/partners/list/").status_code == 403


def test_a_former_partner_stands_apart_and_an_empty_list_says_so(cyra: Person) -> None:
    client = signed_in(cyra)
    assert "No partner is shown yet" in client.get("/en/partners/list/").content.decode()
    partner = make_partner("Example Fund")
    Partner.objects.filter(pk=partner.pk).update(until_on="2022-01-01")
    present, former = client.get("/en/partners/list/").content.decode().split("Former partners")
    assert "partner 2020–2022" in former and "Example Fund" not in present

"""A letter goes to an office of a body, under its own road; one of another body is refused."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import sign_in

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution, Office
from tamyr.deliveries.queries.batches import road_of
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.services.delivering import NotItsOffice
from tamyr.demands.tests.asking import NOON, letter, ministry, road
from tamyr.network.models import Member

pytestmark = pytest.mark.django_db
TITLE = "Example Desk of Information"


def with_office(number: int, name: str) -> tuple[Institution, Office]:
    body = ministry(number, name=name)
    office = Office.objects.create(
        institution=body, kind="information", titles={"en": TITLE, "ru": TITLE}, entered_at=NOON
    )
    for value, of in (("all@ministry.example.org", None), ("desk@ministry.example.org", office)):
        road(body, "email", value, office=of)
    return body, office


def typed(body: Institution, office: Office | None) -> dict[str, str]:
    return {
        "institution": str(body.pk),
        "office": str(office.pk) if office else "",
        "letter": "demand",
        "way": "email",
        "language": "ru",
        "form_key": str(uuid4()),
    }


def test_a_letter_goes_to_an_office_by_the_road_of_that_office(
    client: Client, demand: Demand, aygul: Person
) -> None:
    body, office = with_office(90_011, "Example Ministry of Energy")
    hers, address = sign_in(client, aygul), f"/en/demands/{demand.number}/letters/"
    assert f"Example Ministry of Energy: {TITLE}" in hers.get(f"{address}new/").content.decode()
    assert hers.post(f"{address}new/", typed(body, office)).status_code == 302
    delivery = Delivery.objects.get()
    assert delivery.office == office
    road = road_of(delivery, NOON.date())
    assert road is not None and road.value == "desk@ministry.example.org"
    assert (
        f"<h1>Example Ministry of Energy: {TITLE}</h1>"
        in hers.get(f"{address}{delivery.pk}/").content.decode()
    )
    # No page says that there is such an office: the world is told of the body alone.
    assert TITLE not in Client().get(f"{address}{delivery.pk}/").content.decode()


def test_an_office_of_another_body_is_refused(
    client: Client, demand: Demand, aygul: Person, green_lake: Member
) -> None:
    body, _office = with_office(90_011, "Example Ministry of Energy")
    _other, office = with_office(90_012, "Example Ministry of Water")
    address = f"/en/demands/{demand.number}/letters/new/"
    answer = sign_in(client, aygul).post(address, typed(body, office))
    assert answer.status_code == 422 and "This office is of another body." in answer.content.decode()
    with pytest.raises(NotItsOffice):
        letter(demand, aygul, body, green_lake, office=office)
    assert not Delivery.objects.exists()


def test_what_was_merged_brings_its_offices_along(client: Client, demand: Demand, aygul: Person) -> None:
    body, _office = with_office(90_011, "Example Ministry of Energy")
    merged, office = with_office(90_012, "Example Energy Ministry")
    Institution.objects.filter(pk=merged.pk).update(merged_into=body)
    address = f"/en/demands/{demand.number}/letters/new/"
    assert sign_in(client, aygul).post(address, typed(body, office)).status_code == 302
    assert Delivery.objects.get().office == office

"""Somebody who lost every way to sign in comes back with the help of others, never by themselves."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import PASSWORD, make_link, sign_in, typed
from tests.people import with_role

from tamyr.accounts.models import Person, Session
from tamyr.accounts.services.ways_in import app_code
from tamyr.network.models import Member, Role
from tamyr.safety.models import AuditLine

pytestmark = pytest.mark.django_db


def way_back(person: Person) -> str:
    return f"/en/people/{person.pk}/way-back/"


def come_back(link: str) -> Client:
    client = Client()
    client.post(link, {"way": "app"})
    secret = client.session["joining"]["app_secret"]
    code = app_code(secret, timezone.now())
    client.post("/en/joining/app/", {"password": "eleven slow rivers in spring", "code": code})
    client.post("/en/joining/codes/", {"kept": "on"})
    return client


def test_a_colleague_brings_one_back_and_everything_old_ends(aygul: Person, dana: Person) -> None:
    lost = sign_in(Client(), dana)
    link = make_link(sign_in(Client(), aygul), way_back(dana))
    back = come_back(link)
    assert back.get("/en/account/").status_code == 200
    assert lost.get("/en/account/").status_code == 302
    assert Client().post("/en/sign-in/", typed("dana", PASSWORD)).status_code == 403
    assert "person.came_back" in " ".join(line.body for line in AuditLine.objects.all())
    assert Client().get(link).status_code == 404
    assert Session.objects.filter(person=dana).count() >= 1


def test_nobody_does_it_for_themselves(aygul: Person, cyra: Person) -> None:
    for person in (aygul, cyra):
        client = sign_in(Client(), person)
        assert client.post(way_back(person), {"form_key": str(uuid4())}).status_code == 403


def test_a_coordinator_comes_back_by_another_coordinator_alone(
    green_lake: Member, aygul: Person, cyra: Person
) -> None:
    cyra.mandates.create(member=green_lake, from_on="2020-01-01")
    assert sign_in(Client(), aygul).get(way_back(cyra)).status_code == 403
    other = with_role("second", "Second Example", Role.COORDINATOR)
    assert make_link(sign_in(Client(), other), way_back(cyra))


def test_a_stranger_to_the_member_makes_no_way_back(aygul: Person, bela: Person) -> None:
    assert sign_in(Client(), bela).get(way_back(aygul)).status_code == 403


def test_a_coordinator_cannot_take_over_the_delegate_of_a_sealed_member(
    cyra: Person, hanna: Person, quiet_garden: Member
) -> None:
    assert sign_in(Client(), cyra).get(way_back(hanna)).status_code == 403


def test_it_takes_a_fresh_confirmation(aygul: Person, dana: Person, client: Client) -> None:
    client.force_login(aygul)
    assert client.get(way_back(dana))["Location"].startswith("/en/confirm/?next=")

"""Somebody leaves, and nothing that names them stays."""

import re

import pytest
from django.db import connection
from django.test import Client
from tests.entry import sign_in, signed_in
from tests.people import with_role

from tamyr.accounts.models import Person, Session
from tamyr.admissions.models import Objection
from tamyr.network.models import Circle, Mandate, Member
from tamyr.safety.queries import chain_faults

pytestmark = pytest.mark.django_db
ADDRESS, MEANT = "/en/account/close/", {"meant": "on"}


def every_cell() -> str:
    with connection.cursor() as cursor:
        cells = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            cells += [str(row) for row in cursor.fetchall()]
    return " ".join(cells)


def test_everything_that_names_one_is_gone_and_the_organisations_word_stays(
    objection: Objection,
    bela: Person,
    mountain_voice: Member,
    aygul: Person,
) -> None:
    client = sign_in(Client(), bela)
    assert client.post(ADDRESS, {}).status_code == 200 and Person.objects.filter(pk=bela.pk).exists()
    answer = client.post(ADDRESS, MEANT)
    assert "The account is closed" in answer.content.decode() and "Clear-Site-Data" in answer.headers
    assert not re.search(r"\bbela\b", every_cell(), re.IGNORECASE)
    assert not Mandate.objects.filter(member=mountain_voice).exists()
    assert not Session.objects.exclude(person=None).exists()
    assert client.get("/en/desk/").status_code == 302
    objection.refresh_from_db()
    assert objection.member == mountain_voice and objection.raised_by is None
    assert list(chain_faults()) == []


@pytest.mark.parametrize("name", ["cyra", "hanna", "aygul"])
def test_who_is_needed_hands_on_first(
    name: str,
    cyra: Person,
    hanna: Person,
    quiet_garden: Member,
    aygul: Person,
    forest_circle: Circle,
    dana: Person,
) -> None:
    forest_circle.seats.create(person=dana, from_on=forest_circle.began_on)
    person = {"cyra": cyra, "hanna": hanna, "aygul": aygul}[name]
    answer = sign_in(Client(), person).post(ADDRESS, MEANT)
    assert answer.status_code == 403 and "hangs on you alone" in answer.content.decode()
    assert Person.objects.filter(pk=person.pk).exists()


def test_one_of_two_coordinators_may_go(cyra: Person) -> None:
    with_role("chingiz", "Chingiz Example", "coordinator")
    assert sign_in(Client(), cyra).post(ADDRESS, MEANT).status_code == 200
    assert not Person.objects.filter(sign_in_name="cyra").exists()


def test_it_takes_a_fresh_confirmation(aygul: Person) -> None:
    client = signed_in(aygul)
    assert client.post(ADDRESS, MEANT)["Location"].startswith("/en/confirm/")
    assert Person.objects.filter(pk=aygul.pk).exists()

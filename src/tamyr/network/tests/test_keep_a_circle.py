"""Start a circle, bring people in, hand it on, leave it."""

from uuid import uuid4

import pytest
from django.test import Client

from tamyr.network.models import Circle, Person
from tamyr.network.tests.entry import form_key, sign_in

pytestmark = pytest.mark.django_db


def page(circle: Circle) -> str:
    return f"/en/circles/{circle.slug}/"


def test_a_coordinator_starts_one_and_convenes_it(cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    key = form_key(client, "/en/circles/start/")
    typed = {"form_key": key, "name_ru": "Леса", "exposure": "network", "purpose_en": "Forests"}
    for _time in range(2):
        answer = client.post("/en/circles/start/", typed)
        assert answer["Location"] == "/en/circles/lesa/"
    assert Circle.objects.get().seats.get().convenes
    assert "Леса" in client.get("/en/circles/").content.decode()


def test_a_sealed_circle_has_an_address_that_says_nothing(cyra: Person) -> None:
    client = sign_in(Client(), cyra)
    client.post(
        "/en/circles/start/", {"form_key": str(uuid4()), "name_en": "Quiet work", "exposure": "sealed"}
    )
    assert "quiet" not in Circle.objects.get().slug


def test_a_circle_needs_a_name(cyra: Person) -> None:
    answer = sign_in(Client(), cyra).post(
        "/en/circles/start/", {"form_key": str(uuid4()), "exposure": "network", "purpose_en": "Kept words"}
    )
    assert "Write the name" in answer.content.decode() and "Kept words" in answer.content.decode()


def test_a_delegate_starts_none_and_keeps_the_words(aygul: Person) -> None:
    client = sign_in(Client(), aygul)
    answer = client.post(
        "/en/circles/start/", {"form_key": str(uuid4()), "name_en": "My circle", "exposure": "network"}
    )
    assert answer.status_code == 403 and "My circle" in answer.content.decode()


def test_the_convenor_adds_hands_on_and_leaves(forest_circle: Circle, aygul: Person, dana: Person) -> None:
    client = sign_in(Client(), aygul)
    client.post(f"{page(forest_circle)}add/", {"person": str(dana.pk)})
    client.post(f"{page(forest_circle)}add/", {"person": str(dana.pk)})
    seat = forest_circle.seats.get(person=dana)
    own = forest_circle.seats.get(person=aygul)
    refused = client.post(f"{page(forest_circle)}seats/{own.pk}/end/")
    assert refused.status_code == 403 and "needs a convenor" in refused.content.decode()
    client.post(f"{page(forest_circle)}seats/{seat.pk}/convenor/")
    client.post(f"{page(forest_circle)}seats/{own.pk}/end/")
    assert client.get(page(forest_circle)).status_code == 404
    assert sign_in(Client(), dana).get(page(forest_circle)).status_code == 200


def test_who_sits_there_without_convening_changes_nobodys_seat(
    forest_circle: Circle, aygul: Person, dana: Person
) -> None:
    forest_circle.seats.create(person=dana, from_on="2020-01-01")
    client = sign_in(Client(), dana)
    own = forest_circle.seats.get(person=aygul)
    assert client.post(f"{page(forest_circle)}seats/{own.pk}/end/").status_code == 403
    assert client.post(f"{page(forest_circle)}seats/{own.pk}/convenor/").status_code == 403
    assert client.post(f"{page(forest_circle)}add/", {"person": str(aygul.pk)}).status_code == 403


def test_a_circle_one_may_not_know_is_not_there(forest_circle: Circle, bela: Person) -> None:
    client = sign_in(Client(), bela)
    hidden, never = client.get(page(forest_circle)), client.get("/en/circles/no-such/")
    assert hidden.status_code == never.status_code == 404
    assert "Forests" not in client.get("/en/circles/").content.decode()

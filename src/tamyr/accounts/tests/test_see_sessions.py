"""See where one is signed in, name it, end it; and when a session ends by itself."""

import json
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from django.utils import timezone
from tests.entry import code_now, sign_in, typed

from tamyr.accounts.models import Person, Session

pytestmark = pytest.mark.django_db
PAGE = "/en/account/sessions/"


def elsewhere(person: Person) -> Client:
    client = Client()
    client.post("/en/sign-in/", typed(person.sign_in_name, code=code_now(half_minutes_ahead=1)))
    return client


def test_the_list_shows_days_and_labels(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    session = Session.objects.get(person=aygul)
    client.post(f"{PAGE}{session.pk}/label/", {"label": "Old laptop"})
    page = client.get(PAGE).content.decode()
    assert "Old laptop · this browser" in page
    assert ":" not in page.split("Since ")[1].split("</p>")[0]


def test_a_label_that_is_too_long_is_given_back(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    session, long = Session.objects.get(person=aygul), "Old laptop " * 5
    answer = client.post(f"{PAGE}{session.pk}/label/", {"label": long})
    session.refresh_from_db()
    assert answer.status_code == 422 and long.strip() in answer.content.decode() and not session.label


def test_one_ends_the_others(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    other = elsewhere(aygul)
    assert client.get(PAGE).content.decode().count("Since ") == 2
    client.post(f"{PAGE}end-others/")
    assert other.get("/en/account/").status_code == 302
    assert client.get("/en/account/").status_code == 200


def test_one_ends_a_single_one_twice(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    here = Session.objects.get(person=aygul)
    other = elsewhere(aygul)
    there = Session.objects.filter(person=aygul).exclude(pk=here.pk).get()
    for _time in range(2):
        assert client.post(f"{PAGE}{there.pk}/end/").status_code == 302
    assert other.get("/en/account/").status_code == 302


def test_nobody_reaches_anothers_session(client: Client, aygul: Person, bela: Person) -> None:
    sign_in(client, aygul)
    other = sign_in(Client(), bela)
    session = Session.objects.get(person=aygul)
    other.post(f"{PAGE}{session.pk}/end/")
    assert other.post(f"{PAGE}{session.pk}/label/", {"label": "mine"}).status_code == 404
    assert client.get("/en/account/").status_code == 200


@pytest.mark.parametrize(
    ("idle", "age", "open_still"), [(11, 11, True), (13, 13, False), (1, 15 * 24, False)]
)
def test_a_session_ends_when_unused_or_old(
    client: Client, aygul: Person, idle: int, age: int, open_still: bool
) -> None:
    sign_in(client, aygul)
    put_back(client.session, seen=timedelta(hours=idle), began=timedelta(hours=age))
    assert client.get("/en/account/").status_code == (200 if open_still else 302)
    assert Session.objects.filter(person=aygul).exists() == open_still


def put_back(session: SessionBase, *, seen: timedelta, began: timedelta) -> None:
    row = Session.objects.get(person__isnull=False)
    data = json.loads(row.data)
    now: datetime = timezone.now()
    row.data = json.dumps(
        {**data, "seen_at": (now - seen).isoformat(), "began_at": (now - began).isoformat()}
    )
    row.save()

"""Somebody sets a time before something risky; two are told if they do not press, and of what went well nothing is left."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.news import tell_everybody

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.protection.models import CheckIn
from tamyr.protection.services.letters.checkins import tell_of_missed
from tamyr.protection.tests.letters import page_of
from tamyr.safety.models import AuditLine
from tamyr.safety.services.expiry import forget_what_ran_out

pytestmark = pytest.mark.django_db
WORDS = "Еду к карьеру у Тихого сада."
Set = Callable[[], CheckIn]


@pytest.fixture
def risky(client: Client, aygul: Person, bela: Person, dana: Person) -> CheckIn:
    """Dana is on her way; Aygul and Bela are to be told."""
    signed_in(dana, client)
    said = {"hours": "2", "first": str(aygul.pk), "second": str(bela.pk), "words": WORDS}
    assert client.post("/en/support/check-in/set/", said).status_code == 302
    return CheckIn.objects.get()


def told(person: Person) -> str:
    tell_everybody(timezone.now())
    client = signed_in(person)
    return page_of(client, "/en/desk/")


def test_missed_the_two_are_told_once_and_read_what_was_left(
    risky: CheckIn, aygul: Person, bela: Person, cyra: Person
) -> None:
    assert tell_of_missed(at=risky.due_at - timedelta(seconds=1)) == 0
    assert "did not check in" not in told(aygul)
    assert [tell_of_missed(at=risky.due_at) for _time in range(2)] == [1, 0]
    for person in (aygul, bela):
        assert "Dana Example did not check in" in told(person) and person.notices.count() == 1
        client = signed_in(person)
        assert WORDS in page_of(client, f"/en/support/check-in/{risky.pk}/")
    client = signed_in(cyra)
    assert client.get(f"/en/support/check-in/{risky.pk}/").status_code == 404


def test_nobody_reads_it_before(risky: CheckIn, aygul: Person) -> None:
    client = signed_in(aygul)
    assert client.get(f"/en/support/check-in/{risky.pk}/").status_code == 404


def test_pressed_in_time_nothing_is_left_of_it(client: Client, risky: CheckIn, dana: Person) -> None:
    assert client.post("/en/support/check-in/well/").status_code == 302
    assert not CheckIn.objects.exists()
    assert tell_of_missed(at=risky.due_at + timedelta(days=1)) == 0
    lines = [line.body for line in AuditLine.objects.all() if "check_in" in line.body]
    assert [json.loads(line)["act"] for line in lines] == ["check_in.set", "check_in.ended"]
    assert not any(str(key) in line for line in lines for key in (dana.pk, risky.pk))


def test_put_later_it_is_told_later(client: Client, risky: CheckIn) -> None:
    assert client.post("/en/support/check-in/later/", {"hours": "12"}).status_code == 302
    assert tell_of_missed(at=risky.due_at) == 0
    later = CheckIn.objects.get().due_at
    assert later - risky.due_at > timedelta(hours=9)
    tell_of_missed(at=later)
    client.post("/en/support/check-in/later/", {"hours": "12"})
    assert CheckIn.objects.get().due_at == later, "once told it is not put later"


def test_a_week_after_it_was_told_it_is_gone(risky: CheckIn) -> None:
    tell_of_missed(at=risky.due_at)
    forget_what_ran_out(at=risky.due_at + timedelta(days=6))
    assert CheckIn.objects.exists()
    forget_what_ran_out(at=risky.due_at + timedelta(days=7, seconds=1))
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    "changed", [{"second": "same"}, {"hours": "500"}, {"words": ""}, {"first": "hidden"}, {"second": "self"}]
)
def test_what_would_tell_nobody_is_refused_and_the_words_stay(
    aygul: Person, bela: Person, dana: Person, hanna: Person, changed: dict[str, str]
) -> None:
    Person.objects.filter(pk=hanna.pk).update(exposure="sealed")
    known = {"same": str(aygul.pk), "hidden": str(hanna.pk), "self": str(dana.pk)}
    client = signed_in(dana)
    said = {"hours": "2", "first": str(aygul.pk), "second": str(bela.pk), "words": WORDS}
    said |= {name: known.get(value, value) for name, value in changed.items()}
    answer = client.post("/en/support/check-in/set/", said)
    assert answer.status_code == 422 and not CheckIn.objects.exists()
    assert not said["words"] or WORDS in answer.content.decode()


def test_one_who_is_no_longer_here_does_not_keep_the_other_from_being_told(
    risky: CheckIn, bela: Person, aygul: Person
) -> None:
    aygul.delete()
    tell_of_missed(at=risky.due_at)
    assert "Dana Example did not check in" in told(bela)


def test_a_guest_sets_none(client: Client, db: None) -> None:
    assert client.post("/en/support/check-in/set/").status_code == 302, "led to the sign-in"
    assert not visitor_on(None, timezone.now()).is_in_network

"""Travel mode: public pages and one's own name; ended by the day chosen before, or by two others."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.entry import PASSWORD, code_now, sign_in, signed_in
from tests.news import news_of
from tests.people import give_pace

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Travel
from tamyr.protection.services.contacts import NotThis
from tamyr.protection.services.travels import say_back, set_out, stay_here, take_word_back
from tamyr.safety.models import Letter

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_one_press_leaves_public_pages_and_ones_own_name(
    client: Client, aygul: Person, contacts: list[Person], dana: Person
) -> None:
    sign_in(client, aygul)
    assert "Before you press" in client.get("/en/support/travel/").content.decode()
    page = client.post("/en/support/travel/", follow=True).content.decode()
    assert "Aygul Example" in page and "Green Lake" not in page
    closed = ("/en/desk/", "/en/account/", "/en/account/ways/", "/en/support/trust/", "/en/support/travel/")
    for address in closed:
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].endswith("/en/support/page/"), address
    assert client.get("/en/members/").status_code == 200
    assert "Aygul" not in client.get("/en/members/example-green-lake/").content.decode()
    # Signing in anew ends nothing.
    typed = {"sign_in_name": "aygul", "password": PASSWORD, "code": code_now(half_minutes_ahead=1)}
    again = Client().post("/en/sign-in/", typed, follow=True)
    assert again.redirect_chain[-1][0].endswith("/en/support/page/")
    assert client.post("/en/sign-out/").status_code == 302


@pytest.mark.parametrize("days", [("9999-12-31", ""), ("", "0001-01-01"), ("9999-12-31", "9999-12-31")])
def test_a_year_that_no_clock_can_tell_is_asked_again(
    client: Client, aygul: Person, contacts: list[Person], days: tuple[str, str]
) -> None:
    sign_in(client, aygul)
    answer = client.post("/en/support/travel/", dict(zip(("from_on", "until_on"), days, strict=True)))
    assert answer.status_code == 422 and "Is the year right?" in answer.content.decode()
    assert not Travel.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["support/travel/stay/", "account/ways/codes/", "account/ways/passkey/", "account/", "account/close/"],
)
def test_no_door_of_their_own_ends_it(
    client: Client, aygul: Person, contacts: list[Person], address: str
) -> None:
    sign_in(client, aygul)
    set_out(by=visitor_on(fresh(aygul), timezone.now()))
    assert client.post(f"/en/{address}").status_code == 302
    person = fresh(aygul)
    assert person.travels_at(timezone.now())
    for act in (stay_here, set_out):
        with pytest.raises(MayNot), transaction.atomic():
            act(by=visitor_on(person, timezone.now()))


def test_two_others_end_it_after_a_day_and_one_does_not(
    aygul: Person, contacts: list[Person], dana: Person, cyra: Person
) -> None:
    now = timezone.now()
    travel = set_out(by=visitor_on(aygul, now))
    for person, status in ((dana, 302), (dana, 302), (cyra, 404)):
        client = signed_in(person)
        assert client.post(f"/en/support/travel/{travel.pk}/back/").status_code == status
    assert fresh(aygul).travels_at(now + 48 * HOUR)
    say_back(travel=travel, by=visitor_on(contacts[0], now))
    assert fresh(aygul).travels_at(now + 23 * HOUR) and not fresh(aygul).travels_at(now + 24 * HOUR)
    take_word_back(travel=travel, by=visitor_on(contacts[0], now))
    assert fresh(aygul).travels_at(now + 48 * HOUR)


def test_two_accounts_of_one_person_are_one_word_and_each_finds_its_own(
    aygul: Person, contacts: list[Person]
) -> None:
    now = timezone.now()
    travel = set_out(by=visitor_on(aygul, now))
    for person in contacts:
        person.email = "one@example.org"
        person.save()
        say_back(travel=travel, by=visitor_on(person, now))
    for person in contacts:
        client = signed_in(person)
        page = client.get(f"/en/support/travel/{travel.pk}/").content.decode()
        assert "You have given your word." in page and "1 of 2" in page


def test_those_who_can_end_it_are_told_and_the_traveller_gets_no_letter(
    aygul: Person, contacts: list[Person], dana: Person, gita: Person
) -> None:
    aygul.email = "aygul@example.org"
    aygul.save()
    give_pace(aygul)
    now = timezone.now()
    set_out(by=visitor_on(aygul, now))
    later = timezone.now() + HOUR
    assert "Aygul Example is travelling" in news_of(dana, later)
    assert "Aygul Example is travelling" in news_of(contacts[0], later)
    assert news_of(gita, later) == [] and not Letter.objects.exists()


def test_it_ends_on_the_day_that_was_chosen_before(aygul: Person) -> None:
    now = timezone.now()
    with pytest.raises(NotThis, match="Nobody could end it"), transaction.atomic():
        set_out(by=visitor_on(aygul, now))
    with pytest.raises(NotThis, match="later"), transaction.atomic():
        set_out(by=visitor_on(aygul, now), until_at=now + settings.TRAVEL_HOURS * HOUR - SECOND)
    shortest = now + (24 + settings.TRAVEL_HOURS) * HOUR
    set_out(by=visitor_on(aygul, now), from_at=now + 24 * HOUR, until_at=shortest)
    set_out(by=visitor_on(aygul, now), from_at=now + 24 * HOUR, until_at=now + 72 * HOUR)
    stays, travels, is_back = (fresh(aygul).travels_at(now + hours * HOUR) for hours in (23, 24, 72))
    assert (stays, travels, is_back) == (False, True, False)
    stay_here(by=visitor_on(fresh(aygul), now + HOUR))
    assert not fresh(aygul).travels_at(now + 30 * HOUR)
    assert not Travel.objects.filter(cancelled_at=None), "one journey gives way to the next"

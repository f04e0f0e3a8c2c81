"""Opening a locked account takes three keyholders of two countries, and a day; never the locked one's word."""

from datetime import timedelta
from itertools import combinations

import pytest
from django.db import transaction
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Press, Stage
from tamyr.protection.queries.lockdowns import opening
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.services.lockdowns import say_open, take_press_back
from tamyr.protection.tests.trusted import fresh, hold_key, lock, make_keyholders

DAY = timedelta(hours=24)
COUNTRIES = ("KAZ", "KAZ", "KAZ", "GEO", "GEO")


def test_of_all_subsets_of_five_keyholders_those_of_three_in_two_countries_open_it_after_a_day(
    aygul: Person, contacts: list[Person]
) -> None:
    now = timezone.now()
    keyholders = make_keyholders(*COUNTRIES)
    locked = lock(aygul, *contacts, at=now)
    for keyholder in keyholders:
        say_open(lock_down=locked, by=visitor_on(keyholder, now))
    said = {press.person_id: press for press in Press.objects.filter(act="release")}
    for size in range(6):
        for chosen in combinations(range(5), size):
            Press.objects.filter(act="release").delete()
            Press.objects.bulk_create(said[keyholders[n].pk] for n in chosen)
            valid = size >= 3 and len({COUNTRIES[n] for n in chosen}) == 2
            found = opening(locked, now)
            early, due = (found.is_due_at(now + wait) for wait in (DAY - timedelta(seconds=1), DAY))
            assert (early, due) == (False, valid), chosen
    assert not fresh(aygul).is_active


def test_it_opens_by_itself_once_the_day_is_over(aygul: Person, contacts: list[Person]) -> None:
    now = timezone.now()
    keyholders = make_keyholders("KAZ", "KAZ", "GEO")
    locked = lock(aygul, *contacts, at=now)
    for keyholder in keyholders:
        client = signed_in(keyholder)
        assert client.post(f"/en/support/matters/{locked.pk}/open/").status_code == 302
    keep_time(at=now + DAY - timedelta(minutes=5))
    assert not fresh(aygul).is_active
    keep_time(at=timezone.now() + DAY)
    locked.refresh_from_db()
    assert fresh(aygul).is_active and locked.stage == Stage.RELEASED


def test_a_word_taken_back_counts_no_more(aygul: Person, contacts: list[Person]) -> None:
    now = timezone.now()
    keyholders = make_keyholders("KAZ", "KAZ", "GEO")
    locked = lock(aygul, *contacts, at=now)
    for keyholder in keyholders:
        say_open(lock_down=locked, by=visitor_on(keyholder, now))
    take_press_back(lock_down=locked, by=visitor_on(keyholders[0], now))
    keep_time(at=now + 2 * DAY)
    assert not fresh(aygul).is_active


def test_the_locked_keyholders_own_word_does_not_count(aygul: Person, contacts: list[Person]) -> None:
    """Not even where it was given by another account of the same contact address."""
    now = timezone.now()
    hold_key(aygul, "KAZ")
    aygul.email = "aygul@example.org"
    aygul.save()
    keyholders = make_keyholders("KAZ", "GEO", "GEO")
    own = keyholders[0]
    own.email = aygul.email
    own.save()
    locked = lock(aygul, *contacts, at=now)
    for keyholder in keyholders[1:]:
        say_open(lock_down=locked, by=visitor_on(keyholder, now))
    for themselves in (aygul, own):
        with pytest.raises(MayNot), transaction.atomic():
            say_open(lock_down=locked, by=visitor_on(fresh(themselves), now))
    keep_time(at=now + 2 * DAY)
    assert not fresh(aygul).is_active


def test_contacts_and_others_open_nothing(aygul: Person, contacts: list[Person], cyra: Person) -> None:
    make_keyholders("KAZ", "KAZ", "GEO")
    locked = lock(aygul, *contacts)
    for person, status in ((contacts[0], 403), (cyra, 404)):
        client = signed_in(person)
        assert client.post(f"/en/support/matters/{locked.pk}/open/").status_code == status
    assert not Press.objects.filter(act="release").exists()

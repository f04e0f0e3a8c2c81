"""Two who are trusted lock an account: one press each, and it is as if it were not there."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in, signed_in, typed
from tests.news import news_of
from tests.people import LONG_AGO, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Member
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.protection.models import Contact, LockDown, Stage
from tamyr.protection.services.contacts import end_contact
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.tests.trusted import fresh, lock, make_keyholders, trust
from tamyr.safety.queries import latest_acts

HOUR = timedelta(hours=1)


def press(person: Person, as_one: Person) -> str:
    answer = signed_in(as_one).post(f"/en/support/accounts/{person.pk}/", follow=True)
    return answer.content.decode()


def test_what_is_asked_of_one_is_nothing_to_another(
    aygul: Person, emin: Person, green_lake: Member, contacts: list[Person]
) -> None:
    bela, foma = contacts
    for other in (emin, green_lake):
        trust(other, bela, foma)
    asked = [lock(subject, bela).stage for subject in (aygul, emin, green_lake)]
    assert asked == [Stage.ASKED] * 3
    assert [lock_down.stage for lock_down in LockDown.objects.all()] == [Stage.ASKED] * 3
    assert lock(emin, foma).stage == Stage.LOCKED
    stages = {lock_down.subject: lock_down.stage for lock_down in LockDown.objects.all()}
    assert stages == {aygul: Stage.ASKED, emin: Stage.LOCKED, green_lake: Stage.ASKED}
    # Who locked one lately may lock another all the same.
    assert lock(aygul, foma).stage == Stage.LOCKED


def test_two_presses_end_three_open_sessions_at_their_next_request(
    aygul: Person, contacts: list[Person]
) -> None:
    browsers = [sign_in(Client(), aygul), signed_in(fresh(aygul)), signed_in(fresh(aygul))]
    assert "Call the other trusted contact" in press(aygul, contacts[0])
    assert [browser.get("/en/desk/").status_code for browser in browsers] == [200] * 3
    assert "Done: it is locked." in press(aygul, contacts[1])
    answers = [browser.get("/en/desk/") for browser in browsers]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert all("/en/sign-in/" in answer["Location"] for answer in answers)
    refused = Client().post("/en/sign-in/", typed(aygul.sign_in_name))
    unknown = Client().post("/en/sign-in/", typed("nobody-of-this-name"))
    assert refused.status_code == unknown.status_code == 403
    assert len(refused.content) - len(aygul.sign_in_name) == len(unknown.content) - len("nobody-of-this-name")
    acts = [act.act for act in latest_acts(person=contacts[0].pk, only_own=False)]
    assert "support.locked" in acts and acts.count("support.pressed") == 2


def test_one_contact_alone_changes_nothing_and_is_seen_by_contacts_alone(
    client: Client, aygul: Person, contacts: list[Person], dana: Person, cyra: Person
) -> None:
    now = timezone.now()
    press(aygul, contacts[0])
    press(aygul, contacts[0])
    assert fresh(aygul).is_active
    title = "The account of Aygul Example"
    assert [title in news_of(person, now) for person in (dana, cyra, aygul)] == [False] * 3
    client = signed_in(contacts[1])
    assert title in client.get("/en/support/trust/").content.decode()
    keep_time(at=now + 25 * HOUR)
    assert LockDown.objects.get().stage == Stage.LAPSED
    assert lock(aygul, contacts[1], at=now + 26 * HOUR).stage == Stage.ASKED


def test_a_word_taken_back_is_no_word(aygul: Person, contacts: list[Person]) -> None:
    press(aygul, contacts[0])
    asked = LockDown.objects.get()
    signed_in(contacts[0]).post(f"/en/support/matters/{asked.pk}/back/")
    assert LockDown.objects.get().stage == Stage.WITHDRAWN
    press(aygul, contacts[1])
    assert fresh(aygul).is_active


def test_strangers_and_colleagues_press_nothing(
    aygul: Person, contacts: list[Person], dana: Person, cyra: Person
) -> None:
    for person in (dana, cyra, aygul):
        client = signed_in(person)
        never = client.post(f"/en/support/accounts/{uuid4()}/")
        assert client.post(f"/en/support/accounts/{aygul.pk}/").status_code == never.status_code == 404
    assert not LockDown.objects.exists()


def test_a_contact_and_a_keyholder_lock_it_and_two_keyholders_do_not(
    aygul: Person, contacts: list[Person]
) -> None:
    keyholders = make_keyholders("KAZ", "GEO", "GEO")
    for keyholder in keyholders[:2]:
        client = signed_in(keyholder)
        assert client.post(f"/en/support/accounts/{aygul.pk}/").status_code == 404
    press(aygul, contacts[0])
    assert "Done: it is locked." in press(aygul, keyholders[0])


def test_two_accounts_of_one_address_are_one(aygul: Person, contacts: list[Person]) -> None:
    for contact in contacts:
        person = fresh(contact)
        person.email = "one@example.org"
        person.save()
    assert lock(aygul, *map(fresh, contacts)).stage == Stage.ASKED


def test_a_contact_counts_after_saying_yes_and_a_former_one_for_a_day(
    client: Client, aygul: Person, contacts: list[Person], dana: Person
) -> None:
    now, by = timezone.now(), visitor_on(aygul, timezone.now())
    for contact in Contact.objects.filter(person=aygul):
        end_contact(contact=contact, by=by)
    sign_in(client, aygul)
    answer = client.post("/en/support/contacts/", {"sign_in_name": "dana"}, follow=True)
    assert "Has not answered yet" in answer.content.decode()
    client = signed_in(dana)
    assert client.get(f"/en/support/accounts/{aygul.pk}/").status_code == 404
    named = Contact.objects.get(trusted=dana)
    client.post(f"/en/support/contacts/{named.pk}/accept/")
    assert client.get(f"/en/support/accounts/{aygul.pk}/").status_code == 200
    # A stolen session that took both away has not kept them from locking it.
    assert lock(aygul, *contacts, at=now + 23 * HOUR).stage == Stage.LOCKED


def test_former_contacts_count_no_more_after_a_day(aygul: Person, contacts: list[Person]) -> None:
    now = timezone.now()
    for contact in Contact.objects.filter(person=aygul):
        end_contact(contact=contact, by=visitor_on(aygul, now))
    with pytest.raises(MayNot):
        lock(aygul, *contacts, at=now + 25 * HOUR)
    assert not LockDown.objects.exists()


def test_it_lapses_with_nothing_lost_and_the_same_two_cannot_go_on(
    aygul: Person, contacts: list[Person], forest_circle: Circle
) -> None:
    now = timezone.now()
    locked = lock(aygul, *contacts, at=now)
    keep_time(at=now + timedelta(days=13))
    assert not fresh(aygul).is_active
    later = now + timedelta(days=14)
    keep_time(at=later)
    assert fresh(aygul).is_active
    seat = CircleSeat.objects.get(person=aygul, until_on=None)
    assert (seat.circle, seat.convenes, seat.from_on) == (forest_circle, True, later.date())
    assert seat.from_on > LONG_AGO and LockDown.objects.get(pk=locked.pk).stage == Stage.LAPSED
    assert lock(aygul, *contacts, at=later + HOUR).stage == Stage.ASKED
    third = make_person("third", "Third Example")
    trust(aygul, third)
    assert lock(aygul, third, at=later + 2 * HOUR).stage == Stage.LOCKED


def test_only_two_others_keep_it_for_longer(aygul: Person, contacts: list[Person]) -> None:
    keyholders = make_keyholders("KAZ", "GEO", "GEO")
    locked = lock(aygul, *contacts)
    before = LockDown.objects.get().lapses_at

    def longer(person: Person) -> int:
        client = signed_in(person)
        return client.post(f"/en/support/matters/{locked.pk}/longer/").status_code

    assert [longer(person) for person in (*contacts, keyholders[0], keyholders[0])] == [403, 403, 302, 302]
    assert LockDown.objects.get().lapses_at == before
    assert longer(keyholders[1]) == 302
    row = LockDown.objects.get()
    assert row.renewals == 1 and before is not None and row.lapses_at is not None and row.lapses_at > before
    # For the next time two others again are needed.
    assert [longer(person) for person in keyholders] == [403, 403, 302]


def test_a_circle_that_hid_further_meanwhile_decides_itself(
    aygul: Person, contacts: list[Person], dana: Person, forest_circle: Circle
) -> None:
    now, later = timezone.now(), timezone.now() + timedelta(days=14)
    seat = CircleSeat.objects.create(circle=forest_circle, person=dana, convenes=True, from_on=LONG_AGO)
    lock(aygul, *contacts, at=now)
    Circle.objects.filter(pk=forest_circle.pk).update(exposure="sealed")
    keep_time(at=later)
    assert fresh(aygul).is_active
    assert list(CircleSeat.objects.filter(circle=forest_circle, until_on=None)) == [seat]
    assert "Aygul Example: a seat in Forests" in news_of(dana, later)
    assert "Aygul Example: a seat in Forests" not in news_of(aygul, later)

"""Two who are trusted lock an account: one press each, and it is as if it were not there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.entry import sign_in, typed
from tests.news import news_of
from tests.people import LONG_AGO, give_mandate, give_pace, give_role, make_person

from tamyr.accounts.models import Person
from tamyr.accounts.services.people import AboutMe, change_account
from tamyr.accounts.services.ways_in import set_password_and_app
from tamyr.network.models import Circle, CircleSeat, Member, Role
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import InvitationClosed, invite, open_invitation
from tamyr.protection.models import Case, Contact, LockDown, SealedItem, Stage
from tamyr.protection.queries.contacts import Subject
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services.contacts import end_contact
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.services.lockdowns import ask_to_lock
from tamyr.protection.tests.letters import answers_letters, identity_for
from tamyr.protection.tests.trusted import hold_key, make_keyholders, trust
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed
from tamyr.safety.models import Letter, Proposal
from tamyr.safety.models import Stage as ProposalStage
from tamyr.safety.queries import latest_acts
from tamyr.safety.services import send_notices

HOUR = timedelta(hours=1)


def press(client: Client, person: Person, as_one: Person) -> str:
    client.force_login(as_one)
    answer = client.post(f"/en/support/accounts/{person.pk}/", follow=True)
    return answer.content.decode()


def lock(subject: Subject, *people: Person, at: datetime | None = None) -> LockDown:
    at = at or timezone.now()
    for person in people:
        locked = ask_to_lock(subject=subject, by=visitor_on(person, at))
    return locked


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


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
    client: Client, aygul: Person, contacts: list[Person]
) -> None:
    browsers = [Client() for _ in range(3)]
    sign_in(browsers[0], aygul)
    for browser in browsers[1:]:
        browser.force_login(fresh(aygul))
    assert "Call the other trusted contact" in press(client, aygul, contacts[0])
    assert [browser.get("/en/desk/").status_code for browser in browsers] == [200] * 3
    assert "Done: it is locked." in press(client, aygul, contacts[1])
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
    press(client, aygul, contacts[0])
    press(client, aygul, contacts[0])
    assert fresh(aygul).is_active
    title = "The account of Aygul Example"
    assert [title in news_of(person, now) for person in (dana, cyra, aygul)] == [False] * 3
    client.force_login(contacts[1])
    assert title in client.get("/en/support/trust/").content.decode()
    keep_time(at=now + 25 * HOUR)
    assert LockDown.objects.get().stage == Stage.LAPSED
    assert lock(aygul, contacts[1], at=now + 26 * HOUR).stage == Stage.ASKED


def test_a_word_taken_back_is_no_word(client: Client, aygul: Person, contacts: list[Person]) -> None:
    press(client, aygul, contacts[0])
    asked = LockDown.objects.get()
    client.post(f"/en/support/matters/{asked.pk}/back/")
    assert LockDown.objects.get().stage == Stage.WITHDRAWN
    press(client, aygul, contacts[1])
    assert fresh(aygul).is_active


def test_strangers_and_colleagues_press_nothing(
    client: Client, aygul: Person, contacts: list[Person], dana: Person, cyra: Person
) -> None:
    for person in (dana, cyra, aygul):
        client.force_login(person)
        never = client.post(f"/en/support/accounts/{uuid4()}/")
        assert client.post(f"/en/support/accounts/{aygul.pk}/").status_code == never.status_code == 404
    assert not LockDown.objects.exists()


def test_a_contact_and_a_keyholder_lock_it_and_two_keyholders_do_not(
    client: Client, aygul: Person, contacts: list[Person]
) -> None:
    keyholders = make_keyholders("KAZ", "GEO", "GEO")
    for keyholder in keyholders[:2]:
        client.force_login(keyholder)
        assert client.post(f"/en/support/accounts/{aygul.pk}/").status_code == 404
    press(client, aygul, contacts[0])
    assert "Done: it is locked." in press(client, aygul, keyholders[0])


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
    client.force_login(dana)
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


def test_what_they_had_opened_is_closed(aygul: Person, contacts: list[Person], green_lake: Member) -> None:
    now = timezone.now()
    aygul.email = "aygul@example.org"
    aygul.save()
    _invitation, secret = invite(
        form_key=uuid4(), by=visitor_on(aygul, now), member=green_lake, mandate_kind="deputy"
    )
    give_role(aygul, Role.COORDINATOR)
    other = make_person("zarina", "Zarina Example")
    give_mandate(other, green_lake)
    way_back, _secret = invite(form_key=uuid4(), by=visitor_on(aygul, now), back_for=other)
    send_notices(to=[aygul.email], at=now)
    lock(aygul, *contacts)
    with pytest.raises(InvitationClosed):
        open_invitation(secret, now)
    assert Proposal.objects.get(pk=way_back.pk).stage == ProposalStage.WITHDRAWN
    assert not Letter.objects.exists()


def test_nobody_finds_them_and_those_concerned_are_told(
    client: Client, aygul: Person, contacts: list[Person], dana: Person, cyra: Person,
    gita: Person, forest_circle: Circle, green_lake: Member,
) -> None:  # fmt: skip
    hold_key(aygul, "KAZ")
    give_role(aygul, Role.EDITOR)
    now = timezone.now()
    lock(aygul, *contacts)
    pages = (
        "/en/members/example-green-lake/",
        f"/en/people/{green_lake.slug}/",
        "/en/circles/forests/",
        "/en/people/roles/",
        "/en/support/keyholders/",
        "/en/register/export.csv",
        "/en/circles/",
        "/en/people/",
    )
    for reader in (dana, cyra):
        client.force_login(reader)
        for page in pages:
            assert "Aygul" not in client.get(page).content.decode(), (reader, page)
        assert "The account of Aygul Example" in news_of(reader, now)
    assert "The account of Aygul Example" in news_of(contacts[0], now)
    assert news_of(gita, now) == []


def test_it_lapses_with_nothing_lost_and_the_same_two_cannot_go_on(
    client: Client, aygul: Person, contacts: list[Person], forest_circle: Circle
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


def test_only_two_others_keep_it_for_longer(client: Client, aygul: Person, contacts: list[Person]) -> None:
    keyholders = make_keyholders("KAZ", "GEO", "GEO")
    locked = lock(aygul, *contacts)
    before = LockDown.objects.get().lapses_at

    def longer(person: Person) -> int:
        client.force_login(person)
        return client.post(f"/en/support/matters/{locked.pk}/longer/").status_code

    assert [longer(person) for person in (*contacts, keyholders[0], keyholders[0])] == [403, 403, 302, 302]
    assert LockDown.objects.get().lapses_at == before
    assert longer(keyholders[1]) == 302
    row = LockDown.objects.get()
    assert row.renewals == 1 and before is not None and row.lapses_at is not None and row.lapses_at > before
    # For the next time two others again are needed.
    assert [longer(person) for person in keyholders] == [403, 403, 302]


def test_a_cast_voice_stays_and_a_new_one_needs_no_locked_delegate(
    aygul: Person, contacts: list[Person], green_lake: Member, cyra: Person
) -> None:
    """A coordinator gains no member by the lock: its next mandate takes a second person all the same."""
    lock(aygul, *contacts)
    made, _secret = invite(
        form_key=uuid4(),
        by=visitor_on(cyra, timezone.now()),
        member=green_lake,
        mandate_kind="delegate",
    )
    assert made.needs_second


def test_letters_wait_for_nobody_who_is_locked(aygul: Person, contacts: list[Person]) -> None:
    aygul.email = "aygul@example.org"
    aygul.save()
    give_pace(aygul)
    lock(aygul, *contacts)
    news_of(contacts[0], timezone.now() + HOUR)
    assert not Letter.objects.exists()


@pytest.mark.parametrize("act", ["account", "password", "invitation"])
def test_what_was_begun_before_is_not_done_after(
    aygul: Person, contacts: list[Person], green_lake: Member, act: str
) -> None:
    """A page that whoever holds the device sent in the moment of the second press."""
    now = timezone.now()
    before = visitor_on(fresh(aygul), now)
    stale = before.person
    assert stale is not None
    lock(aygul, *contacts, at=now)
    about = AboutMe("X", "", "en", "UTC", "public")
    acts: dict[str, Callable[[], object]] = {
        "account": lambda: change_account(person=stale, about=about, at=now),
        "password": lambda: set_password_and_app(
            person=stale, password_hash="x", app_secret="x", app_step=0, at=now
        ),
        "invitation": lambda: invite(form_key=uuid4(), by=before, member=green_lake, mandate_kind="deputy"),
    }
    with pytest.raises(PermissionDenied), transaction.atomic():
        acts[act]()
    kept = fresh(aygul)
    assert (kept.is_active, kept.name, kept.password) == (False, aygul.name, aygul.password)


def test_those_who_answer_letters_are_told_and_nothing_more_is_sealed_to_the_locked_one(
    aygul: Person, contacts: list[Person], cyra: Person, emin: Person
) -> None:
    for person in (aygul, cyra, emin):
        answers_letters(person)
    lock(aygul, *contacts)
    letter = SealedItem.objects.get().sealed
    for reader in (cyra, emin):
        assert aygul.shown_name in open_sealed(letter, [identity_for(reader)])
    with pytest.raises(NotSealed):
        open_sealed(letter, [identity_for(aygul)])
    assert {key.responder.person for key in recipients_now(timezone.now()).keys if key.responder} == {
        cyra,
        emin,
    }
    # Who took the device may have taken the key: once the account is open again they make a new one.
    later = timezone.now() + timedelta(days=14)
    keep_time(at=later)
    assert fresh(aygul).is_active
    assert {key.responder.person for key in recipients_now(later).keys if key.responder} == {cyra, emin}
    assert "Letters are not sealed to you" in [
        call.title for call in calls_for(visitor_on(fresh(aygul), later))
    ]


def waits_for(person: Person, at: datetime) -> list[str]:
    """Return the sentences of what waits on a desk."""
    return [call.sentence for call in calls_for(visitor_on(person, at))]


@pytest.mark.parametrize("answering", [True, False])
def test_where_no_letter_can_be_sent_coordinators_and_keyholders_are_told_until_one_can(
    aygul: Person, contacts: list[Person], cyra: Person, emin: Person, gita: Person,
    monkeypatch: pytest.MonkeyPatch, answering: bool,
) -> None:  # fmt: skip
    """Too much lies unread, or nobody answers: the account is locked all the same."""
    now, later = timezone.now(), timezone.now() + HOUR
    hold_key(emin, "KAZ")
    others = (make_person("one", "One Example"), make_person("two", "Two Example"))
    if answering:
        monkeypatch.setattr("tamyr.protection.services.letters.cases.MOST_UNREAD", 0)
        for person in others:
            answers_letters(person)
    assert lock(aygul, *contacts, at=now).stage == Stage.LOCKED
    assert not Case.objects.exists()
    told = [
        any("could not be told" in said for said in waits_for(person, now)) for person in (cyra, emin, gita)
    ]
    assert told == [True, True, False]
    keep_time(at=now)
    assert not Case.objects.exists()
    monkeypatch.undo()
    if not answering:
        for person in others:
            answers_letters(person)
    keep_time(at=later)
    keep_time(at=later)
    assert Case.objects.count() == 1 and not LockDown.objects.get().team_untold
    assert not any("could not be told" in said for said in waits_for(cyra, later))


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

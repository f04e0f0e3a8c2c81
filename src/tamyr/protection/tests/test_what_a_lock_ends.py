"""What ends with a lock, and who is told of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.utils import timezone
from tests.entry import signed_in
from tests.news import news_of
from tests.people import give_mandate, give_pace, give_role, make_person

from tamyr.accounts.models import Person
from tamyr.accounts.services.people import AboutMe, change_account
from tamyr.accounts.services.ways_in import set_password_and_app
from tamyr.network.models import Circle, CircleSeat, Member, Role
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.services.invitations import InvitationClosed, invite, open_invitation
from tamyr.network.services.two_persons.endings import EndMandate, propose_to_end_mandate
from tamyr.protection.models import Case, LockDown, SealedItem, Stage
from tamyr.protection.queries.keys import recipients_now
from tamyr.protection.services import lockdowns
from tamyr.protection.services.expiry import keep_time
from tamyr.protection.tests.letters import answers_letters, identity_for
from tamyr.protection.tests.trusted import fresh, hold_key, lock
from tamyr.safety.logic.sealing.texts import NotSealed, open_sealed
from tamyr.safety.models import Letter, Proposal
from tamyr.safety.models import Stage as ProposalStage
from tamyr.safety.services import send_notices
from tamyr.safety.services.faults import PartlyDone

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


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


@pytest.mark.parametrize("then", ["press", "clock"])
def test_the_account_is_locked_also_where_what_it_proposed_cannot_end_yet(
    aygul: Person,
    contacts: list[Person],
    green_lake: Member,
    forest_circle: Circle,
    monkeypatch: pytest.MonkeyPatch,
    then: str,
) -> None:
    """Others hold the same rows: the lock waits for none of them, and the next press or the clock ends the rest, once."""
    now = timezone.now()
    theirs = give_mandate(make_person("zarina", "Zarina Example"), green_lake)
    give_role(aygul, Role.COORDINATOR)
    made = propose_to_end_mandate(mandate=theirs, on=now.date() + 3 * DAY, why="x", by=visitor_on(aygul, now))

    def busy(*_given: object) -> None:
        raise OperationalError("canceling statement due to lock timeout")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(EndMandate, "hold", busy)
        with pytest.raises(OperationalError):
            lock(aygul, *contacts, at=now)
    assert not fresh(aygul).is_active and LockDown.objects.get().stage == Stage.LOCKED
    assert Proposal.objects.get(pk=made.pk).stage == ProposalStage.WAITING
    for _twice in range(2):
        if then == "press":
            lock(aygul, contacts[1], at=now)
        else:
            keep_time(at=now)
    assert Proposal.objects.get(pk=made.pk).stage == ProposalStage.WITHDRAWN
    seat = CircleSeat.objects.get(circle=forest_circle, person=aygul, until_on=now.date())
    assert LockDown.objects.get().seats.keys() == {str(seat.pk)}
    assert "The account of Aygul Example" in news_of(contacts[0], now)


def test_what_the_clock_has_ended_stays_ended_where_the_rest_cannot(
    aygul: Person, contacts: list[Person], green_lake: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    theirs = give_mandate(make_person("zarina", "Zarina Example"), green_lake)
    give_role(aygul, Role.COORDINATOR)
    made = propose_to_end_mandate(mandate=theirs, on=now.date() + 3 * DAY, why="x", by=visitor_on(aygul, now))

    def broken(*_given: object, **_named: object) -> None:
        raise ValueError("this row cannot be changed")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(EndMandate, "hold", broken)
        with pytest.raises(ValueError, match="this row"):
            lock(aygul, *contacts, at=now)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(lockdowns, "close_ways_of", broken)
        with pytest.raises(PartlyDone):
            keep_time(at=now)
    assert Proposal.objects.get(pk=made.pk).stage == ProposalStage.WITHDRAWN
    keep_time(at=now)
    assert LockDown.objects.get().kept


def test_nobody_finds_them_and_those_concerned_are_told(
    aygul: Person,
    contacts: list[Person],
    dana: Person,
    cyra: Person,
    gita: Person,
    forest_circle: Circle,
    green_lake: Member,
) -> None:
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
        client = signed_in(reader)
        for page in pages:
            assert "Aygul" not in client.get(page).content.decode(), (reader, page)
        assert "The account of Aygul Example" in news_of(reader, now)
    assert "The account of Aygul Example" in news_of(contacts[0], now)
    assert news_of(gita, now) == []


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
    aygul: Person,
    contacts: list[Person],
    cyra: Person,
    emin: Person,
    gita: Person,
    monkeypatch: pytest.MonkeyPatch,
    answering: bool,
) -> None:
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

"""Locking a person and hiding a member: by two who are trusted, at once, for a time."""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import lock_account, unlock_account
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.locking import (
    close_ways_of,
    give_seats_back,
    hide_member,
    hold_circles_of,
    hold_what_hangs_on,
    leave_seats,
    show_member_as_before,
)
from tamyr.notices.services import announce
from tamyr.protection.models import Act, LockDown, Press, Stage
from tamyr.protection.queries.contacts import Subject
from tamyr.protection.queries.lockdowns import (
    ENOUGH,
    lock_downs_of,
    may_be_locked,
    may_open,
    may_press,
    may_renew,
    open_lock_down,
    opening,
    renewing_turn,
    renewing_words,
)
from tamyr.protection.services.contacts import held
from tamyr.protection.services.letters.keys import hold_keys_of, stop_sealing_to
from tamyr.protection.services.letters.of_lock_downs import open_case_of
from tamyr.protection.services.presses import drop_word, keep_word, presser
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import again_if_undone
from tamyr.safety.services.proposals import call_off_all_of


def _held(lock_down: LockDown) -> LockDown:
    """Read a lock-down anew, held until the act is done: its person or member first, as every act takes them."""
    held(lock_down.subject)
    return (
        LockDown.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "member")
        .get(pk=lock_down.pk)
    )


def _held_to_open(lock_down: LockDown) -> LockDown:
    locked = _held(lock_down)
    # Before the first audit line, as every act on a circle takes them: seats there may be given back.
    hold_circles_of(locked.seats)
    return locked


def ask_to_lock(*, subject: Subject, by: Visitor) -> LockDown:
    """Press the button: the first asks, the second locks. Pressing twice is pressing once.

    An account is locked in a transaction that holds of all that others change its person alone. What hangs on it ends in
    further ones: where one of them fails, the account is locked all the same, and the next press or the clock ends the rest.
    """
    pressed = again_if_undone(lambda: _press(subject, by))
    return end_what_hangs_on(pressed, at=by.at, actor=by.person)


@transaction.atomic
def _press(subject: Subject, by: Visitor) -> LockDown:
    held(subject)
    person = presser(by)
    if not may_press(person, subject, by.at):
        raise MayNot
    standing = open_lock_down(subject, by.at)
    if standing is not None and standing.stage == Stage.LOCKED:
        return standing
    asked = _held(standing or _new_request(subject, by.at))
    if keep_word(asked, Act.LOCK, person, by.at):
        announce(kind="support-asked", about=asked, version=person.pk, actor=person.pk, at=by.at)
    if may_be_locked(asked, by.at):
        _lock(asked, by.at)
        # Of a person it is told once their seats are ended and kept:
        # by these the people of their circles are known.
        if asked.person is None:
            _tell_of_lock(asked, person, by.at)
    return asked


def end_what_hangs_on(lock_down: LockDown, *, at: datetime, actor: Person | None = None) -> LockDown:
    """End what a locked person had opened, once: each proposal as whoever answers it does, then all else; and tell of the lock."""
    if not _hangs(lock_down) or lock_down.person is None:
        return lock_down
    person = lock_down.person
    call_off_all_of(person=person.pk, at=at)
    return again_if_undone(lambda: _end_the_rest(lock_down, person, actor, at))


def _hangs(lock_down: LockDown) -> bool:
    # What it takes to give everything back is kept, for a person, once there is nothing left to end.
    return lock_down.stage == Stage.LOCKED and not lock_down.kept


@transaction.atomic
def _end_the_rest(lock_down: LockDown, person: Person, actor: Person | None, at: datetime) -> LockDown:
    locked = _held(lock_down)
    hold_what_hangs_on(person, at)
    hold_keys_of(person)
    # Asked again under the lock: a press and the clock may have come here at once.
    if _hangs(locked):
        close_ways_of(person=person, at=at)
        stop_sealing_to(person, at=at)
        # Never an empty text, also of somebody without a seat: that
        # there is one says that all of this is done.
        locked.kept = json.dumps({"seats": leave_seats(person=person, at=at)})
        locked.save(update_fields=["kept"])
        _tell_of_lock(locked, actor, at)
    return locked


def _tell_of_lock(locked: LockDown, actor: Person | None, at: datetime) -> None:
    _tell(locked, "support-locked", actor, at)
    _tell_the_team(locked, at)


def _tell_the_team(locked: LockDown, at: datetime) -> bool:
    """Let those who answer letters know; where that cannot be, coordinators and keyholders, until it can."""
    was_untold, locked.team_untold = locked.team_untold, not open_case_of(locked, at=at)
    if locked.team_untold == was_untold:
        return False
    locked.save(update_fields=["team_untold"])
    act = "support.team_untold" if locked.team_untold else "support.team_told"
    record_act(act=act, actor=None, about=locked, at=at)
    if locked.team_untold:
        announce(kind="support-untold", about=locked, actor=None, at=at)
    return True


def _new_request(subject: Subject, at: datetime) -> LockDown:
    # One that ran out unheard is over: the database allows one open request.
    lock_downs_of(subject).filter(stage=Stage.ASKED).update(stage=Stage.LAPSED, ended_at=at)
    of = {"person": subject} if isinstance(subject, Person) else {"member": subject}
    return LockDown.objects.create(asked_at=at, **of)


def _lock(asked: LockDown, at: datetime) -> None:
    if asked.person is not None:
        # From here on whatever it still sends waits, and is then refused.
        lock_account(person=asked.person, at=at)
    else:
        assert asked.member is not None
        asked.kept = json.dumps(hide_member(member=asked.member, at=at))
    asked.stage, asked.locked_at = Stage.LOCKED, at
    asked.lapses_at = at + timedelta(days=settings.LOCK_DAYS)
    asked.save()
    record_act(act="support.locked", actor=None, about=asked, at=at)


def _tell(lock_down: LockDown, kind: str, actor: Person | None, at: datetime) -> None:
    """Tell those who work with the person or for the member, their contacts and the keyholders."""
    version = f"{lock_down.stage} {lock_down.renewals}"
    announce(kind=kind, about=lock_down, version=version, actor=actor.pk if actor else None, at=at)


@transaction.atomic
def take_press_back(*, lock_down: LockDown, by: Visitor) -> None:
    """Take one's word back: before the second has pressed, or a keyholder's before it has opened."""
    locked = _held(lock_down)
    person = presser(by)
    act = {Stage.ASKED: Act.LOCK, Stage.LOCKED: Act.RELEASE}.get(Stage(locked.stage))
    drop_word(locked, act, person, by.at)
    # A request without a word would else go on for hours, and stand on the desks of all keyholders.
    if act == Act.LOCK and not Press.objects.filter(about=locked.pk, act=Act.LOCK).exists():
        _end(locked, Stage.WITHDRAWN, by.at)


def _end(lock_down: LockDown, stage: Stage, at: datetime) -> None:
    lock_down.stage, lock_down.ended_at = stage, at
    lock_down.save()
    record_act(act=f"support.{stage}", actor=None, about=lock_down, at=at)


# --- opening ---------------------------------------------------------------------------------


@transaction.atomic
def say_open(*, lock_down: LockDown, by: Visitor) -> LockDown:
    """Give a keyholder's word to open; it opens once there are enough, and time has passed."""
    locked = _held_to_open(lock_down)
    person = presser(by)
    if not may_open(person, locked, by.at):
        raise MayNot
    if keep_word(locked, Act.RELEASE, person, by.at):
        announce(kind="support-opening", about=locked, version=person.pk, actor=person.pk, at=by.at)
    _release_if_due(locked, by.at)
    return locked


def _release_if_due(locked: LockDown, at: datetime) -> bool:
    if locked.stage != Stage.LOCKED or not opening(locked, at).is_due_at(at):
        return False
    _reopen(locked, Stage.RELEASED, at)
    return True


def _reopen(locked: LockDown, stage: Stage, at: datetime) -> None:
    """Make everything as before, by keyholders or because its time is over."""
    if locked.person is not None:
        unlock_account(person=locked.person, at=at)
        for seat in give_seats_back(person=locked.person, seats=locked.seats, at=at):
            announce(kind="support-seat", about=seat, scope=seat.circle_id, actor=None, at=at)
    elif locked.member is not None:
        show_member_as_before(member=locked.member, before=locked.before, at=at)
    _end(locked, stage, at)
    _tell(locked, "support-opened", None, at)


@transaction.atomic
def let_time_tell(*, lock_down: LockDown, at: datetime) -> bool:
    """Open what enough keyholders agreed to and whose time has come, or what nobody made longer.

    What goes on, and of which those who answer letters do not know yet, is told to them if it can be now.
    """
    locked = _held_to_open(lock_down)
    if locked.stage == Stage.ASKED and not locked.is_asked_at(at):
        _end(locked, Stage.LAPSED, at)
        return True
    if _release_if_due(locked, at):
        return True
    is_over = locked.stage == Stage.LOCKED and locked.lapses_at is not None and locked.lapses_at <= at
    if is_over:
        _reopen(locked, Stage.LAPSED, at)
    elif locked.team_untold:
        return _tell_the_team(locked, at)
    return is_over


# --- making it longer ------------------------------------------------------------------------


@transaction.atomic
def say_longer(*, lock_down: LockDown, by: Visitor) -> LockDown:
    """Give one's word to keep it locked; two others than those who locked it make it longer."""
    locked = _held(lock_down)
    person = presser(by)
    if not may_renew(person, locked, by.at):
        raise MayNot
    keep_word(locked, Act.RENEW, person, by.at, turn=renewing_turn(locked))
    if len(renewing_words(locked, by.at)) >= ENOUGH:
        # The next time is another turn, which the words given so far do not count for.
        locked.renewals += 1
        locked.lapses_at = by.at + timedelta(days=settings.LOCK_DAYS)
        locked.save()
        record_act(act="support.made_longer", actor=person.pk, about=locked, at=by.at)
        _tell(locked, "support-longer", person, by.at)
    return locked

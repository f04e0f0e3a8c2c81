"""Locking an account and opening it again, and journeys: what of it stands on the account itself."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tamyr.accounts.models import Person, Session
from tamyr.safety.services import record_act
from tamyr.safety.services.letters import forget_letters_to


class NotInHand(PermissionDenied):
    """The account was locked or closed, or went on a journey, after this was begun."""


def hold(person: Person, at: datetime) -> Person:
    """Read an account anew and hold it, so that nothing begun before it was locked is done after."""
    held = Person.objects.select_for_update(no_key=True).filter(pk=person.pk).first()
    if held is None or not held.acts_at(at):
        raise NotInHand
    return held


@transaction.atomic
def lock_account(*, person: Person, at: datetime) -> Person:
    """Let nothing open an account: every session ends, no way to sign in is right, no letter goes out to it."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    locked.locked_at, locked.is_active = at, False
    locked.session_epoch += 1
    locked.save(update_fields=["locked_at", "is_active", "session_epoch"])
    Session.objects.filter(person=locked).delete()
    if locked.email:
        forget_letters_to([locked.email])
    record_act(act="person.locked", actor=None, about=locked, at=at)
    return locked


@transaction.atomic
def unlock_account(*, person: Person, at: datetime) -> Person:
    """Let an account be used again, by the ways to sign in that it had."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    locked.locked_at, locked.is_active = None, True
    locked.save(update_fields=["locked_at", "is_active"])
    record_act(act="person.unlocked", actor=None, about=locked, at=at)
    return locked


@transaction.atomic
def set_journey(
    *, person: Person, from_at: datetime | None, until_at: datetime | None, actor: UUID | None, at: datetime
) -> Person:
    """Set from when until when an account shows public pages and its own name only."""
    locked = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    locked.travels_from_at, locked.travels_until_at = from_at, until_at
    locked.save(update_fields=["travels_from_at", "travels_until_at"])
    record_act(act="person.journey_set", actor=actor, about=locked, at=at)
    return locked

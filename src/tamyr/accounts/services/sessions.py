"""Signing in and out, and what a person sees of where they are signed in."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.factors import record_authentication
from tamyr.accounts.models.sessions import forget_sessions, key_hash_of
from tamyr.safety.services import record_act

BACKEND = "django.contrib.auth.backends.ModelBackend"


@transaction.atomic
def begin_session(*, request: HttpRequest, person: Person, at: datetime) -> None:
    """Sign a person in on the browser that asks. Nothing of the browser is kept."""
    forget_sessions(day=at.date())
    login(request, person, backend=BACKEND)
    note_confirmation(request=request, person=person)
    # By the hour: the chain is kept for good, and nobody needs to know the minute.
    record_act(act="session.begun", actor=person.pk, about=None, at=at.replace(minute=0, second=0))


def note_confirmation(*, request: HttpRequest, person: Person) -> None:
    """Remember for a quarter of an hour that the person has just shown who they are."""
    record_authentication(request, person, method="tamyr", reauthenticated=True)


@transaction.atomic
def end_session(*, session_id: UUID, person: Person, at: datetime) -> None:
    """End one of a person's own sessions; one that ended already stays ended."""
    if Session.objects.filter(pk=session_id, person=person).delete()[0]:
        record_act(act="session.ended", actor=person.pk, about=None, at=at)


@transaction.atomic
def end_other_sessions(*, person: Person, but: str, at: datetime) -> int:
    """End all of a person's sessions but the one with this key; return how many."""
    others = Session.objects.filter(person=person).exclude(key_hash=key_hash_of(but))
    ended: int = others.delete()[0]
    record_act(act="session.others_ended", actor=person.pk, about=None, at=at, details={"ended": ended})
    return ended


@transaction.atomic
def name_session(*, session: Session, label: str, person: Person, at: datetime) -> None:
    """Name one of a person's own sessions; one that ended meanwhile stays ended."""
    for held in Session.objects.select_for_update(no_key=True).filter(pk=session.pk, person=person):
        held.label = label
        held.save(update_fields=["label"])
        record_act(act="session.named", actor=person.pk, about=None, at=at)

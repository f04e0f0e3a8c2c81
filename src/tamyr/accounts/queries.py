from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.accounts.logic.time_zones import zone_name
from tamyr.accounts.models import Person, Session
from tamyr.accounts.models.sessions import key_hash_of
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, bars
from tamyr.shared.languages import language


def moment_by(zone: str, at: datetime) -> str:
    """Return a moment by the clock of a zone, and name the zone."""
    local = timezone.localtime(at, ZoneInfo(zone))
    return f"{date_format(local, 'DATETIME_FORMAT')} ({zone_name(zone, language())})"


def came_back_lately(at: datetime) -> QuerySet[Person]:
    """Return the people who came back by a way back and confirm nothing yet."""
    since = at - timedelta(hours=settings.AFTER_RETURN_HOURS)
    return Person.objects.filter(came_back_at__gt=since, is_active=True)


def why_confirms_nothing(person: UUID, at: datetime) -> str:
    """Say until when a person who came back lately confirms nothing; nothing for everybody else."""
    found = came_back_lately(at).filter(pk=person).first()
    if found is None or found.came_back_at is None:
        return ""
    until = found.came_back_at + timedelta(hours=settings.AFTER_RETURN_HOURS)
    return _(
        "You came back to this account by a way back. Until %(moment)s you confirm nothing: so the others have "
        "time to notice if it is not you."
    ) % {"moment": moment_by(found.time_zone, until)}


@bars
def who_just_came_back(_kind: Kind, _proposal: Proposal, person: UUID, at: datetime) -> str:
    return why_confirms_nothing(person, at)


@bars
def who_is_away(_kind: Kind, _proposal: Proposal, person: UUID, at: datetime) -> str:
    """An account that is locked or on a journey is in nobody's hands, as far as others can know."""
    found = Person.objects.filter(pk=person).first()
    if found is None or found.acts_at(at):
        return ""
    return _("This account confirms nothing now.")


@bars
def the_same_person_twice(kind: Kind, proposal: Proposal, person: UUID, at: datetime) -> str:
    """The second account of whoever proposed, as far as that can be known."""
    people = Person.objects.in_bulk([person, proposal.proposed_by] if proposal.proposed_by else [])
    if len(people) < 2:
        return ""
    proposer, second = people[proposal.proposed_by], people[person]
    if proposer.is_same_as(second):
        return _("Your account and the proposer’s have the same contact address: they count as one person.")
    if proposer.own_line == second.own_line and kind.needs_independence(proposal, person, at):
        return _(
            "One of you was let into the network by the other alone, or both of you by the same person: "
            "here you count as one. Somebody else must decide."
        )
    return ""


def sessions_visible_to(person: Person) -> QuerySet[Session]:
    """Return one's own sessions: nobody sees another's."""
    return Session.objects.filter(person=person)


def is_this(session: Session, session_key: str | None) -> bool:
    return session.key_hash == key_hash_of(session_key or "")

from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.accounts.logic.time_zones import usual_zone
from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.accounts.services.ways_in import Ways, replace_ways
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Invitation
from tamyr.network.queries.people import is_taken
from tamyr.network.services.circles import seat_person
from tamyr.network.services.invitations.links import InvitationClosed, in_codes
from tamyr.network.services.people import begin_mandate, begin_role
from tamyr.notices.services import announce
from tamyr.safety.services import record_act


class OwnInvitation(Exception):
    """Who made an invitation, or agreed to it as the second, does not accept it."""


class NameTaken(Exception):
    """Another person signs in by this name."""


@transaction.atomic
def accept_as_somebody_new(
    *,
    secret: str,
    person_id: UUID,
    sign_in_name: str,
    name: str,
    language: str,
    ways: Ways,
    at: datetime,
    opened_by: Person | None = None,
) -> Person:
    """Open an account with what an invitation gives; raise InvitationClosed, OwnInvitation or NameTaken.

    ``opened_by`` is whoever is signed in in the browser that does it.
    """
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    _refuse_who_made_it(invitation, opened_by)
    # Asked again: since the form asked, the steps may have lain in a session for hours.
    if is_taken(sign_in_name):
        raise NameTaken
    person = Person(id=person_id, sign_in_name=sign_in_name, name=name, language=language, made_at=at)
    person.line = None if _is_vouched_for_by_two(invitation) else invitation.line
    if invitation.member is not None:
        person.time_zone = usual_zone(invitation.member.country_id)
    replace_ways(person=person, ways=ways, at=at)
    record_act(act="person.joined", actor=person.pk, about=person, at=at)
    _give(invitation, person, at)
    return person


@transaction.atomic
def accept_as_yourself(*, secret: str, person: Person, at: datetime) -> Invitation:
    """Add what an invitation gives to an account that is already there."""
    # The account before its link, as whoever locks it takes them.
    hold(person, at)
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    _refuse_who_made_it(invitation, person)
    # By two of two lines they are known as a person of their own, whoever let them in the first time.
    if person.line and _is_vouched_for_by_two(invitation):
        person.line = None
        person.save(update_fields=["line"])
    _give(invitation, person, at)
    return invitation


@transaction.atomic
def come_back(*, secret: str, ways: Ways, at: datetime, opened_by: Person | None = None) -> Person:
    """Replace every way to sign in of the person a way back was made for; their sessions end."""
    # The account before its link, as whoever locks it takes them.
    whose = Invitation.objects.filter(secret_hash=hash_of(secret)).values("back_for")
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=whose).values_list("pk"))
    invitation = _take(secret, at)
    person = invitation.back_for
    if person is None:
        raise InvitationClosed
    _refuse_who_made_it(invitation, opened_by)
    person.came_back_at = at
    replace_ways(person=person, ways=ways, at=at)
    _close(invitation, person, at)
    record_act(act="person.came_back", actor=person.pk, about=person, at=at)
    announce(kind="came-back", about=person, version=at.isoformat(), actor=None, at=at)
    return person


def _refuse_who_made_it(invitation: Invitation, person: Person | None) -> None:
    """Refuse the two who gave their word, and accounts that are known to be theirs."""
    givers = [giver for giver in (invitation.invited_by, invitation.confirmed_by) if giver is not None]
    if person is not None and any(giver.is_same_as(person) for giver in givers):
        raise OwnInvitation


def _is_vouched_for_by_two(invitation: Invitation) -> bool:
    """Whether two persons of two lines let somebody in; whoever runs the server is a line of its own."""
    second = invitation.confirmed_by
    return second is not None and second.own_line != invitation.line


def _take(secret: str, at: datetime) -> Invitation:
    # Locked, so that a link opened twice at the same moment gives once.
    rows = Invitation.objects.select_for_update(no_key=True, of=("self",))
    found = rows.filter(secret_hash=hash_of(secret)).first()
    if found is None or not found.is_open_at(at):
        raise InvitationClosed
    return found


def _give(invitation: Invitation, person: Person, at: datetime) -> None:
    # The chain says who gave a right, not who took it up.
    inviter = invitation.invited_by_id
    if invitation.member is not None:
        begin_mandate(
            member=invitation.member,
            person=person,
            kind=invitation.mandate_kind,
            from_on=at.date(),
            until_on=invitation.until_on,
            actor=inviter,
            at=at,
        )
    if invitation.role:
        begin_role(person=person, role=invitation.role, until_on=invitation.until_on, actor=inviter, at=at)
    if invitation.circle is not None:
        seat_person(circle=invitation.circle, person=person, actor=inviter, at=at)
    _close(invitation, person, at)


def _close(invitation: Invitation, person: Person, at: datetime) -> None:
    invitation.used_at, invitation.used_by = at, person
    invitation.save()
    details = in_codes(invitation)
    record_act(act="invitation.accepted", actor=person.pk, about=invitation, at=at, details=details)
    announce(kind="invitation-accepted", about=invitation, actor=person.pk, at=at)

"""Ways in for people: a secret link that is shown once, works once and runs out.

Nobody is told by mail. Who invites passes the link on by a channel both trust.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from tamyr.accounts.logic.time_zones import usual_zone
from tamyr.accounts.models import Person
from tamyr.accounts.services.ways_in import Ways, replace_ways
from tamyr.network.models import Circle, Invitation, Member, Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.rules import MayNot, may_confirm_invitation, may_invite, may_revoke_invitation
from tamyr.network.services.circles import seat_person
from tamyr.network.services.people import begin_mandate, begin_role
from tamyr.notices.services import announce
from tamyr.safety.services import record_act

OPEN_FOR = timedelta(days=14)


class InvitationClosed(Exception):
    """Unknown, used, taken back or run out: who asks is not told which."""


class NameTaken(Exception):
    """Another person signs in by this name."""


def lock(person: Person) -> None:
    """Let a form sent twice at once be read one after the other."""
    Person.objects.select_for_update().get(pk=person.pk)


def hash_of(secret: str) -> str:
    # A fast hash is enough for 32 random bytes. For anything that a person makes up it would not be.
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    form_key: UUID,
    by: Visitor,
    member: Member | None = None,
    mandate_kind: str = "",
    role: str = "",
    circle: Circle | None = None,
    back_for: Person | None = None,
    until_on: date | None = None,
    note: str = "",
) -> tuple[Invitation, str]:
    """Make an invitation and return it with its secret.

    The same form sent twice makes one: the second time the secret is empty, since it is known
    to nobody but the one who was shown it.
    """
    assert by.person is not None
    invitation = Invitation(
        id=form_key,
        member=member,
        mandate_kind=mandate_kind,
        role=role,
        circle=circle,
        back_for=back_for,
        until_on=until_on,
        note=note,
        invited_by=by.person,
        made_at=by.at,
        expires_at=by.at + OPEN_FOR,
    )
    if not may_invite(by, invitation):
        raise MayNot
    lock(by.person)
    made_before = Invitation.objects.filter(pk=form_key).first()
    if made_before is not None:
        # The key comes from a browser: somebody else's must not lead to their invitation.
        if made_before.invited_by_id != by.person.pk:
            raise MayNot
        return made_before, ""
    # Counted when it is made, not when it is opened: a lone coordinator can always make a second one.
    invitation.needs_second = role == Role.COORDINATOR and coordinators_on(by.on) > 1
    return invitation, _save(invitation, actor=by.person.pk, at=by.at)


@transaction.atomic
def create_first_coordinator(*, at: datetime) -> str:
    """Return the secret of an invitation to coordinate, from whoever runs the server.

    Refused with MayNot once somebody coordinates: from then on coordinators invite coordinators.
    """
    if coordinators_on(at.date()):
        raise MayNot
    # A link printed before may lie in a terminal's history: only the newest opens.
    Invitation.objects.filter(role=Role.COORDINATOR, used_at=None, invited_by=None).update(revoked_at=at)
    invitation = Invitation(role=Role.COORDINATOR, made_at=at, expires_at=at + OPEN_FOR)
    return _save(invitation, actor=None, at=at)


def _save(invitation: Invitation, *, actor: UUID | None, at: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    invitation.secret_hash = hash_of(secret)
    # Never over a row that is there: its link would go dead and its gift change hands.
    invitation.save(force_insert=True)
    record_act(act="invitation.made", actor=actor, about=invitation, at=at, details=in_codes(invitation))
    return secret


def coordinators_on(day: date) -> int:
    grants = RoleGrant.objects.filter(holding_on(day), role=Role.COORDINATOR, person__is_active=True)
    return grants.values("person").distinct().count()


@transaction.atomic
def confirm_invitation(*, invitation: Invitation, by: Visitor) -> None:
    """Agree, as the second of two, to what an invitation gives; agreeing twice changes nothing."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if by.person is None or not may_confirm_invitation(by, locked):
        raise MayNot
    if not locked.needs_second or locked.confirmed_at or locked.revoked_at or by.at >= locked.expires_at:
        return
    locked.confirmed_by, locked.confirmed_at = by.person, by.at
    locked.save()
    record_act(act="invitation.confirmed", actor=by.person.pk, about=locked, at=by.at)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Visitor) -> None:
    """Take an invitation back; what was taken back or used already stays as it is."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if by.person is None or not may_revoke_invitation(by, locked):
        raise MayNot
    if locked.used_at or locked.revoked_at:
        return
    locked.revoked_at = by.at
    locked.save()
    record_act(act="invitation.revoked", actor=by.person.pk, about=locked, at=by.at)


# --- accepting ------------------------------------------------------------------------------


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
) -> Person:
    """Open an account with what an invitation gives; raise InvitationClosed or NameTaken."""
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    if is_taken(sign_in_name):
        raise NameTaken
    person = Person(id=person_id, sign_in_name=sign_in_name, name=name, language=language, made_at=at)
    if invitation.member is not None:
        person.time_zone = usual_zone(invitation.member.country_id)
    replace_ways(person=person, ways=ways, at=at)
    record_act(act="person.joined", actor=person.pk, about=person, at=at)
    _give(invitation, person, at)
    return person


@transaction.atomic
def accept_as_yourself(*, secret: str, person: Person, at: datetime) -> Invitation:
    """Add what an invitation gives to an account that is already there."""
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    _give(invitation, person, at)
    return invitation


@transaction.atomic
def come_back(*, secret: str, ways: Ways, at: datetime) -> Person:
    """Replace every way to sign in of the person a way back was made for; their sessions end."""
    invitation = _take(secret, at)
    person = invitation.back_for
    if person is None:
        raise InvitationClosed
    replace_ways(person=person, ways=ways, at=at)
    _close(invitation, person, at)
    record_act(act="person.came_back", actor=person.pk, about=person, at=at)
    return person


def open_invitation(secret: str, at: datetime) -> Invitation:
    """Return the invitation behind a link without using it; raise InvitationClosed for any other link."""
    found = Invitation.objects.filter(secret_hash=hash_of(secret)).first()
    if found is None or not found.is_open_at(at):
        raise InvitationClosed
    return found


def _take(secret: str, at: datetime) -> Invitation:
    # Locked, so that a link opened twice at the same moment gives once.
    rows = Invitation.objects.select_for_update(of=("self",))
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


def is_taken(sign_in_name: str) -> bool:
    return Person.objects.filter(sign_in_name__iexact=sign_in_name).exists()


def in_codes(invitation: Invitation) -> dict[str, str | int | bool | None]:
    return {
        "member": str(invitation.member_id) if invitation.member_id else None,
        "mandate": invitation.mandate_kind or None,
        "role": invitation.role or None,
        "circle": str(invitation.circle_id) if invitation.circle_id else None,
        "back_for": str(invitation.back_for_id) if invitation.back_for_id else None,
    }

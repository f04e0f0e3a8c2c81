"""Ways in for people: a secret link that is shown once, works once and runs out.

Nobody is told by mail. Who invites passes the link on by a channel both trust.
"""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from tamyr.accounts.logic.time_zones import usual_zone
from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.accounts.services.ways_in import Ways, replace_ways
from tamyr.network.models import Circle, Invitation, Member, Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.people import delegates_of
from tamyr.network.rules import MayNot, is_delegate_of, may_invite, may_revoke_invitation
from tamyr.network.services.circles import seat_person
from tamyr.network.services.people import begin_mandate, begin_role
from tamyr.notices.services import announce
from tamyr.safety.models import Proposal
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import propose
from tamyr.safety.services.server import record_server_act

OPEN_FOR = timedelta(days=14)
WAY_BACK, COORDINATION, MANDATE = "network.way-back", "network.coordination", "network.mandate"


class InvitationClosed(Exception):
    """Unknown, used, taken back or run out: who asks is not told which."""


class OwnInvitation(Exception):
    """Who made an invitation, or agreed to it as the second, does not accept it."""


class NameTaken(Exception):
    """Another person signs in by this name."""


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
        line=by.person.own_line,
        made_at=by.at,
        expires_at=by.at + OPEN_FOR,
    )
    if not may_invite(by, invitation):
        raise MayNot
    # So that a form sent twice at once is read one after the other, and none after the account was locked.
    hold(by.person, by.at)
    made_before = Invitation.objects.filter(pk=form_key).first()
    if made_before is not None:
        # The key comes from a browser: somebody else's must not lead to their invitation.
        if made_before.invited_by_id != by.person.pk:
            raise MayNot
        return made_before, ""
    kind = what_takes_two(invitation, by)
    invitation.needs_second = bool(kind)
    secret = _save(invitation, actor=by.person.pk, at=by.at)
    if kind:
        made = propose(key=form_key, kind=kind, about=invitation, by=by.person.pk, at=by.at)
        announce_proposal(made, actor=by.person.pk, at=by.at)
    return invitation, secret


def what_takes_two(invitation: Invitation, by: Visitor) -> str:
    """Return the kind of proposal that an invitation becomes; nothing where one person's word is enough."""
    if invitation.back_for is not None:
        return WAY_BACK
    # Counted when it is made, not when it is opened: a lone coordinator can always make a second one.
    if invitation.role == Role.COORDINATOR and coordinators_on(by.on) > 1:
        return COORDINATION
    member = invitation.member
    if member is not None and not is_delegate_of(by, member) and delegates_of(member, by.on).exists():
        return MANDATE
    return ""


def announce_proposal(
    proposal: Proposal, *, actor: UUID | None, at: datetime, scope: UUID | None = None
) -> None:
    """Say that an act of two persons was proposed or approved: those who may know of it are told."""
    announce(kind="proposal", about=proposal, version=proposal.stage, scope=scope, actor=actor, at=at)


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
    secret = _save(invitation, actor=None, at=at)
    record_server_act(act="server.coordinator_invited", about=invitation, at=at)
    return secret


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
def invite_another_coordinator(*, at: datetime) -> str:
    """Return the secret of an invitation from whoever runs the server, which a coordinator must agree to.

    For a network whose coordinators were let in by one of them alone, or that lost one: without it
    nobody there could be the second of two. Refused with MayNot while nobody coordinates.
    """
    if not coordinators_on(at.date()):
        raise MayNot
    invitation = Invitation(
        id=uuid4(), role=Role.COORDINATOR, made_at=at, expires_at=at + OPEN_FOR, needs_second=True
    )
    secret = _save(invitation, actor=None, at=at)
    made = propose(key=invitation.pk, kind=COORDINATION, about=invitation, by=None, at=at)
    announce_proposal(made, actor=None, at=at)
    record_server_act(act="server.another_coordinator_invited", about=invitation, at=at)
    return secret


@transaction.atomic
def open_to(*, invitation: Invitation, second: Person, at: datetime) -> None:
    """Let an invitation open, now that a second person has approved it; a way back after its delay."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    locked.confirmed_by, locked.confirmed_at = second, at
    if locked.back_for is not None:
        locked.opens_at = at + timedelta(hours=settings.WAY_BACK_HOURS)
        locked.expires_at = locked.opens_at + OPEN_FOR
    locked.save()
    record_act(act="invitation.confirmed", actor=second.pk, about=locked, at=at)
    # The proposal of an invitation bears its key; none stands behind one that is a first.
    for proposal in Proposal.objects.filter(pk=locked.pk):
        announce_proposal(proposal, actor=second.pk, at=at)


@transaction.atomic
def close_invitation(*, invitation: Invitation, actor: UUID | None, at: datetime) -> bool:
    """Let a link open nothing any more; say whether it does not: one that was used stays as it is."""
    locked = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if locked.used_at or locked.revoked_at:
        return locked.used_at is None
    locked.revoked_at = at
    locked.save()
    record_act(act="invitation.revoked", actor=actor, about=locked, at=at)
    return True


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Visitor) -> None:
    """Take an invitation back; what was taken back or used already stays as it is."""
    if by.person is None or not may_revoke_invitation(by, invitation):
        raise MayNot
    close_invitation(invitation=invitation, actor=by.person.pk, at=by.at)


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
    opened_by: Person | None = None,
) -> Person:
    """Open an account with what an invitation gives; raise InvitationClosed, OwnInvitation or NameTaken.

    ``opened_by`` is whoever is signed in in the browser that does it.
    """
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    _refuse_who_made_it(invitation, opened_by)
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
    invitation = _take(secret, at)
    if invitation.back_for is not None:
        raise InvitationClosed
    _refuse_who_made_it(invitation, person)
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
    list(Person.objects.select_for_update().filter(pk__in=whose).values_list("pk"))
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

import secrets
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Circle, Invitation, Member, Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.people import delegates_of
from tamyr.network.rules import MayNot, is_delegate_of, may_invite
from tamyr.network.services.invitations.links import OPEN_FOR, in_codes
from tamyr.notices.services import announce
from tamyr.safety.models import Proposal
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import propose
from tamyr.safety.services.server import record_server_act

WAY_BACK, COORDINATION, MANDATE = "network.way-back", "network.coordination", "network.mandate"


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
    if by.person is None:
        raise MayNot
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

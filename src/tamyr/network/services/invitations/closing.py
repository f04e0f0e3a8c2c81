"""A second person's word opens a link; a word alone closes it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation, Visitor
from tamyr.network.rules import MayNot, may_revoke_invitation
from tamyr.network.services.invitations.links import OPEN_FOR
from tamyr.network.services.invitations.making import announce_proposal
from tamyr.safety.models import Proposal
from tamyr.safety.services import record_act


@transaction.atomic
def open_to(*, invitation: Invitation, second: Person, at: datetime) -> None:
    """Let an invitation open, now that a second person has approved it; a way back after its delay."""
    locked = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.pk)
    locked.confirmed_by, locked.confirmed_at = second, at
    if locked.back_for is not None:
        locked.opens_at = at + timedelta(hours=settings.WAY_BACK_HOURS)
        # Counted from when it opens: what passed until the second
        # person answered is not taken from its holder.
        locked.expires_at = locked.opens_at + OPEN_FOR
    locked.save()
    record_act(act="invitation.confirmed", actor=second.pk, about=locked, at=at)
    # The proposal of an invitation bears its key; none stands behind one that is a first.
    for proposal in Proposal.objects.filter(pk=locked.pk):
        announce_proposal(proposal, actor=second.pk, at=at)


@transaction.atomic
def close_invitation(*, invitation: Invitation, actor: UUID | None, at: datetime) -> bool:
    """Let a link open nothing any more; say whether it does not: one that was used stays as it is."""
    locked = Invitation.objects.select_for_update(no_key=True, of=("self",)).get(pk=invitation.pk)
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

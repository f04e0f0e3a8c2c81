"""To sign a submission, by name or counted only, and to sign it no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.ndc.models import Signatory, Stage, Submission
from tamyr.ndc.queries.submissions import submissions_visible_to
from tamyr.ndc.rules import may_sign
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import locked_for, stand, stand_no_more


@transaction.atomic
def sign_submission(
    *, submission: Submission, member: Member, is_named: bool, actor: UUID, at: datetime
) -> Signatory:
    """Let a member sign, by name or counted only; a hidden one is never named."""
    standing, visitor = locked_for(may_sign, submission, Stage.DRAFT, Stage.AGREED, actor=actor, at=at)
    # Its stage alone would let a member sign what it cannot read.
    if not submissions_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this submission."))
    signed: Signatory = stand(
        standing.signatories,
        act="submission.signed",
        member=member,
        is_named=is_named,
        since="signed_on",
        actor=actor,
        at=at,
    )
    return signed


@transaction.atomic
def unsign_submission(*, submission: Submission, member: Member, actor: UUID, at: datetime) -> None:
    """Take a member's signature back, whatever became of the submission."""
    # At any stage, and by whoever acts for the member, active or not: nobody is kept among those who sign.
    standing = Submission.objects.select_for_update(no_key=True, of=("self",)).get(pk=submission.pk)
    stand_no_more(standing.signatories, act="submission.left", member=member, actor=actor, at=at)

"""To sign a submission, by name or counted only, and to sign it no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.ndc.models import Signatory, Stage, Submission
from tamyr.ndc.queries.submissions import submissions_visible_to
from tamyr.ndc.rules import may_sign
from tamyr.ndc.services.locking import locked_for
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import check_mandate, check_voice
from tamyr.safety.services import record_act


@transaction.atomic
def sign_submission(
    *, submission: Submission, member: Member, is_named: bool, actor: UUID, at: datetime
) -> Signatory:
    """Let a member sign, by name or counted only; a hidden one is never named."""
    standing, visitor = locked_for(may_sign, submission, Stage.DRAFT, Stage.AGREED, actor=actor, at=at)
    if not submissions_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this submission."))
    check_voice(member=member, actor=actor, at=at)
    said = {"is_named": is_named and not member.is_guarded, "signed_on": at.date(), "left_on": None}
    signed, _is_new = Signatory.objects.update_or_create(submission=standing, member=member, defaults=said)
    _record("submission.signed", signed, actor, at)
    return signed


@transaction.atomic
def unsign_submission(*, submission: Submission, member: Member, actor: UUID, at: datetime) -> None:
    """Take a member's signature back, whatever became of the submission."""
    standing = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    check_mandate(member=member, actor=actor, at=at)
    signed = Signatory.objects.filter(submission=standing, member=member, left_on=None).first()
    if signed is None:
        return
    signed.left_on = at.date()
    signed.save(update_fields=["left_on"])
    _record("submission.left", signed, actor, at)


def _record(act: str, signed: Signatory, actor: UUID, at: datetime) -> None:
    """Leave a line; of a member that is counted only neither which it is nor who acted for it."""
    named = actor if signed.is_named else None
    details: dict[str, str | int | bool | None] = {"member": str(signed.member_id)} if signed.is_named else {}
    record_act(act=act, actor=named, about=signed.submission, at=at, details=details)

"""Signatures under an adopted position: asked for, approved inside an organisation, given, taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.positions.models import Signature, Stage, Step, Version
from tamyr.positions.rules import may_keep
from tamyr.procedures.services import (
    MovedMeanwhile,
    NotNow,
    asked_again,
    check_heard,
    check_mandate,
    check_own,
    locked,
)
from tamyr.safety.services import record_act


@transaction.atomic
def ask_for_signatures(*, version: Version, until: datetime, actor: UUID, at: datetime) -> Version:
    """Ask every organisation that is heard on an adopted position to sign it until a moment; later is late."""
    standing = locked(version, Stage.ADOPTED)
    asked_again(may_keep, actor, standing.position, at)
    standing.sign_until = until
    standing.save(update_fields=["sign_until"])
    record_act(act="position.signatures_asked", actor=actor, about=standing, at=at)
    announce(kind="position-signing", about=standing, version=until.isoformat(), actor=actor, at=at)
    return standing


@transaction.atomic
def approve_inside(
    *,
    version: Version,
    member: Member,
    approval: str,
    is_sealed: bool,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Signature:
    """Record that an organisation has agreed inside to sign, and by whom; it signs with the next act.

    Raises ``NotNow`` once it has signed, ``MovedMeanwhile`` where a colleague recorded otherwise, who agreed or that the
    name is to stay unsaid, than what ``base_sha`` is of.
    """
    standing = _locked(version, member, actor, at)
    # Without a lock of its own: that of the version, taken above, lets in one act on its
    # signatures at a time.
    signature = Signature.objects.filter(version=standing, member=member).first()
    # Whoever is not in the open is never named, whatever the form said.
    is_sealed = is_sealed or member.is_guarded
    said = {"approval": approval, "is_sealed": is_sealed}
    if signature is not None and signature.step == Step.SIGNED:
        raise NotNow(standing)
    if signature is not None and signature.step == Step.APPROVED:
        check_own(signature, said, base_sha, is_sealed=_naming_words(signature))
    found = signature or Signature(version=standing, member=member)
    found.step, found.approval, found.is_sealed = Step.APPROVED, approval, is_sealed
    # Whoever withdrew and approves again begins anew: the line that was struck out goes.
    found.signed_on = found.withdrawn_on = None
    found.save()
    _record("approved", found, actor, at)
    return found


def _naming_words(signature: Signature) -> str:
    return _("You sign without your name.") if signature.is_sealed else _("You sign with your name.")


@transaction.atomic
def sign(*, version: Version, member: Member, sha: str, actor: UUID, at: datetime) -> Signature:
    """Sign what the organisation has approved inside, as it was read; signing twice is signing once."""
    standing = _locked(version, member, actor, at)
    found = (
        Signature.objects.select_for_update(no_key=True, of=("self",))
        .filter(version=standing, member=member)
        .first()
    )
    if found is not None and found.step == Step.SIGNED:
        return found
    if found is None or found.step != Step.APPROVED:
        raise NotNow(standing)
    # A colleague may have approved it anew, with the name that was to stay unsaid.
    if found.sha != sha:
        raise MovedMeanwhile(found.approval)
    found.step, found.signed_on = Step.SIGNED, at.date()
    # Asked once more: the member may have gone into hiding between the two steps.
    found.is_sealed = found.is_sealed or member.is_guarded
    found.is_late = standing.sign_until is None or at >= standing.sign_until
    found.save()
    _record("signed", found, actor, at)
    settle(about=standing, person=actor, at=at)
    return found


@transaction.atomic
def withdraw_signature(*, version: Version, member: Member, actor: UUID, at: datetime) -> Signature:
    """Take a signature back; one that was shown by name is shown as withdrawn from then on."""
    # By whoever acts for the organisation, active or heard or not: nobody is kept among those who sign.
    standing = locked(version, Stage.ADOPTED)
    check_mandate(member=member, actor=actor, at=at)
    found = (
        Signature.objects.select_for_update(no_key=True, of=("self",))
        .filter(version=standing, member=member)
        .first()
    )
    if found is None or found.step != Step.SIGNED:
        raise NotNow(standing)
    found.step, found.withdrawn_on = Step.WITHDRAWN, at.date()
    found.save()
    _record("withdrawn", found, actor, at)
    return found


def _locked(version: Version, member: Member, actor: UUID, at: datetime) -> Version:
    standing = locked(version, Stage.ADOPTED)
    if standing.sign_until is None:
        raise NotNow(standing)
    check_heard(standing.position, member=member, actor=actor, at=at)
    return standing


def _record(act: str, signature: Signature, actor: UUID, at: datetime) -> None:
    """Leave a line; of a sealed signature neither whose it is nor who gave it."""
    named = None if signature.is_sealed else actor
    details: dict[str, str | int | bool | None] = (
        {} if signature.is_sealed else {"member": str(signature.member_id)}
    )
    record_act(act=f"position.signature_{act}", actor=named, about=signature.version, at=at, details=details)

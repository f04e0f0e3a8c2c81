"""What a link is kept as, and what stands behind one."""

from datetime import datetime, timedelta

from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Invitation

# As long as a proposal waits (``safety.rules``): a link must not run out before the second person's word.
OPEN_FOR = timedelta(days=14)


class InvitationClosed(Exception):
    """Unknown, used, taken back or run out: who asks is not told which."""


def open_invitation(secret: str, at: datetime) -> Invitation:
    """Return the invitation behind a link without using it; raise InvitationClosed for any other link."""
    # Not locked, as nothing is done by looking: whoever takes it up is asked again under a lock.
    found = Invitation.objects.filter(secret_hash=hash_of(secret)).first()
    if found is None or not found.is_open_at(at):
        raise InvitationClosed
    return found


def in_codes(invitation: Invitation) -> dict[str, str | int | bool | None]:
    return {
        "member": str(invitation.member_id) if invitation.member_id else None,
        "mandate": invitation.mandate_kind or None,
        "role": invitation.role or None,
        "circle": str(invitation.circle_id) if invitation.circle_id else None,
        "back_for": str(invitation.back_for_id) if invitation.back_for_id else None,
    }

"""What the network's tables keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from django.db.models import Q

from tamyr.network.models import Invitation, RegisterImport

INVITATIONS_KEPT = timedelta(days=30)


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete closed invitations and old imports."""
    before = at - INVITATIONS_KEPT
    closed = Q(used_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    return {
        "invitations": Invitation.objects.filter(closed).delete()[0],
        "imports": RegisterImport.objects.filter(expires_at__lt=at).delete()[0],
    }

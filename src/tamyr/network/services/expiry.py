"""What the network's tables keep for a while only: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from django.db.models import Q

from tamyr.network.models import Invitation, RegisterImport
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

# As long as the proposal that has the key of one (``safety.services.proposals``), which is read with it.
INVITATIONS_KEPT = timedelta(days=30)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes closed invitations and old imports."""
    before = at - INVITATIONS_KEPT
    closed = Q(used_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)

    def invitations(faults: Faults) -> int:
        return faults.delete("invitations", Invitation.objects.filter(closed))

    def imports(faults: Faults) -> int:
        return faults.delete("imports", RegisterImport.objects.filter(expires_at__lt=at))

    return {"invitations": invitations, "imports": imports}

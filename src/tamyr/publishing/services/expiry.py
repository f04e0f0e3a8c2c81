"""What editors began to bring, and why a page was to go: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db.models import Q
from wagtail.models import UploadedFile

from tamyr.publishing.models import Withdrawal
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

UPLOADS = UploadedFile._meta.get_field("file").upload_to
UPLOADS_KEPT = timedelta(days=1)
WITHDRAWALS_KEPT = timedelta(days=30)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes uploads that became no picture and no document, and decided proposals."""

    def uploads(faults: Faults) -> int:
        # By file: a row says nothing of when it was made, and an act undone leaves a file without a row.
        old = [name for name in _names() if default_storage.get_modified_time(name) < at - UPLOADS_KEPT]
        count = 0
        for name in old:
            with faults.apart("uploads"):
                # The row first: where the file cannot go, the row comes
                # back with it, and both are found again.
                UploadedFile.objects.filter(file=name).delete()
                default_storage.delete(name)
                count += 1
        return count

    def withdrawals(faults: Faults) -> int:
        before = at - WITHDRAWALS_KEPT
        over = Q(decided_at__lt=before) | Q(decided_at__isnull=True, expires_at__lt=before)
        return faults.delete("withdrawals", Withdrawal.objects.filter(over))

    return {"uploads": uploads, "withdrawals": withdrawals}


def _names() -> list[str]:
    try:
        return [f"{UPLOADS}/{name}" for name in default_storage.listdir(UPLOADS)[1]]
    except FileNotFoundError:
        return []  # Nothing was ever brought this way.

"""What is kept of papers that nobody recorded: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from tamyr.deliveries.models import ReceiptDraft
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

DRAFTS_KEPT = timedelta(days=1)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes the pages that their keeper did not record within a day."""

    def drafts(faults: Faults) -> int:
        return faults.delete("drafts of receipts", ReceiptDraft.objects.filter(kept_at__lt=at - DRAFTS_KEPT))

    return {"drafts of receipts": drafts}

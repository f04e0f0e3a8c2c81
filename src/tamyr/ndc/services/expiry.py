"""What is kept of comments for a while only: see ``kept`` in fields.toml."""

from datetime import datetime, timedelta

from tamyr.ndc.models import Comment
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

COMMENTS_KEPT = timedelta(days=180)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes comments half a year after they came in; what was published of them is another row."""

    def comments(faults: Faults) -> int:
        return faults.delete("comments", Comment.objects.filter(arrived_at__lt=at - COMMENTS_KEPT))

    return {"comments": comments}

"""Notices are kept for a month after they were done and three at most, happenings no longer than them."""

from datetime import datetime, timedelta

from tamyr.notices.models import Happening, Notice
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

KEPT, KEPT_WHEN_DONE = timedelta(days=90), timedelta(days=30)


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes old notices, and the happenings that nobody has a notice of any more."""

    def notices(_faults: Faults) -> int:
        done = Notice.objects.filter(done_at__lt=at - KEPT_WHEN_DONE).delete()[0]
        old = Notice.objects.filter(at__lt=at - KEPT).delete()[0]
        told = Happening.objects.filter(spread_at__lt=at - KEPT_WHEN_DONE, notices=None)
        # Announced again within the month, an act must still be known for the same.
        told.delete()
        Happening.objects.filter(at__lt=at - KEPT, notices=None).delete()
        return done + old

    return {"notices": notices}

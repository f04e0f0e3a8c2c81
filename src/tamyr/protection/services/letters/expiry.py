"""Letters are kept for 90 days after their writer was last heard, or as long as two hold them; missed check-ins a week."""

from datetime import datetime

from django.db import transaction

from tamyr.notices.services import announce
from tamyr.protection.models import Case, CheckIn, Pace, SealingKey
from tamyr.protection.models.cases import KEPT, WARNED_BEFORE
from tamyr.protection.models.checkins import KEPT_AFTER
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes letters, told check-ins, and keys to which nothing is sealed any more."""

    def letters(faults: Faults) -> int:
        return faults.delete("letters-sealed", Case.objects.filter(kept_until__lte=at))

    def check_ins(faults: Faults) -> int:
        return faults.delete("check-ins", CheckIn.objects.filter(told_at__lt=at - KEPT_AFTER))

    def keys(faults: Faults) -> int:
        idle = SealingKey.objects.filter(ended_at__lt=at - KEPT, opens=None)
        return faults.delete("letter-keys", idle)

    def paces(faults: Faults) -> int:
        latest = Pace.objects.values_list("pk", flat=True)[:1]
        old = Pace.objects.filter(set_at__lt=at - KEPT)
        return faults.delete("letter-paces", old.exclude(pk__in=list(latest)))

    return {"letters-sealed": letters, "check-ins": check_ins, "letter-keys": keys, "letter-paces": paces}


@transaction.atomic
def tell_of_ends(*, at: datetime) -> None:
    """Tell those who answer which letters are deleted soon: twice for each end, also of closed ones."""
    for case in Case.objects.filter(kept_until__gt=at, kept_until__lte=at + WARNED_BEFORE[0]):
        # An end that moved is another version and told anew; the
        # same one is told once, however often this runs.
        version = f"{case.kept_until.isoformat()} {case.warned_days(at)}"
        announce(kind="letter-runs-out", about=case, version=version, actor=None, at=at)

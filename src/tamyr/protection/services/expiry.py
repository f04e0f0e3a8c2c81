"""What this room keeps for a while only: see ``kept`` in fields.toml; and what its clock brings about."""

from datetime import datetime, timedelta

from django.db import OperationalError
from django.db.models import Q

from tamyr.protection.models import Contact, Keyholder, LockDown, Press, Stage, Travel
from tamyr.protection.services.lockdowns import end_what_hangs_on, let_time_tell
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

# Longer than the longest lock-down: until then those who locked are known, so that they do not go on.
KEPT = timedelta(days=60)


def keep_time(*, at: datetime) -> int:
    """Let requests, lock-downs and openings end whose time has come; return how many did.

    Raises ``PartlyDone`` at the end where one could not: all others have.
    """
    faults, ended = Faults(), 0
    for lock_down in LockDown.objects.filter(stage__in=[Stage.ASKED, Stage.LOCKED]):
        # Not ``apart``, whose one transaction would hold together what no two acts hold in one order, and would
        # undo what of it is done where the next step cannot be.
        try:
            left = end_what_hangs_on(lock_down, at=at)
            ended += let_time_tell(lock_down=left, at=at)
        except OperationalError:
            raise  # No fault of this lock-down: the database does not answer, or the disk is full.
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one lock-down, the others come next
            faults.note("lock-downs", error)
    faults.tell()
    return ended


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes what ended long ago, and the words that were given for it."""
    before = at - KEPT

    def lock_downs(faults: Faults) -> int:
        ended = faults.delete("lock-downs", LockDown.objects.filter(ended_at__lt=before))
        over = Q(until_at__lt=before) | Q(lifts_at__lt=before) | Q(cancelled_at__lt=before)
        return ended + faults.delete("journeys", Travel.objects.filter(over))

    def words(faults: Faults) -> int:
        # No foreign key takes them away with what they were given for. Those of a lock-down that is still
        # there stay, however old: whose words locked it decides who may lock it again.
        known = [*LockDown.objects.values_list("pk", flat=True), *Travel.objects.values_list("pk", flat=True)]
        return faults.delete("words", Press.objects.filter(at__lt=before).exclude(about__in=known))

    def contacts(faults: Faults) -> int:
        # A question that nobody answered goes too: it says whom somebody trusts.
        ended = Q(ends_at__lt=before) | Q(accepted_at=None, named_at__lt=before)
        gone = faults.delete("trusted contacts", Contact.objects.filter(ended))
        return gone + faults.delete("keyholders", Keyholder.objects.filter(ended_at__lt=before))

    return {"lock-downs": lock_downs, "words of lock-downs": words, "trusted contacts": contacts}

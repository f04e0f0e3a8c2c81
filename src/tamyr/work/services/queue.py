"""What becomes of one piece of work: claimed by a worker, then done, tried again, or given up."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import PartlyDone
from tamyr.shared.background import BACKEND, Job, job_named
from tamyr.work.logic import LONGEST_WAIT, wait_after
from tamyr.work.models import Recurrence, Row
from tamyr.work.rules import may_keep_work

TRIES, FIRST_WAIT = 5, timedelta(seconds=15)
INTERRUPTED, TOOK_TOO_LONG = "Interrupted", "TookTooLong"
KEPT_WHEN_DONE, KEPT_WHEN_FAILED = timedelta(days=1), timedelta(days=30)


def job_of(row: Row) -> Job | None:
    """Return how a piece of work is to be done, unless this release knows no such work."""
    try:
        _imported = row.task
    except (ImportError, SuspiciousOperation):
        return None
    return job_named(row.task_path)


def claim_next(*, worker: str, at: datetime) -> Row | None:
    """Give the next piece of work that is due to a worker, and to no other."""
    # The farthest moment of the library stands for “at once”.
    is_due = Q(run_after=get_date_max()) | Q(run_after__lte=at)
    ready = DBTaskResult.objects.filter(is_due, status=TaskResultStatus.READY, backend_name=BACKEND)
    # Only looked at: an idle worker would otherwise take the right to write from the site each second.
    if not ready.exists():
        return None
    with transaction.atomic():
        claimed = ready.select_for_update(no_key=True, skip_locked=True).first()
        if claimed is not None:
            claimed.status, claimed.started_at = TaskResultStatus.RUNNING, at
            claimed.worker_ids = [*claimed.worker_ids, worker]
            claimed.save(update_fields=["status", "started_at", "worker_ids"])
        return claimed


@transaction.atomic
def record_success(*, claimed: Row, at: datetime) -> None:
    """Note that it is done. Whose row vanished meanwhile is over too."""
    job = job_of(claimed)
    if job and job.every:
        # What recurs leaves no row of its own: that it was done stands here.
        Recurrence.objects.filter(pk=job.name).update(done_at=at)
        _failures_of(job).delete()
        _mine(claimed).delete()
    else:
        _mine(claimed).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=at, exception_class_path="", return_value=None
        )


@transaction.atomic
def record_failure(*, claimed: Row, error: Exception, at: datetime) -> None:
    """Note a failed try: by the kind of exception alone, whose text may hold what somebody wrote."""
    faults = error.faults if isinstance(error, PartlyDone) else None
    _failed(claimed, type(error).__name__, faults, at)


def give_back_from_the_dead(*, worker: str, is_dead: Callable[[str], bool], at: datetime) -> int:
    """Count a failed try of whatever a worker had begun that is no more; return how many there were."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, backend_name=BACKEND)
    # Asked again under a lock: two workers may see the same death.
    return sum(
        _give_back(left.pk, is_dead, at)
        for left in running
        if left.worker_ids[-1] != worker and is_dead(left.worker_ids[-1])
    )


@transaction.atomic
def _give_back(key: UUID, is_dead: Callable[[str], bool], at: datetime) -> bool:
    running = DBTaskResult.objects.filter(pk=key, status=TaskResultStatus.RUNNING)
    left = running.select_for_update(no_key=True, skip_locked=True).first()
    if left is None or not is_dead(left.worker_ids[-1]):
        return False
    job = job_of(left)
    has_run_long = job is not None and left.started_at is not None and at - left.started_at >= job.limit
    _failed(left, TOOK_TOO_LONG if has_run_long else INTERRUPTED, None, at)
    return True


def shorten_long_waits(*, at: datetime) -> int:
    """Let what waits for another try be due again where a clock that ran ahead has put it out of reach."""
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, backend_name=BACKEND, started_at__isnull=False
    )
    lost = waiting.filter(run_after__gt=at + LONGEST_WAIT, run_after__lt=get_date_max())
    # Looked at first: an update takes the right to write, also where it finds no row.
    return lost.update(run_after=at) if lost.exists() else 0


@transaction.atomic
def try_again(*, key: UUID, by: Visitor) -> bool:
    """Let work that was given up be tried anew; return whether there still is such."""
    if not may_keep_work(by):
        raise MayNot
    given_up = DBTaskResult.objects.filter(pk=key, status=TaskResultStatus.FAILED, backend_name=BACKEND)
    row = given_up.select_for_update(no_key=True).first()
    if row is None:
        return False
    record_act(act="work.tried_again", actor=by.actor, about=row, at=by.at, details=_in_codes(row))
    # Tries are counted by the workers that began it: emptied, the count begins anew.
    row.status, row.run_after, row.worker_ids = TaskResultStatus.READY, by.at, []
    row.started_at = row.finished_at = row.return_value = None
    row.save()
    return True


def finished(*, at: datetime) -> "QuerySet[Row]":
    """Return what was done a day ago, and what was given up a month ago."""
    done = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEPT_WHEN_DONE)
    failed = Q(status=TaskResultStatus.FAILED, finished_at__lt=at - KEPT_WHEN_FAILED)
    return DBTaskResult.objects.filter(done | failed, backend_name=BACKEND)


def _failed(row: Row, kind: str, faults: dict[str, int] | None, at: datetime) -> None:
    job, tries = job_of(row), len(row.worker_ids)
    most, first = (job.tries, job.first_wait) if job else (TRIES, FIRST_WAIT)
    # What recurs and did all it could is not tried again before its next time.
    is_given_up = tries >= most or (faults is not None and job is not None and job.every is not None)
    if not is_given_up:
        wait = wait_after(tries, first)
        _mine(row).update(status=TaskResultStatus.READY, run_after=at + wait, exception_class_path=kind)
        return
    known = _failures_of(job).exclude(pk=row.pk).delete()[0] if job and job.every else 0
    row.exception_class_path, row.return_value = kind, {"faults": faults} if faults else None
    is_there = _mine(row).update(
        status=TaskResultStatus.FAILED,
        finished_at=at,
        exception_class_path=kind,
        return_value=row.return_value,
    )
    # What fails each hour anew leaves a line once.
    if is_there and not known:
        record_act(act="work.given_up", actor=None, about=row, at=at, details=_in_codes(row))
        announce(kind="work-given-up", about=row, version=at, actor=None, at=at)


def _failures_of(job: Job) -> QuerySet[Row]:
    return DBTaskResult.objects.filter(task_path=job.name, status=TaskResultStatus.FAILED)


def _mine(claimed: Row) -> QuerySet[Row]:
    """The row as its worker claimed it: whoever was taken for dead meanwhile changes nothing any more."""
    return DBTaskResult.objects.filter(
        pk=claimed.pk, status=TaskResultStatus.RUNNING, started_at=claimed.started_at
    )


def _in_codes(row: Row) -> dict[str, str | int | bool | None]:
    return {"work": row.task_path, "tries": len(row.worker_ids), "kind": row.exception_class_path}

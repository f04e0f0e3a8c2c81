from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tamyr.shared.background import Job, recurring_jobs
from tamyr.work.logic import is_due
from tamyr.work.models import Recurrence

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def enqueue_due(*, clock: Callable[[], datetime]) -> int:
    """Enqueue the recurring work whose time has come, once for all workers; return how much."""
    next_times = dict(Recurrence.objects.values_list("name", "next_at"))
    due = [job for job in recurring_jobs() if _is_due(job, next_times.get(job.name), clock())]
    return sum(_enqueue_once(job, clock) for job in due)


def _is_due(job: Job, next_at: datetime | None, now: datetime) -> bool:
    assert job.every
    return is_due(next_at, now, job.every)


def _enqueue_once(job: Job, clock: Callable[[], datetime]) -> bool:
    assert job.every
    with transaction.atomic():
        # Made first: a row that is not there cannot be locked.
        Recurrence.objects.get_or_create(pk=job.name)
        row = Recurrence.objects.select_for_update(no_key=True).get(pk=job.name)
        # The clock is read under the lock: another worker may have done this while we waited for it.
        now = clock()
        if not _is_due(job, row.next_at, now):
            return False
        row.next_at = now + job.every
        row.save(update_fields=["next_at"])
        # What is still being done, or waits for another try, is not begun beside itself.
        if DBTaskResult.objects.filter(task_path=job.name, status__in=UNFINISHED).exists():
            return False
        job.task.enqueue()
        return True

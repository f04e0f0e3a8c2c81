"""What coordinators see of the work beside the site: by its words and kinds of exceptions, never by its arguments."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from shutil import disk_usage
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import NullIf
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.network.queries.desk.news import coordinators_to_tell, for_coordinators
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.shared.background import BACKEND, job_named, recurring_jobs
from tamyr.work.models import Recurrence, Row
from tamyr.work.rules import may_keep_work

MOST = 100
# A worker looks each second; whoever is this late has none.
TOO_LATE = timedelta(minutes=5)
# Where that task is declared: moved without this name, it would be called late for ever.
FORGETTING = "tamyr.safety.tasks.expire"
# Done every hour, and tried again for some time where it fails.
FORGOT_TOO_LONG_AGO = timedelta(hours=3)
LEAST_FREE_BYTES = 500_000_000
UNKNOWN = gettext_lazy("Work that this release of the site does not know")


@dataclass(frozen=True)
class RecurringWork:
    words: Promise
    every: timedelta
    done_at: datetime | None
    next_at: datetime | None


@dataclass(frozen=True)
class Piece:
    """One piece of work: its name in words, and how it stands."""

    key: UUID
    words: Promise
    began_at: datetime | None
    ended_at: datetime | None
    next_at: datetime | None
    tries: int
    kind: str
    faults: tuple[tuple[str, int], ...]
    is_running: bool


def recurring_work() -> list[RecurringWork]:
    rows = {row.name: row for row in Recurrence.objects.all()}
    return [
        RecurringWork(job.words, job.every, *_times(rows.get(job.name)))
        for job in recurring_jobs()
        if job.every
    ]


def _times(row: Recurrence | None) -> tuple[datetime | None, datetime | None]:
    return (row.done_at, row.next_at) if row else (None, None)


def unfinished_work() -> list[Piece]:
    """Return what is being done, then what waits, the next first."""
    states = (TaskResultStatus.RUNNING, TaskResultStatus.READY)
    # The farthest moment of the library stands for “at once”: it comes first, and not last.
    next_at = NullIf("run_after", Value(get_date_max())).asc(nulls_first=True)
    rows = _rows().filter(status__in=states).order_by("-status", next_at, "enqueued_at")
    return [_piece(row) for row in rows[:MOST]]


def failed_work() -> list[Piece]:
    """Return what was given up, the latest first."""
    return [_piece(row) for row in _failed().order_by("-finished_at")[:MOST]]


def nobody_works(at: datetime) -> bool:
    """Whether something has been due for minutes, so that no worker can be running."""
    is_late = Q(run_after__lt=at - TOO_LATE) | Q(run_after=get_date_max(), enqueued_at__lt=at - TOO_LATE)
    late = _rows().filter(is_late, status=TaskResultStatus.READY)
    times = {row.name: row.next_at for row in Recurrence.objects.all()}
    # What was never done is late as well: a worker begins with it.
    due = [times.get(job.name) for job in recurring_jobs()]
    return late.exists() or any(moment is None or moment < at - TOO_LATE for moment in due)


@dataclass(frozen=True)
class Health:
    """How the site does, in words for a monitor: no name, no count, nothing of anybody."""

    database: str = "answers"
    queue: str = "works"
    disk: str = "has room"
    forgetting: str = "in time"

    @property
    def is_well(self) -> bool:
        return self == Health()


def health(at: datetime) -> Health:
    disk = "has room" if disk_usage(settings.DATA_DIR).free >= LEAST_FREE_BYTES else "full"
    try:
        forgot = Recurrence.objects.filter(name=FORGETTING, done_at__gte=at - FORGOT_TOO_LONG_AGO).exists()
        queue = "late" if nobody_works(at) else "works"
    except DatabaseError:
        return Health("does not answer", "unknown", disk, "unknown")
    return Health(queue=queue, disk=disk, forgetting="in time" if forgot else "late")


@leads_from_the_desk
def way_to_the_work(visitor: Visitor) -> Iterator[Way]:
    if may_keep_work(visitor):
        yield Way(_("Work in the background"), reverse("work:background"))


@asks_for_voice
@while_there_are(lambda: _failed())
def work_given_up(visitor: Visitor) -> Iterator[Call]:
    count = _failed().count() if may_keep_work(visitor) else 0
    if count:
        title = ngettext(
            "%(count)d piece of work in the background failed",
            "%(count)d pieces of work in the background failed",
            count,
        )
        yield Call(
            title=title % {"count": count},
            sentence=_("The site has tried it several times and gave it up. See what it was, and try again."),
            address=reverse("work:background"),
            act=_("Look and try again"),
        )


def _still_given_up(keys: Collection[UUID]) -> Iterable[UUID]:
    return _failed().filter(pk__in=keys).values_list("pk", flat=True)


def _given_up(_happening: Happening, _key: object) -> News:
    return News(
        title=_("Work in the background was given up"),
        sentence=_("The site has tried it several times and gave it up. See what it was, and try again."),
        address=reverse("work:background"),
    )


announces(
    Kind(
        "work-given-up",
        lambda _happening, at: coordinators_to_tell(at.date()),
        _still_given_up,
        for_coordinators,
        _given_up,
    )
)


def _rows() -> QuerySet[Row]:
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def _failed() -> QuerySet[Row]:
    return _rows().filter(status=TaskResultStatus.FAILED)


def _piece(row: Row) -> Piece:
    job = job_named(row.task_path)
    faults = (row.return_value or {}).get("faults", {}) if row.status == TaskResultStatus.FAILED else {}
    return Piece(
        key=row.pk,
        words=job.words if job else UNKNOWN,
        began_at=row.started_at,
        ended_at=row.finished_at,
        next_at=None if row.run_after == get_date_max() else row.run_after,
        tries=len(row.worker_ids),
        kind=row.exception_class_path,
        faults=tuple(faults.items()),
        is_running=row.status == TaskResultStatus.RUNNING,
    )

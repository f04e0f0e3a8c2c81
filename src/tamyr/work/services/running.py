import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from django.db import close_old_connections

from tamyr.safety.services.faults import kind_and_place
from tamyr.work.models import Row
from tamyr.work.services.queue import claim_next, job_of, record_failure, record_success

LIMIT = timedelta(minutes=10)
Limited = Callable[[timedelta], AbstractContextManager[None]]
logger = logging.getLogger("tamyr.work")


def do_next(*, worker: str, clock: Callable[[], datetime], limited: Limited) -> bool:
    """Do the next piece of work that is due; return whether there was one. ``limited`` ends what hangs."""
    claimed = claim_next(worker=worker, at=clock())
    if claimed is None:
        return False
    try:
        _do(claimed, limited)
    except Exception as error:  # noqa: BLE001 (whatever one piece of work raises, the next one comes)
        logger.error("%s: %s", claimed.task_path, kind_and_place(error))
        # What it left behind may not even answer any more.
        close_old_connections()
        record_failure(claimed=claimed, error=error, at=clock())
    else:
        record_success(claimed=claimed, at=clock())
    return True


def _do(claimed: Row, limited: Limited) -> None:
    job = job_of(claimed)
    with limited(job.limit if job else LIMIT):
        claimed.task.call(*claimed.args_kwargs["args"], **claimed.args_kwargs["kwargs"])

"""Pieces of work per second through the queue, beside the same function called in a loop.

    .venv/bin/python -m benchmarks.tasks [--pieces 2000]

On the database that DATABASE_URL names, else on SQLite in a throw-away folder. One worker, in this process: what is
measured is claiming, calling and recording, without the second that an idle worker sleeps.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from benchmarks.parts.arguments import at_least

ROUNDS = 3


@contextmanager
def unlimited(_longest: timedelta) -> Iterator[None]:
    yield


def per_second(pieces: int, act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _piece in range(pieces):
        act()
    return pieces / (time.perf_counter() - began)


def measure(pieces: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from benchmarks.parts.work_of_tasks import nothing, one_row
    from tamyr.work.services.running import do_next

    call_command("migrate", verbosity=0)
    print(f"{connection.vendor}, {pieces} pieces of work, medians of {ROUNDS} rounds, per second")
    for task in (nothing, one_row):
        bare, enqueued, done = [], [], []
        for _round in range(ROUNDS):
            DBTaskResult.objects.all().delete()
            bare.append(per_second(pieces, task.func))
            enqueued.append(per_second(pieces, task.enqueue))
            done.append(
                per_second(pieces, lambda: do_next(worker="benchmark", clock=timezone.now, limited=unlimited))
            )
            assert DBTaskResult.objects.filter(status="SUCCESSFUL").count() == pieces
        figures = [statistics.median(rates) for rates in (bare, enqueued, done)]
        print("{:10} bare {:10,.0f}   enqueued {:6,.0f}   done {:6,.0f}".format(task.name, *figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=at_least(1), default=2000)
    pieces = parser.parse_args().pieces
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAMYR_DATA_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tamyr.config.settings.base")
        measure(pieces)


if __name__ == "__main__":
    main()

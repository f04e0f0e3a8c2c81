"""One worker: does what is due, again and again, until it is told to stop or its keeper is no more.

Whatever it cannot go on from, it dies of: ``worker`` starts the next one, and what this one had begun is
given back, because its lock is gone with it.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NoReturn
from uuid import uuid4

from tamyr.config.command_line import SETTINGS, in_plain_words
from tamyr.config.first_steps import refuse_to_try_beside_people
from tamyr.config.loading import loading
from tamyr.config.stopping import SECONDS_TO_FINISH, hear_once, when_its_keeper_is_gone
from tamyr.config.terminal import refuse_arguments

LOOK_EVERY = 1.0
# Seconds between two pieces of work: a database that never answers must not hold a worker for ever.
LONGEST_BETWEEN = 120
# Visitors come first.
POLITENESS = 5
stopping = threading.Event()


def stop() -> None:
    stopping.set()
    # The system ends the process when the time is over, also one that hangs within a foreign library.
    signal.alarm(SECONDS_TO_FINISH)


@contextmanager
def limited(longest: timedelta) -> Iterator[None]:
    """End this process when what is done within takes too long: no lock or library can keep the system from it."""
    end_in(max(1, round(longest.total_seconds())))
    try:
        yield
    finally:
        end_in(LONGEST_BETWEEN)


def end_in(seconds: int) -> None:
    signal.alarm(SECONDS_TO_FINISH if stopping.is_set() else seconds)


def work() -> None:
    from django.db import close_old_connections
    from django.utils import timezone

    from tamyr.work.services.holds import take_hold
    from tamyr.work.services.queue import give_back_from_the_dead, shorten_long_waits
    from tamyr.work.services.running import do_next
    from tamyr.work.services.schedule import enqueue_due

    own = uuid4().hex
    hold = take_hold(own)
    looked_at = -LOOK_EVERY
    while not stopping.is_set():
        end_in(LONGEST_BETWEEN)
        close_old_connections()
        hold.check()
        if time.monotonic() - looked_at >= LOOK_EVERY:
            looked_at = time.monotonic()
            give_back_from_the_dead(worker=own, is_dead=hold.is_dead, at=timezone.now())
            shorten_long_waits(at=timezone.now())
            enqueue_due(clock=timezone.now)
        if not do_next(worker=own, clock=timezone.now, limited=limited):
            stopping.wait(LOOK_EVERY)
    hold.release()


def work_or_say_why() -> None:
    from django.db import Error, OperationalError

    from tamyr.safety.services.faults import kind_and_place

    try:
        work()
    except OperationalError:
        raise
    except (Error, OSError) as error:  # A database that is not prepared yet, a full disk.
        sys.exit(kind_and_place(error))


@contextmanager
def gone_at_once() -> Iterator[None]:
    """End this process with what is done within, in one plain line where that failed.

    Taking down what was loaded would cost seconds.
    """
    try:
        yield
    except SystemExit as end:
        leave(end.code)
    except BaseException as error:  # noqa: BLE001 (it ends here, and says of what)
        from tamyr.safety.services.faults import kind_and_place

        leave(kind_and_place(error))
    leave(0)


def leave(code: int | str | None) -> NoReturn:
    if isinstance(code, str):
        print(code, file=sys.stderr)
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


def main() -> None:
    refuse_arguments(
        "Do background tasks as they fall due; “python -m tamyr.config.worker” starts this and keeps it running.",
        "Выполнять фоновые задачи по мере наступления срока; запускает и поддерживает это «python -m tamyr.config.worker».",
    )
    hear_once(frozenset({signal.SIGTERM}), stop)
    when_its_keeper_is_gone(stop)
    os.nice(POLITENESS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    with gone_at_once(), in_plain_words():
        import django

        with loading():
            django.setup()
        refuse_to_try_beside_people()
        work_or_say_why()


if __name__ == "__main__":
    main()

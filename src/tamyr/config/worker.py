"""Keep one worker at its tasks, whatever becomes of it: ``python -m tamyr.config.worker``.

``make run`` does the same beside the site. The worker is a process of its own (``work_loop``), which may be
killed at any moment: a new one takes its place, and does again what was not finished. It ends by itself
when whoever keeps it is no more, because the pipe between them closes.
"""

import signal
import subprocess
import sys
import threading
import time

from tamyr.config.interrupts import STOPS, stops_held_back
from tamyr.config.private_files import make_private
from tamyr.config.stopping import SECONDS_TO_FINISH, hear_once
from tamyr.config.terminal import refuse_arguments, said

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
# A worker that lived this long did not fail at its beginning: the next one need not wait long.
LIVED_LONG = 20.0
ALARM = str(-signal.SIGALRM)
LOOK_EVERY = 0.2


class Worker:
    """A worker that is started again after each end, until it is told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.is_over = threading.Event()
        self.is_over.set()

    def keep(self) -> None:
        """Run workers one after another, with waits that grow while they fail at once."""
        self.is_over.clear()
        wait = FIRST_WAIT
        try:
            while not self.stopping.is_set():
                began = time.monotonic()
                reason = self._run_one()
                if self.stopping.is_set():
                    break
                # Whoever was ended by the alarm of one piece of work did not fail itself.
                is_well = reason == ALARM or time.monotonic() - began > LIVED_LONG
                wait = FIRST_WAIT if is_well else min(2 * wait, LONGEST_WAIT)
                print(_ended(reason, wait), flush=True)
                self.stopping.wait(wait)
        finally:
            self.is_over.set()

    def stop(self) -> None:
        self.stopping.set()

    def wait(self) -> None:
        """Return when the worker is gone."""
        self.is_over.wait(SECONDS_TO_FINISH + 5)

    def _run_one(self) -> str:
        try:
            # Only we tell it to stop: Ctrl-C would reach it as well, and then twice.
            with stops_held_back():
                process = subprocess.Popen(
                    [sys.executable, "-m", "tamyr.config.work_loop"], stdin=subprocess.PIPE
                )
        except OSError as error:
            return str(error)
        while process.poll() is None and not self.stopping.wait(LOOK_EVERY):
            pass
        assert process.stdin
        process.stdin.close()
        try:
            return str(process.wait(SECONDS_TO_FINISH + 2))
        except subprocess.TimeoutExpired:
            process.kill()
            return str(process.wait())


def _ended(reason: str, wait: float) -> str:
    return said(
        f"The worker in the background ended ({reason}); a new one starts in {wait:.0f} s.",
        f"Фоновый исполнитель завершился ({reason}); новый запустится через {wait:.0f} с.",
    )


def main() -> None:
    refuse_arguments(
        "Keep one worker at the background tasks, and start it again whenever it ends.",
        "Держать одного фонового исполнителя за работой и запускать его снова, если он завершится.",
    )
    make_private()
    worker = Worker()
    hear_once(STOPS, worker.stop)
    worker.keep()


if __name__ == "__main__":
    main()

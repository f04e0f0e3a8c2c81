"""A stop is heard once by each process of the server, and no worker outlives the server.

Ctrl-C reaches every process of a terminal, and then the server tells its workers too. A signal's
handler runs inside the main thread: at the second one it would wait for ever for a lock that the
thread it interrupts is holding. So one thread waits for the signals, and acts on the first alone.
"""

import atexit
import multiprocessing
import multiprocessing.connection
import multiprocessing.process
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from tamyr.config.interrupts import HELD_BACK

# Requests that are being answered when the server stops or dies may end within this.
SECONDS_TO_FINISH = 5
# Much later: a worker ends by itself, also one that a busy machine is still loading; only one that hangs is killed.
SECONDS_TO_KILL = SECONDS_TO_FINISH + 25


def hear_once(signals: frozenset[signal.Signals], act: Callable[[], object]) -> None:
    """Call ``act`` in a thread of its own at the first of the signals, and at no later one."""
    signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
    beside(lambda: (signal.sigwait(signals), act()))


def beside(act: Callable[[], object]) -> None:
    threading.Thread(target=act, daemon=True).start()


def when_its_keeper_is_gone(act: Callable[[], object]) -> None:
    """Call ``act`` when the pipe at this process's input closes: whoever began it is no more, by whatever death."""

    def hear() -> None:
        # Not by ``sys.stdin``: its lock, held here, would stop the interpreter from taking itself down.
        while os.read(0, 1):
            pass
        act()

    beside(hear)


def runs(process: multiprocessing.process.BaseProcess) -> bool:
    """Say whether a process is still there, by the system's word.

    ``is_alive`` says yes until the thread that waits for its end has told, which on a busy machine comes too
    late: the server would report that it killed what had gone by itself.
    """
    return not multiprocessing.connection.wait([process.sentinel], timeout=0)


def load_site(target: str) -> Any:
    """Return the site to a worker, which ends when the server tells it to, or is no more."""
    # Not at Ctrl-C: the server hears it too and tells the workers.
    hear_once(frozenset({signal.SIGTERM}), _finish)
    beside(_end_with_the_server)
    # Taking the interpreter down with its native threads may hang, when all requests are answered.
    atexit.register(os._exit, 0)

    from tamyr.config.wsgi import front

    return front


def _finish() -> None:
    """Take no more requests, and be gone once those begun are answered or their time is over."""
    # The system ends the process then, also where native code hangs and lets no thread of Python run.
    signal.alarm(SECONDS_TO_FINISH + 1)
    if callable(signal.getsignal(signal.SIGTERM)):  # Otherwise nothing is served yet.
        # In this thread, the only one that lets it through: the server's loop is woken by it whichever it is.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        signal.raise_signal(signal.SIGTERM)
        time.sleep(SECONDS_TO_FINISH)
    os._exit(0)


def _end_with_the_server() -> None:
    if server := multiprocessing.parent_process():
        server.join()
        _finish()

"""Long work that visitors cause, in turns: so much at once in all processes of the machine, and threads left for pages."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore, Semaphore
from typing import IO, Any, NamedTuple, TypeVar
from zipfile import is_zipfile

from django.conf import settings

from tamyr.shared.apart import apart

Result = TypeVar("Result")


class Kind(NamedTuple):
    """Work that shares ``places`` on the machine; of a process so many ``threads`` work or wait, ``line`` in their order."""

    places: str
    threads: BoundedSemaphore
    line: Semaphore


AT_ONCE = max(1, (os.cpu_count() or 2) - 1)  # One core stays for the pages.
# Whoever waits answers no page. Files are sent by forms, on threads of theirs: questions may not take all their turns.
THREADS = BoundedSemaphore(2)
LONG_WORK = Kind("turns", THREADS, Semaphore())
FILES = LONG_WORK._replace(threads=BoundedSemaphore(2))
# Argon2 takes 100 MB and all cores; forms alone ask for it.
PASSWORDS = Kind("turns/passwords", BoundedSemaphore(4), Semaphore())
WAIT_SECONDS, LOOK_EVERY = 4.0, 0.05


class Busy(Exception):
    """Others are being answered; nothing was done."""


@contextmanager
def in_turn(kind: Kind = LONG_WORK) -> Iterator[None]:
    """Wait for one's turn, who came first first; raise ``Busy`` where it does not come soon, or others wait already."""
    if not kind.threads.acquire(blocking=False):
        raise Busy
    folder, until = Path(settings.DATA_DIR, kind.places), time.monotonic() + WAIT_SECONDS
    with ExitStack() as held:
        held.callback(kind.threads.release)
        folder.mkdir(parents=True, exist_ok=True)
        # A lock of the system is shared by all processes, and taken from whoever dies with it.
        doors = [held.enter_context((folder / str(place)).open("w")) for place in range(AT_ONCE)]
        if not kind.line.acquire(timeout=WAIT_SECONDS):
            raise Busy
        # One of a process looks for a place: the others wait behind, and processes have an even chance.
        try:
            while not any(_is_ours(door) for door in doors):
                if time.monotonic() >= until:
                    raise Busy
                time.sleep(LOOK_EVERY)
        finally:
            kind.line.release()
        yield


def read_in_turn(content: bytes, read: Callable[..., Result], *given: Any) -> Result:
    """Read in one's turn what somebody sends: a packed file apart, within limits; a text here."""
    with in_turn(FILES):
        return apart(read, *given) if is_zipfile(BytesIO(content)) else read(*given)


def _is_ours(door: IO[str]) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

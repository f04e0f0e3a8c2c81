"""Long work that visitors cause, in turns: so much at once in all processes of the machine, and threads left for pages."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any, TypeVar
from zipfile import is_zipfile

from django.conf import settings
from django.forms import BaseForm, ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from tamyr.shared.apart import apart

Made = TypeVar("Made")

AT_ONCE = max(1, (os.cpu_count() or 2) - 1)  # One core stays for the pages.
# Of the threads of a process those that may work or wait here: whoever waits answers no page.
THREADS = BoundedSemaphore(2)
# Each kind of work has its own places. Argon2 takes 100 MB and all cores; forms alone ask for it, on threads of theirs.
LONG_WORK, PASSWORDS = ("turns", THREADS), ("turns/passwords", BoundedSemaphore(4))
WAIT_SECONDS, LOOK_EVERY, RETRY_SECONDS = 4.0, 0.05, 5


class Busy(Exception):
    """Others are being answered; nothing was done."""


@contextmanager
def in_turn(kind: tuple[str, BoundedSemaphore] = LONG_WORK) -> Iterator[None]:
    """Wait for one's turn; raise ``Busy`` where it does not come soon, or others wait already."""
    places, threads = kind
    if not threads.acquire(blocking=False):
        raise Busy
    folder, until = Path(settings.DATA_DIR, places), time.monotonic() + WAIT_SECONDS
    with ExitStack() as held:
        held.callback(threads.release)
        folder.mkdir(parents=True, exist_ok=True)
        # A lock of the system is shared by all processes, and taken from whoever dies with it.
        doors = [held.enter_context((folder / str(place)).open("w")) for place in range(AT_ONCE)]
        while not any(_is_ours(door) for door in doors):
            if time.monotonic() >= until:
                raise Busy
            time.sleep(LOOK_EVERY)
        yield


def read_in_turn(content: bytes, read: Callable[..., Made], *given: Any) -> Made:
    """Read in one's turn what somebody sends: a packed file apart, within limits; a text here."""
    with in_turn():
        return apart(read, *given) if is_zipfile(BytesIO(content)) else read(*given)


def come_back() -> ValidationError:
    """Return the fault of a form that has to wait: what was typed stays, only a file must be chosen anew."""
    words = _(
        "The site is busy with the files and questions of others, and yours was not begun. Try again in a moment; choose a file anew if you sent one."
    )
    return ValidationError(words, code="busy")


def refused(form: BaseForm, answer: HttpResponse) -> HttpResponse:
    """Return the page of a refused form, as one to be asked for again where it only has to wait."""
    if any(form.has_error(name, "busy") for name in form.errors):
        answer.status_code, answer["Retry-After"] = 503, str(RETRY_SECONDS)
    return answer


def _is_ours(door: IO[str]) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

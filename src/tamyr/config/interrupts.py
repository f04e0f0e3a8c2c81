"""Ctrl-C and the word to stop, held back where they would be heard in the wrong place.

The start needs this before anything else: so it imports nothing that takes a moment.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# A terminal that closes says so to all that runs in it; whoever began it with ``nohup`` wants it to go on.
_HANGUP = set() if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN else {signal.SIGHUP}
STOPS = frozenset({signal.SIGINT, signal.SIGTERM, *_HANGUP})
# The server would load its workers anew at that word; and it listens for it, so that what it starts ignores it no more.
HELD_BACK = STOPS | {signal.SIGHUP}
# What a shell expects of a command ended by Ctrl-C: 128 and the signal's number.
INTERRUPTED = 130


@contextmanager
def stops_held_back() -> Iterator[None]:
    """Keep Ctrl-C from the processes and threads begun here; this one hears it afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

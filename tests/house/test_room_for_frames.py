"""A call within many calls costs no more than another: no piece of memory is asked for at each turn of a loop."""

import resource
from threading import Thread

from tamyr.config.frames import with_room

DEPTHS, TURNS = range(1, 150), 300


def faults_at(depth: int) -> int:
    """Return how often the system had to give memory while a loop made its calls so deep within others."""
    if depth:
        return faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _turn in range(TURNS):
        call()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def call() -> None:
    called()


def called() -> None: ...


def most_faults() -> int:
    return max(faults_at(depth) for depth in DEPTHS)


def test_no_loop_stands_at_the_end_of_a_piece() -> None:
    found: list[int] = []
    # A thread of its own begins with a small piece, as those do that answer requests.
    thread = Thread(target=lambda: found.extend([most_faults(), with_room(most_faults)]))
    thread.start()
    thread.join()
    without, within = found
    assert within < TURNS / 10
    assert without >= TURNS, "Python no longer asks anew: with_room can go (docs/decisions/0061)"

"""A function called in a process of its own, within limits: for files of strangers, which may be made to cost.

What the child raises is raised here; a child that is ended by a limit raises ``TooCostly``.
"""

import os
import pickle
import resource
import sys
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")
PROCESSOR_SECONDS, CLOCK_SECONDS = 10, 60
MEMORY_BYTES = 1_000_000_000
# Pages go first.
NICE = 10


class TooCostly(Exception):
    """The work took more time or memory than it may."""


def apart(function: Callable[..., Result], *given: Any) -> Result:
    """Return what a function of a module makes of what is given; both go there and back pickled."""
    made, error = pickle.loads(child(pickle.dumps((function, given))))
    if error is not None:
        kind, words, facts = error
        raised: Exception = kind.__new__(kind, *words)
        raised.__dict__.update(facts)
        raise raised
    result: Result = made
    return result


def child(asked: bytes) -> bytes:
    """Return the answer of a process that begins for this alone."""
    import subprocess  # By the parent alone: a child begins for each file, and brings in no more than it needs.

    # A child finds what its parent finds, also where that was not said by the environment, without looking for it.
    command = [sys.executable, "-S", "-m", "tamyr.shared.apart", str(PROCESSOR_SECONDS)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        ended = subprocess.run(
            command, input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environ, timeout=CLOCK_SECONDS, check=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        raise TooCostly from None
    return ended.stdout


def answer(asked: bytes) -> bytes:
    """Return what the function made of what was given, or what it raised."""
    function, given = pickle.loads(asked)
    made = error = None
    try:
        made = function(*given)
    except MemoryError:
        raise
    except Exception as raised:  # noqa: BLE001 - told to the parent, which raises it
        error = (type(raised), raised.args, raised.__dict__)
    return pickle.dumps((made, error))


def main() -> None:
    os.nice(NICE)
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    out = os.dup(1)
    os.dup2(2, 1)  # Nothing that a library prints may get into the answer.
    try:
        told = answer(sys.stdin.buffer.read())
    except MemoryError:
        os._exit(1)
    with os.fdopen(out, "wb") as parent:
        parent.write(told)


if __name__ == "__main__":
    main()

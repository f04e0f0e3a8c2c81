"""Room for the frames of many calls within calls.

Python keeps the frames of a thread in pieces of 16 kB. It asks the system for a piece whenever a call does not fit into
the last one, and gives it back when that call returns: a loop that happens to stand at the end of a piece asks anew at
each turn, which takes a hundred times as long as the call. A template within templates always stands at some end.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# More than fits into half a megabyte makes Python ask for a whole one. What is left of it holds thousands of calls,
# more than may stand within each other; memory is taken only by those that do.
WORDS = (1 << 16) + 1


def with_room(act: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    """Call ``act`` in a frame that says it is large: what is called within finds its place behind it."""
    return act(*given, **named)


with_room.__code__ = with_room.__code__.replace(co_stacksize=WORDS)

"""The audit chain: each line commits to its text and to the line before it.

``hash = H(previous ‖ n ‖ H(salt ‖ body))``: the chain stays valid when a line's salt and
body are erased, and breaks when any line is changed, moved or taken out.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

START = "0" * 64


def gettext_noop(text: str) -> str:
    """Return a text unchanged: its name is what the catalogue's collector looks for."""
    return text


MISSING = gettext_noop("line %(n)s is missing: line %(next)s follows")
CHANGED = gettext_noop("line %(n)s was changed: its text is not what was committed")
LOOSE = gettext_noop("line %(n)s does not follow from the one before")
NOT_AS_WITNESSED = gettext_noop("line %(n)s is not what its witness wrote down")


class Fault(NamedTuple):
    """What is wrong with the chain, as the catalogue has it, and the lines where."""

    words: str
    lines: dict[str, int]


@dataclass(frozen=True)
class Link:
    """One line of the chain; ``salt`` and ``body`` are empty once erased."""

    n: int
    salt: str
    body: str
    commitment: str
    hash: str


def commitment_of(salt: str, body: str) -> str:
    # A salt holds no line break: no other pair of salt and text gives the same bytes.
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def hash_of(previous: str, n: int, commitment: str) -> str:
    return hashlib.sha256(f"{previous}\n{n}\n{commitment}".encode()).hexdigest()


def faults(links: Iterable[Link], *, witnessed: Iterable[tuple[int, str]] = ()) -> Iterator[Fault]:
    """Name every break of a chain, given in order; ``witnessed`` are heads that others wrote down."""
    previous, n, hashes = START, 0, {0: START}
    for link in links:
        n += 1
        if link.n != n:
            yield Fault(MISSING, {"n": n, "next": link.n})
            # Counted on from here, or every later line would be reported as well.
            n = link.n
        # An erased line has neither salt nor text left to be held against its commitment.
        if link.salt and commitment_of(link.salt, link.body) != link.commitment:
            yield Fault(CHANGED, {"n": n})
        if hash_of(previous, n, link.commitment) != link.hash:
            yield Fault(LOOSE, {"n": n})
        previous = hashes[n] = link.hash
    for number, head in witnessed:
        if hashes.get(number) != head:
            yield Fault(NOT_AS_WITNESSED, {"n": number})

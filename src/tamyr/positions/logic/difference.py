"""What two wordings of a clause differ in, word by word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
# Pairs of equal words that have to be looked at. A clause of one word repeated would take seconds: it is shown whole.
MOST_PAIRS = 400_000
# A word with the space that follows it: spaces of their own would make thirty times the work.
_WORD = re.compile(r"\S+\s*")
_PUNCTUATION = re.compile(r"[^\w]*")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: str
    text: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """Return the pieces that lead from one wording to the other, in reading order."""
    if before == after:
        return (Piece(SAME, after),) if after else ()
    old, new = _WORD.findall(before), _WORD.findall(after)
    # Compared without the space behind it, which the last word of a text does not have; a line break stays,
    # since lines are part of what was written.
    keys = [word.rstrip(" ") for word in old], [word.rstrip(" ") for word in new]
    counts = Counter(keys[0]), Counter(keys[1])
    if sum(counts[0][word] * counts[1][word] for word in counts[0]) > MOST_PAIRS:
        return tuple(_pieces([("".join(old), "".join(new), "")]))
    # Otherwise the library takes what is common in a long clause for noise, and shows as changed what stayed.
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    steps = [
        ("", "", "".join(new[k:m])) if tag == "equal" else ("".join(old[i:j]), "".join(new[k:m]), "")
        for tag, i, j, k, m in matcher.get_opcodes()
    ]
    return tuple(_pieces(_joined(steps)))


def _joined(steps: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join changes between which nothing but punctuation stayed."""
    found: list[tuple[str, str, str]] = []
    for number, (gone, come, kept) in enumerate(steps):
        is_between = bool(found) and number + 1 < len(steps)
        if kept and is_between and _PUNCTUATION.fullmatch(kept):
            gone, come, kept = kept, kept, ""
        if not kept and found and not found[-1][2]:
            last = found.pop()
            gone, come = last[0] + gone, last[1] + come
        found.append((gone, come, kept))
    return found


def _pieces(steps: list[tuple[str, str, str]]) -> Iterator[Piece]:
    for gone, come, kept in steps:
        yield from (
            Piece(kind, text) for kind, text in ((REMOVED, gone), (ADDED, come), (SAME, kept)) if text
        )

"""What of an answer is somebody's earlier letter: spans to be folded on a screen. Nothing is ever taken out of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from tamyr.replies.logic.tables.quoting import (
    FROM,
    OF_A_LETTERHEAD,
    OF_A_WRITING,
    OTHERS,
    RULERS,
    WHEN,
    WROTE,
)

_A_LABEL = re.compile(r"[*_\s>]*([^\W\d_][^:：՝\n]{0,24}?)\s*[*_]*\s*[:：՝](?=\s|\*|$)")
_QUOTED = re.compile(r"[ \t]*(?:>|\|[ \t]|»)")
_A_RULER = re.compile(r"\s*[-–—_=*]{2,}[-–—_=*\s]*(.{0,60}?)[-–—_=*\s:]*$")
_OF_NOTES = re.compile(r".{0,80}---\s?\d{2}[./]\d{2}[./]\d{4} \d{2}:\d{2}(?::\d{2})?\s?---")
_A_RULE = re.compile(r"[_\-–—=]{10,}\s*$")
_ENDING = re.compile(r"[:：]\**\s*$")
_WHEN = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d{2}\b")
_A_TIME = re.compile(r"(?<![\d.])\d{1,2}:\d{2}(?!\d)")
# A day, at the head of a line, an hour, and an address before the colon: so Mail.ru and Yandex say who wrote.
_ADDRESSED = re.compile(
    r"[^\w\d]*(?:[^\W\d_]+\.?,?\s+){0,2}\d{1,4}(?:[./-]\d{1,2}[./-]\d{2,4}|\s+[^\W\d_]+\.?,?\s+\d{4}).{0,20}?\b\d{1,2}[:.]\d{2}"
    r".{0,200}?\S{1,64}@[\w.-]{1,255}>?\)?\s*[:：]\**\s*$"
)
_AN_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_A_SENDER = re.compile(r".{0,120}<[^<>\s@]{1,64}@[^<>\s@]{1,255}>\s*$")
_WROTE = re.compile("|".join(map(re.escape, sorted(WROTE, key=len, reverse=True))), re.IGNORECASE)
ATTRIBUTION_LINES, LONGEST_ATTRIBUTION = 3, 400


@dataclass(frozen=True)
class Fold:
    """A span of the text, from ``start`` to before ``end``, and how its sender's program marked it."""

    start: int
    end: int
    mark: str


def folds(text: str) -> tuple[Fold, ...]:
    """Return the spans of earlier letters, in their order, none within another.

    What stands below an earlier letter and is marked by nothing cannot be told from it: such a letter is folded to the end,
    unless nothing of the sender's own would be left to see.
    """
    lines = _lines(text)
    marked = _marked_lines(lines, text)
    ending = _rest(lines, text, marked)
    limit = ending.start if ending else len(text)
    found = [fold for fold in marked if fold.start < limit]
    everything = [*found, *([ending] if ending else [])]
    return (
        tuple(everything)
        if _leaves_words(text, everything)
        else tuple(found)
        if _leaves_words(text, found)
        else ()
    )


def unfolded(text: str) -> str:
    """Return what the sender wrote now, for reading and telling kinds apart; the text itself stays whole."""
    kept, offset = [], 0
    for fold in folds(text):
        kept.append(text[offset : fold.start])
        offset = fold.end
    return "".join([*kept, text[offset:]])


def _lines(text: str) -> list[tuple[int, str]]:
    offset, lines = 0, []
    for line in text.splitlines(keepends=True):
        lines.append((offset, line))
        offset += len(line)
    return lines


def _marked_lines(lines: list[tuple[int, str]], text: str) -> list[Fold]:
    """Return runs of lines that begin with a mark, each with the line that says whose they are."""
    found: list[Fold] = []
    number = 0
    while number < len(lines):
        if not _QUOTED.match(lines[number][1]):
            number += 1
            continue
        end = number
        while end < len(lines) and (_QUOTED.match(lines[end][1]) or _is_between(lines, end)):
            end += 1
        lowest = found[-1].end if found else 0
        start = _with_attribution(lines, number, lowest)
        found.append(Fold(lines[start][0], lines[end][0] if end < len(lines) else len(text), "marked"))
        number = end
    return found


def _is_between(lines: list[tuple[int, str]], number: int) -> bool:
    """Say whether an empty line stands between two marked ones."""
    following = lines[number + 1][1] if number + 1 < len(lines) else ""
    return not lines[number][1].strip() and bool(_QUOTED.match(following))


def _with_attribution(lines: list[tuple[int, str]], number: int, lowest: int) -> int:
    """Return where the words begin that say who wrote the marked lines below them, over three lines at most."""
    last = number - 1
    while last >= 0 and not lines[last][1].strip():
        last -= 1
    # The first run of lines that says when is taken, else the shortest that says who.
    shortest = number
    for first in range(last, max(-1, last - ATTRIBUTION_LINES), -1):
        if lines[first][0] < lowest or not lines[first][1].strip():
            break
        said = " ".join(line.strip() for _place, line in lines[first : last + 1])
        if _is_attribution(said):
            shortest = first if shortest == number else shortest
            if _WHEN.search(said):
                return first
    return shortest


def _is_attribution(said: str) -> bool:
    if len(said) > LONGEST_ATTRIBUTION or not (_ENDING.search(said) or _WROTE.search(said[-30:])):
        return False
    # Who and when, or an address, which is both: a person’s own sentence may end in a colon as well.
    return ("@" in said or bool(_WROTE.search(said))) and ("@" in said or bool(_WHEN.search(said)))


def _rest(lines: list[tuple[int, str]], text: str, marked: list[Fold]) -> Fold | None:
    """Return the earlier letter that runs to the end of the text: below a ruler, a block of labels or the words who wrote.

    Where nothing but the head of an office's own letter is above, “От:” and “Кому:” belong to that head.
    """
    has_own_words = False
    for number, (offset, line) in enumerate(lines):
        # What is marked is folded as such: a ruler within it opens nothing.
        if any(fold.start <= offset < fold.end for fold in marked):
            continue
        mark = _opens(lines, number, line)
        if mark and (mark == "ruler" or has_own_words):
            return Fold(_from_rule(lines, number), len(text), mark)
        has_own_words = has_own_words or _is_of_words(line.strip())
    return None


def _is_of_words(line: str) -> bool:
    """Say whether a line is more than a letterhead's: an office's name, a number, a greeting, a label."""
    # In capitals throughout it is the name of an office, as letterheads have it.
    is_plain = any(sign.isalpha() for sign in line) and line.upper() != line
    return is_plain and not OF_A_LETTERHEAD.match(line) and not _label(line)


def _opens(lines: list[tuple[int, str]], number: int, line: str) -> str:
    ruler = _A_RULER.match(line)
    if ruler and any(ruler[1].strip().lower().startswith(words) for words in RULERS):
        return "ruler"
    if _is_block(lines, number) or _OF_NOTES.match(line):
        return "block"
    return "wrote" if _says_who_wrote(lines, number) else ""


def _says_who_wrote(lines: list[tuple[int, str]], number: int) -> bool:
    """Say whether a program tells here who wrote what is below: with an hour or an address, as no sentence of a person has."""
    said = ""
    for _place, line in lines[number : number + ATTRIBUTION_LINES]:
        if not line.strip():
            return False
        said = f"{said} {line.strip()}".strip()
        if len(said) > LONGEST_ATTRIBUTION:
            return False
        if not _ENDING.search(said):
            continue
        is_surely = ("@" in said or bool(_A_TIME.search(said))) and bool(_WROTE.search(said))
        return (
            bool(_ADDRESSED.match(said))
            or is_surely
            and _is_attribution(said)
            and not OF_A_WRITING.search(said)
        )
    return False


def _is_block(lines: list[tuple[int, str]], number: int) -> bool:
    """Say whether labels of a letter's head stand here: from whom, then others, with a day or an address among them."""
    if _label(lines[number][1]) not in FROM:
        return False
    sender = lines[number][1].strip()
    following = [line for _place, line in lines[number + 1 : number + 8] if line.strip()]
    labels = list(takewhile(lambda label: label in OTHERS or label in WHEN, map(_label, following)))
    if not labels:
        is_alone = not lines[number + 1][1].strip() if number + 1 < len(lines) else True
        return is_alone and bool(_A_SENDER.match(sender))
    has_address = any(_AN_ADDRESS.search(line) for line in [sender, *following[: len(labels)]])
    says_when = any(label in WHEN for label in labels)
    return has_address or len(labels) > 1 and says_when or _is_sent(labels, following)


def _is_sent(labels: list[str], following: list[str]) -> bool:
    """Say whether a label tells the hour at which a letter went."""
    return any(label in WHEN and _A_TIME.search(line) for label, line in zip(labels, following, strict=False))


def _label(line: str) -> str:
    label = _A_LABEL.match(line)
    return re.sub("[’‘ʻʼ`]", "'", label[1]).strip().lower() if label else ""


def _from_rule(lines: list[tuple[int, str]], number: int) -> int:
    """Return where the fold begins: labels and a line drawn above the block belong to it."""
    while number and _label(lines[number - 1][1]) in OTHERS and not _QUOTED.match(lines[number - 1][1]):
        number -= 1
    above = number - 1
    while above >= 0 and not lines[above][1].strip():
        above -= 1
    return lines[above][0] if above >= 0 and _A_RULE.match(lines[above][1]) else lines[number][0]


def _leaves_words(text: str, found: list[Fold]) -> bool:
    return bool("".join(_between(text, found)).strip()) if found else False


def _between(text: str, found: list[Fold]) -> Iterator[str]:
    offset = 0
    for fold in found:
        yield text[offset : fold.start]
        offset = fold.end
    yield text[offset:]

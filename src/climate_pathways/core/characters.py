"""Which characters may stand in a text: one rule for what is typed, brought in and given away."""

import re
from collections.abc import Callable, Collection
from typing import Any

# Control characters (C0 but tab and line ends, C1), halves of pairs, what XML forbids: no feed, workbook or database takes them.
# Marks that turn the direction of writing let a name be shown as another one.
_HARMFUL = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Word’s soft break, the page break and the line ends of other systems are breaks between words.
_BREAKS = r"\x0b\x0c\x85\u2028\u2029"
HARMFUL = re.compile(f"[{_HARMFUL}{_TURNING}{_BREAKS}]")
_NOTHING = re.compile(f"[{_HARMFUL}{_TURNING}]")
_A_BREAK = re.compile(f"[{_BREAKS}]")


def without_harm(text: str) -> str:
    """Return a text without characters that break a feed, a page or a file; breaks become spaces."""
    return _NOTHING.sub("", _A_BREAK.sub(" ", text)) if HARMFUL.search(text) else text


def harmless(data: Any) -> Any:
    """Return plain data with every text in it ``without_harm``."""
    return with_texts(data, without_harm)


def with_texts(data: Any, change: Callable[[str], str], but: Collection[str] = ()) -> Any:
    """Return plain data (dicts, lists, texts, numbers) with its texts changed, ``but`` those of some keys; keys stay."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list | tuple):
        return [with_texts(part, change, but) for part in data]
    if isinstance(data, dict):
        return {key: part if key in but else with_texts(part, change, but) for key, part in data.items()}
    return data

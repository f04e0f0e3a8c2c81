"""What is made once for every reader: pages between head and foot, and files.

A name in a cache begins with the release (``name_in_cache``), and here also holds the figures.
"""

import hashlib
import logging
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec

import msgspec
from django.core.cache import cache, caches

from climate_pathways.core.ties import tied
from tamyr.evidence.queries.standing import Stamp
from tamyr.shared.languages import in_its_language
from tamyr.ui.logic.packing import Piece, piece

logger = logging.getLogger(__name__)
P = ParamSpec("P")
# Where a page about a country is parted, for the ways to later rooms that stand in its frame.
WAYS_HERE = "<!--ways-->"
# How long others may keep an answer: a version never changes, what is current may after the next loading.
FROZEN_SECONDS, CURRENT_SECONDS = 31_536_000, 300


@dataclass(frozen=True)
class PreparedPage:
    """A page but for its frame: pieces by name, and the plain words that its head says.

    It is the same for every reader of an edition. What knows a reader belongs into the frame.
    """

    pieces: Mapping[str, Piece]
    head: Mapping[str, Any]


def prepared_page(head: Mapping[str, Any], **pieces: str) -> PreparedPage:
    return PreparedPage({name: piece(tied(text).encode()) for name, text in pieces.items()}, head)


Make = Callable[Concatenate[Stamp, P], PreparedPage]


def prepared(make: Make[P]) -> Make[P]:
    """Keep a page's parts where every process finds them, and in this one's memory.

    The first reader of a process waits for one file and not for figures, words and thousands of
    cells. The arguments of ``make`` are its name: they must say in words everything that it shows,
    the language last.
    """
    make_spoken = in_its_language(make)

    @lru_cache(maxsize=128)
    @wraps(make)
    def find(stamp: Stamp, *asked: P.args, **named: P.kwargs) -> PreparedPage:
        name = f"{make.__module__}.{make.__qualname__}:{hashed(f'{stamp} {asked} {named}')}"
        page = read(name)
        if page is None:
            page = make_spoken(stamp, *asked, **named)
            keep(name, page)
        return page

    return find


def read(name: str) -> PreparedPage | None:
    try:
        stored: bytes | None = caches["prepared"].get(name)
        return None if stored is None else msgspec.msgpack.decode(stored, type=PreparedPage)
    # What was cut off by a full disk or written by another release is made again, as if it had never been.
    except (OSError, EOFError, zlib.error, msgspec.DecodeError) as error:
        logger.warning("the prepared page %s could not be read: %s", name, error)
        return None


def keep(name: str, page: PreparedPage) -> None:
    try:
        # Without an end, where Django's own is five minutes: the name
        # changes with everything that the page shows.
        caches["prepared"].set(name, msgspec.msgpack.encode(page), timeout=None)
    except OSError as error:
        # It costs only the time to make it again.
        logger.warning("the prepared page %s could not be kept: %s", name, error)


def kept_file(name: str, make: Callable[[], bytes]) -> bytes:
    """Return a file made once; ``name`` says everything that it is made of besides the release."""
    content: bytes | None = cache.get(name)
    if content is None:
        content = make()
        cache.set(name, content, timeout=None)
    return content


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

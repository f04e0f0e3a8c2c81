"""One sequence of letters for one text, and the hashes that bind a position to it."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from climate_pathways.core.characters import without_harm
from tamyr.decisions.logic.file.canonical import sha256_of

# A longer one would take seconds to compare with an amended one.
LONGEST_CLAUSE = 4000
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
# No-break spaces too: nobody sees the difference, and the hash would be another.
_SPACES = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")


class TooLong(ValueError):
    """A clause has more letters than a clause may have."""


class Empty(ValueError):
    """Nothing readable is left of a text."""


def canonical(text: str) -> str:
    """Return a clause as it is kept and hashed: NFC, line feeds, single spaces, nothing invisible.

    Raises ``Empty`` where nothing is left, ``TooLong`` above ``LONGEST_CLAUSE`` characters.
    """
    visible = _INVISIBLE.sub("", without_harm(text.replace("\r\n", "\n").replace("\r", "\n")))
    # NFC comes last: a soft hyphen that was taken out may have kept a letter and its accent apart.
    found = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", _SPACES.sub(" ", visible)).strip())
    if not found:
        raise Empty
    if len(found) > LONGEST_CLAUSE:
        raise TooLong
    return found


def clause_sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def text_sha(clauses: Iterable[tuple[str, str]]) -> str:
    """Return the hash of a text in one language: its clauses' codes and words, in order."""
    # A list and not one long text: no clause can end where another one begins.
    return sha256_of([[code, text] for code, text in clauses])


def position_hash(authoritative: str, texts: Mapping[str, str]) -> str:
    """Return the hash that stands for a whole position; ``texts``: language → ``text_sha``."""
    # The same texts of which another one counts are another position.
    return sha256_of({"authoritative": authoritative, "texts": dict(texts)})

"""The one form in which a text is kept and hashed, so that the same words always have the same hash."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping

# Neither is seen by a reader, and both would make two texts of one.
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
SPACES = re.compile(r"[^\S\n]+")
EMPTY_LINES = re.compile(r"\n{3,}")


def canonical(text: str) -> str:
    """Return a text in NFC, with plain line ends, single spaces and nothing unseen."""
    # What is unseen goes first: between a letter and its accent it would keep the two apart.
    plain = unicodedata.normalize("NFC", UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    lines = "\n".join(SPACES.sub(" ", line).strip() for line in plain.split("\n"))
    return EMPTY_LINES.sub("\n\n", lines).strip()


def hash_of(*parts: str) -> str:
    """Return the SHA-256 of texts, each of which keeps its place."""
    # A list and not one long text: a word that moves from the title into the text makes another hash. Whatever
    # else changes these bytes makes every text that is kept look changed.
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def hash_of_all(hashes: Mapping[str, str]) -> str:
    """Return one hash of many texts by name, whatever the order in which they come."""
    return hash_of(*(f"{name} {value}" for name, value in sorted(hashes.items())))

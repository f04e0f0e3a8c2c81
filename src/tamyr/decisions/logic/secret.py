"""The secret ballot on persons: codes that stand for a voice, and the tags under which ballots are published.

A code is 100 random bits in Crockford's base32, four groups of five. The site keeps only its hash, bound to one decision; whoever
holds the code finds the own ballot by the tag, the first eight letters of the hash in base32. Codes belong to nobody: who picked one
up is published, and which one is known to the holder alone.
"""

import base64
import hashlib
import re
import secrets

from tamyr.decisions.logic.refusals import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 4, 5
CODE = re.compile(f"[{ALPHABET}]{{{GROUPS * GROUP}}}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TAG_LENGTH = 8
CODES, BELENIOS = "codes", "belenios"
SOURCES = (CODES, BELENIOS)
FEWEST_CODES = 5
"""With fewer codes the vote does not take place: so few hide nobody."""


def new_code() -> str:
    return written_code("".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)))


def read_code(typed: str) -> str:
    """Return a code as it was given out, however it was typed: small letters, O for 0, I and L for 1, other signs between."""
    plain = re.sub(r"[\s\-–—_.]", "", typed.upper()).translate(str.maketrans("OIL", "011"))
    if not CODE.fullmatch(plain):
        raise Refusal("not-a-code", "code")
    return written_code(plain)


def written_code(plain: str) -> str:
    return "-".join(plain[at : at + GROUP] for at in range(0, GROUPS * GROUP, GROUP))


def code_sha256(decision: str, code: str) -> str:
    """Return the one thing that is kept of a code."""
    # A plain hash is enough: 100 random bits cannot be tried out. In another
    # decision the same code has another.
    return hashlib.sha256(f"tamyr-code/1|{decision}|{code}".encode()).hexdigest()


def tag_of(sha256: str) -> str:
    # Forty bits, which two codes of one vote may share by chance: ``pick_up`` refuses the second.
    return base64.b32encode(bytes.fromhex(sha256)).decode()[:TAG_LENGTH]


def numbered(place: int) -> str:
    """Return what stands for a tag where ballots have none: a number in an order that comes from the choices alone."""
    return f"{place:05d}"

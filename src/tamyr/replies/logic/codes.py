"""Addresses to which an answer comes: whose it is, until when, and a code that nobody else can make.

``reply-42-k3x9-…@`` is for people, ``bounce-42-k3x9-…@`` for mail servers. Small letters only: servers change the others.
"""

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

CODE_LETTERS = 20  # 100 bits.
BEGINNING = date(2020, 1, 1)
# Six figures of days: more lead beyond the last year that a date can have.
# In ASCII alone: an “ſ” passes for an “s” where case is ignored, and no code can be compared with that.
AN_ADDRESS = re.compile(r"(reply|bounce)-(\d{1,12})-(\d{1,6})-([a-z2-7]{1,64})@(.+)", re.ASCII)
LOOKS_LIKE_ONE = re.compile(r"(reply|bounce)-\d", re.ASCII)


@dataclass(frozen=True)
class CodeReading:
    """What an address says: its purpose and the delivery, and where it may not be believed, why."""

    purpose: str
    delivery: int
    refused: str = ""


def address(purpose: str, delivery: int, until: date, domain: str, key: bytes) -> str:
    """Return the address for one delivery; it takes letters until the end of a day."""
    day = (until - BEGINNING).days
    return f"{purpose}-{delivery}-{day}-{_code(purpose, delivery, day, domain, key)}@{domain}"


def checked(given: str, domain: str, key: bytes, on: date) -> CodeReading | None:
    """Read an address of ours. ``None`` where it is none of these; ``refused`` is malformed, forged or run-out."""
    name, _at, given_domain = given.strip().lower().rpartition("@")
    if given_domain != domain.lower() or not LOOKS_LIKE_ONE.match(name):
        return None
    read = AN_ADDRESS.fullmatch(f"{name}@{given_domain}")
    if not read:
        return CodeReading(name.split("-")[0], 0, "malformed")
    purpose, delivery, day = read[1], int(read[2]), int(read[3])
    # An ordinary comparison ends at the first wrong letter, and its time would tell which.
    if not hmac.compare_digest(_code(purpose, delivery, day, domain, key), read[4]):
        return CodeReading(purpose, delivery, "forged")
    return CodeReading(purpose, delivery, "run-out" if on > BEGINNING + timedelta(days=day) else "")


def _code(purpose: str, delivery: int, day: int, domain: str, key: bytes) -> str:
    # All that an address says, so that none of it can be changed.
    said = f"tamyr-replies:{purpose}:{delivery}:{day}:{domain.lower()}".encode()
    return b32encode(hmac.new(key, said, sha256).digest()).decode().lower()[:CODE_LETTERS]

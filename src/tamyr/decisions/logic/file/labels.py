"""Names that tell nothing without their salt: labels of voters, what the electorate commits to, receipts.

A salt is 128 random bits, one for each member of each decision: labels of two decisions cannot be joined, and a member proves its
own line by showing its own salt and nothing else.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tamyr.decisions.logic.file.canonical import canonical, sha256_of, written
from tamyr.decisions.logic.question import Choice, Voter
from tamyr.decisions.logic.refusals import Refusal

SALT = re.compile(r"[0-9a-f]{32}")
# Hexadecimal digits, 104 bits: labels of one decision never meet.
LABEL_LENGTH = 26
# Letters of base32, 50 bits: short enough to be copied by hand.
RECEIPT_LENGTH = 10


@dataclass(frozen=True)
class Identity:
    """Who stands behind a label; ``member`` is a key of the site, ``salt`` 32 hexadecimal digits."""

    member: str
    name: str
    salt: str


def label_of(salt: str, member: str) -> str:
    if not SALT.fullmatch(salt):
        raise Refusal("not-a-salt", "salt", found=salt[:40])
    return _hash(f"tamyr-voter/1|{salt}|{member}")[:LABEL_LENGTH]


def row_sha256(voter: Voter, salt: str) -> str:
    """Return what the electorate commits to for one voter: without the salt nobody can try out countries."""
    weight = written(voter.weight)
    # The state at the opening, when this was published: a recusal changes the other.
    return _hash(f"tamyr-row/1|{salt}|{voter.country or ''}|{weight}|{voter.first_state}")


def electorate_sha256(voters: Iterable[Voter], identities: Mapping[str, Identity]) -> str:
    """Return the hash of the electorate as it stood at opening, to be published then."""
    rows = {voter.label: row_sha256(voter, identities[voter.label].salt) for voter in voters}
    return sha256_of_rows(rows)


def sha256_of_rows(rows: Mapping[str, str]) -> str:
    return sha256_of(sorted([label, row] for label, row in rows.items()))


def receipt(decision: str, label: str, choice: Choice, seq: int) -> str:
    """Return the code that says which answer was taken; ``seq`` counts an organisation's versions."""
    told = f"tamyr-receipt/1|{decision}|{label}|{canonical(choice)}|{seq}"
    return base64.b32encode(hashlib.sha256(told.encode()).digest()).decode()[:RECEIPT_LENGTH]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

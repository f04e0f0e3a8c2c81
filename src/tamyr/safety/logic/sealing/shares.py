"""A secret split into shares, of which so many together give it back, and fewer tell nothing of it.

Shamir's scheme, byte by byte in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x + 1, as in ``shamir-secret-sharing`` 0.0.4
of npm: a share is one byte for each byte of the secret, and at its end the byte that numbers it.
"""

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import reduce
from operator import xor

MOST = 255
CHECK_BYTES = 4


class NotShares(ValueError):
    """These shares do not belong together, or one of them was copied wrongly."""


def split(secret: bytes, *, shares: int, needed: int, draw: Callable[[int], bytes]) -> list[bytes]:
    """Split a secret into so many shares, of which ``needed`` give it back; ``draw`` gives random bytes."""
    if not (secret and 2 <= needed <= shares <= MOST):
        raise ValueError(f"{needed} of {shares} shares: at least 2 are needed, at most {MOST} made")
    curves = [bytes([byte]) + draw(needed - 1) for byte in secret]
    return [bytes([_at(curve, x) for curve in curves] + [x]) for x in range(1, shares + 1)]


def join(shares: Sequence[bytes]) -> bytes:
    """Return the secret of which these are enough shares; too few of them give another, random one."""
    places = [share[-1] for share in shares if share]
    if len(shares) < 2 or len(set(places)) != len(shares) or 0 in places:
        raise NotShares("at least two different shares are needed")
    if len({len(share) for share in shares}) != 1:
        raise NotShares("these shares are of different secrets")
    weights = [_weight(place, places) for place in places]
    columns = zip(*(share[:-1] for share in shares), strict=True)
    return bytes(reduce(xor, map(_times, column, weights)) for column in columns)


def on_paper(share: bytes) -> str:
    """Write a share as groups of four letters and digits, with a checksum."""
    text = base64.b32encode(share + _check(share)).decode().rstrip("=")
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def from_paper(text: str) -> bytes:
    """Read a share from paper; raise ``NotShares`` where its checksum does not fit."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise NotShares("a share holds the letters A to Z and the digits 2 to 7") from error
    share, check = content[:-CHECK_BYTES], content[-CHECK_BYTES:]
    if len(share) < 2 or check != _check(share):
        raise NotShares("a letter of this share is wrong or missing")
    return share


def _check(share: bytes) -> bytes:
    return hashlib.sha256(b"share" + share).digest()[:CHECK_BYTES]


def _at(curve: bytes, x: int) -> int:
    return reduce(lambda found, term: _times(found, x) ^ term, reversed(curve), 0)


def _weight(place: int, places: Sequence[int]) -> int:
    others = [other for other in places if other != place]
    return reduce(_times, (_times(other, _inverse(place ^ other)) for other in others), 1)


def _inverse(value: int) -> int:
    # In a field of 256 elements the 254th power of one is its inverse.
    return reduce(_times, [value] * 254, 1)


def _times(one: int, other: int) -> int:
    found = 0
    while other:
        found ^= one if other & 1 else 0
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return found

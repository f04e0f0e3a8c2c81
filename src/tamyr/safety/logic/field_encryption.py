"""Encryption of single fields: AES-256-GCM with the key's name in front, bound to one row and column.

The key lies outside the database, so a stolen dump shows nothing; whoever has the running
server reads everything. Sealing to people's own keys is another thing.
"""

import base64
import binascii
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
# Between the name of the field key and that of the month's key, in front of what is encrypted.
AND = "~"
# Returns a month's key by its name; raises KeyError where it was destroyed.
Months = Callable[[str], bytes]
NO_MONTHS: Months = dict[str, bytes]().__getitem__


class UnreadableField(Exception):
    """A stored value cannot be opened: another key, another place, or changed bytes."""


@dataclass(frozen=True)
class KeyRing:
    """The field keys by name; new values are written with the ``current`` one."""

    current: str
    keys: Mapping[str, bytes]

    def __post_init__(self) -> None:
        if self.current not in self.keys or any(len(key) != KEY_BYTES for key in self.keys.values()):
            raise ValueError(f"field keys: each has {KEY_BYTES} bytes, and the current one is among them")

    def encrypt(self, text: str, *, place: str, month: tuple[str, bytes] | None = None) -> str:
        """Return ``text`` encrypted for one place (a column and row); nothing else opens it there.

        With a ``month``, the name and bytes of a key of its own, it takes both keys to open it.
        """
        name, key = self.current, self.keys[self.current]
        if month is not None:
            name, key = f"{name}{AND}{month[0]}", _joined(key, month[1])
        # Never the same twice: with a repeated nonce GCM gives both texts away.
        nonce = secrets.token_bytes(NONCE_BYTES)
        # The place is sealed in: a value copied into another row or column does not open.
        sealed = AESGCM(key).encrypt(nonce, text.encode(), place.encode())
        return f"{name}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, token: str, *, place: str, months: Months | None = None) -> str:
        name, _, packed = token.partition(".")
        own, month = names_in(token)
        try:
            data = base64.urlsafe_b64decode(packed.encode())
            key = self.keys[own]
            if month:
                key = _joined(key, (months or NO_MONTHS)(month))
            opened = AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], place.encode())
        except (KeyError, InvalidTag, binascii.Error, ValueError) as error:
            raise UnreadableField(f"{place}: written with key {name!r}, and it does not open here") from error
        return opened.decode()


def names_in(token: str) -> tuple[str, str]:
    """Return the names of the field key and of the month's key (empty: none) that a token takes to open."""
    own, _, month = token.partition(".")[0].partition(AND)
    return own, month


def _joined(key: bytes, month: bytes) -> bytes:
    # Both are random: without either, what comes out cannot be told from chance.
    return hmac.digest(month, b"tamyr, a month and a field key" + key, "sha256")


def read_key_ring(text: str) -> KeyRing:
    """Read a key file: one ``name base64-key`` per line, the current key first."""
    pairs = [line.split() for line in text.splitlines() if line.strip()]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ValueError("field keys: expected lines of a name, a space and a key")
    return KeyRing(pairs[0][0], {name: base64.urlsafe_b64decode(key) for name, key in pairs})


def new_key_line(name: str) -> str:
    return f"{name} {base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"

"""Texts sealed to people's keys: what is sealed here the server itself cannot open again.

A sealed text is an age file (age-encryption.org/v1) to X25519 keys. Its plaintext is filled up with zero bytes to one of
``SIZES``, and the file to a size of its own where it is kept, so that no length tells how much somebody wrote.
"""

import base64
from collections.abc import Sequence

import pyrage

ALGORITHM = "age-x25519"
SIZES = tuple(1024 * kibibytes for kibibytes in (1, 4, 16, 64, 256))
# A head has a hundred bytes for each key, and up to three hundred more that are drawn at random.
HEAD, MOST_KEYS = 4096, 32
FIRST_LINE, STANZA, LAST_LINE = b"age-encryption.org/v1\n", b"-> X25519 ", b"--- "
NONCE, CHUNK, TAG = 16, 64 * 1024, 16
# By what alone a secret key opens that its holder's browser locked.
BY_PASSPHRASE, BY_PASSKEY = b"-> scrypt ", b"-> age-encryption.org/fido2prf "


class NotSealed(ValueError):
    """These bytes are no sealed text, or not one for these keys."""


def size_of(length: int) -> int:
    """Return the size to which so many bytes are filled up."""
    fitting = [size for size in SIZES if length <= size]
    if not fitting:
        raise NotSealed(f"{length} bytes are more than {SIZES[-1]}, the most that is sealed at once")
    return fitting[0]


def filled(content: bytes, size: int) -> bytes:
    """Fill up to a size with zero bytes; texts themselves hold none."""
    if len(content) > size:
        raise NotSealed(f"{len(content)} bytes do not fit into {size}")
    return content + b"\0" * (size - len(content))


def seal(text: str, keys: Sequence[str], *, least: int = SIZES[0]) -> bytes:
    """Seal a text to public keys, filled up to ``least`` bytes or to the next size above."""
    content = text.replace("\0", "").encode()
    if not 1 <= len(keys) <= MOST_KEYS:
        raise NotSealed(f"sealed to 1 to {MOST_KEYS} keys, not to {len(keys)}")
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    return bytes(pyrage.encrypt(filled(content, max(least, size_of(len(content)))), recipients))


def open_sealed(sealed: bytes, identities: Sequence[str]) -> str:
    """Open a sealed text with the first of these identities that fits, or raise ``NotSealed``."""
    try:
        own = [pyrage.x25519.Identity.from_str(identity) for identity in identities]
        return bytes(pyrage.decrypt(sealed, own)).rstrip(b"\0").decode()
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise NotSealed("none of these identities opens it, or it holds no text") from error


def is_public_key(key: str) -> bool:
    """Say whether a text is an X25519 public key of age, ``age1…``."""
    try:
        return str(pyrage.x25519.Recipient.from_str(key)) == key
    except pyrage.RecipientError:
        return False


def is_locked_key(text: str, way: bytes) -> bool:
    """Say whether a text is an age file in base64 that opens by a passphrase, or by a passkey, alone."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        return False
    head, found, _rest = content.partition(b"\n" + LAST_LINE)
    return bool(found) and head.startswith(FIRST_LINE + way) and head.count(b"\n-> ") == 1


def check_sealed(sealed: bytes, *, keys: int) -> int:
    """Return the size class of what claims to be a sealed text for so many keys, or raise ``NotSealed``.

    Whether it opens only the keys' holders can say: its form, its number of keys and its length are looked at.
    """
    head, found, rest = sealed.partition(b"\n" + LAST_LINE)
    body = rest.partition(b"\n")[2]
    if not (found and head.startswith(FIRST_LINE)):
        raise NotSealed("no age file")
    if head.count(b"\n" + STANZA) != keys:
        raise NotSealed(f"sealed to {head.count(STANZA)} keys, not to {keys}")
    sizes = {NONCE + size + TAG * -(-size // CHUNK): size for size in SIZES}
    if len(body) not in sizes or len(sealed) > sizes[len(body)] + HEAD:
        raise NotSealed(f"{len(body)} bytes are no size of a text that was filled up")
    return sizes[len(body)]


def kept_form(sealed: bytes, size: int) -> str:
    """Return how a sealed text is kept: every one of a size class in equally many characters."""
    length = len(sealed).to_bytes(4, "big")
    return base64.b64encode(filled(length + sealed, size + HEAD)).decode()


def from_kept(kept: str) -> bytes:
    """Return the sealed text from the form in which it is kept."""
    content = base64.b64decode(kept, validate=True)
    return content[4 : 4 + int.from_bytes(content[:4], "big")]

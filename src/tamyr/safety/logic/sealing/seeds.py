"""Keys of age from 32 bytes of one's own: those of a receipt code, and those that are split among keyholders."""

import pyrage

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
KIND = "age-secret-key-"
SEED_BYTES = 32


def identity_from(seed: bytes) -> str:
    """Return the age identity, ``AGE-SECRET-KEY-1…``, of 32 secret bytes: Bech32 as of BIP 173."""
    if len(seed) != SEED_BYTES:
        raise ValueError(f"an identity has {SEED_BYTES} bytes, not {len(seed)}")
    number, bits = int.from_bytes(seed, "big") << 4, SEED_BYTES * 8 + 4
    data = [number >> shift & 31 for shift in range(bits - 5, -1, -5)]
    return f"{KIND}1{''.join(LETTERS[five] for five in data + _checksum(data))}".upper()


def public_key_of(identity: str) -> str:
    """Return the public key, ``age1…``, of an identity."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def _checksum(data: list[int]) -> list[int]:
    head = [ord(letter) >> 5 for letter in KIND] + [0] + [ord(letter) & 31 for letter in KIND]
    rest = _remainder([*head, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    return [rest >> 5 * (5 - place) & 31 for place in range(6)]


def _remainder(values: list[int]) -> int:
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            found ^= term if top >> bit & 1 else 0
    return found

"""What is signed in CMS (RFC 5652), as S/MIME packs it: the words within it. No signature is checked here."""

from collections.abc import Iterator
from dataclasses import dataclass

SIGNED, ENCLOSED, PLAIN = (
    bytes.fromhex("2a864886f70d01070" + kind) for kind in ("2", "3", "1")
)  # signedData, envelopedData, data
SEQUENCE, NAME, OCTETS, CONTENT = 0x30, 0x06, 0x04, 0xA0
PIECES = OCTETS | 0x20
DEEPEST = 8


class BadSignature(ValueError):
    """The bytes are no such packet, or one that breaks off."""


class Locked(Exception):
    """The packet is encrypted for somebody: it cannot be read here."""


@dataclass(frozen=True)
class Piece:
    """One value: its tag, where its content begins and ends, and where the next one stands."""

    tag: int
    start: int
    end: int
    after: int


def words_in(packet: bytes) -> bytes | None:
    """Return what was signed; nothing where the packet holds a signature alone. Raises ``BadSignature`` or ``Locked``."""
    whole = list(_inside(packet, _piece(packet, 0)))
    if len(whole) < 2 or whole[0].tag != NAME:
        raise BadSignature
    kind = packet[whole[0].start : whole[0].end]
    if kind == ENCLOSED:
        raise Locked
    if kind != SIGNED or whole[1].tag != CONTENT:
        raise BadSignature
    parts = [part for body in _inside(packet, whole[1]) for part in _inside(packet, body)]
    # The version, the ways of hashing, then what was signed.
    if len(parts) < 3 or parts[2].tag != SEQUENCE:
        raise BadSignature
    said = list(_inside(packet, parts[2]))
    return (
        b"".join(
            part for held in said[1:2] for inner in _inside(packet, held) for part in _octets(packet, inner)
        )
        or None
    )


def _octets(packet: bytes, piece: Piece) -> Iterator[bytes]:
    """Give the bytes of a value, which may have come in pieces."""
    if piece.tag == OCTETS:
        yield packet[piece.start : piece.end]
    elif piece.tag == PIECES:
        for part in _inside(packet, piece):
            if part.tag != OCTETS:
                raise BadSignature
            yield packet[part.start : part.end]


def _inside(packet: bytes, piece: Piece) -> Iterator[Piece]:
    place = piece.start
    while place < piece.end:
        found = _piece(packet, place)
        if found.after > piece.end:
            raise BadSignature
        yield found
        place = found.after


def _piece(packet: bytes, place: int, depth: int = 0) -> Piece:
    try:
        tag, length = packet[place], packet[place + 1]
    except IndexError:
        raise BadSignature from None
    # Names of tags in several bytes stand nowhere on the way to the words.
    if tag & 0x1F == 0x1F or depth > DEEPEST:
        raise BadSignature
    start = place + 2
    if length == 0x80:
        return _unmeasured(packet, tag, start, depth)
    if length > 0x80:
        size = length - 0x80
        start, length = start + size, int.from_bytes(packet[start : start + size], "big")
    if start + length > len(packet):
        raise BadSignature
    return Piece(tag, start, start + length, start + length)


def _unmeasured(packet: bytes, tag: int, start: int, depth: int) -> Piece:
    """Return a value of unsaid length: it goes on until two zero bytes stand where the next value would."""
    place = start
    while packet[place : place + 2] != b"\0\0":
        place = _piece(packet, place, depth + 1).after
    return Piece(tag, start, place, place + 2)

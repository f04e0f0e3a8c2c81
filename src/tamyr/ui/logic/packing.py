"""Packing a page for its way by gzip, out of pieces some of which were packed before."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

# Small pieces are packed for every answer, so quickly; large ones once, so as well as can be.
QUICKLY, WELL = 3, 9
HEAD, LAST_BLOCK = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", b"\x03\x00"


@dataclass(frozen=True)
class Piece:
    """A piece of a page with its packed form: blocks of DEFLATE that others may follow."""

    plain: bytes
    packed: bytes


def piece(plain: bytes, level: int = WELL) -> Piece:
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    # A full flush ends on a whole byte and forgets what came before: what follows stands alone.
    return Piece(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


def packed(pieces: Iterable[Piece]) -> bytes:
    """Return pieces as one file of gzip (RFC 1952), byte-identical at any time."""
    blocks, checksum, size = [HEAD], 0, 0
    for part in pieces:
        checksum, size = zlib.crc32(part.plain, checksum), size + len(part.plain)
        blocks.append(part.packed)
    ends = (number.to_bytes(4, "little") for number in (checksum, size & 0xFFFFFFFF))
    return b"".join((*blocks, LAST_BLOCK, *ends))

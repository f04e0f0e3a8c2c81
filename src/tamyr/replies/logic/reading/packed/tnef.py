"""Outlook's “winmail.dat” (MS-OXTNEF) → the files in it."""

import struct
from collections.abc import Iterator
from struct import unpack_from

from tamyr.replies.logic.reading.charsets import decoded

SIGNATURE = b"\x78\x9f\x3e\x22"
# The lower halves of their numbers: the upper ones say of what kind a value is.
TITLE, DATA, BEGINS, PROPERTIES, CODEPAGE = 0x8010, 0x800F, 0x9002, 0x9005, 0x9007
LONG_NAME, SHORT_NAME = 0x3707, 0x3704
STRING, UNICODE, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0x0D
# How many bytes a value of these kinds takes, each filled up to four.
FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}


class BadPacket(ValueError):
    """The bytes are no such packet, or one that breaks off."""


def files_in(content: bytes) -> list[tuple[str, bytes]]:
    """Return name and content of each file. Raises ``BadPacket``."""
    files: list[tuple[str, bytes]] = []
    name, data, charset = "", None, "cp1251"
    for kind, value in _attributes(content):
        if kind == CODEPAGE and len(value) >= 4:
            charset = f"windows-{unpack_from('<I', value)[0]}"
        elif kind == BEGINS:
            files += [(name, data)] if data is not None else []
            name, data = "", None
        elif kind == TITLE:
            name = name or decoded(value.rstrip(b"\0"), charset).text
        elif kind == DATA:
            data = value
        elif kind == PROPERTIES:
            name = _long_name(value, charset) or name
    return files + ([(name, data)] if data is not None else [])


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    if not content.startswith(SIGNATURE):
        raise BadPacket
    # Behind the signature stands a key of two bytes; behind each value a sum of two, which is not asked.
    offset = 6
    while offset < len(content):
        try:
            _level, kind, _type, length = unpack_from("<BHHI", content, offset)
        except struct.error:
            raise BadPacket from None
        if offset + 9 + length + 2 > len(content):
            raise BadPacket
        yield kind, content[offset + 9 : offset + 9 + length]
        offset += 9 + length + 2


def _long_name(value: bytes, charset: str) -> str:
    """Return the name that the properties of a file carry; nothing where they are not understood: the title stands in."""
    try:
        names = {name: text for name, text in _properties(value, charset) if text}
    except struct.error:
        return ""
    return names.get(LONG_NAME, "") or names.get(SHORT_NAME, "")


def _properties(value: bytes, charset: str) -> Iterator[tuple[int, str]]:
    (count,), offset = unpack_from("<I", value), 4
    # The packet says how many there are, and a stranger wrote it.
    for _number in range(min(count, 1_000)):
        kind, name = unpack_from("<HH", value, offset)
        offset += 4
        if name >= 0x8000:  # A name of its own: sixteen bytes of whose it is, then a number or a text.
            (is_text,) = unpack_from("<I", value, offset + 16)
            length = unpack_from("<I", value, offset + 20)[0] if is_text else 0
            offset += 24 + (_padded(length) if is_text else 0)
        values = 1
        if kind & 0x1000:
            (values,) = unpack_from("<I", value, offset)
            offset += 4
        if kind & 0xFFF in FIXED:
            offset += FIXED[kind & 0xFFF] * values
            continue
        if not kind & 0x1000:
            (values,) = unpack_from("<I", value, offset)
            offset += 4
        for _part in range(min(values, 1_000)):
            (length,) = unpack_from("<I", value, offset)
            yield name, _text(kind & 0xFFF, value[offset + 4 : offset + 4 + length], charset)
            offset += 4 + _padded(length)


def _text(kind: int, value: bytes, charset: str) -> str:
    if kind == UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return decoded(value.rstrip(b"\0"), charset).text if kind == STRING else ""


def _padded(length: int) -> int:
    # Each value is filled up to four bytes.
    return length + -length % 4

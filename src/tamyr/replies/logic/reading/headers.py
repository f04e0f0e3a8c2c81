"""The head of a letter: its lines as they came, read without losing a letter of them."""

import re
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Iterator, Mapping
from email.message import Message
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from climate_pathways.core.characters import without_harm
from tamyr.replies.logic.reading.addresses import NamedAddress, named_in, written
from tamyr.replies.logic.reading.charsets import decoded

A_WORD = re.compile(rb"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
A_PARAMETER = re.compile(rb";\s*([\w!#$%&'*+.^`|~-]+?)\s*=\s*(\"(?:\\.|[^\"\\])*\"|[^;]*)")
A_PIECE = re.compile(r"([^*]+)(?:\*(\d+))?(\*)?")
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
# The lines that name people: what is decoded there must not be taken for an address.
NAMING = ("from", "sender", "reply-to", "to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to")


def raw_headers(message: Message, most: int = 2_000) -> list[tuple[str, bytes]]:
    """Return name and bytes of each line, in their order; a folded line is one."""
    return [(name, _bytes(value)) for name, value in list(message.raw_items())[:most]]


def header_text(value: bytes, hint: str = "") -> str:
    """Read the value of a line: its encoded words, and bytes that stand there bare, which many programs here send."""
    read = "".join(decoded(piece, charset, hint).text for piece, charset in _pieces(_unfolded(value)))
    return re.sub(r"[\r\n]+", " ", read).strip()


def parameters(value: bytes, hint: str = "") -> Mapping[str, str]:
    """Return what stands behind the first word of a line, by its name in small letters (RFC 2231, 2047, or bare bytes)."""
    found: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for name, given in A_PARAMETER.findall(re.sub(rb"\r?\n", b"", value)):
        piece = A_PIECE.fullmatch(name.decode("ascii", "replace").lower())
        if piece:
            pieces = found.setdefault(piece[1], {})
            pieces.setdefault(int(piece[2] or 0), (_unquoted(given.strip()), bool(piece[3])))
    return {name: _joined(pieces, hint) for name, pieces in found.items()}


def first_word(value: bytes) -> str:
    """Return what a line says before its parameters, in small letters: a type, a disposition."""
    return value.split(b";", 1)[0].strip().decode("ascii", "replace").lower()


def addresses_text(value: bytes, hint: str = "") -> str:
    """Read a line that names people: only what stands bare in it is an address, and is one when it is read again."""
    # Each byte is a character while the line is taken apart, and a byte again when a name is decoded.
    line = CONTROLS.sub(b"", _unfolded(value)).decode("latin-1")
    return ", ".join(
        written(
            NamedAddress(
                header_text(named.name.encode("latin-1"), hint), _address(named.address.encode("latin-1"))
            )
        )
        for named in named_in(line)
    )


def _address(value: bytes) -> str:
    """Read an address: it has no encoded words, and beyond ASCII it is UTF-8 (RFC 6532)."""
    return without_harm(value.decode("utf-8", "replace"))


def addresses(text: str) -> list[tuple[str, str]]:
    """Return names and addresses of a line that was read; an address has one @ and no space in it, or it is none."""
    return [(named.name, named.address.lower()) for named in named_in(text) if named.address]


def message_ids(text: str) -> list[str]:
    return re.findall(r"<[^<>\s]{1,998}>", text)


def _unfolded(value: bytes) -> bytes:
    return re.sub(rb"\r?\n[ \t]*|[\r\n]+", b" ", value).strip()


def _bytes(value: object) -> bytes:
    # The parser keeps a byte beyond ASCII as half a character: here it is that byte again.
    return str(value).encode("utf-8", "surrogateescape")


def _pieces(value: bytes) -> Iterator[tuple[bytes, str]]:
    """Give bytes and the set they are said to be in. Words of one set are put together first: programs break letters apart."""
    waiting, waiting_in, end = b"", "", 0
    for word in A_WORD.finditer(value):
        between, charset = value[end : word.start()], word[1].decode("ascii", "replace").lower()
        if waiting_in and (between.strip() or charset != waiting_in):
            yield waiting, waiting_in
            waiting = b""
        if between.strip() or not waiting_in:
            yield between, ""
        waiting, waiting_in, end = waiting + _word(word[2], word[3]), charset, word.end()
    if waiting_in:
        yield waiting, waiting_in
    yield value[end:], ""


def _word(way: bytes, content: bytes) -> bytes:
    if way in b"qQ":
        return decodestring(content.replace(b"_", b" "), header=False)
    try:
        # Programs leave the filling out.
        return b64decode(content + b"=" * (-len(content) % 4))
    except BadBase64:
        return content


def _unquoted(value: bytes) -> bytes:
    return (
        re.sub(rb"\\(.)", rb"\1", value[1:-1])
        if value[:1] == b'"' == value[-1:] and len(value) > 1
        else value
    )


def _joined(pieces: Mapping[int, tuple[bytes, bool]], hint: str) -> str:
    """Put a value together that came in numbered pieces; its set stands before the first of them."""
    content, charset = b"", ""
    for number in sorted(pieces):
        piece, is_percent = pieces[number]
        if is_percent and not content and piece.count(b"'") >= 2:
            said, _language, piece = piece.split(b"'", 2)
            charset = said.decode("ascii", "replace")
        content += unquote_to_bytes(piece) if is_percent else piece
    return decoded(content, charset, hint).text if charset else header_text(content, hint)


def lines(message: Message, hint: str = "") -> tuple[tuple[str, str], ...]:
    return tuple((name, _read(name, value, hint)) for name, value in raw_headers(message))


def _read(name: str, value: bytes, hint: str) -> str:
    return addresses_text(value, hint) if name.lower() in NAMING else header_text(value, hint)


def line(message: Message, name: str) -> bytes:
    return next((value for given, value in raw_headers(message) if given.lower() == name), b"")

"""The raw bytes of a letter → what stands in it. Nothing here raises for what a stranger sends: it says what is broken, and where."""

import re
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from hashlib import sha256

from tamyr.replies.logic.reading import headers, html
from tamyr.replies.logic.reading.charsets import decoded
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.parts import LetterParts, parts, take

LARGEST = 30_000_000
# Lines that a letter has from its sender; servers on the way add others.
ITS_OWN = (b"message-id", b"from", b"date", b"subject", b"to", b"cc", b"in-reply-to", b"references")
DELIVERED = (b"delivered-to", b"x-original-to", b"envelope-to")
MOST_OF_A_HEAD, LONGEST_OWN, LONGEST_LINE = 1_000_000, 8_000, 2_000
A_DATE = re.compile(rb"\b\d{1,2} [A-Za-z]{3} \d{4}\b.*\d:\d\d")


@dataclass(frozen=True)
class Identity:
    """What is the same of a letter over whichever servers it came; ``names_itself``: by it another letter is another."""

    digest: str
    id_hash: str
    names_itself: bool
    delivered_to: tuple[str, ...]


def identity(raw: bytes) -> Identity:
    """Tell a letter from others. Little is decoded: this is done while a mail server waits."""
    # Servers change the ends of lines.
    head, _border, body = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")
    said = [
        (name.strip().lower(), b" ".join(value.split()))
        for name, colon, value in (line.partition(b":") for line in _unfolded(head[:MOST_OF_A_HEAD]))
        if colon
    ]
    own = _same_everywhere([value for name, value in said if name in ITS_OWN])
    # Turned round, so that of several lines of one name the uppermost stays, which the nearest server wrote.
    first = {name: value[:LONGEST_LINE] for name, value in reversed(said)}
    ids = headers.message_ids(headers.header_text(first.get(b"message-id", b"")))
    return Identity(
        sha256(b"\n".join(own) + b"\n\n" + body.strip()).hexdigest(),
        hash_of(ids[0]) if ids else "",
        bool(ids or A_DATE.search(first.get(b"date", b""))),
        tuple(
            address
            for line in DELIVERED
            for _name, address in headers.addresses(headers.addresses_text(first.get(line, b"")))
        ),
    )


def _same_everywhere(lines: list[bytes]) -> list[bytes]:
    """Servers may write the same words in other sets. What is longer than people write is told by its bytes."""
    is_long = sum(map(len, lines)) > LONGEST_OWN
    return lines if is_long else [headers.header_text(line).encode() for line in lines]


def _unfolded(head: bytes) -> list[bytes]:
    return re.sub(rb"\n[ \t]+", b" ", head).split(b"\n")


def hash_of(message_id: str) -> str:
    return sha256(message_id.encode()).hexdigest()


def read(raw: bytes) -> Letter:
    """Read a letter whole. What cannot be read stands in ``faults``; the raw bytes keep everything."""
    found = LetterParts()
    if len(raw) > LARGEST:
        found.broken("", "too-large", str(len(raw)))
        return _letter(_head_only(raw), raw, found)
    try:
        # The older policy: the newer one loses bytes beyond ASCII, and raises for heads that are broken.
        message: Message = BytesParser(policy=policy.compat32).parsebytes(raw)
        for place, part in parts(message, found):
            take(place, part, found)
    except RecursionError:
        found.broken("", "too-deep")
        message = _head_only(raw)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever the name of a set leads it to
        found.broken("", "broken-mime", type(error).__name__)
        message = _head_only(raw)
        found.plain.append(decoded(raw[_end_of_head(raw) :]).text)
    return _letter(message, raw, found)


def _letter(message: Message, raw: bytes, found: LetterParts) -> Letter:
    content_type = headers.line(message, "content-type")
    hint = headers.parameters(content_type).get("charset", "") or found.charset
    plain = "\n\n".join(found.plain)
    words = "\n\n".join(html.words_of(page) for page in found.pages) if not plain.strip() else ""
    head = headers.lines(message, hint)
    if not any(name.lower() == "from" for name, _value in head):
        found.broken("", "no-sender")
    return Letter(
        head=head,
        text=words or plain,
        charset=found.charset,
        digest=sha256(raw).hexdigest(),
        attachments=tuple(found.attachments),
        report=tuple(found.report),
        enclosed=tuple(found.enclosed),
        media_type=headers.first_word(content_type) or "text/plain",
        report_type=headers.parameters(content_type).get("report-type", "").lower(),
        sealed=found.sealed,
        faults=tuple(found.faults),
    )


def _head_only(raw: bytes) -> Message:
    return BytesHeaderParser(policy=policy.compat32).parsebytes(raw[: _end_of_head(raw)])


def _end_of_head(raw: bytes) -> int:
    end = re.search(rb"\r?\n\r?\n", raw[:MOST_OF_A_HEAD])
    return end.end() if end else MOST_OF_A_HEAD

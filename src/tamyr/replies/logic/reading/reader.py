"""The raw bytes of a letter → what stands in it. Nothing here raises for what a stranger sends: it says what is broken, and where."""

import re
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from hashlib import sha256

from tamyr.replies.logic.reading import headers, html
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.parts import Found, parts, take

LARGEST = 30_000_000
# Lines that a letter has from its sender; servers on the way add others.
ITS_OWN = ("message-id", "from", "date", "subject", "to", "cc", "in-reply-to", "references")


def identity(raw: bytes) -> tuple[str, str]:
    """Return what is the same of a letter over whichever servers it came, and the hash of its Message-ID."""
    head, _border, body = re.sub(rb"\r\n?", b"\n", raw).partition(b"\n\n")
    said = headers.lines(_head_only(head + b"\n\n"))
    own = [value for name, value in said if name.lower() in ITS_OWN]
    ids = headers.message_ids(next((value for name, value in said if name.lower() == "message-id"), ""))
    digest = sha256("\n".join(own).encode() + b"\n\n" + body.strip())
    return digest.hexdigest(), hash_of(ids[0]) if ids else ""


def hash_of(message_id: str) -> str:
    return sha256(message_id.encode()).hexdigest()


def read(raw: bytes) -> Letter:
    """Read a letter whole. What cannot be read stands in ``faults``; the raw bytes keep everything."""
    found = Found()
    if len(raw) > LARGEST:
        found.broken("", "too-large", str(len(raw)))
        return _letter(_head_only(raw), raw, found)
    try:
        message: Message = BytesParser(policy=policy.compat32).parsebytes(raw)
        for place, part in parts(message, found):
            take(place, part, found)
    except RecursionError:
        found.broken("", "too-deep")
        message = _head_only(raw)
    return _letter(message, raw, found)


def _letter(message: Message, raw: bytes, found: Found) -> Letter:
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
        written_as="html" if words else "plain",
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
    end = re.search(rb"\r?\n\r?\n", raw[:1_000_000])
    return BytesHeaderParser(policy=policy.compat32).parsebytes(raw[: end.end() if end else 1_000_000])

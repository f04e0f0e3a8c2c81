"""The parts of a letter, each put where it belongs: words, a report, a letter within the letter, or a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from tamyr.replies.logic.reading import files, headers
from tamyr.replies.logic.reading.charsets import decoded, is_known
from tamyr.replies.logic.reading.letter import Attachment, Fault
from tamyr.replies.logic.reading.packed import outlook, signed, tnef

MOST_PARTS, DEEPEST, MOST_FAULTS = 500, 20, 50
A_META = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
READ_AS_HEADERS = (
    "message/delivery-status",
    "message/disposition-notification",
    "message/global-delivery-status",
    "message/feedback-report",
)
PACKETS = ("application/pkcs7-mime", "application/x-pkcs7-mime")
LETTERS = (
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global-headers",
)


@dataclass
class LetterParts:
    """What was found on the way through a letter."""

    plain: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    charset: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    report: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    enclosed: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sealed: str = ""

    def broken(self, place: str, what: str, value: str = "") -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(place, what, value[:200]))


def parts(message: Message, found: LetterParts, begins: str = "1") -> Iterator[tuple[str, Message]]:
    """Give the parts that hold something, in their order, with their places."""
    # Not by the library’s `walk`, which calls itself as often as a stranger nests parts.
    waiting, seen = [(begins, begins.count(".") + 1, message)], 0
    while waiting:
        place, depth, part = waiting.pop()
        for defect in part.defects[:3]:
            found.broken(place, "broken-mime", type(defect).__name__)
        seen += 1
        if seen > MOST_PARTS:
            found.broken(place, "too-many-parts", str(MOST_PARTS))
            return
        inner = _inner(part)
        found.sealed = found.sealed or _sealed_by(part)
        if part.get_content_type() in (*READ_AS_HEADERS, *LETTERS) or not part.is_multipart():
            yield place, part
        elif depth >= DEEPEST:
            found.broken(place, "too-deep", str(DEEPEST))
        else:
            below = [(f"{place}.{number}", depth + 1, child) for number, child in enumerate(inner, 1)]
            # Turned round, as the last one that is put there is taken out first.
            waiting += reversed(below)


def _inner(part: Message) -> list[Message]:
    """Return the parts of a part. What is none is not asked for: the library would decode it by whatever set is named."""
    inner = part.get_payload() if part.is_multipart() else []
    return [child for child in inner if isinstance(child, Message)]


def _sealed_by(part: Message) -> str:
    """Say by what a part is signed or locked, as far as its head tells."""
    kind = part.get_content_type()
    if kind == "multipart/encrypted":
        return "locked"
    protocol = headers.parameters(headers.line(part, "content-type")).get("protocol", "").lower()
    signs = {"application/pgp-signature": "pgp"}
    return signs.get(protocol, "smime") if kind == "multipart/signed" else ""


def take(place: str, part: Message, found: LetterParts) -> None:
    """Put a part where it belongs. One that cannot be read says so, and keeps none of the others from being read."""
    try:
        _take(place, part, found)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library makes of what a stranger sent
        found.broken(place, "broken-mime", type(error).__name__)


def _take(place: str, part: Message, found: LetterParts) -> None:
    kind = part.get_content_type()
    disposition = headers.line(part, "content-disposition")
    name = headers.parameters(disposition).get("filename") or headers.parameters(
        headers.line(part, "content-type")
    ).get("name", "")
    if kind in READ_AS_HEADERS:
        found.report += _blocks(part)
    elif kind in LETTERS:
        _take_letter(place, part, name, found)
    # Under a name of its own it is a file that is signed, as offices attach them.
    elif kind in PACKETS and name.lower() in ("", "smime.p7m"):
        _take_packet(place, part, found)
    elif kind.startswith("multipart/"):  # No border was found: what stands there is read as it stands.
        _take_words(place, part, "text/plain", found)
    elif kind in ("text/plain", "text/html") and not name and headers.first_word(disposition) != "attachment":
        _take_words(place, part, kind, found)
    else:
        _take_file(place, _content(place, part, found), name, kind, found)


def _take_packet(place: str, part: Message, found: LetterParts) -> None:
    """Read the letter that an S/MIME packet holds. One that holds none is kept as a file."""
    content, inner = _content(place, part, found), None
    try:
        inner = signed.words_in(content)
    except signed.Locked:
        found.sealed = "locked"
    except signed.BadSignature:
        found.broken(place, "unreadable-packet", "smime.p7m")
    if inner is None or place.count(".") >= DEEPEST:
        _take_file(place, content, "smime.p7m", "application/pkcs7-mime", found)
        return
    found.sealed = found.sealed or "smime"
    message: Message = BytesParser(policy=policy.compat32).parsebytes(inner)
    for inner_place, inner_part in parts(message, found, f"{place}.1"):
        take(inner_place, inner_part, found)


def _take_words(place: str, part: Message, kind: str, found: LetterParts) -> None:
    said = headers.parameters(headers.line(part, "content-type")).get("charset", "")
    content = _content(place, part, found)
    if said and not is_known(said):
        found.broken(place, "unknown-charset", said)
    named_inside = A_META.search(content[:2_000]) if kind == "text/html" else None
    read_as = decoded(content, said, named_inside[1].decode() if named_inside else "")
    if read_as.how == "lost":
        found.broken(place, "unreadable", read_as.charset)
    elif read_as.how == "guessed" and is_known(said):
        found.broken(place, "other-charset", f"{said} → {read_as.charset}")
    found.charset = found.charset or read_as.charset
    if "-----BEGIN PGP " in read_as.text:
        found.sealed = found.sealed or ("locked" if "-----BEGIN PGP MESSAGE" in read_as.text else "pgp")
    (found.pages if kind == "text/html" else found.plain).append(read_as.text.replace("\r\n", "\n"))


def _content(place: str, part: Message, found: LetterParts) -> bytes:
    """Return the bytes of a part. What its encoding does not make sense of stays as it came."""
    content = part.get_payload(decode=True)
    for defect in [defect for defect in part.defects if "Base64" in type(defect).__name__][:1]:
        found.broken(place, "broken-encoding", type(defect).__name__)
    return content if isinstance(content, bytes) else b""


def _blocks(part: Message) -> list[tuple[tuple[str, str], ...]]:
    """Return the groups of lines of a report: the parser has made a part of each, or left them as text."""
    blocks = _inner(part) or [part]
    found = [headers.lines(block) for block in blocks if block is not part and block.keys()]
    for block in blocks:
        content = block.get_payload(decode=True)
        groups = re.split(rb"\r?\n\r?\n", content if isinstance(content, bytes) else b"")
        found += [
            headers.lines(BytesHeaderParser(policy=policy.compat32).parsebytes(group.strip() + b"\n\n"))
            for group in groups
            if b":" in group
        ]
    return found


def _take_letter(place: str, part: Message, name: str, found: LetterParts) -> None:
    """Keep a letter that stands in the letter: its head, and the whole of it as a file."""
    letter = next(iter(_inner(part)), None)
    if letter is not None:
        found.enclosed.append(headers.lines(letter))
        _take_file(place, _written_again(letter), name or "letter.eml", "message/rfc822", found)
        return
    found.enclosed += _blocks(part)
    _take_file(place, _content(place, part, found), name or "head.txt", "text/plain", found)


def _written_again(letter: Message) -> bytes:
    try:
        return letter.as_bytes()
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    ):  # Broken so that the library cannot write it: the raw letter has it.
        return b""


def _take_file(place: str, content: bytes, name: str, said: str, found: LetterParts) -> None:
    """Keep a file; what programs of one maker pack into one is kept besides, so that others can open it."""
    number = len(found.attachments) + 1
    looked = files.looked_at(content, name, said)
    kept = Attachment(place, files.safe_name(name, number), looked.media_type, content, looked.warnings)
    found.attachments.append(kept)
    try:
        inside = _files_in(content, kept.name, looked.media_type, found)
    except (tnef.BadPacket, outlook.BadLetter, signed.BadSignature):
        found.broken(place, "unreadable-packet", kept.name)
        return
    # One level down: what is packed within what was packed is not taken out.
    for number_inside, (inner_name, inner) in enumerate(inside[:MOST_PARTS], 1):
        looked = files.looked_at(inner, inner_name, "")
        inner_place = f"{place}.{number_inside}"
        found.attachments.append(
            Attachment(
                inner_place,
                files.safe_name(inner_name, number_inside),
                looked.media_type,
                inner,
                looked.warnings,
            )
        )


def _files_in(content: bytes, name: str, media_type: str, found: LetterParts) -> list[tuple[str, bytes]]:
    if media_type == "application/ms-tnef":
        return tnef.files_in(content)
    if media_type == "application/pkcs7-mime":
        return _signed_file(content, name, found)
    if media_type != "application/vnd.ms-outlook":
        return []
    head, text, inside = outlook.letter_in(content)
    found.enclosed.append(tuple((name, value) for name, value in head.items() if value))
    return [("letter.txt", text.encode()), *inside]


def _signed_file(content: bytes, name: str, found: LetterParts) -> list[tuple[str, bytes]]:
    """Return the file within a packet that signs it, as offices attach them: answer.pdf.p7m."""
    try:
        inner = signed.words_in(content)
    except signed.Locked:
        found.sealed = found.sealed or "locked"
        return []
    if inner is None:
        return []
    found.sealed = found.sealed or "smime"
    return [
        (name.rpartition(".")[0] if name.lower().endswith((".p7m", ".sig", ".p7s", ".cms")) else "", inner)
    ]

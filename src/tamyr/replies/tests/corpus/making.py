"""How the letters of the corpus are made, and how what was read is compared with what is expected."""

from base64 import b64encode, encodebytes
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from quopri import encodestring

from tamyr.replies.logic import codes
from tamyr.replies.logic.kinds import Classification, told
from tamyr.replies.logic.matching import Door, Match, OwnLetter, matched
from tamyr.replies.logic.quotes import folds
from tamyr.replies.logic.reading.letter import Letter
from tamyr.replies.logic.reading.reader import read

DOMAIN, KEY, TODAY = "answers.example.org", b"a key of the tests", date(2026, 3, 20)
OWN = frozenset({"tamyr@example.org"})
MINISTRY = "kense@eco.example.kz"
SENT = {
    42: OwnLetter(42, "О мерах по сокращению выбросов метана", (MINISTRY,), date(2026, 3, 2), ("12-05/317",)),
    43: OwnLetter(
        43, "Access to information on adaptation finance", ("office@climate.example.ge",), date(2026, 2, 10)
    ),
    44: OwnLetter(44, "О планах по адаптации городов", ("priemnaya@mail.ru",), date(2025, 6, 1)),
}
OURS = {"<letter-42@example.org>": 42, "<letter-43@example.org>": 43}
REPLY = codes.address("reply", 42, date(2026, 12, 31), DOMAIN, KEY)
BOUNCE = codes.address("bounce", 42, date(2026, 12, 31), DOMAIN, KEY)


# Nothing of what was read can be changed, and each letter is read for more than one question.
as_read = cache(read)


@dataclass(frozen=True)
class Case:
    """One letter, and what is expected of it: an empty expectation asks for nothing."""

    name: str
    raw: bytes
    kind: str = "answer"
    subject: str = ""
    holds: tuple[str, ...] = ()
    charset: str = ""
    own: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    files: tuple[tuple[str, str, tuple[str, ...]], ...] | None = None
    faults: tuple[str, ...] = ()
    sealed: str = ""
    by: str | None = None
    delivery: int | None = None
    also: tuple[int, ...] = ()
    quarantine: str = ""
    guessed: tuple[int, ...] | None = None
    number: str = ""
    recipients: tuple[str, ...] = ()
    delivered_to: tuple[str, ...] = ()
    used_by: tuple[str, ...] = field(default=())

    def read(self) -> Letter:
        return as_read(self.raw)

    def told(self, letter: Letter) -> Classification:
        found = [codes.checked(to, DOMAIN, KEY, TODAY) for to in letter.recipients(*self.delivered_to)]
        return told(letter, OWN, any(code.purpose == "bounce" for code in found if code))

    def matched(self, letter: Letter) -> Match:
        door = Door(DOMAIN, KEY, TODAY, lambda _delivery: self.used_by, self.told(letter).kind == "answer")
        return matched(letter, letter.recipients(*self.delivered_to), door, SENT, OURS)


def differences(case: Case) -> Iterator[str]:
    """Give whatever of a letter is not as expected."""
    letter = case.read()
    is_told = case.told(letter)
    if is_told.kind != case.kind:
        yield f"told {is_told.kind} by {is_told.reason} ({is_told.value}), not {case.kind}"
    yield from _of_words(case, letter)
    yield from _of_folds(case, letter)
    given = tuple((file.name, file.media_type, file.warnings) for file in letter.attachments)
    if case.files is not None and given != case.files:
        yield f"files {given}, not {case.files}"
    yield from (
        f"fault {fault} is not told: {letter.faults}"
        for fault in case.faults
        if fault not in {told.what for told in letter.faults}
    )
    if letter.sealed != case.sealed:
        yield f"sealed {letter.sealed!r}, not {case.sealed!r}"
    if not case.faults and letter.faults:
        yield f"faults {letter.faults}"
    if case.number != is_told.number and case.number:
        yield f"number {is_told.number}, not {case.number}"
    if is_told.bounce and case.recipients and is_told.bounce.recipients != case.recipients:
        yield f"recipients {is_told.bounce.recipients}, not {case.recipients}"
    yield from _of_match(case, case.matched(letter))


def _of_words(case: Case, letter: Letter) -> Iterator[str]:
    if case.subject and letter.subject != case.subject:
        yield f"subject {letter.subject!r}, not {case.subject!r}"
    if case.charset and letter.charset != case.charset:
        yield f"charset {letter.charset}, not {case.charset}"
    yield from (
        f"{words!r} is not in {letter.text[:300]!r}" for words in case.holds if words not in letter.text
    )


def _of_folds(case: Case, letter: Letter) -> Iterator[str]:
    spans = folds(letter.text)
    away = "\0".join(letter.text[fold.start : fold.end] for fold in spans)
    left, place = [], 0
    for fold in spans:
        left.append(letter.text[place : fold.start])
        place = fold.end
    seen = "\0".join([*left, letter.text[place:]])
    yield from (
        f"{words!r} is not folded: {seen!r}" for words in case.folded if words not in away or words in seen
    )
    yield from (f"{words!r} is folded: {away!r}" for words in case.own if words not in seen)


def _of_match(case: Case, match: Match) -> Iterator[str]:
    if case.by is not None and (match.by, match.delivery) != (case.by, case.delivery):
        yield f"matched {match.delivery} by {match.by}, not {case.delivery} by {case.by}"
    if match.also != case.also:
        yield f"also {match.also}, not {case.also}"
    if match.quarantine != case.quarantine:
        yield f"quarantine {match.quarantine!r}, not {case.quarantine!r}"
    if case.guessed is not None and tuple(guess.delivery for guess in match.guesses) != case.guessed:
        yield f"guesses {match.guesses}, not {case.guessed}"


def word(text: str, charset: str, way: str = "b") -> bytes:
    """Return a text as an encoded word, or as bare bytes."""
    content = text.encode(charset)
    if way == "bare":
        return content
    if way == "b":
        return b"=?" + charset.encode() + b"?B?" + b64encode(content) + b"?="
    quoted = b"".join(b"_" if byte == 32 else b"=%02X" % byte for byte in content)
    return b"=?" + charset.encode() + b"?Q?" + quoted + b"?="


def packed(content: bytes, way: str) -> bytes:
    return {"base64": encodebytes, "quoted-printable": encodestring}.get(way, bytes)(content)


def part(content: bytes, content_type: str, way: str = "8bit", *lines: bytes) -> bytes:
    head = [b"Content-Type: " + content_type.encode(), b"Content-Transfer-Encoding: " + way.encode(), *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + packed(content, way)


def words(
    text: str, charset: str = "utf-8", way: str = "8bit", said: str | None = None, kind: str = "plain"
) -> bytes:
    content_type = f"text/{kind}" + (f'; charset="{said or charset}"' if said != "" else "")
    return part(text.replace("\n", "\r\n").encode(charset), content_type, way)


def several(*parts: bytes, kind: str = "mixed", boundary: str = "=_border", more: str = "") -> bytes:
    edge = b"--" + boundary.encode()
    body = b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"
    return f'Content-Type: multipart/{kind}{more}; boundary="{boundary}"\r\n\r\n'.encode() + body


def mail(
    body: bytes,
    *lines: bytes,
    subject: bytes = b"Re: TAMYR-42",
    sender: bytes = MINISTRY.encode(),
    to: str = REPLY,
) -> bytes:
    """Put a letter together from its body, which begins with the lines of its own, and further lines of the head."""
    head = [
        b"Received: from mx.eco.example.kz by mx.example.org; Fri, 20 Mar 2026 10:00:00 +0500",
        b"From: " + sender,
        b"To: <" + to.encode() + b">",
        b"Subject: " + subject,
        b"Date: Fri, 20 Mar 2026 10:00:00 +0500",
        b"Message-ID: <one@eco.example.kz>",
        b"MIME-Version: 1.0",
        *lines,
    ]
    return b"\r\n".join(head) + b"\r\n" + body

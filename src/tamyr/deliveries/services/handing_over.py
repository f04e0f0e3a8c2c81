"""One letter handed to a mail server, step by step, so that it is known what a fault leaves behind.

Before the final dot nothing can have been taken: whatever goes wrong there, the letter may be tried again. After it
only an answer says what became of it.
"""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

TAKEN, LATER, REFUSED, UNKNOWN = "taken", "later", "refused", "unknown"
READY: Final = 354
LONGEST = 300


@dataclass(frozen=True)
class Answer:
    """What became of a letter, and the mail server's own words."""

    outcome: str
    words: str = ""


@dataclass(frozen=True)
class Envelope:
    sender: str
    recipient: str
    raw: bytes


def hand_over(server: Mapping[str, Any], envelope: Envelope) -> Answer:
    """Hand a letter to a mail server; say whether it was taken, may be tried again, was refused, or nobody knows."""
    try:
        smtp = _connected(server)
    # The library’s own errors are OSErrors as well: also where our password is refused the letter can wait.
    except (OSError, ssl.SSLError) as fault:
        # Not the error’s own text, which may hold an address.
        return Answer(LATER, type(fault).__name__)
    try:
        return _handed(smtp, envelope)
    finally:
        # No QUIT: its answer would be waited for, and tells nothing of the letter.
        smtp.close()


def _connected(server: Mapping[str, Any]) -> smtplib.SMTP:
    place, timeout = (server["host"], server["port"]), server.get("timeout", 20)
    # Without a context of ours the library takes any certificate, and whoever shows one is told our password.
    try:
        smtp = (
            smtplib.SMTP_SSL(*place, timeout=timeout, context=ssl.create_default_context())
            if server.get("use_ssl")
            else smtplib.SMTP(*place, timeout=timeout)
        )
    except UnicodeError as fault:
        raise socket.gaierror from fault
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.get("use_tls"):
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo()
        if server.get("username"):
            smtp.login(server["username"], server["password"])
    except UnicodeError as fault:
        # The library tells a password in ASCII alone, and breaks off before a word of it is said.
        smtp.close()
        raise smtplib.SMTPAuthenticationError(0, b"") from fault
    except OSError:
        smtp.close()
        raise
    return smtp


def _handed(smtp: smtplib.SMTP, envelope: Envelope) -> Answer:
    try:
        # Not by the library’s `sendmail`: a fault of that does not say on which side of the last dot it was.
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            lambda: smtp.mail(envelope.sender),
            lambda: smtp.rcpt(envelope.recipient),
            lambda: smtp.docmd("DATA"),
        )
        for step in steps:
            code, words = step()
            if code // 100 not in (2, 3):
                return Answer(REFUSED if code // 100 == 5 else LATER, _said(code, words))
        # Only 354 asks for a letter; to whatever else sounds friendly none is sent.
        if code != READY or smtp.sock is None:
            return Answer(LATER, _said(code, words))
        smtp.sock.sendall(_dotted(envelope.raw))
    except OSError as fault:
        return Answer(LATER, type(fault).__name__)
    except ValueError as fault:
        # An address that no mail server can be told.
        return Answer(REFUSED, type(fault).__name__)
    return _finished(smtp)


def _finished(smtp: smtplib.SMTP) -> Answer:
    """Send the final dot. From its first byte on only an answer tells."""
    try:
        assert smtp.sock is not None
        smtp.sock.sendall(b".\r\n")
        code, words = smtp.getreply()
    except OSError as fault:
        return Answer(UNKNOWN, type(fault).__name__)
    outcome = {2: TAKEN, 4: LATER, 5: REFUSED}.get(code // 100, UNKNOWN)
    return Answer(outcome, _said(code, words))


def _said(code: int, words: bytes) -> str:
    return f"{code} {words.decode('utf-8', 'replace')}"[:LONGEST]


def _dotted(raw: bytes) -> bytes:
    """Return a letter as it goes over the wire: whole lines, none of which is a lone dot."""
    # Lone CR and LF too: servers differ on whether a line ends there, and one would find a dot at its head.
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    whole = lines if lines.endswith(b"\r\n") else lines + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", whole)

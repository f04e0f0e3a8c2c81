"""Letters fetched from a mailbox on a mail server (IMAP). Each is marked as seen there only once it is kept here."""

import imaplib
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.safety.services.faults import Faults

SECONDS = 30
MOST_AT_ONCE = 200


class Connection(Protocol):
    """What is asked of a connection to a mail server, as ``imaplib`` has it."""

    def login(self, user: str, password: str) -> Any: ...
    def select(self, mailbox: str) -> Any: ...
    def uid(self, command: str, *args: Any) -> tuple[str, list[Any]]: ...
    def logout(self) -> Any: ...


def connected(server: Mapping[str, Any]) -> Connection:
    host, port = server["host"], server["port"]
    if not server["use_ssl"]:
        return imaplib.IMAP4(host, port, timeout=SECONDS)
    # Without a context of ours the library takes any certificate, and whoever shows one is told our password.
    return imaplib.IMAP4_SSL(host, port, timeout=SECONDS, ssl_context=ssl.create_default_context())


def fetch_mail(
    *,
    server: Mapping[str, Any],
    clock: Callable[[], datetime],
    connect: Callable[[Mapping[str, Any]], Connection] = connected,
) -> int:
    """Fetch what was not seen yet; return how many letters. One that cannot be kept stays there for the next time.

    Raises ``PartlyDone`` at the end where one could not be kept: all others are.
    """
    faults, fetched = Faults(), 0
    mailbox = connect(server)
    try:
        mailbox.login(server["username"], server["password"])
        mailbox.select(server["folder"])
        # By UID: a plain number is that of another letter once one before it is gone.
        _answer, found = mailbox.uid("SEARCH", "UNSEEN")
        for number in (found[0] or b"").split()[:MOST_AT_ONCE]:
            before = fetched
            with faults.apart("letters"):
                fetched += _fetch(mailbox, number.decode(), clock())
            # Marked after the letter's own transaction: a crash between the two fetches it again, and it is one.
            if fetched > before:
                mailbox.uid("STORE", number.decode(), "+FLAGS", "(\\Seen)")
    finally:
        mailbox.logout()
    faults.tell()
    return fetched


def _fetch(mailbox: Connection, number: str, at: datetime) -> int:
    # PEEK: whatever else is fetched the server marks as seen, before it is kept here.
    _answer, found = mailbox.uid("FETCH", number, "(BODY.PEEK[])")
    raw = next((piece[1] for piece in found if isinstance(piece, tuple)), None)
    if raw is None:
        return 0
    take_in(raw=raw, envelope=Envelope("imap"), at=at)
    return 1

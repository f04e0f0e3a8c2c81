"""A letter is kept before it is taken: by a pipe, by LMTP, from a mail server. The same letter twice is one."""

import asyncio
import imaplib
import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from tamyr.replies.logic.reading.reader import LARGEST
from tamyr.replies.management.commands.serve_lmtp import session
from tamyr.replies.models import Arrival, Lies, Mailbox
from tamyr.replies.services.arriving import LARGEST_TAKEN, Envelope, take_in
from tamyr.replies.services.fetching import fetch_mail
from tamyr.replies.services.reading import read_waiting
from tamyr.replies.tests.corpus import cases
from tamyr.replies.tests.corpus.making import mail, words
from tamyr.replies.tests.mailing import AT, answer_to
from tamyr.safety.services.faults import PartlyDone

pytestmark = pytest.mark.django_db
RAW = mail(words("План утверждён."))
SERVER = {
    "host": "mail.example.org",
    "port": 993,
    "username": "u",
    "password": "p",
    "use_ssl": True,
    "folder": "INBOX",
}


def take(raw: bytes, *recipients: str) -> Arrival:
    return take_in(raw=raw, envelope=Envelope("pipe", "a@example.org", recipients), at=AT)


def break_the_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE replies_arrival RENAME TO broken")


@pytest.mark.parametrize("each", [28, pytest.param(7, marks=pytest.mark.whole)])
def test_a_letter_is_kept_byte_by_byte(each: int) -> None:
    for case in list({case.raw: case for _group, case in cases()}.values())[::each]:
        if len(case.raw) < 1_000_000:
            kept = Arrival.objects.get(pk=take(case.raw).pk)
            assert kept.content == case.raw, case.name
            assert kept.lies == Lies.UNREAD


def test_nobody_reads_it_in_the_database() -> None:
    take(RAW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT raw, envelope FROM replies_arrival")
        assert all("example.org" not in value and "PSF" not in value[:5] for value in cursor.fetchone())


# --- pipe -----------------------------------------------------------------------------------


def pipe(monkeypatch: pytest.MonkeyPatch, raw: bytes, *arguments: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("take_mail", *arguments)


def test_a_pipe_gives_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, RAW, "--from", "a@example.org", "--to", "b@example.org")
    kept = Arrival.objects.get()
    assert (kept.door, kept.content, kept.sent_by) == ("pipe", RAW, ("a@example.org", ("b@example.org",)))


def test_a_letter_that_cannot_be_kept_stays_with_the_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    break_the_table()
    with pytest.raises(SystemExit) as ended:
        pipe(monkeypatch, RAW)
    assert ended.value.code == 75


def test_a_letter_larger_than_any_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        pipe(monkeypatch, b"x" * (LARGEST_TAKEN + 1))
    assert ended.value.code == 65
    assert not Arrival.objects.exists()


# --- LMTP -----------------------------------------------------------------------------------


def spoken(place: Path, *said: bytes, answers: int, most: int = LARGEST_TAKEN) -> list[bytes]:
    """Say lines to the door one by one, and return so many of its answers to the last of them."""

    async def talk() -> list[bytes]:
        server = await asyncio.get_running_loop().create_unix_server(lambda: session(most), str(place))
        async with server:
            reader, writer = await asyncio.open_unix_connection(str(place))
            await reader.readline()
            for line in said[:-1]:
                writer.write(line)
                while (await reader.readline())[3:4] == b"-":
                    pass
            writer.write(said[-1])
            await writer.drain()
            heard = [await reader.readline() for _answer in range(answers)]
            writer.close()
            await writer.wait_closed()
        return heard

    return async_to_sync(talk)()


HELLO, SENDER, DATA = b"LHLO mx.example.org\r\n", b"MAIL FROM:<a@example.org>\r\n", b"DATA\r\n"


def to(*names: str) -> list[bytes]:
    return [f"RCPT TO:<{name}@answers.example.org>\r\n".encode() for name in names]


def test_a_server_hands_a_letter_over_and_hears_of_each_recipient(tmp_path: Path) -> None:
    answers = spoken(tmp_path / "s", HELLO, SENDER, *to("one", "two"), DATA, RAW + b"\r\n.\r\n", answers=2)
    assert [answer[:3] for answer in answers[:2]] == [b"250", b"250"]
    kept = Arrival.objects.get()
    assert kept.sent_by == ("a@example.org", ("one@answers.example.org", "two@answers.example.org"))
    assert kept.content is not None and kept.content.strip() == RAW.strip()


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1:99999", "write host:port, with a port from 1 to 65535"),
        ("127.0.0.1:-5", "write host:port, with a port from 1 to 65535"),
        ("127.0.0.1", "write host:port, with a port from 1 to 65535"),
        ("/no/such/folder/socket", "there is no such file or folder"),
    ],
)
def test_where_no_server_can_hand_a_letter_over_is_said_in_words(address: str, why: str) -> None:
    with pytest.raises(CommandError, match=re.escape(f"Cannot listen at {address}: {why}")):
        call_command("serve_lmtp", listen=address)


def test_a_server_is_asked_to_try_again_while_nothing_can_be_kept(tmp_path: Path) -> None:
    break_the_table()
    answers = spoken(tmp_path / "s", HELLO, SENDER, *to("one"), DATA, RAW + b"\r\n.\r\n", answers=1)
    assert answers[0].startswith(b"451")


def test_a_letter_larger_than_any_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    size = str(LARGEST_TAKEN + 1).encode()
    answers = spoken(tmp_path / "s", HELLO, SENDER[:-2] + b" SIZE=" + size + b"\r\n", answers=1)
    assert answers[0].startswith(b"552"), "for good: the sender is told"


def test_one_whose_size_was_not_said_is_given_back_once_it_is_there(tmp_path: Path) -> None:
    answers = spoken(
        tmp_path / "s", HELLO, SENDER, *to("one"), DATA, RAW + b"\r\n.\r\n", answers=1, most=len(RAW) // 2
    )
    assert answers[0].startswith(b"552")
    assert not Arrival.objects.exists()


@pytest.mark.whole
def test_a_letter_larger_than_is_read_is_taken_whole_and_finds_its_demand(
    tmp_path: Path, box: Mailbox
) -> None:
    raw = answer_to(box, "План. " * 11 + "\n") + b"x" * 70 + b"\r\n" + (b"x" * 70 + b"\r\n") * (LARGEST // 72)
    assert LARGEST < len(raw) < LARGEST_TAKEN
    answers = spoken(tmp_path / "s", HELLO, SENDER, *to("one"), DATA, raw + b".\r\n", answers=1)
    assert answers[0].startswith(b"250")
    read_waiting(at=AT)
    kept = Arrival.objects.get()
    assert kept.content == raw and [fault["what"] for fault in kept.broken] == ["too-large"]
    assert (kept.lies, kept.matched_by) == (Lies.PLACED, "code")


def test_a_letter_that_breaks_off_is_not_kept(tmp_path: Path) -> None:
    spoken(tmp_path / "s", HELLO, SENDER, *to("one"), DATA, RAW[:100], answers=0)
    assert not Arrival.objects.exists()


# --- IMAP -----------------------------------------------------------------------------------


class MailServer:
    """A mailbox with letters, as far as ``imaplib`` is asked for it."""

    def __init__(self, letters: Sequence[bytes]) -> None:
        self.letters = dict(enumerate(letters, 1))
        self.seen: list[str] = []
        self.left = False

    def login(self, user: str, password: str) -> None:
        assert (user, password) == ("u", "p")

    def select(self, mailbox: str) -> None:
        assert mailbox == "INBOX"

    def uid(self, command: str, *args: Any) -> tuple[str, list[Any]]:
        if command == "SEARCH":
            unseen = [str(number) for number in self.letters if str(number) not in self.seen]
            return "OK", [" ".join(unseen).encode()]
        if command == "STORE":
            self.seen.append(args[0])
            return "OK", []
        return "OK", [(b"1 (BODY[] {9}", self.letters[int(args[0])]), b")"]

    def logout(self) -> None:
        self.left = True


def test_letters_are_fetched_once() -> None:
    server = MailServer([RAW, RAW.replace(b"<one@", b"<two@")])
    assert [
        fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server) for _time in range(2)
    ] == [2, 0]
    assert server.left and Arrival.objects.filter(door="imap").count() == 2


def test_a_server_that_goes_away_in_the_middle_gives_the_rest_the_next_time() -> None:
    class Leaving(MailServer):
        def uid(self, command: str, *args: Any) -> tuple[str, list[Any]]:
            if command == "FETCH" and args[0] == "2" and not self.left:
                raise imaplib.IMAP4.abort("the connection is gone")
            return super().uid(command, *args)

    server = Leaving([RAW, RAW.replace(b"<one@", b"<two@")])

    def down(_server: object) -> MailServer:
        raise ConnectionRefusedError

    with pytest.raises(PartlyDone):
        fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server)
    assert server.seen == ["1"] and Arrival.objects.count() == 1
    with pytest.raises(ConnectionRefusedError):
        fetch_mail(server=SERVER, clock=lambda: AT, connect=down)
    assert fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server) == 1
    assert server.seen == ["1", "2"] and Arrival.objects.count() == 2


def test_a_letter_that_was_kept_and_not_marked_is_fetched_again_and_is_one() -> None:
    class Forgetful(MailServer):
        def uid(self, command: str, *args: Any) -> tuple[str, list[Any]]:
            if command == "STORE" and not self.left:
                raise imaplib.IMAP4.abort("the connection is gone")
            return super().uid(command, *args)

    server = Forgetful([RAW])
    with pytest.raises(imaplib.IMAP4.abort):
        fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server)
    assert fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server) == 1
    assert Arrival.objects.count() == 1


def test_a_letter_that_cannot_be_kept_stays_unseen_on_the_server() -> None:
    break_the_table()
    server = MailServer([RAW])
    # Only SQLite says of a table that is not there that the database does not answer.
    with pytest.raises({"sqlite": OperationalError, "postgresql": PartlyDone}[connection.vendor]):
        fetch_mail(server=SERVER, clock=lambda: AT, connect=lambda _server: server)
    assert server.seen == [] and server.left

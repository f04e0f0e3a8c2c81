"""Letters stay in the outbox unless a mail server is named, and a silent server harms nobody."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.mail import send_mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import pre_delete
from django.utils import timezone

from tamyr.safety.logic.notice_letter import BODY
from tamyr.safety.models import AuditLine, Letter
from tamyr.safety.services import letters
from tamyr.safety.services.letters import deliver_due, old_letters, send_notices

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ADDRESS = "aygul@example.org"


def server(port: int, timeout: float = 2) -> dict[str, object]:
    return {"host": "127.0.0.1", "port": port, "timeout": timeout}


class PostOffice(threading.Thread):
    """A mail server of the smallest kind: it takes letters and remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.door.getsockname()[1]
        self.heard = ""

    def run(self) -> None:
        caller, _address = self.door.accept()
        with self.door, caller, caller.makefile("rwb") as line:
            self.say(line, "220 post office")
            for words in line:
                self.heard += words.decode()
                if words.lower().startswith(b"data"):
                    self.say(line, "354 go on")
                    self.read_letter(line)
                self.say(line, "221 bye" if words.lower().startswith(b"quit") else "250 fine")

    def read_letter(self, line: Iterator[bytes]) -> None:
        for words in line:
            self.heard += words.decode()
            if words == b".\r\n":
                return

    @staticmethod
    def say(line: object, words: str) -> None:
        line.write(f"{words}\r\n".encode())  # type: ignore[attr-defined]
        line.flush()  # type: ignore[attr-defined]


@pytest.fixture
def waiting(db: None) -> Letter:
    send_notices(to=[ADDRESS], at=NOW)
    return Letter.objects.get()


def test_a_letter_reaches_the_server_that_is_named(
    waiting: Letter, settings: LazySettings, socket_enabled: None
) -> None:
    office = PostOffice()
    office.start()
    settings.MAIL_SERVER = server(office.port)
    assert deliver_due(at=NOW) == (1, 0), Letter.objects.get().fault + office.heard
    office.join(timeout=5)
    assert "rcpt TO:<aygul@example.org>" in office.heard
    assert "Subject: Tamyr" in office.heard
    assert deliver_due(at=NOW) == (0, 0)


def test_nothing_leaves_where_no_server_is_named(waiting: Letter) -> None:
    assert deliver_due(at=NOW) == (0, 0)
    waiting.refresh_from_db()
    assert waiting.sent_at is None


def test_whatever_sends_mail_ends_in_the_outbox(db: None, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "tamyr.safety.services.letters.Outbox"
    send_mail("A subject", "A text", None, ["emin@example.org"])
    assert [letter.recipient for letter in Letter.objects.all()] == ["emin@example.org"]


def test_a_server_that_refuses_leaves_the_letter_for_later(
    waiting: Letter, settings: LazySettings, socket_enabled: None
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        port = door.getsockname()[1]
    settings.MAIL_SERVER = server(port)
    assert deliver_due(at=NOW) == (0, 1)
    waiting.refresh_from_db()
    assert (waiting.tries, waiting.fault, waiting.due_at) == (
        1,
        "ConnectionRefusedError",
        NOW + timedelta(minutes=5),
    )
    assert deliver_due(at=NOW + timedelta(minutes=4)) == (0, 1)
    waiting.refresh_from_db()
    assert waiting.tries == 1


def test_a_server_that_says_nothing_is_given_up_on(
    waiting: Letter, settings: LazySettings, socket_enabled: None
) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        settings.MAIL_SERVER = server(door.getsockname()[1], timeout=0.2)
        assert deliver_due(at=NOW) == (0, 1)
    waiting.refresh_from_db()
    assert waiting.fault in ("TimeoutError", "SMTPServerDisconnected")


def test_a_letter_that_does_not_open_keeps_no_other_one_waiting(
    waiting: Letter, settings: LazySettings, socket_enabled: None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE safety_letter SET recipient = 'k1.changed'")
    send_notices(to=["bela@example.org"], at=NOW + timedelta(seconds=1))
    office = PostOffice()
    office.start()
    settings.MAIL_SERVER = server(office.port)
    assert deliver_due(at=NOW + timedelta(seconds=2)) == (1, 1)
    office.join(timeout=5)
    told = Letter.objects.filter(pk=waiting.pk).values_list("tries", "fault")
    assert list(told) == [(1, "UnreadableField")]


def test_waiting_grows_to_six_hours_at_most(waiting: Letter) -> None:
    for _try in range(30):
        waiting.put_off(NOW, "TimeoutError")
    assert waiting.due_at == NOW + timedelta(hours=6)


def test_a_notice_names_nobody_and_links_nowhere() -> None:
    assert "http" not in BODY and "@" not in BODY and ".org" not in BODY


def test_every_notice_is_the_same(db: None) -> None:
    send_notices(to=[ADDRESS, "bela@example.org", ""], at=NOW)
    letters = list(Letter.objects.all())
    assert len(letters) == 2
    assert len({(letter.subject, letter.body) for letter in letters}) == 1


def test_no_address_lies_readable_in_the_database(waiting: Letter) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_letter")
        assert not any("aygul" in str(row) or "Tamyr" in str(row) for row in cursor.fetchall())


def test_letters_are_forgotten_after_a_month(waiting: Letter) -> None:
    assert old_letters(at=NOW + timedelta(days=29)).delete()[0] == 0
    assert old_letters(at=NOW + timedelta(days=31)).delete()[0] == 1


def test_the_command_forgets_first_and_leaves_a_line(waiting: Letter) -> None:
    Letter.objects.update(made_at=timezone.now() - timedelta(days=31))
    call_command("deliver_letters")
    assert not Letter.objects.exists()
    assert "safety.forgotten" in AuditLine.objects.latest("n").body


def test_a_letter_that_cannot_go_keeps_no_other_one_waiting(
    waiting: Letter, settings: LazySettings, socket_enabled: None
) -> None:
    Letter.objects.update(made_at=timezone.now() - timedelta(days=31), sent_at=NOW)
    send_notices(to=["bela@example.org"], at=NOW)
    office = PostOffice()
    office.start()
    settings.MAIL_SERVER = server(office.port)
    with stuck(), pytest.raises(CommandError, match="letters: ValueError"):
        call_command("deliver_letters")
    office.join(timeout=5)
    assert "bela@example.org" in office.heard


@contextmanager
def stuck() -> Iterator[None]:
    """Let the letters that are deleted refuse to go."""

    def refuse(instance: Letter, **_sent: object) -> None:
        raise ValueError("kept")

    pre_delete.connect(refuse, sender=Letter)
    try:
        yield
    finally:
        pre_delete.disconnect(refuse, sender=Letter)


# --- to the second --------------------------------------------------------------------------


def test_a_letter_is_kept_for_thirty_days_to_the_second(waiting: Letter) -> None:
    assert old_letters(at=NOW + timedelta(days=30)).delete()[0] == 0
    assert old_letters(at=NOW + timedelta(days=30, seconds=1)).delete()[0] == 1


def test_a_letter_waits_five_minutes_then_twice_as_long_and_six_hours_at_most() -> None:
    letter, waits = Letter(), []
    for _try in range(9):
        letter.put_off(NOW, "TimeoutError")
        waits.append((letter.due_at - NOW) // timedelta(minutes=1))
    assert waits == [5, 10, 20, 40, 80, 160, 320, 360, 360]
    assert (letter.tries, letter.fault) == (9, "TimeoutError")
    for _try in range(100):
        letter.put_off(NOW, "TimeoutError")
    assert letter.due_at == NOW + timedelta(hours=6)


def test_only_letters_that_are_due_and_unsent_are_handed_over(
    waiting: Letter, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_SERVER = server(1)
    handed: list[str] = []
    monkeypatch.setattr(letters, "_hand_over", lambda letter: handed.append(letter.recipient))
    send_notices(to=["later@example.org", ""], at=NOW + timedelta(seconds=1))
    assert Letter.objects.count() == 2
    assert deliver_due(at=NOW) == (1, 1) and handed == [ADDRESS]
    waiting.refresh_from_db()
    assert (waiting.sent_at, waiting.fault) == (NOW, "")
    assert deliver_due(at=NOW) == (0, 1) and handed == [ADDRESS]


def test_a_letter_that_another_sender_claimed_is_not_sent_twice(
    waiting: Letter, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MAIL_SERVER = server(1)
    handed: list[str] = []
    monkeypatch.setattr(letters, "_hand_over", lambda letter: handed.append(letter.recipient))
    seen = Letter.objects.get(pk=waiting.pk)
    assert letters._deliver(waiting, NOW) is True
    assert letters._deliver(seen, NOW) is False
    assert handed == [ADDRESS]


def test_letters_to_an_address_are_forgotten_and_others_stay(waiting: Letter) -> None:
    send_notices(to=["emin@example.org"], at=NOW)
    letters.forget_letters_to({ADDRESS})
    assert [letter.recipient for letter in Letter.objects.all()] == ["emin@example.org"]

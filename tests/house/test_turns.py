"""Long work that visitors cause is bounded for the whole site: who does not fit is told so and loses nothing."""

import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tamyr.accounts.models import Person, WrongTries
from tamyr.accounts.services.ways_in import app_code
from tamyr.network.logic.register.table import Fault, UnreadableTable, read_table
from tamyr.network.models import RegisterImport
from tamyr.network.tests.tables import HEAD, NEW, workbook
from tamyr.shared import apart, turns
from tamyr.shared.typed import RETRY_SECONDS
from tests.entry import sign_in, signed_in, typed

HOLD = "import fcntl, sys; door = open(sys.argv[1], 'w'); fcntl.flock(door, fcntl.LOCK_EX); print(1, flush=True); input()"


@pytest.fixture(autouse=True)
def one_place(monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path: Path) -> Path:
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    monkeypatch.setattr(turns, "WAIT_SECONDS", 0.01)
    settings.DATA_DIR = tmp_path
    return tmp_path / "turns"


@pytest.fixture
def others_are_at_it(one_place: Path) -> Iterator[None]:
    with turns.in_turn():
        yield


def test_the_place_of_another_process_is_taken_and_free_when_it_dies(one_place: Path) -> None:
    one_place.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(one_place / "0")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout and other.stdout.readline()
        with pytest.raises(turns.Busy), turns.in_turn():
            pass
        other.kill()
    with turns.in_turn():
        pass


@pytest.fixture
def passwords_are_looked_at(one_place: Path) -> Iterator[None]:
    with turns.in_turn(turns.PASSWORDS):
        yield


def refused_for_now(answer: HttpResponse) -> str:
    assert answer.status_code == 503 and answer["Retry-After"] == str(RETRY_SECONDS)
    page = unescape(answer.content.decode())
    assert "Many passwords are being checked" in page
    return page


def test_who_signs_in_while_passwords_are_looked_at_comes_back_and_keeps_the_name(
    client: Client, db: None, passwords_are_looked_at: None
) -> None:
    answer = client.post("/en/sign-in/", typed("aygul"))
    assert 'value="aygul"' in refused_for_now(answer)  # type: ignore[arg-type]
    assert not WrongTries.objects.exists(), "nothing was tried"
    with turns.in_turn():
        pass  # A crowd of the one kind keeps nobody of the other waiting.


def test_who_sets_a_password_or_confirms_meanwhile_comes_back(client: Client, aygul: Person) -> None:
    sign_in(client, aygul)
    address = "/en/account/ways/app/"
    client.get(address)
    new = {"password": "a lake of nine reeds", "code": app_code(client.session["new_app"], timezone.now())}
    with turns.in_turn(turns.PASSWORDS):
        refused_for_now(client.post(address, new))  # type: ignore[arg-type]
        refused_for_now(client.post("/en/confirm/", typed("aygul")))  # type: ignore[arg-type]
    assert client.post(address, new).status_code == 302


@pytest.mark.usefixtures("others_are_at_it")
def test_no_more_than_two_threads_of_a_process_are_at_it_or_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 600)
    with ExitStack() as waiting:
        waiting.enter_context(turns.THREADS)
        with pytest.raises(turns.Busy), turns.in_turn():
            pass


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.usefixtures("others_are_at_it")
def test_an_import_of_the_register_is_asked_to_come_back(cyra: Person, language: str) -> None:
    client = signed_in(cyra)
    table = SimpleUploadedFile("r.csv", f"{HEAD}\n{NEW}\n".encode())
    answer = client.post(f"/{language}/register/", {"file": table})
    assert answer.status_code == 503 and answer["Retry-After"] == str(RETRY_SECONDS)
    words = {"en": "Try again in a moment", "ru": "Попробуйте чуть позже"}[language]
    assert words in unescape(answer.content.decode()) and not RegisterImport.objects.exists()


def test_turns_come_in_the_order_of_asking_and_questions_leave_files_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "WAIT_SECONDS", 60)
    monkeypatch.setattr(turns, "LOOK_EVERY", 0.001)
    came: list[str] = []

    def ask(name: str, kind: turns.Kind) -> None:
        with turns.in_turn(kind):
            came.append(name)

    asked = {"file": turns.FILES, "question": turns.LONG_WORK, "later file": turns.FILES}
    threads = [threading.Thread(target=ask, args=each, daemon=True) for each in asked.items()]
    line: Any = turns.LONG_WORK.line
    with turns.in_turn(turns.LONG_WORK):
        for behind, thread in enumerate(threads):
            thread.start()
            while line._value or len(line._cond._waiters) < behind:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert came == [*asked]


@pytest.mark.usefixtures("in_a_child")
def test_what_a_child_raises_is_raised_with_its_facts() -> None:
    with pytest.raises(UnreadableTable) as raised:
        apart.apart(read_table, workbook(("colour",), ("red",)))
    assert raised.value.fault is Fault.UNKNOWN_COLUMNS and raised.value.value == "colour"


@pytest.mark.usefixtures("in_a_child")
def test_a_child_has_limits_and_lets_pages_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert apart.apart(resource.getrlimit, resource.RLIMIT_CPU) == (apart.PROCESSOR_SECONDS,) * 2
    assert apart.apart(os.nice, 0) >= apart.NICE
    with pytest.raises(apart.TooCostly):
        apart.apart(bytearray, 2 * apart.MEMORY_BYTES)
    monkeypatch.setattr(apart, "CLOCK_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(apart.TooCostly):
        apart.apart(time.sleep, 60)
    assert time.monotonic() - began < 10


@pytest.mark.django_db
@pytest.mark.usefixtures("in_a_child")
def test_a_workbook_that_costs_too_much_is_refused_with_advice(
    cyra: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "CLOCK_SECONDS", 0.01)
    client = signed_in(cyra)
    table = SimpleUploadedFile("r.xlsx", workbook(("name_en",), ("Example",)))
    answer = client.post("/en/register/", {"file": table})
    assert answer.status_code == 422 and "far too large" in unescape(answer.content.decode())

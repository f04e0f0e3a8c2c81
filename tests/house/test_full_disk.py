"""With no room left on the disk or in the database pages are read as before, and no typed word is lost."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.storage import InMemoryStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from tamyr.accounts.models import sessions
from tamyr.config.settings.stores import SQLITE_OPTIONS
from tamyr.network.models import SaidCount
from tamyr.publishing.tests.test_show_a_picture import jpeg
from tests.entry import form_key
from tests.house.cast import Cast
from tests.house.permissions import in_full, read_table
from tests.house.test_unreadable_values import ROUTES

WRITES = ("INSERT", "UPDATE", "DELETE")
OWN = {"origin": "http://testserver"}
WORDS = "Nobody asked the town before the pit was dug."


@contextmanager
def full() -> Iterator[None]:
    """Let the database answer as SQLite does when its disk is full."""

    def refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


def answers(client: Client, cast: Cast) -> dict[str, int]:
    return {
        # Whoever enters the editor is noted there first.
        route.pattern: client.get(route.address(cast)).status_code
        for route in ROUTES
        if not route.pattern.startswith("editing/")
    }


@pytest.mark.parametrize(
    "role",
    [
        pytest.param("visitor", marks=pytest.mark.trial),
        pytest.param("coordinator", marks=pytest.mark.whole),
    ],
)
def test_every_page_is_read_as_before(cast: Cast, role: str) -> None:
    client = cast.client(role)
    SaidCount.objects.all().delete()
    with full():
        found = answers(client, cast)
    reviewed = read_table()[role]
    assert found == {pattern: in_full(reviewed[pattern])["GET"] for pattern in found}


def test_a_form_gives_back_what_was_typed(cast: Cast) -> None:
    client = cast.client("coordinator")
    key = form_key(client, "/en/circles/start/")
    typed = {"form_key": key, "name_ru": "Example", "exposure": "network", "purpose_en": WORDS}
    with full():
        answer = client.post("/en/circles/start/", typed, headers=OWN)
    text = answer.content.decode()
    assert answer.status_code == 507 and WORDS in text and "There is no room left" in text
    assert answer["Cache-Control"] == "no-store"
    assert client.post("/en/circles/start/", typed).status_code == 302, "the same form, once there is room"


def test_an_upload_for_which_there_is_no_room_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_any: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    client = cast.client("editor")
    monkeypatch.setattr(InMemoryStorage, "_save", refuse)
    sent = {"title": "Lake", "source": "A photographer of ours", "file": SimpleUploadedFile("a.jpg", jpeg())}
    answer = client.post("/editing/images/add/", sent, headers=OWN)
    assert answer.status_code == 507 and "A photographer of ours" in answer.content.decode()


def test_a_reader_whose_visit_cannot_be_noted_reads_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client("delegate")
    monkeypatch.setattr(sessions, "SEEN_AGAIN_AFTER", -sessions.SEEN_AGAIN_AFTER)
    with full():
        assert client.get("/en/desk/").status_code == 200
        assert client.post("/en/sign-in/", {"sign_in_name": "x"}).status_code == 507


def test_another_fault_of_the_database_is_still_one(cast: Cast) -> None:
    def broken(*_any: Any) -> Any:
        raise OperationalError("no such table")

    client = cast.client("visitor")
    with connection.execute_wrapper(broken):
        assert client.get("/en/members/").status_code == 500


def test_an_act_that_was_said_to_be_done_waits_for_the_disk() -> None:
    assert "synchronous=FULL" in str(SQLITE_OPTIONS["init_command"])

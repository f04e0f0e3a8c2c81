"""What people send stays in memory, and what is too large is refused before it is read."""

import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from tamyr.admissions.tests.application import filled

LARGE_BUT_ALLOWED = 4_900_000


class Endless(BytesIO):
    """A body that must not be read."""

    def read(self, *_args: object) -> bytes:
        raise AssertionError("the body was read")


@pytest.mark.parametrize(("language", "said"), [("en", "larger than 20 MB"), ("ru", "больше 20 МБ")])
def test_a_huge_body_is_refused_unread_in_the_readers_language(
    client: Client, language: str, said: str
) -> None:
    unread: dict[str, Any] = {"wsgi.input": Endless()}
    answer = client.generic("POST", f"/{language}/join/", CONTENT_LENGTH="20000001", **unread)
    assert answer.status_code == 413
    assert said in answer.content.decode()


@pytest.mark.parametrize("stated", ["-1", "a lot", "9" * 30])
def test_a_length_that_is_none_is_refused(client: Client, stated: str) -> None:
    assert client.generic("POST", "/en/join/", CONTENT_LENGTH=stated).status_code == 413


def test_an_upload_never_lies_on_disk(
    client: Client, db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written: list[str] = []
    monkeypatch.setattr(tempfile, "mkstemp", lambda *args, **kwargs: written.append(str(args)))
    statute = SimpleUploadedFile("statute.txt", b"x" * LARGE_BUT_ALLOWED)
    assert client.post("/en/join/", filled(documents=statute)).status_code == 302
    request = RequestFactory().post("/", {"a": SimpleUploadedFile("a.txt", b"x" * LARGE_BUT_ALLOWED)})
    assert type(request.FILES["a"]).__name__ == "InMemoryUploadedFile"
    assert written == [] and list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_a_long_pasted_text_is_answered_by_its_form_and_comes_back(client: Client) -> None:
    answer = client.post("/ru/join/", filled(reason="вода " * 300_000))
    assert answer.status_code == 422
    assert "вода вода вода" in answer.content.decode()


def test_more_fields_than_a_form_has_are_refused_as_such(client: Client) -> None:
    answer = client.post("/en/join/", {f"x{number}": "1" for number in range(2_100)})
    assert answer.status_code == 413
    assert "more fields or files than any form of this site" in answer.content.decode()

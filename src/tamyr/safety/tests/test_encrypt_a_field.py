"""An encrypted field opens in its own row and column, with a key that lies elsewhere."""

import base64
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.core.exceptions import FieldError
from django.db import connection
from django.utils.translation import gettext
from tests.people import make_person

from tamyr.safety.logic.field_encryption import KeyRing, new_key_line, read_key_ring
from tamyr.safety.models import Letter, is_sealed
from tamyr.safety.models.encrypted import Token

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def written(body: str = "a secret text") -> Letter:
    letter = Letter.objects.create(recipient="a@example.org", subject="s", body=body, made_at=NOW, due_at=NOW)
    return Letter.objects.get(pk=letter.pk)


def stored(column: str, letter: Letter) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM safety_letter WHERE id = %s", [key(letter)])
        return str(cursor.fetchone()[0])


def key(letter: Letter) -> str:
    return letter.pk.hex if connection.vendor == "sqlite" else str(letter.pk)


def store(column: str, token: str, letter: Letter) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE safety_letter SET {column} = %s WHERE id = %s", [token, key(letter)])


def test_a_text_comes_back_and_lies_unreadable(db: None) -> None:
    letter = written("тайна")
    assert letter.body == "тайна"
    assert stored("body", letter).startswith("k1~")
    assert "тайна" not in stored("body", letter)


def test_equal_texts_look_different(db: None) -> None:
    assert stored("body", written()) != stored("body", written())


def test_an_empty_text_stays_empty(db: None) -> None:
    assert written("").body == ""


def test_a_row_saved_again_without_being_read_keeps_its_text(db: None) -> None:
    letter = written()
    letter.tries = 1
    letter.save()
    assert Letter.objects.get(pk=letter.pk).body == "a secret text"


@pytest.mark.parametrize("column", ["body", "subject"])
def test_a_token_moved_to_another_place_does_not_open(db: None, column: str) -> None:
    mine, other = written(), written("another")
    store(column, stored("body", other), mine)
    assert is_sealed(getattr(Letter.objects.get(pk=mine.pk), column))


def test_a_token_moved_to_another_column_of_its_row_does_not_open(db: None) -> None:
    letter = written()
    store("subject", stored("body", letter), letter)
    assert is_sealed(Letter.objects.get(pk=letter.pk).subject)
    assert Letter.objects.get(pk=letter.pk).body == "a secret text"


def test_a_token_moved_to_a_row_of_another_table_does_not_open(db: None) -> None:
    letter = written()
    person = make_person("aygul", "Aygul")
    person.pk = letter.pk
    person.__dict__["name"] = Token(stored("body", letter))
    assert is_sealed(person.name)


@pytest.mark.parametrize("token", ["k1.AAAA", "k9.AAAA", "plain words", "k1.!!!!", "k1."])
def test_a_token_that_is_none_is_never_shown(db: None, token: str) -> None:
    letter = written()
    store("body", token, letter)
    assert is_sealed(Letter.objects.get(pk=letter.pk).body)


def test_what_does_not_open_is_a_word_for_readers_and_stays_as_it_lies(db: None) -> None:
    letter = written()
    store("body", "k1.changed", letter)
    again = Letter.objects.get(pk=letter.pk)
    assert again.body == gettext("sealed") and is_sealed(again.body)
    again.tries = 1
    again.save()
    assert stored("body", again) == "k1.changed"
    # As a form gives back the word it was filled with, on a row that nobody has read yet.
    other = Letter.objects.get(pk=letter.pk)
    other.body = gettext("sealed")
    other.save()
    assert stored("body", other) == "k1.changed"
    other.body = "written anew"
    other.save()
    assert Letter.objects.get(pk=letter.pk).body == "written anew"


def test_it_cannot_be_searched_nor_changed_past_its_row(db: None) -> None:
    with pytest.raises(FieldError, match="cannot be searched"):
        Letter.objects.filter(body="a secret text").exists()
    with pytest.raises(FieldError, match="change it with save"):
        Letter.objects.update(body="other")


def test_an_older_key_still_opens_what_it_wrote(db: None, settings: LazySettings) -> None:
    letter = written()
    ring: KeyRing = settings.FIELD_KEYS
    newer = read_key_ring(new_key_line("k2")).keys
    settings.FIELD_KEYS = KeyRing("k2", {**ring.keys, **newer})
    again = Letter.objects.get(pk=letter.pk)
    assert again.body == "a secret text"
    again.save()
    assert stored("body", again).startswith("k2~")


def test_without_its_key_nothing_opens(db: None, settings: LazySettings) -> None:
    letter = written()
    settings.FIELD_KEYS = read_key_ring(new_key_line("k1"))
    assert is_sealed(Letter.objects.get(pk=letter.pk).body)


@pytest.mark.parametrize("text", ["", "k1", "k1 short", f"k1 {base64.b64encode(b'1' * 16).decode()}"])
def test_a_key_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_key_ring(text)


def test_a_row_without_a_key_is_not_encrypted(db: None) -> None:
    letter = Letter(recipient="a@example.org", subject="s", body="b", made_at=NOW, due_at=NOW)
    letter.pk = None
    with pytest.raises(FieldError, match="needs its key"):
        Letter._meta.get_field("body").pre_save(letter, add=True)

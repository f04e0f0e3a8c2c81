"""Does a restored site live? Its values open, its chain is whole, its pages answer; what is wrong is said in words."""

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.config.operations import smoke
from tamyr.safety.models import AuditLine, EncryptedTextField
from tamyr.safety.models.encrypted import key_ring
from tamyr.safety.services import keys, record_act
from tests.people import LONG_AGO_AT


@pytest.fixture
def chain(aygul: Person) -> AuditLine:
    """A network with one person and lines in its chain, all of which open."""
    record_act(act="example.said", at=LONG_AGO_AT, actor=aygul.pk, about=None, details={})
    return AuditLine.objects.latest("n")


def break_value(model: Any, field: EncryptedTextField) -> None:
    """Leave the latest text as another ring of keys would have written it."""
    ring = key_ring()
    other = type(ring)("other", {"other": b"0" * 32})
    row = model._base_manager.order_by("-pk").first()
    raw = other.encrypt("words", place="elsewhere")
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {model._meta.db_table} SET {field.column} = %s WHERE {model._meta.pk.column} = %s",  # noqa: S608
            [raw, row.pk if isinstance(row.pk, int) else row.pk.hex],
        )


def written() -> list[tuple[Any, EncryptedTextField]]:
    """Return the encrypted columns whose latest row says something."""
    return [
        (model, field)
        for model, field in keys.encrypted_fields()
        if getattr(model._base_manager.order_by("-pk").first(), field.name, "")
    ]


def test_a_sound_site_has_no_fault(chain: AuditLine) -> None:
    assert list(smoke.sealed_values()) == list(smoke.breaks_of_the_chain()) == []


def test_other_keys_are_told_from_one_spoilt_value(chain: AuditLine) -> None:
    places = written()
    assert len(places) > 1
    for model, field in places[1:]:
        break_value(model, field)
    assert list(smoke.sealed_values()) == []
    break_value(*places[0])
    assert ["TAMYR_FIELD_KEYS are not the keys of this copy" in told for told in smoke.sealed_values()] == [
        True
    ]


def test_an_empty_site_says_nothing_of_keys(db: None) -> None:
    assert [place for place in written() if place[0] is not AuditLine] == []
    AuditLine.objects.all().delete()
    assert list(smoke.sealed_values()) == []


def test_a_chain_that_was_changed_is_named(chain: AuditLine) -> None:
    AuditLine.objects.filter(pk=chain.pk).update(salt="another")
    assert [told.startswith("The audit chain: line") for told in smoke.breaks_of_the_chain()] == [True]


def test_a_page_that_does_not_answer_is_named(
    db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ALLOWED_HOSTS = [".example.org", "another.example.org"]
    asked: list[str] = []

    def get(client: Client, address: str, *, secure: bool) -> HttpResponse:
        assert secure and client.defaults["HTTP_HOST"] == "example.org" and not client.raise_request_exception
        assert settings.STORAGES == smoke.PLAIN, "nobody collects static files for a trial"
        asked.append(address)
        return HttpResponse(status=200 if len(asked) == 1 else 500)

    monkeypatch.setattr(Client, "get", get)
    assert list(smoke.silent_page()) == [f"The page {asked[-1]} answers 500."]
    assert [address[:4] for address in asked] == ["/ru/", "/en/"]


@pytest.mark.parametrize("sealed", [[], ["other keys"]])
def test_with_other_keys_the_chain_is_not_asked(monkeypatch: pytest.MonkeyPatch, sealed: list[str]) -> None:
    def told(*words: str) -> Callable[[], Iterator[str]]:
        return lambda: iter(words)

    monkeypatch.setattr(smoke, "sealed_values", told(*sealed))
    monkeypatch.setattr(smoke, "breaks_of_the_chain", told("broken"))
    monkeypatch.setattr(smoke, "silent_page", told("silent"))
    assert list(smoke.faults()) == [*(sealed or ["broken"]), "silent"]


@pytest.mark.parametrize(("found", "code"), [([], 0), (["one", "two"], 1)])
def test_its_own_process_ends_as_the_site_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: list[str], code: int
) -> None:
    monkeypatch.setattr(smoke, "faults", lambda: iter(found))
    monkeypatch.setattr(smoke, "in_plain_words", nullcontext)
    monkeypatch.setattr(sys.modules["django"], "setup", lambda: None)
    with pytest.raises(SystemExit) as ended:
        smoke.main()
    assert ended.value.code == code and capsys.readouterr().out.split() == found

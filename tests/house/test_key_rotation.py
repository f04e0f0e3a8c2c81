"""A new field key takes over everything; the old one may then go, and nothing is lost."""

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tamyr.safety.logic.field_encryption import (
    KeyRing,
    UnreadableField,
    names_in,
    new_key_line,
    read_key_ring,
)
from tamyr.safety.models import AuditLine, Letter, Proposal
from tamyr.safety.queries import chain_faults
from tamyr.safety.services.keys import encrypted_fields
from tamyr.safety.services.proposals import NotTheSecond, approve
from tests.entry import give_password_and_app, typed
from tests.house.cast import Cast
from tests.news import news_of, tell_everybody


@pytest.fixture
def both(settings: LazySettings) -> KeyRing:
    """The keys after a new line was put on top of the key file."""
    old: KeyRing = settings.FIELD_KEYS
    settings.FIELD_KEYS = KeyRing("k2", {**read_key_ring(new_key_line("k2")).keys, **old.keys})
    ring: KeyRing = settings.FIELD_KEYS
    return ring


def drop_the_old(settings: LazySettings, both: KeyRing) -> None:
    settings.FIELD_KEYS = KeyRing("k2", {"k2": both.keys["k2"]})


def names_of_keys() -> set[str]:
    """Return which keys the stored texts were written with."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for model, field in encrypted_fields():
            cursor.execute(f'SELECT "{field.column}" FROM "{model._meta.db_table}"')
            found |= {names_in(str(row[0]))[0] for row in cursor.fetchall() if row[0]}
        cursor.execute("SELECT data FROM mfa_authenticator")
        found |= {key for row in cursor.fetchall() for key in ("k1", "k2") if f'"{key}.' in str(row[0])}
    return found


def read_everything() -> int:
    return sum(
        len(getattr(row, field.name))
        for model, field in encrypted_fields()
        for row in model._base_manager.all()
    )


def test_after_a_rotation_the_old_key_may_go(cast: Cast, both: KeyRing, settings: LazySettings) -> None:
    for person in cast.people.values():
        if person != cast.people["locked"]:  # Of a locked account nothing is replaced.
            give_password_and_app(person)
    before = read_everything()
    call_command("rotate_field_keys", at_once=True)
    drop_the_old(settings, both)
    assert names_of_keys() == {"k2"}
    said = AuditLine.objects.order_by("-n")[0].body
    assert '"safety.keys_rotated"' in said and read_everything() == before + len(said)
    assert list(chain_faults()) == []
    delegate = cast.people["delegate"]
    assert Client().post("/en/sign-in/", typed(delegate.sign_in_name)).status_code == 302


@pytest.mark.whole
def test_a_rotation_stopped_half_way_goes_on(cast: Cast, both: KeyRing, settings: LazySettings) -> None:
    letter = Letter.objects.all()[0]
    letter.body = "written anew by the first run"
    letter.save()
    assert names_of_keys() == {"k1", "k2"}
    call_command("rotate_field_keys", at_once=True)
    drop_the_old(settings, both)
    assert names_of_keys() == {"k2"}
    assert Letter.objects.get(pk=letter.pk).body == "written anew by the first run"


@pytest.mark.whole
def test_a_second_rotation_writes_nothing(
    cast: Cast, both: KeyRing, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rotate_field_keys", at_once=True)
    call_command("rotate_field_keys", at_once=True)
    assert "k2: 0." in capsys.readouterr().out
    rotated = [line for line in AuditLine.objects.all() if '"safety.keys_rotated"' in line.body]
    assert len(rotated) == 1, "the first leaves its line in the audit chain, the second did nothing"


def test_a_rotation_without_the_old_key_stops_and_loses_nothing(
    cast: Cast, both: KeyRing, settings: LazySettings
) -> None:
    drop_the_old(settings, both)
    with pytest.raises(UnreadableField):
        call_command("rotate_field_keys", at_once=True)
    settings.FIELD_KEYS = both
    assert read_everything() > 0


def test_a_coordinator_agrees_first_and_the_members_are_told(
    cast: Cast, both: KeyRing, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    coordinator, now = cast.people["coordinator"], timezone.now()
    for _time in range(2):
        call_command("rotate_field_keys")
    assert "Nothing is written yet" in capsys.readouterr().out and "k1" in names_of_keys()
    proposal = Proposal.objects.get(kind="network.field-keys")
    with pytest.raises(NotTheSecond):
        approve(proposal=proposal, by=cast.people["delegate"].pk, at=now)
    assert "with a new key" in cast.client("coordinator").get("/en/desk/").content.decode()
    approve(proposal=proposal, by=coordinator.pk, at=now)
    call_command("rotate_field_keys")
    drop_the_old(settings, both)
    assert names_of_keys() == {"k2"}
    assert "Everything encrypted was written anew with a new key" in news_of(cast.people["delegate"], now)
    call_command("rotate_field_keys")
    assert Proposal.objects.filter(kind="network.field-keys", stage="waiting").exists(), (
        "once agreed is once done"
    )


@pytest.mark.whole
def test_an_emergency_waits_for_nobody_and_everybody_learns_of_it(cast: Cast, both: KeyRing) -> None:
    call_command("rotate_field_keys", at_once=True)
    news = cast.client("delegate")
    tell_everybody(timezone.now())
    assert "nobody agreed to it beforehand" in news.get("/en/desk/").content.decode()

"""What is kept for a while only opens with a key of its month, and in no old copy once that is destroyed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from tamyr.safety.logic.field_encryption import KeyRing, UnreadableField, new_key_line, read_key_ring
from tamyr.safety.logic.month_keys import MonthKeys, is_over
from tamyr.safety.models import AuditLine, Letter, is_sealed
from tamyr.safety.models.encrypted import key_ring, month_keys
from tamyr.safety.services.expiry import forget_what_ran_out
from tamyr.safety.services.keys import rotate_field_keys
from tamyr.safety.services.letters import send_notices
from tamyr.safety.tests.test_encrypt_a_field import NOW, store, stored, written

DAY = timedelta(days=1)


def opens(token: str, letter: Letter) -> bool:
    try:
        key_ring().decrypt(token, place=f"safety.letter.body:{letter.pk}", months=month_keys().key)
    except UnreadableField:
        return False
    return True


@pytest.fixture
def months(tmp_path: Path, settings: LazySettings, db: None) -> MonthKeys:
    settings.MONTH_KEYS = MonthKeys(tmp_path / "keys")
    keys: MonthKeys = settings.MONTH_KEYS
    return keys


def at(days: int) -> datetime:
    return timezone.now() + days * DAY


def test_after_ninety_one_days_no_old_copy_opens(months: MonthKeys) -> None:
    forget_what_ran_out(at=at(0))
    send_notices(to=["aygul@example.org"], at=at(0))
    letter = Letter.objects.get()
    old_copy = stored("body", letter)
    assert opens(old_copy, letter)
    for days in (0, 31, 91):
        forget_what_ran_out(at=at(days))
    assert not Letter.objects.exists()
    assert not opens(old_copy, letter)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_letter")
        assert cursor.fetchall() == []
    lines = [line.body for line in AuditLine.objects.all()]
    assert any("safety.month_key_destroyed" in body for body in lines)


def test_what_is_still_there_is_carried_over_and_read_on(months: MonthKeys) -> None:
    letter = written()
    assert stored("body", letter).startswith("k1~")
    Letter.objects.update(made_at=at(400))
    old_copy = stored("body", letter)
    for days in (0, 45, 91, 183, 365):
        forget_what_ran_out(at=at(days))
        assert Letter.objects.get().body == "a secret text"
    assert not opens(old_copy, letter)
    assert all(not is_over(name, at(365).date()) for name in months.names())


def test_a_text_of_before_is_carried_over_row_by_row_and_again(months: MonthKeys) -> None:
    letter, other = written(), written("another text")
    place = f"safety.letter.body:{letter.pk}"
    store("body", key_ring().encrypt("from before", place=place), letter)
    store("body", "k1.broken", other)
    Letter.objects.update(made_at=at(10))
    for _time in range(2):
        forget_what_ran_out(at=at(0))
        assert stored("body", letter).startswith("k1~")
        assert Letter.objects.get(pk=letter.pk).body == "from before"
        assert is_sealed(Letter.objects.get(pk=other.pk).body)


def test_a_lost_folder_seals_what_was_kept_and_stops_nothing(months: MonthKeys) -> None:
    letter = written()
    for name in months.names():
        months.destroy(name)
    months.folder.rmdir()
    assert is_sealed(Letter.objects.get(pk=letter.pk).body)
    assert written("new").body == "new"
    assert months.folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in months.folder.iterdir()} == {0o600}
    forget_what_ran_out(at=at(0))


def test_a_key_that_a_row_still_takes_is_not_destroyed(months: MonthKeys, settings: LazySettings) -> None:
    forget_what_ran_out(at=at(0))
    letter = written()
    Letter.objects.update(made_at=at(400))
    ring: KeyRing = settings.FIELD_KEYS
    settings.FIELD_KEYS = read_key_ring(new_key_line("k1"))
    forget_what_ran_out(at=at(200))
    settings.FIELD_KEYS = ring
    assert Letter.objects.get(pk=letter.pk).body == "a secret text", "a wrong field key loses nothing"


def test_new_field_keys_and_months_go_together(months: MonthKeys, settings: LazySettings) -> None:
    letter = written()
    ring: KeyRing = settings.FIELD_KEYS
    settings.FIELD_KEYS = KeyRing("k2", {**ring.keys, **read_key_ring(new_key_line("k2")).keys})
    assert rotate_field_keys(at=NOW, alone=True) >= 3
    assert stored("body", letter).startswith("k2~")
    settings.FIELD_KEYS = KeyRing("k2", {"k2": settings.FIELD_KEYS.keys["k2"]})
    assert Letter.objects.get(pk=letter.pk).body == "a secret text"


def test_a_clock_that_ran_ahead_leaves_no_key_that_lasts(months: MonthKeys) -> None:
    now = datetime(2026, 11, 29, 9, tzinfo=UTC)
    forget_what_ran_out(at=now)
    forget_what_ran_out(at=now.replace(year=2031))
    letter = written()
    forget_what_ran_out(at=now)
    assert "~2026-11-month." in stored("body", letter)
    assert not any(name.startswith("2031") for name in months.names())

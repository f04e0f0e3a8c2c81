"""A site that goes on with the version before's database keeps everything, and can go back."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tamyr.accounts.logic.moved_models import ALSO_BEFORE, FIRST_AFTER, LAST_BEFORE, MOVED
from tamyr.accounts.services.carrying_over import InBetween, bring_back, carry_over

ROOT = Path(__file__).resolve().parents[2]
FORMER = Path(__file__).parent / "former" / "november_2026.sql"
LATER_MODELS = {"membershipchange", "outcomereading", "promiseoutcome", "proposal", "withdrawal"}
LISTS = {
    "django_migrations": "SELECT app, name FROM django_migrations ORDER BY app, name",
    "django_content_type": "SELECT id, app_label, model FROM django_content_type ORDER BY id",
    "auth_permission": "SELECT id, codename, content_type_id FROM auth_permission ORDER BY id",
    "network_examplerow": "SELECT label, key FROM network_examplerow ORDER BY id",
}
WISHES = "SELECT sign_in_name, wants_mail FROM network_person ORDER BY sign_in_name"


# --- the lists, on whichever database the tests run -------------------------------------------


def listed() -> dict[str, list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        rows = {}
        for name, question in LISTS.items():
            cursor.execute(question)
            rows[name] = cursor.fetchall()
    return rows


def of_moved_models() -> set[str]:
    """Return what content types call the models that moved, now or before."""
    either = {label.lower() for pair in MOVED.items() for label in pair}
    rows = ContentType.objects.values_list("app_label", "model")
    return {".".join(row) for row in rows if ".".join(row) in either}


@pytest.fixture
def former(db: None) -> None:
    """This database as the version before would have it."""
    assert bring_back(connection)


def test_the_former_database_is_carried_over_once(former: None) -> None:
    assert of_moved_models() == {label.lower() for label in MOVED}
    keys = set(ContentType.objects.values_list("pk", flat=True))
    assert Permission.objects.filter(codename="view_standing").exists()
    assert carry_over(connection)
    assert of_moved_models() == {label.lower() for label in MOVED.values()}
    assert set(ContentType.objects.values_list("pk", flat=True)) == keys
    assert Permission.objects.get(codename="view_membershipstatus").name == "Can view membership status"
    assert not Permission.objects.filter(codename="view_standing").exists()
    call_command("migrate", check_unapplied=True, verbosity=0)
    before = listed()
    assert not carry_over(connection)
    assert listed() == before


def test_the_way_back_leads_to_the_same_lists(former: None) -> None:
    before = listed()
    carry_over(connection)
    assert listed() != before
    assert bring_back(connection) and listed() == before
    assert not bring_back(connection) and listed() == before


def test_a_database_that_began_with_this_version_can_go_back_too(former: None) -> None:
    applied = set(MigrationRecorder(connection).applied_migrations())
    assert applied >= {*ALSO_BEFORE, *LAST_BEFORE} and not applied & set(FIRST_AFTER)


def test_a_database_in_between_is_refused_and_left_alone(former: None) -> None:
    MigrationRecorder(connection).record_unapplied(*LAST_BEFORE[0])
    before = listed()
    with pytest.raises(InBetween, match=r"network\.0008_said_counts"):
        carry_over(connection)
    with pytest.raises(CommandError, match=r"network\.0008_said_counts"):
        call_command("migrate", verbosity=0)
    assert listed() == before


# --- a whole database of the version before ---------------------------------------------------


def former_site(folder: Path) -> dict[str, str]:
    database = folder / "former.sqlite3"
    with sqlite3.connect(database) as opened:
        opened.executescript(FORMER.read_text(encoding="utf-8"))
        opened.execute("UPDATE network_person SET wants_mail = sign_in_name IN ('aygul', 'emin')")
    opened.close()
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("TAMYR_")},
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        "DATABASE_URL": f"sqlite:///{database}",
        "TAMYR_DATA_DIR": str(folder),
        # Known to everybody: they open nothing but this invented database.
        "TAMYR_SECRET_KEY": "known-to-everybody-" * 3,
        "TAMYR_FIELD_KEYS": "k1 MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    }


def run(environ: dict[str, str], *command: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.mark.trial
def test_a_second_start_changes_nothing_and_the_way_back_is_open(tmp_path: Path) -> None:
    environ = former_site(tmp_path)
    before, wishes = rows_of(tmp_path), wishes_of(tmp_path)
    run(environ, "django", "migrate", "--verbosity", "0")
    after = rows_of(tmp_path)
    assert after != before
    run(environ, "django", "migrate", "--verbosity", "0")
    assert rows_of(tmp_path) == after
    # The way back undoes later columns first, as docs/how-to/move-a-model.md says.
    later = (
        ("publishing", "0001_initial"),
        ("admissions", "0001_initial"),
        ("notices", "zero"),
        ("accounts", "0001_initial"),
        ("safety", "0002_letters"),
    )
    for room, step in (*later, LAST_BEFORE[-1]):
        run(environ, "django", "migrate", room, step, "--verbosity", "0")
    run(environ, "django", "carry_back")
    assert known_then(rows_of(tmp_path), before) == before and wishes_of(tmp_path) == wishes


def known_then(
    rows: list[list[tuple[Any, ...]]], before: list[list[tuple[Any, ...]]]
) -> list[list[tuple[Any, ...]]]:
    """Leave out what lies there of rooms that came later: the version before has no table for it."""
    applied, kinds, permissions, *others = rows
    rooms = {app for app, _step in before[0]}
    later = {number for number, app, model in kinds if app not in rooms or model in LATER_MODELS}
    assert later
    return [
        [row for row in applied if row[0] in rooms],
        [row for row in kinds if row[0] not in later],
        [row for row in permissions if row[2] not in later],
        *others,
    ]


def wishes_of(folder: Path) -> list[tuple[str, int]]:
    with sqlite3.connect(folder / "former.sqlite3") as opened:
        wishes = opened.execute(WISHES).fetchall()
    opened.close()
    return wishes


def rows_of(folder: Path) -> list[list[tuple[Any, ...]]]:
    with sqlite3.connect(folder / "former.sqlite3") as opened:
        rows = [opened.execute(question).fetchall() for question in LISTS.values()]
    opened.close()
    return rows

"""A database is made in parts, or brought up to date, and becomes what Django alone would have made of it."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RenameModel,
    RunPython,
)
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tamyr.accounts.services.making_tables import (
    folded,
    is_pointed_to,
    key,
    make_tables,
    needed_by,
    parts,
    renames_what_is_there,
    stepwise,
)
from tests.house.test_carry_over import FORMER

DJANGOS_OWN = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection
from tamyr.accounts.services.carrying_over import carry_over
carry_over(connection)
call_command(Command(), verbosity=0)
"""
OURS = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", *{told!r}, verbosity=0)
"""
# Of moments and by chance.
DIFFERING = {"django_migrations", "wagtailcore_page"}
MOMENT = re.compile(r"'\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+'")
# SQLite begins to count when a table is made anew, though nothing was counted.
COUNTED = {"sqlite_sequence": "WHERE seq > 0"}


@pytest.mark.django_db
def test_every_migration_runs_once_and_after_all_that_it_needs() -> None:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    plan = executor.migration_plan(graph.leaf_nodes(), clean_start=True)
    whole = [migration for migration, _backwards in plan]
    found = list(parts(whole, lambda migration: set(graph.forwards_plan(key(migration)))))
    done: set[tuple[str, str]] = set()
    for part in found:
        assert part == sorted(part, key=whole.index)
        assert {needed for one in part for needed in graph.forwards_plan(key(one))} <= done | set(
            map(key, part)
        )
        done |= set(map(key, part))
    assert sum(map(len, found)) == len(done) == len(whole) == len(graph.nodes)
    last = {migration.app_label for migration in found[-1]}
    assert len(found) > 2 and last == {"publishing"}, (
        "what editors write alone drags along what it is written with"
    )


@pytest.mark.django_db
def test_a_database_with_tables_is_left_as_it_is() -> None:
    assert make_tables(connection) is False


def table(name: str) -> CreateModel:
    return CreateModel(name, [("id", models.AutoField(primary_key=True)), ("year", models.IntegerField())])


def unique(model: str, field: str) -> AddConstraint:
    return AddConstraint(model, models.UniqueConstraint(fields=[field], name=f"one_{model}_a_{field}"))


def test_a_table_is_made_with_what_its_migration_gives_to_it_next() -> None:
    index = AddIndex("lake", models.Index(fields=["year"], name="lake_year"))
    [lake, sea] = folded([table("Lake"), table("Sea"), unique("lake", "year"), index])
    assert isinstance(lake, CreateModel) and isinstance(sea, CreateModel)
    assert [each.name for each in lake.options["constraints"]] == ["one_lake_a_year"]
    assert [each.name for each in lake.options["indexes"]] == ["lake_year"]
    assert not sea.options


@pytest.mark.parametrize(
    "between",
    [AddField("Lake", "depth", models.IntegerField(default=0)), RunPython(RunPython.noop)],
    ids=["a new field", "what fills it"],
)
def test_what_comes_after_something_else_stays_there(between: Any) -> None:
    steps = [table("Lake"), between, unique("lake", "year")]
    assert folded(steps) == steps


def waters() -> ProjectState:
    """A fish lives in a lake, which flows into a sea; a shark is a fish; a desert has nothing to do with them."""
    to_sea = ("sea", models.ForeignKey("water.Sea", models.PROTECT))
    to_lake = ("lake", models.ForeignKey("water.Lake", models.PROTECT))
    to_fish = models.OneToOneField("water.Fish", models.CASCADE, parent_link=True, primary_key=True)
    lake = CreateModel("Lake", [("id", models.AutoField(primary_key=True)), to_sea])
    fish = CreateModel("Fish", [("id", models.AutoField(primary_key=True)), to_lake])
    shark = CreateModel("Shark", [("fish_ptr", to_fish)], bases=("water.Fish",))
    state = ProjectState()
    for creation in (table("Sea"), lake, fish, shark, table("Desert")):
        creation.state_forwards("water", state)
    return state


def test_a_step_is_told_of_a_model_and_of_the_keys_of_what_it_points_to() -> None:
    state = waters()
    assert set(needed_by(("water", "lake"), state).models) == {("water", "lake"), ("water", "sea")}
    told = needed_by(("water", "fish"), state)
    assert set(told.models) == {("water", "fish"), ("water", "lake")}
    assert list(told.models["water", "lake"].fields) == ["id"]
    assert list(state.models["water", "lake"].fields) == ["id", "sea"]
    assert told.apps.get_model("water", "fish")._meta.get_field("lake").target_field.column == "id"


def test_a_key_that_points_to_another_table_is_followed() -> None:
    told = needed_by(("water", "shark"), waters())
    assert {name: list(told.models["water", name].fields) for _app, name in told.models} == {
        "shark": ["fish_ptr"],
        "fish": ["id"],
    }
    assert told.apps.get_model("water", "shark")._meta.pk.target_field.column == "id"


@pytest.mark.parametrize(("model", "field", "expected"), [("lake", "id", True), ("lake", "sea", False)])
def test_a_field_to_which_another_table_points_changes_with_that_one(
    model: str, field: str, *, expected: bool
) -> None:
    assert is_pointed_to(("water", model), field, waters()) is expected


def test_models_are_built_for_a_function_that_asks_for_one() -> None:
    before, asked = waters(), list[Any]()
    for function in (RunPython.noop, lambda apps, _editor: asked.append(apps.get_model("water", "fish"))):
        after = before.clone()
        stepwise(RunPython(function)).database_forwards("evidence", connection.schema_editor(), before, after)
        assert ("apps" in vars(after)) is bool(asked)
    assert asked[0]._meta.get_field("lake").related_model is after.apps.get_model("water", "lake")


@pytest.mark.django_db
@pytest.mark.parametrize(("renamed", "expected"), [("work", True), ("later", False)])
def test_what_renames_a_model_that_is_there_is_left_to_django(renamed: str, *, expected: bool) -> None:
    renaming = type("Migration", (Migration,), {"operations": [RenameModel("Recurrence", "Turn")]})
    executor = MigrationExecutor(connection)
    assert renames_what_is_there(renaming("0002_turns", renamed), executor) is expected


@pytest.mark.django_db
def test_a_database_is_not_touched_where_a_model_in_it_is_renamed() -> None:
    MigrationRecorder(connection).record_unapplied("ndc", "0004_comment_requests")
    assert make_tables(connection) is False


def made_by(code: str, folder: Path, *told: str, former: str = "") -> dict[str, list[str]]:
    """Return the tables, indexes and triggers of a new database, or one that was there, and the rows of each table."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "tamyr.sqlite3")) as opened:
        opened.executescript(former)
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(("TAMYR_", "DATABASE_"))
    }
    environ |= {
        "TAMYR_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        # Known to everybody: they open nothing but the invented database of the version before.
        "TAMYR_SECRET_KEY": "known-to-everybody-" * 3,
        "TAMYR_FIELD_KEYS": "k1 MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    }
    subprocess.run(
        [sys.executable, "-c", code.replace("{told!r}", repr(told))],
        env=environ,
        check=True,
        capture_output=True,
    )
    with closing(sqlite3.connect(folder / "tamyr.sqlite3")) as opened:
        made = {"": sorted(map(str, opened.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")))}
        tables = [name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return made | {name: rows_of(opened, name) for name in tables if name not in DIFFERING}


def rows_of(opened: sqlite3.Connection, table: str) -> list[str]:
    """Return what a table holds, but for the moment at which it was written."""
    rows = opened.execute(f'SELECT * FROM "{table}" {COUNTED.get(table, "")}')  # noqa: S608 (names of our own)
    return sorted(MOMENT.sub("then", str(row)) for row in rows)


@pytest.mark.whole
def test_whoever_asks_for_a_part_gets_that_part_alone(tmp_path: Path) -> None:
    made = made_by(OURS, tmp_path / "part", "contenttypes")
    assert sorted(made) == ["", "django_content_type", "sqlite_sequence"]


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_it_is_the_database_that_django_alone_makes(tmp_path: Path) -> None:
    ours, djangos = made_by(OURS, tmp_path / "ours"), made_by(DJANGOS_OWN, tmp_path / "djangos")
    assert ours == djangos and len(ours) > 100


@pytest.mark.trial
@pytest.mark.timeout(900)
def test_an_upgrade_is_what_django_alone_makes_of_it(tmp_path: Path) -> None:
    former = FORMER.read_text(encoding="utf-8")
    ours, djangos = (
        made_by(code, tmp_path / name, former=former)
        for name, code in (("ours", OURS), ("djangos", DJANGOS_OWN))
    )
    # Sealed anew with another salt.
    assert len(ours.pop("mfa_authenticator")) == len(djangos.pop("mfa_authenticator")) > 0
    assert ours == djangos and len(ours) > 200

"""Carry the database of a former version over to rooms that have been split, and back.

No table is touched: moved models keep their tables and the names under which their values are
sealed. Only three lists know rooms by name: the applied migrations, the content types (permissions,
groups and the editor's references hang on their keys, not their names) and the marks of the example.
docs/how-to/move-a-model.md
"""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.utils.text import camel_case_to_spaces

from tamyr.accounts.logic.moved_models import ALSO_BEFORE, FIRST_AFTER, LAST_BEFORE, MOVED

ACTS = ("add", "change", "delete", "view")


class InBetween(Exception):
    """The database is of a version before the last one that can be carried over, or after this one."""

    def __init__(self, *missing: str) -> None:
        super().__init__(", ".join(missing))


def carry_over(connection: BaseDatabaseWrapper) -> bool:
    """Make a former version's database ready for this one's migrations; say whether anything was to do."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return False
    with transaction.atomic(using=connection.alias):
        applied = _applied_and_locked(recorder)
        if FIRST_AFTER[0] in applied or ("network", "0001_initial") not in applied:
            return False
        if missing := [".".join(step) for step in LAST_BEFORE if step not in applied]:
            raise InBetween(*missing)
        for step in FIRST_AFTER:
            recorder.record_applied(*step)
        _rename(connection, back=False)
    return True


def bring_back(connection: BaseDatabaseWrapper) -> bool:
    """Undo ``carry_over``, for going back to the version before; say whether anything was to do."""
    recorder = MigrationRecorder(connection)
    with transaction.atomic(using=connection.alias):
        applied = _applied_and_locked(recorder)
        if FIRST_AFTER[0] not in applied:
            return False
        for step in FIRST_AFTER:
            recorder.record_unapplied(*step)
        for step in (*ALSO_BEFORE, *LAST_BEFORE):
            if step not in applied:
                recorder.record_applied(*step)
        _rename(connection, back=True)
    return True


def _applied_and_locked(recorder: MigrationRecorder) -> set[tuple[str, str]]:
    """Return what is applied; two starts at once take turns, and the second finds nothing to do."""
    rows = recorder.migration_qs.select_for_update(no_key=True).values_list("app", "name")
    return set(rows)


def _rename(connection: BaseDatabaseWrapper, *, back: bool) -> None:
    pairs = [(now, former) for former, now in MOVED.items()] if back else list(MOVED.items())
    with connection.cursor() as cursor:
        for former, now in pairs:
            room, model = former.lower().split(".")
            new_room, new_model = now.lower().split(".")
            # Permissions first: they are found by the content type’s former name.
            for act in ACTS if model != new_model else ():
                cursor.execute(
                    "UPDATE auth_permission SET codename = %s, name = %s WHERE codename = %s AND content_type_id IN "
                    "(SELECT id FROM django_content_type WHERE app_label = %s AND model = %s)",
                    [f"{act}_{new_model}", f"Can {act} {in_words(now)}", f"{act}_{model}", room, model],
                )
            cursor.execute(
                "UPDATE django_content_type SET app_label = %s, model = %s WHERE app_label = %s AND model = %s",
                [new_room, new_model, room, model],
            )
            cursor.execute("UPDATE network_examplerow SET label = %s WHERE label = %s", [now, former])


def in_words(label: str) -> str:
    """Return a model's name as Django words it: ``membership status``."""
    return camel_case_to_spaces(label.partition(".")[2])

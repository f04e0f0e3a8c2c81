"""Make the tables of an empty database in parts, none of which drags along the models of the others.

Django holds every model of the migrations done so far as a class, and at each step builds all those anew that hang
together with what it touches: here all hang on the person, so that most of the time went into models that had nothing
to do with the step. A migration may look at what it depends on; each part is given that alone.
"""

from collections.abc import Callable, Iterator
from itertools import groupby

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.utils import translation

Key = tuple[str, str]
HOUSE = "tamyr."


def make_tables(connection: BaseDatabaseWrapper, tell: Callable[..., None] | None = None) -> bool:
    """Run all migrations on a database that none ran on; say whether anything was to do."""
    executor = MigrationExecutor(connection, tell)
    if executor.loader.applied_migrations:
        return False
    # As in Django's own command: what migrations write is in no language of whoever starts the site.
    with translation.override(None):
        _in_parts(executor)
    return True


def _in_parts(executor: MigrationExecutor) -> None:
    graph = executor.loader.graph
    whole = [migration for migration, _backwards in executor.migration_plan(graph.leaf_nodes())]
    for part in parts(whole, lambda migration: set(graph.forwards_plan(key(migration)))):
        before = {needed for migration in part for needed in graph.forwards_plan(key(migration))}
        state = ProjectState(real_apps=executor.loader.unmigrated_apps)
        for migration in whole:
            if key(migration) in before and migration not in part:
                migration.mutate_state(state, preserve=False)
        executor.migrate([], plan=[(migration, False) for migration in part], state=state)


def parts(whole: list[Migration], needs: Callable[[Migration], set[Key]]) -> Iterator[list[Migration]]:
    """Yield the migrations of other makers with what they need, then our own by how much of those they need.

    Whatever needs a migration needs all that this one needs: no part comes before one that it depends on.
    """
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith(HOUSE)}
    others = set[Key]().union(*(needs(migration) for migration in whole if migration.app_label not in ours))
    yield [migration for migration in whole if key(migration) in others]
    rest = [migration for migration in whole if key(migration) not in others]

    def of_others(migration: Migration) -> tuple[int, list[Key]]:
        needed = sorted(needs(migration) & others)
        return len(needed), needed

    for _needed, part in groupby(sorted(rest, key=of_others), key=of_others):
        yield list(part)


def key(migration: Migration) -> Key:
    return migration.app_label, migration.name

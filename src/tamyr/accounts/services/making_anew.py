"""Make the tables of an empty database, building at each step no more models than the step has to do with.

Django holds every model of the migrations done so far as a class, and at each step builds all those anew that hang
together with what it touches: here all hang on the person, so that nearly all of the time went into models that had
nothing to do with the step. A table is made of its own model and of those that this one points to. Whatever else a
migration does may look at what the migration depends on: each part of them is given that alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RemoveField,
    RenameField,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation
from django.utils import translation

Key = tuple[str, str]
HOUSE = "tamyr."


def make_tables(connection: BaseDatabaseWrapper, tell: Callable[..., None] | None = None) -> bool:
    """Run all migrations on a database that none ran on; say whether anything was to do."""
    executor = MigrationExecutor(connection, tell)
    if executor.loader.applied_migrations:
        return False
    executor.recorder.ensure_schema()
    # As in Django's own command: what migrations write is in no language of whoever starts the site.
    with translation.override(None):
        _in_parts(executor)
    return True


def _in_parts(executor: MigrationExecutor) -> None:
    graph = executor.loader.graph
    whole = [migration for migration, _backwards in executor.migration_plan(graph.leaf_nodes())]
    for migration in whole:
        # As Django itself: each migration has a list of its own.
        vars(migration)["operations"] = [stepwise(one) for one in folded(migration.operations)]
    for part in parts(whole, lambda migration: set(graph.forwards_plan(key(migration)))):
        before = {needed for migration in part for needed in graph.forwards_plan(key(migration))}
        state = ProjectState(real_apps=executor.loader.unmigrated_apps)
        for migration in whole:
            if key(migration) in before and migration not in part:
                migration.mutate_state(state, preserve=False)
        for migration in part:
            state = executor.apply_migration(state, migration)


def folded(operations: Sequence[Operation]) -> list[Operation]:
    """Let a table be made with the constraints and indexes that the same migration gives to it afterwards.

    SQLite makes a table anew for each that comes later, and then moves a column that points to the table itself:
    such a table is left to it. What comes after a new field may be about that field.
    """
    found: list[Operation] = []
    new: dict[str, int] = {}
    for operation in operations:
        if isinstance(operation, AddConstraint | AddIndex) and operation.model_name.lower() in new:
            place = new[operation.model_name.lower()]
            found[place] = _made_with(found[place], operation)
            continue
        if not isinstance(operation, CreateModel):
            new = _still_new(new, operation)
        elif not _points_to_itself(operation):
            new[operation.name.lower()] = len(found)
        found.append(operation)
    return found


def _points_to_itself(creation: CreateModel) -> bool:
    pointed = (str(field.remote_field.model) for _name, field in creation.fields if field.remote_field)
    return any(to.lower().rpartition(".")[2] in ("self", creation.name.lower()) for to in pointed)


def _still_new(new: dict[str, int], operation: Operation) -> dict[str, int]:
    if not isinstance(operation, AddField | AddConstraint | AddIndex):
        return {}
    return {model: place for model, place in new.items() if model != operation.model_name.lower()}


def _made_with(creation: Operation, more: AddConstraint | AddIndex) -> CreateModel:
    assert isinstance(creation, CreateModel)
    kind, one = ("indexes", more.index) if isinstance(more, AddIndex) else ("constraints", more.constraint)
    return CreateModel(
        creation.name,
        creation.fields,
        options={**creation.options, kind: [*creation.options.get(kind, ()), one]},
        bases=creation.bases,
        managers=creation.managers,
    )


class Stepwise(Operation):
    """Builds the models before a step before those after it, as Django does: SQLite puts columns in that order."""

    def __init__(self, one: Operation, model: str, *, is_narrow: bool) -> None:
        self.one, self.model, self.is_narrow = one, model.lower(), is_narrow
        self.atomic = one.atomic  # type: ignore[misc] # Django's own operations differ in it as well.

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        if self.is_narrow:
            # Classes that nobody has built need not be built anew: who wants them all builds them as they are then.
            vars(state).pop("apps", None)
        self.one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        if self.is_narrow:
            from_state, to_state = (
                needed_by((app_label, self.model), state) for state in (from_state, to_state)
            )
        assert from_state.apps
        self.one.database_forwards(app_label, schema_editor, from_state, to_state)


def stepwise(operation: Operation) -> Operation:
    if isinstance(operation, CreateModel):
        return Stepwise(operation, operation.name, is_narrow=True)
    if isinstance(operation, AddField | AddConstraint | AddIndex):
        return Stepwise(operation, operation.model_name, is_narrow=True)
    if isinstance(operation, AlterField | RemoveField | RenameField):
        # Other tables may point to such a field.
        return Stepwise(operation, operation.model_name, is_narrow=False)
    return operation


def needed_by(model: Key, state: ProjectState) -> ProjectState:
    """Return a model with all that it points to, and what these point to in their turn."""
    found: dict[Key, ModelState] = {}
    wanted = [model]
    while wanted:
        name = wanted.pop()
        if name in state.models and name not in found:
            found[name] = state.models[name]
            wanted += pointed_to(found[name])
    return ProjectState(models=dict(found), real_apps=state.real_apps)


def pointed_to(model: ModelState) -> Iterator[Key]:
    own = model.app_label, model.name_lower
    yield from (resolve_relation(base, *own) for base in model.bases if isinstance(base, str))
    for field in model.fields.values():
        to = field.remote_field
        if to:
            named: Iterable[Any] = (to.model, getattr(to, "through", None))
            yield from (resolve_relation(each, *own) for each in named if each)


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

"""Make the tables of a database, or bring them up to date, building at each step no more models than it has to do with.

Django holds every model of the migrations done so far as a class, and at each step builds all those anew that hang
together with what it touches: here all hang on the person, so that nearly all of the time went into models that had
nothing to do with the step. A table is made, and changed, by its own model and those that this one points to; code gets
models only where it asks for some. In an empty database it may look at what its migration depends on: each part of them is
given that alone. Where there are rows, other rows may hang on them: there it is given all models, as by Django.
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
    RemoveConstraint,
    RemoveField,
    RemoveIndex,
    RenameField,
    RenameModel,
    RunPython,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation
from django.utils import translation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]
HOUSE = "tamyr."
OF_ONE_TABLE = (AddField, RemoveField, AddConstraint, RemoveConstraint, AddIndex, RemoveIndex)


def make_tables(connection: BaseDatabaseWrapper, tell: Callable[..., None] | None = None) -> bool:
    """Run all migrations that did not run yet; say whether any did. What Django alone understands is left to it."""
    executor = MigrationExecutor(connection, tell)
    executor.loader.check_consistent_history(connection)
    whole = missing(executor)
    if not whole or executor.loader.detect_conflicts():
        return False
    if executor.loader.applied_migrations and any(map(renames_models, whole)):
        return False
    executor.recorder.ensure_schema()
    # As in Django's own command: what migrations write is in no language of whoever starts the site.
    with translation.override(None):
        _run(executor, whole)
    return True


def missing(executor: MigrationExecutor) -> list[Migration]:
    """Return the migrations that did not run yet, in the order in which all would run."""
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    there = {migration for migration, _backwards in plan}
    return [migration for migration in everything(executor) if migration in there]


def everything(executor: MigrationExecutor) -> list[Migration]:
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    return [migration for migration, _backwards in plan]


def renames_models(migration: Migration) -> bool:
    """Whether Django, before it runs the migration, adds to it what renames the model's content type too."""
    return any(isinstance(operation, RenameModel) for operation in migration.operations)


def _run(executor: MigrationExecutor, whole: list[Migration]) -> None:
    for migration in whole:
        # As Django itself: each migration has a list of its own.
        vars(migration)["operations"] = [stepwise(one) for one in folded(migration.operations)]
    for before, part in _parts_with_what_they_know(executor, whole):
        state = ProjectState(real_apps=executor.loader.unmigrated_apps)
        for migration in everything(executor):
            if key(migration) in before and migration not in part:
                migration.mutate_state(state, preserve=False)
        for migration in part:
            state = executor.apply_migration(state, migration)


def _parts_with_what_they_know(
    executor: MigrationExecutor, whole: list[Migration]
) -> Iterator[tuple[set[Key], list[Migration]]]:
    graph = executor.loader.graph
    if executor.loader.applied_migrations:
        yield set(executor.loader.applied_migrations), whole
        return
    for part in parts(whole, lambda migration: set(graph.forwards_plan(key(migration)))):
        yield {needed for migration in part for needed in graph.forwards_plan(key(migration))}, part


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


class WhenAsked(Operation):
    """Builds models for code that asks for one: most installs triggers, or fills tables by statements of its own."""

    def __init__(self, code: RunPython) -> None:
        self.code = code
        self.atomic = code.atomic  # type: ignore[misc] # As above.

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        self.code.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        asked = ProjectState(models=from_state.models, real_apps=from_state.real_apps)
        vars(from_state).setdefault("apps", SimpleLazyObject(lambda: asked.apps))
        self.code.database_forwards(app_label, schema_editor, from_state, to_state)


def stepwise(operation: Operation) -> Operation:
    if isinstance(operation, CreateModel):
        return Stepwise(operation, operation.name, is_narrow=True)
    if isinstance(operation, OF_ONE_TABLE):
        return Stepwise(operation, operation.model_name, is_narrow=True)
    if isinstance(operation, AlterField | RenameField):
        # Other tables may point to what is unique.
        is_narrow = isinstance(operation, AlterField) and not operation.field.unique
        return Stepwise(operation, operation.model_name, is_narrow=is_narrow)
    return WhenAsked(operation) if isinstance(operation, RunPython) else operation


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

"""Make the tables of a database, or bring them up to date, building at each step no more models than it has to do with.

Django holds every model of the migrations done so far as a class, and at each step builds all those anew that hang
together with what it touches: here all hang on the person, so that nearly all of the time went into models that had
nothing to do with the step. A table is made, and changed, by its own model and the keys of those that this one points to;
nothing else is looked at where a field changes to which no other table points. Code gets models only where it asks for
some: in an empty database those of what its migration depends on, each part of them by itself; where there are rows, other
rows may hang on them, and it is given all, as by Django.
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
    AlterModelOptions,
    AlterUniqueTogether,
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
from django.db.migrations.utils import field_is_referenced, resolve_relation
from django.utils import translation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]
HOUSE = "tamyr."


def make_tables(connection: BaseDatabaseWrapper, tell: Callable[..., None] | None = None) -> bool:
    """Run all migrations that did not run yet; say whether any did. What Django alone understands is left to it."""
    executor = MigrationExecutor(connection, tell)
    executor.loader.check_consistent_history(connection)
    whole = missing(executor)
    if not whole or executor.loader.detect_conflicts():
        return False
    if any(renames_what_is_there(migration, executor) for migration in whole):
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


def renames_what_is_there(migration: Migration, executor: MigrationExecutor) -> bool:
    """Whether Django, before it runs the migration, adds to it what renames the content type of a model too."""
    rooms = {room for room, _name in executor.loader.applied_migrations}
    # Of a room that is only now coming no content type has been written yet.
    return migration.app_label in rooms and any(
        isinstance(operation, RenameModel) for operation in migration.operations
    )


def _run(executor: MigrationExecutor, whole: list[Migration]) -> None:
    for migration in whole:
        # As Django itself: each migration has a list of its own.
        vars(migration)["operations"] = [stepwise(operation) for operation in folded(migration.operations)]
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
    """Does one step with the models that it has to do with."""

    def __init__(self, one: Operation, model: str, field: str = "") -> None:
        self.one, self.model, self.field = one, model.lower(), field
        self.atomic = one.atomic  # type: ignore[misc] # Django's own operations differ in it as well.

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
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
        model = app_label, self.model
        if not is_pointed_to(model, self.field, from_state):
            from_state, to_state = needed_by(model, from_state), needed_by(model, to_state)
        if self.field:
            # The models before a step are built before those after it, as in Django: SQLite puts columns in that order.
            assert from_state.apps
        self.one.database_forwards(app_label, schema_editor, from_state, to_state)


class DeferredOperation(Operation):
    """Calls a function, for which models are built once it asks for one: what makes triggers asks for none."""

    def __init__(self, one: RunPython) -> None:
        self.one = one
        self.atomic = one.atomic  # type: ignore[misc] # As above.

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        self.one.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        # It changes no model: built from the state that goes on, they serve the next function as well.
        to_state.clear_delayed_apps_cache()
        unhurried = ProjectState(models=from_state.models, real_apps=from_state.real_apps)
        vars(unhurried)["apps"] = SimpleLazyObject(lambda: to_state.apps)
        self.one.database_forwards(app_label, schema_editor, unhurried, to_state)


def stepwise(operation: Operation) -> Operation:
    match operation:
        case CreateModel():
            return Stepwise(operation, operation.name)
        case AddConstraint() | AddIndex() | RemoveConstraint() | RemoveIndex():
            return Stepwise(operation, operation.model_name)
        case AlterModelOptions() | AlterUniqueTogether():
            return Stepwise(operation, operation.name)
        case AddField() | AlterField() | RemoveField():
            return Stepwise(operation, operation.model_name, operation.name)
        case RenameField():
            return Stepwise(operation, operation.model_name, operation.old_name)
        case RunPython():
            return DeferredOperation(operation)
    return operation


def is_pointed_to(model: Key, field: str, state: ProjectState) -> bool:
    """Say whether other tables point to a field: they may have to be changed with it."""
    known = state.models[model].fields.get(field) if model in state.models else None
    return known is not None and bool(field_is_referenced(state, model, (field, known)))


def needed_by(model: Key, state: ProjectState) -> ProjectState:
    """Return a model, and of those that it points to what tells how: their own columns and keys."""
    found: dict[Key, ModelState] = {}
    wanted = [model]
    while wanted:
        name = wanted.pop()
        if name in state.models and name not in found:
            found[name] = state.models[name] if name == model else without_ways(state.models[name])
            wanted += pointed_to(found[name])
    return ProjectState(models=found, real_apps=state.real_apps)


def without_ways(model: ModelState) -> ModelState:
    """Return a model without the fields that point to others, but for its key."""
    few = model.clone()
    few.fields = {
        name: field
        for name, field in model.fields.items()
        if not field.is_relation or getattr(field, "primary_key", False)
    }
    return few


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

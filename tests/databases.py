"""The databases of the tests: migrated once, filled once for each world, and copied for each worker.

A test gets the world that its fixtures ask for, or an empty network. What it changes is rolled back;
a copy that it wrote to without a transaction is made anew.
"""

import fcntl
import hashlib
import os
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import django
import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.test import TestCase, TransactionTestCase

from tamyr.safety.logic.month_keys import NOW
from tests.database_stores import PostgresStore, SqliteStore, Store

Given = TypeVar("Given")
EMPTY = "empty"
MONTHS_AT_FIRST = settings.MONTH_KEYS.names()


@dataclass(frozen=True)
class World:
    """What stands in a database before a test begins; ``fill`` returns what its fixture gives to tests."""

    name: str
    after: str
    fill: Callable[[], object]
    # Where another world is asked for, the fixture of this one fills it into that.
    gives_way: bool = False


@dataclass(frozen=True)
class FilledWorld:
    """What filling a world gave, pickled, and the files it wrote, which no database holds."""

    given: bytes
    files: dict[str, bytes]


WORLDS: dict[str, World] = {}


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Put back what a test made and destroyed in the folder of the month keys: databases are rolled back, folders are not."""
    keys = settings.MONTH_KEYS
    for name in set(keys.names()) ^ set(MONTHS_AT_FIRST):
        (keys.make if name in MONTHS_AT_FIRST else keys.destroy)(name)
    (keys.folder / NOW).unlink(missing_ok=True)


def world(
    name: str, *, after: str = EMPTY, gives_way: bool = False
) -> Callable[[Callable[[], Given]], Callable[[], Given]]:
    """Register what fills a world: a test asks for it by the fixture of the same name."""

    def register(fill: Callable[[], Given]) -> Callable[[], Given]:
        WORLDS[name] = World(name, after, fill, gives_way)
        return fill

    return register


def world_of(fixtures: list[str]) -> str:
    """Return the world that holds all worlds asked for."""
    every = {name for name in WORLDS if name in fixtures}
    asked = {name for name in every if not WORLDS[name].gives_way} or every
    latest = max(asked, key=lambda name: len(past_of(name)), default=EMPTY)
    if not asked <= {latest, *past_of(latest)}:
        raise LookupError(f"no world holds all of {sorted(asked)}: let one of them come after the others")
    return latest


def past_of(name: str) -> list[str]:
    after = "" if name == EMPTY else WORLDS[name].after
    return [after, *past_of(after)] if after else []


@dataclass
class Databases:
    """Hands out copies of worlds, making each world when it is first asked for."""

    store: Store
    folder: Path
    filled: dict[str, FilledWorld] = field(default_factory=dict)
    opened: str = EMPTY

    def open(self, name: str) -> None:
        self.ensure(name)
        self.store.open(name)
        self.opened = name
        for file, content in self._filled(name).files.items():
            if not default_storage.exists(file):
                default_storage.save(file, ContentFile(content))

    def forget(self, name: str) -> None:
        """Let the next test that asks for a world get a new copy of it."""
        self.store.forget(name)

    def given_by(self, name: str) -> Any:
        """Return what filling a world gave: each test gets its own, whatever another did to it."""
        return pickle.loads(self._filled(name).given)  # noqa: S301 (written by ourselves)

    def given_or_filled(self, name: str) -> Any:
        """Return what a world that gives way gives, filled into the one that it gave way to."""
        return self.given_by(name) if self.opened == name else WORLDS[name].fill()

    def _filled(self, name: str) -> FilledWorld:
        if name == EMPTY:
            return FilledWorld(b"", {})
        if name not in self.filled:
            # What was given stays pickled: to make a whole cast anew costs more than most tests.
            self.filled[name] = pickle.loads((self.folder / f"{name}.given").read_bytes())  # noqa: S301
        return self.filled[name]

    def ensure(self, name: str) -> None:
        """Make a world, and those it comes after, unless this run or an earlier one has."""
        if self.store.has(name):
            return
        if name != EMPTY:
            self.ensure(WORLDS[name].after)
        with only_one(self.folder.parent / f"{name}.lock" if name == EMPTY else self.folder / f"{name}.lock"):
            if not self.store.has(name):
                self._fill(name)

    def _fill(self, name: str) -> None:
        if name == EMPTY:
            self.store.begin(name, after="")
            call_command("migrate", verbosity=0, run_syncdb=True)
        else:
            before = files_kept()
            self.store.begin(name, after=WORLDS[name].after)
            given = WORLDS[name].fill()
            files = {file: content for file, content in files_kept().items() if file not in before}
            (self.folder / f"{name}.given").write_bytes(pickle.dumps(FilledWorld(pickle.dumps(given), files)))
        self.store.keep(name)


@contextmanager
def only_one(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def files_kept(folder: str = "") -> dict[str, bytes]:
    """Return the content of every file in the tests' storage by name."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return {}
    kept: dict[str, bytes] = {}
    for name in names:
        with default_storage.open(os.path.join(folder, name)) as file:
            kept[os.path.join(folder, name)] = file.read()
    for inner in folders:
        kept |= files_kept(os.path.join(folder, inner))
    return kept


def migrations_hash() -> str:
    """Return a name for all that an empty database is made of."""
    digest = hashlib.sha256(f"{sys.version} {django.VERSION} {wagtail.VERSION}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path).glob("migrations/**/*.py")):
            digest.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def kept_from_run_to_run(cache: pytest.Cache, kind: str, made_by: str) -> Path:
    """Return the folder of what the present code made, and remove what earlier code had made."""
    folders = cache.mkdir(kind)
    present = folders / made_by
    present.mkdir(exist_ok=True)
    for folder in folders.iterdir():
        if folder != present:
            shutil.rmtree(folder, ignore_errors=True)
    return present


@pytest.fixture(scope="session")
def databases(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: Any,
) -> Iterator[Databases]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if worker else base) / "databases"
    folder.mkdir(exist_ok=True)
    if connection.vendor == "sqlite":
        cache: pytest.Cache = request.config.cache
        store: Store = SqliteStore(
            {EMPTY: kept_from_run_to_run(cache, "databases", migrations_hash())}, folder
        )
    else:
        store = PostgresStore(folder, worker)
    should_check = TestCase._should_check_constraints  # type: ignore[attr-defined]
    with pytest.MonkeyPatch.context() as patch:
        # Every key of two hundred tables is looked after at the end of a test: of one that wrote nothing, none is.
        patch.setattr(
            TestCase,
            "_should_check_constraints",
            lambda case, one: store.is_changed() and should_check(case, one),
        )
        yield Databases(store, folder)
    with django_db_blocker.unblock():
        store.end()


@pytest.fixture
def django_db_setup(
    request: pytest.FixtureRequest, databases: Databases, django_db_blocker: Any
) -> Iterator[None]:
    """Connect to a copy of the world that the test asks for, before its transaction begins."""
    name = world_of(request.fixturenames)
    with django_db_blocker.unblock():
        databases.open(name)
    if "transactional_db" not in request.fixturenames:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        # The copy is not used again: Django need not empty its four hundred tables first.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: None)
        yield
    with django_db_blocker.unblock():
        databases.forget(name)


FileOf = Callable[[str], Path]


@pytest.fixture(scope="session")
def database_file(
    databases: Databases, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> FileOf:
    """Return the file of a world's database, for a site that a test starts."""
    store = databases.store
    if not isinstance(store, SqliteStore):
        pytest.skip("only SQLite keeps a database as a file")

    def file_of(name: str) -> Path:
        with django_db_blocker.unblock():
            databases.ensure(name)
        file = tmp_path_factory.mktemp(name) / "tamyr.sqlite3"
        shutil.copy(store.file(name), file)
        # Who turns the journal has to be alone with the file, as the first of a site's processes is.
        with closing(sqlite3.connect(file)) as alone:
            alone.execute("PRAGMA journal_mode = WAL")
        return file

    return file_of


@pytest.fixture(scope="session")
def empty_database(database_file: FileOf) -> Path:
    """A database that the migrations alone made."""
    return database_file(EMPTY)


@pytest.fixture(scope="session")
def database_with_figures(database_file: FileOf) -> Path:
    """A database with the shipped figures and their assessments with few draws."""
    return database_file("figures")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="run only tests that ask a database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-database"):
        others = [item for item in items if not asks_a_database(item)]
        items[:] = [item for item in items if asks_a_database(item)]
        config.hook.pytest_deselected(items=others)


def asks_a_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None

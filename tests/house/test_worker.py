"""A worker may be killed at any moment: what it had begun is done by the next one, and once."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection

from tamyr.shared.background import recurring_jobs
from tests.house.workers import ROOT, Hand, Site, is_gone, kill, loop_of, wait_for_loop
from tests.house.working import TABLES

pytestmark = [pytest.mark.whole, pytest.mark.timeout(300)]
DONE = "SELECT COUNT(*) FROM effects"
STARTED = "SELECT COUNT(*) FROM tries"
TEMPERS = ("quick", "quick", "slow", "slow", "stumbling", "hanging")
UNFINISHED = "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
COLLISIONS = "SELECT name FROM collisions"
CONNECTED = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# On a busy machine a piece is killed so often that it would wait for an hour: that is not tried here.
NO_MORE_WAITING = (
    "UPDATE django_tasks_database_dbtaskresult SET run_after = enqueued_at WHERE status = 'READY'"
)
GIVEN_UP = (
    "SELECT task_path, exception_class_path FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'"
)


@pytest.fixture(scope="module")
def hand() -> Iterator[Hand]:
    made = Hand()
    yield made
    made.close()


@pytest.fixture
def site(tmp_path: Path, hand: Hand, request: pytest.FixtureRequest) -> Site:
    """A site's database of the engine that the tests run on, with the tables of the examples."""
    if connection.vendor == "sqlite":
        shutil.copy(request.getfixturevalue("empty_database"), tmp_path / "tamyr.sqlite3")
        made = Site(tmp_path, hand=hand)
    else:
        made = Site(tmp_path, {"DATABASE_URL": request.getfixturevalue("new_database")}, hand)
    for table in TABLES:
        made.ask(table)
    return made


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(tmp_path_factory.mktemp("server"), {"DATABASE_URL": os.environ["DATABASE_URL"]})
    yield made
    made.close()


@pytest.fixture(scope="module")
def migrated(server: Site) -> Iterator[str]:
    """The name of a database that the migrations alone made, on the server that the tests run on."""
    name = f"tamyr_worker_{uuid4().hex[:8]}"
    server.ask(f'CREATE DATABASE "{name}"')
    made = Site(server.folder, {"DATABASE_URL": beside(server, name)})
    made.tell(migrate=True)
    made.close()
    yield name
    server.ask(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def new_database(server: Site, migrated: str) -> Iterator[str]:
    name = f"tamyr_worker_{uuid4().hex[:8]}"
    server.ask(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
    yield beside(server, name)
    server.ask(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def own_server() -> Iterator[str]:
    """The address of a PostgreSQL of this test alone, which may be killed."""
    waiting = ["bin/with-postgres", "sh", "-c", "echo $DATABASE_URL; cat"]
    with subprocess.Popen(
        waiting, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdin and program.stdout
        yield next(line.strip() for line in program.stdout if line.startswith("postgres://"))
        program.stdin.close()


def beside(server: Site, name: str) -> str:
    return f"{server.given['DATABASE_URL'].rpartition('/')[0]}/{name}"


def test_what_a_killed_worker_had_begun_is_done_by_the_next_and_once(site: Site) -> None:
    site.enqueue("slow-1", "quick-2")
    with site.working() as keeper:
        site.wait_until(STARTED, [[1]])
        kill(loop_of(keeper))
        site.wait_until(UNFINISHED, [[0]])
    assert site.ask("SELECT name FROM effects ORDER BY name") == [["quick-2"], ["slow-1"]]
    assert site.ask("SELECT COUNT(*) FROM tries WHERE name = 'slow-1'") == [[2]]
    assert site.ask(COLLISIONS) == []


def test_a_killed_keeper_leaves_no_worker_behind(site: Site) -> None:
    with site.working() as keeper:
        loop = wait_for_loop(keeper)
        time.sleep(random.Random(7).uniform(0.1, 2))
        keeper.kill()
        assert is_gone(loop)


def test_two_workers_do_nothing_at_the_same_time_and_what_recurs_is_enqueued_once(site: Site) -> None:
    names = [f"slow-{number}" for number in range(8)]
    site.enqueue(*names)
    with site.working(), site.working():
        site.wait_until(UNFINISHED, [[0]])
    assert site.ask(DONE) == [[8]] and site.ask(STARTED) == [[8]]
    done = site.ask("SELECT COUNT(*) FROM work_recurrence WHERE done_at IS NOT NULL")
    assert done == [[len(recurring_jobs())]] != [[0]]


def test_what_hangs_is_ended_and_tried_again(site: Site) -> None:
    site.enqueue("hanging-1")
    with site.working():
        site.wait_until(UNFINISHED, [[0]])
    assert site.ask(DONE) == [[1]] and site.ask(STARTED) == [[2]]


def test_what_always_fails_is_given_up_without_its_words_and_ends_nothing_else(site: Site) -> None:
    site.enqueue("hopeless-1", "stumbling-2", "quick-3")
    with site.working():
        site.wait_until(UNFINISHED, [[0]])
    assert site.ask(DONE) == [[2]]
    assert site.ask(GIVEN_UP) == [["tests.house.working.hopeless", "ValueError"]]
    assert site.ask("SELECT DISTINCT traceback FROM django_tasks_database_dbtaskresult") == [[""]]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_stops_within_seconds(site: Site, stop: signal.Signals) -> None:
    site.enqueue("slow-1")
    with site.working() as keeper:
        site.wait_until(STARTED, [[1]])
        loop = wait_for_loop(keeper)
        began = time.monotonic()
        os.killpg(keeper.pid, stop)
        said, _ = keeper.communicate(timeout=30)
        assert (keeper.returncode, said) == (0, "")
        assert time.monotonic() - began < 10 and is_gone(loop)


def test_a_database_that_is_not_prepared_is_waited_for(tmp_path: Path) -> None:
    with Site(tmp_path).working() as keeper:
        assert keeper.stdout
        why, ended = keeper.stdout.readline(), keeper.stdout.readline()
        assert "has not all its tables yet" in why
        assert ended.startswith("The worker in the background ended (1); a new one starts in"), (
            "nothing between"
        )
        assert keeper.poll() is None


@pytest.mark.trial
@pytest.mark.timeout(3600)
def test_a_hundred_kills_lose_nothing_and_double_nothing(site: Site) -> None:
    """At random: the worker or its keeper, beginning, working, recording or waiting; two at once now and then."""
    seed = int(os.environ.get("TAMYR_SEED", "20261129"))
    chance, number, kills = random.Random(seed), 0, 0
    began = time.monotonic()
    while kills < 100:
        for _ in range(chance.randint(1, 4)):
            number += 1
            site.enqueue(f"{chance.choice(TEMPERS)}-{number}")
        with site.working() as keeper:
            loop = wait_for_loop(keeper)
            time.sleep(chance.uniform(0.2, 3.5))
            if chance.random() < 0.6:
                kill(loop)
                kills += 1
                time.sleep(chance.uniform(0, 3))
            keeper.kill()
            kills += 1
    site.ask(NO_MORE_WAITING)
    with site.working():
        site.wait_while_it_moves(UNFINISHED, [[0]], STARTED)
    tries = site.ask(STARTED)[0][0]
    print(
        f"seed {seed}: {kills} kills, {number} pieces of work, {tries} tries, {time.monotonic() - began:.0f} s"
    )
    assert site.ask(GIVEN_UP) == [] and site.ask(COLLISIONS) == []
    assert site.ask(DONE) == [[number]]


@pytest.mark.trial
@pytest.mark.timeout(3600)
def test_a_database_that_dies_under_work_loses_nothing_and_doubles_nothing(
    own_server: str, tmp_path: Path
) -> None:
    """PostgreSQL ends every connection and recovers when one of its processes is killed."""
    seed = int(os.environ.get("TAMYR_SEED", "20261129"))
    chance, number = random.Random(seed), 0
    site = Site(tmp_path, {"DATABASE_URL": own_server})
    site.tell(migrate=True)
    for table in TABLES:
        site.ask(table)
    with site.working():
        for _ in range(20):
            for _each in range(chance.randint(1, 4)):
                number += 1
                site.enqueue(f"{chance.choice(TEMPERS)}-{number}")
            time.sleep(chance.uniform(0.1, 2.5))
            own, others = site.ask("SELECT pg_backend_pid()")[0][0], site.ask(CONNECTED)
            if others:
                kill(int(chance.choice(others)[0]))
                assert is_gone(int(own))
            site.ask_again("SELECT 1")
        site.wait_while_it_moves(UNFINISHED, [[0]], STARTED)
    tries = site.ask(STARTED)[0][0]
    print(f"seed {seed}: {number} pieces of work, {tries} tries")
    assert site.ask(GIVEN_UP) == [] and site.ask(COLLISIONS) == []
    assert site.ask(DONE) == [[number]]
    site.close()

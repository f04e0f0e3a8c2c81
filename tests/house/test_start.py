"""The first command: what it refuses, what it makes, and that it leaves nothing behind."""

import multiprocessing
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tamyr.config.stopping import runs
from tests.house.starting import environ, free_port, start
from tests.worlds import FEW

# In seconds, on a machine with other work to do.
AT_LAST = 60
pytestmark = [pytest.mark.whole, pytest.mark.allow_hosts(["127.0.0.1"])]


@contextmanager
def running(folder: Path, *, nohup: bool = False, **given: str) -> Iterator["subprocess.Popen[str]"]:
    program = start(folder, nohup=nohup, **given)
    try:
        yield program
    finally:
        if processes_of_group(program.pid):
            os.killpg(program.pid, signal.SIGTERM)
        program.communicate(timeout=AT_LAST)


def read_until(program: "subprocess.Popen[str]", words: str) -> str:
    assert program.stdout
    said = ""
    for line in program.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def processes_of_group(group: int) -> list[int]:
    stats = [file.read_text() for file in Path("/proc").glob("[0-9]*/stat") if file.exists()]
    fields = [(int(stat.split()[0]), stat.rpartition(")")[2].split()) for stat in stats]
    return [number for number, rest in fields if rest[2] == str(group) and rest[0] != "Z"]


def processes_left(group: int) -> list[int]:
    """Return who is left of a group of processes when all had time to go home."""
    given_up_at = time.monotonic() + AT_LAST
    while processes_of_group(group) and time.monotonic() < given_up_at:
        time.sleep(0.1)
    return processes_of_group(group)


@pytest.fixture
def started_before(tmp_path: Path, database_with_figures: Path) -> Path:
    """A site's folder that needs no figures loaded and no country assessed: its start takes seconds."""
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copy(database_with_figures, folder / "tamyr.sqlite3")
    return folder


@pytest.mark.enable_socket
def test_the_site_starts_from_nothing_and_stops_without_a_trace(tmp_path: Path) -> None:
    folder, port = tmp_path / "absent", free_port()
    with running(folder, PORT=str(port)) as program:
        said = read_until(program, "Ctrl-C")
        assert re.findall(r"^\d/7", said, re.MULTILINE) == ["4/7", "5/7", "6/7", "7/7"]
        assert f"http://localhost:{port}/ru/\n" in said
        assert re.search(rf"http://localhost:{port}/en/invitation/\S{{40,}}/\n", said)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=10) as answer:
            assert (answer.status, answer.url) == (200, f"http://127.0.0.1:{port}/en/")
        os.killpg(program.pid, signal.SIGTERM)
        said, _ = program.communicate(timeout=AT_LAST)
        assert program.returncode == 0
        assert said == "Tamyr has stopped.\n"
        assert processes_left(program.pid) == []
    assert (folder / "tamyr.sqlite3").exists()


def test_a_process_that_ended_is_gone_also_before_its_keeper_is_told() -> None:
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0.0,))
    process.start()
    assert runs(process)
    assert process.pid
    os.waitpid(process.pid, 0)
    assert process.is_alive()
    assert not runs(process)


def begin_a_request(port: int) -> socket.socket:
    """Return a caller whose form the site has begun to read and waits for."""
    caller = socket.create_connection(("127.0.0.1", port), timeout=AT_LAST)
    caller.sendall(
        b"POST /en/accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n"
        b"Cookie: csrf=" + b"a" * 32 + b"\r\nExpect: 100-continue\r\n\r\n"
    )
    assert caller.recv(1024).startswith(b"HTTP/1.1 100 ")
    return caller


@pytest.mark.enable_socket
def test_of_two_starts_at_once_on_one_port_one_serves_outlives_its_terminal_and_leaves_nobody_when_killed(
    started_before: Path,
) -> None:
    port = free_port()
    with (
        running(started_before, nohup=True, PORT=str(port)) as one,
        running(started_before, nohup=True, PORT=str(port)) as other,
    ):
        given_up_at = time.monotonic() + AT_LAST
        while one.poll() is None and other.poll() is None and time.monotonic() < given_up_at:
            time.sleep(0.1)
        second, first = (one, other) if one.poll() is not None else (other, one)
        said, _ = second.communicate(timeout=1)
        assert second.returncode == 1
        assert said.splitlines()[-1].startswith(f"PORT {port} is taken by another program.")
        read_until(first, "Ctrl-C")
        every = {worker_of(first.pid), *processes_of_group(first.pid)}
        os.killpg(first.pid, signal.SIGHUP)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=10) as answer:
            assert answer.status == 200
        assert set(processes_of_group(first.pid)) == every
        first.kill()
        first.wait()
        assert processes_left(first.pid) == []
        with closing(socket.socket()) as door:
            door.bind(("127.0.0.1", port))


def is_held_back(process: int, stop: signal.Signals) -> bool:
    """Say whether the main thread of a process leaves a signal to others."""
    found = re.search(r"^SigBlk:\t(\w+)$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    assert found
    return bool(int(found[1], 16) >> (stop - 1) & 1)


def worker_of(group: int) -> int:
    """Return the process that works beside a site, once there is one."""
    given_up_at = time.monotonic() + AT_LAST
    while time.monotonic() < given_up_at:
        for process in processes_of_group(group):
            if "tamyr.config.work_loop" in Path(f"/proc/{process}/cmdline").read_text():
                return process
        time.sleep(0.1)
    raise AssertionError("no worker runs beside the site")


def was_all_done(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "tamyr.sqlite3")) as database:
        done = database.execute("SELECT done_at FROM work_recurrence").fetchall()
    return len(done) > 1 and all(row[0] for row in done)


@pytest.mark.enable_socket
def test_a_worker_beside_the_site_comes_back_and_a_stop_answers_what_was_begun_and_waits_for_nobody(
    started_before: Path,
) -> None:
    port = free_port()
    with running(started_before, PORT=str(port)) as program:
        read_until(program, "Ctrl-C")
        killed = worker_of(program.pid)
        os.kill(killed, signal.SIGKILL)
        read_until(program, "The worker in the background ended (-9); a new one starts in ")
        assert worker_of(program.pid) != killed
        given_up_at = time.monotonic() + AT_LAST
        while not was_all_done(started_before) and time.monotonic() < given_up_at:
            time.sleep(0.1)
        assert was_all_done(started_before)
        assert all(is_held_back(program.pid, stop) for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        with closing(begin_a_request(port)) as slow, closing(begin_a_request(port)):
            # A terminal that closes stops what runs in it.
            os.killpg(program.pid, signal.SIGHUP)
            slow.sendall(b"next=/en/")
            assert slow.recv(1024).startswith(b"HTTP/1.1 403 ")
            said, _ = program.communicate(timeout=AT_LAST)
        # The server says so when it kills a worker.
        assert (program.returncode, said) == (0, "Tamyr has stopped.\n")
        assert processes_left(program.pid) == []


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("step", "stop"),
    [
        ("4/7", signal.SIGHUP),
        ("5/7", signal.SIGTERM),
        ("6/7", signal.SIGINT),
        pytest.param("4/7", signal.SIGINT, marks=pytest.mark.trial),
        pytest.param("5/7", signal.SIGINT, marks=pytest.mark.trial),
        pytest.param("6/7", signal.SIGTERM, marks=pytest.mark.trial),
    ],
)
def test_a_start_can_be_stopped_while_it_prepares(
    started_before: Path, tmp_path: Path, step: str, stop: signal.Signals
) -> None:
    # Another number of draws has the countries assessed again; what comes before is met from nothing.
    folder, draws = (started_before, "101") if step == "6/7" else (tmp_path / "absent", str(FEW.draws))
    with running(folder, PORT=str(free_port()), TAMYR_DRAWS=draws) as program:
        read_until(program, step)
        os.killpg(program.pid, stop)
        said, _ = program.communicate(timeout=AT_LAST)
        assert program.returncode == 130
        assert (
            said.splitlines()[-1] == "Stopped before the site was ready. What is done will not be done twice."
        )
        assert "Traceback" not in said
        assert processes_left(program.pid) == []


@pytest.mark.enable_socket
def test_what_a_killed_start_has_computed_apart_ends_with_it(started_before: Path) -> None:
    def assessed() -> int:
        with closing(sqlite3.connect(started_before / "tamyr.sqlite3")) as database:
            found: int = database.execute("SELECT count(*) FROM evidence_assessmentversion").fetchone()[0]
            return found

    before = assessed()
    # So many draws take a while: a country that is assessed after the kill would be kept.
    with running(started_before, PORT=str(free_port()), TAMYR_DRAWS="50000") as program:
        read_until(program, "6/7")
        while len(processes_of_group(program.pid)) < 2:
            assert program.poll() is None
        os.kill(program.pid, signal.SIGKILL)
        assert processes_left(program.pid) == [] and assessed() == before


def test_a_start_can_be_stopped_before_it_prepares(tmp_path: Path) -> None:
    # Python tells of each module that it has loaded: so the stop comes while most of them still are to be.
    program = start(tmp_path, "-X", "importtime", PORT=str(free_port()))
    read_until(program, "http.client")
    os.killpg(program.pid, signal.SIGINT)
    said, _ = program.communicate(timeout=AT_LAST)
    assert program.returncode == 130 and "Traceback" not in said
    assert "Stopped before the site was ready. What is done will not be done twice." in said
    assert processes_left(program.pid) == []


def press_ctrl_c_again_and_again(program: "subprocess.Popen[str]") -> str:
    for pause in (0.0, 0.01, 0.1):
        time.sleep(pause)
        if processes_of_group(program.pid):
            os.killpg(program.pid, signal.SIGINT)
    said, _ = program.communicate(timeout=AT_LAST)
    return said


@pytest.mark.enable_socket
def test_a_site_for_trying_tells_how_to_sign_in_stops_as_once_and_does_not_start_for_real(
    tmp_path: Path, database_with_figures: Path
) -> None:
    shutil.copy(database_with_figures, tmp_path / "tamyr.sqlite3")
    port = free_port()
    with running(tmp_path, PORT=str(port), TAMYR_DEMO="1", LANG="ru_RU.UTF-8") as program:
        said = read_until(program, "Ctrl-C")
        assert "/ru/demo/" in said and f"http://localhost:{port}/ru/\n" in said
        assert press_ctrl_c_again_and_again(program) == "Тамыр остановлен.\n"
        assert program.returncode == 0
    program = start(tmp_path, PORT=str(free_port()), TAMYR_DEMO="0")
    said, _ = program.communicate(timeout=60)
    assert program.returncode == 1
    assert "example_network remove" in said


@pytest.mark.trial
@pytest.mark.enable_socket
def test_two_first_starts_at_once_both_serve(tmp_path: Path) -> None:
    ports = [free_port(), free_port()]
    with running(tmp_path, PORT=str(ports[0])) as one, running(tmp_path, PORT=str(ports[1])) as other:
        said = [read_until(program, "Ctrl-C") for program in (one, other)]
        assert all("Traceback" not in words for words in said)
        for port in ports:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ru/countries/", timeout=10) as answer:
                assert answer.status == 200


HANG_AT_THE_END = """
import ctypes, os, signal, threading
from tamyr.config import stopping
stopping.SECONDS_TO_FINISH = 1
told = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: told.set())
stopping.hear_once(frozenset({signal.SIGTERM}), stopping._finish)
os.kill(os.getpid(), signal.SIGTERM)
while not told.wait(0.1):  # A signal that another thread hears does not end a wait here.
    pass
# Native code that keeps every thread of Python waiting.
while True:
    ctypes.PyDLL(None).sleep(60)
"""


def test_a_worker_whose_native_code_hangs_is_gone_in_time(tmp_path: Path) -> None:
    hanging = subprocess.run(
        [sys.executable, "-c", HANG_AT_THE_END], env=environ(tmp_path), timeout=AT_LAST, check=False
    )
    assert hanging.returncode == -signal.SIGALRM

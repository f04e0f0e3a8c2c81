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

from tamyr.config import set_up
from tamyr.config.stopping import runs
from tests.worlds import FEW

ROOT = Path(__file__).resolve().parents[2]
# In seconds, on a machine with other work to do.
AT_LAST = 60
pytestmark = [pytest.mark.whole, pytest.mark.allow_hosts(["127.0.0.1"])]


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def environ(folder: Path, **given: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TAMYR_", "LC_", "DJANGO_"))
    }
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "src"),
        "TAMYR_DATA_DIR": str(folder),
        "TAMYR_DRAWS": str(FEW.draws),
        **given,
    }


def start(folder: Path, *options: str, **given: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *options, "-m", "tamyr.config.start"],
        cwd=ROOT,
        env=environ(folder, **given),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )


def hear_ctrl_c() -> None:
    """Let the site hear Ctrl-C, also where the tests themselves run in a background that does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(folder: Path, **given: str) -> Iterator["subprocess.Popen[str]"]:
    program = start(folder, **given)
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


def stop_without_a_trace(program: "subprocess.Popen[str]", stop: signal.Signals) -> None:
    os.killpg(program.pid, stop)
    said, _ = program.communicate(timeout=AT_LAST)
    assert program.returncode == 0
    assert said == "Tamyr has stopped.\n"
    assert processes_left(program.pid) == []


@pytest.mark.parametrize("port", ["abc", "-1", "70000", "8000.5", "٨٠٠٠"])
def test_a_bad_port_is_refused(tmp_path: Path, port: str) -> None:
    program = start(tmp_path, PORT=port)
    said, _ = program.communicate()
    assert program.returncode == 1
    assert said == f"PORT is {port!r}. Allowed: a whole number from 1 to 65535. Example: PORT=8000\n"


def test_port_zero_is_refused_in_russian(tmp_path: Path) -> None:
    said, _ = start(tmp_path, PORT="0", LANG="ru_RU.UTF-8").communicate()
    assert said.startswith("PORT равен '0'. Допустимо: целое число от 1 до 65535.")


@pytest.mark.enable_socket
def test_a_taken_port_is_refused(tmp_path: Path) -> None:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        program = start(tmp_path, PORT=str(port))
        said, _ = program.communicate()
    assert program.returncode == 1
    assert said.startswith(f"PORT {port} is taken by another program.")


@pytest.mark.enable_socket
def test_a_bad_setting_stops_the_start_in_one_sentence(tmp_path: Path) -> None:
    program = start(tmp_path, PORT=str(free_port()), TAMYR_DEBUG="yes")
    said, _ = program.communicate()
    assert program.returncode == 1
    assert said.splitlines()[-1].startswith("Settings: TAMYR_DEBUG is “yes”. Allowed: 0 (off) or 1 (on).")
    assert "Traceback" not in said


@pytest.mark.enable_socket
def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    closed = free_port()
    address = f"postgres://tamyr:hush@127.0.0.1:{closed}/tamyr"
    program = start(tmp_path, PORT=str(free_port()), DATABASE_URL=address)
    said, _ = program.communicate()
    assert program.returncode == 1
    last = said.splitlines()[-1]
    assert last.startswith(f"The database at postgres://tamyr:***@127.0.0.1:{closed}/tamyr does not answer")
    assert "DATABASE_URL" in last
    assert "Traceback" not in said
    assert "hush" not in said


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
        stop_without_a_trace(program, signal.SIGTERM)
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
def test_of_two_starts_at_once_on_one_port_one_serves(started_before: Path) -> None:
    port = free_port()
    with (
        running(started_before, PORT=str(port)) as one,
        running(started_before, PORT=str(port)) as other,
    ):
        given_up_at = time.monotonic() + AT_LAST
        while one.poll() is None and other.poll() is None and time.monotonic() < given_up_at:
            time.sleep(0.1)
        second, first = (one, other) if one.poll() is not None else (other, one)
        said, _ = second.communicate(timeout=1)
        assert second.returncode == 1
        assert said.splitlines()[-1].startswith(f"PORT {port} is taken by another program.")
        read_until(first, "Ctrl-C")
        # A terminal that closes stops what runs in it.
        stop_without_a_trace(first, signal.SIGHUP)


def is_held_back(process: int, stop: signal.Signals) -> bool:
    """Say whether the main thread of a process leaves a signal to others."""
    found = re.search(r"^SigBlk:\t(\w+)$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    assert found
    return bool(int(found[1], 16) >> (stop - 1) & 1)


@pytest.mark.enable_socket
def test_a_killed_server_leaves_nobody_at_its_port(started_before: Path) -> None:
    port = free_port()
    with running(started_before, PORT=str(port)) as program:
        read_until(program, "Ctrl-C")
        program.kill()
        program.wait()
        assert processes_left(program.pid) == []
        with closing(socket.socket()) as door:
            door.bind(("127.0.0.1", port))


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
        assert is_held_back(program.pid, signal.SIGINT)
        assert is_held_back(program.pid, signal.SIGTERM)
        with closing(begin_a_request(port)) as slow, closing(begin_a_request(port)):
            os.killpg(program.pid, signal.SIGINT)
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
        ("4/7", signal.SIGINT),
        ("5/7", signal.SIGTERM),
        ("6/7", signal.SIGINT),
        pytest.param("4/7", signal.SIGTERM, marks=pytest.mark.trial),
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


HOLD_THE_LOCK = """
import sys
from pathlib import Path
from tamyr.config import set_up
with set_up.only_one_at_a_time(Path(sys.argv[1])):
    print("in", flush=True)
    sys.stdin.readline()
    print("out", flush=True)
"""


def hold_the_lock(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(folder)],
        env=environ(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    first = hold_the_lock(tmp_path)
    assert first.stdout and first.stdout.readline() == "in\n"
    second = hold_the_lock(tmp_path)
    assert second.stdout and second.stdout.readline() == "Another start is setting up; waiting for it.\n"
    assert first.communicate("\n")[0] == "out\n"
    assert second.communicate("\n")[0] == "in\nout\n"


# It ends, by which the other one knows, while that one still has work to do.
FAILS_OR_WORKS = """
import sys
if sys.argv[-1].endswith("run.txt"):
    door = open({door!r}, "w")
    sys.exit(1)
open({door!r}).read()
import asyncio
open({done!r}, "w").close()
"""


def test_a_failed_set_up_ends_once_nothing_writes_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door, done = tmp_path / "door", tmp_path / "done"
    os.mkfifo(door)
    script = FAILS_OR_WORKS.format(door=str(door), done=str(done))
    monkeypatch.setattr(set_up, "INSTALL", (sys.executable, "-c", script))
    with pytest.raises(SystemExit):
        set_up.install(["run", "dev"])
    assert done.exists()


def test_bytecode_is_made_of_what_a_site_loads(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "site-packages"
    for name in (
        "pip/main.py",
        "lake/water.py",
        "lake/tests/depth.py",
        "lake/tests.py",
        "lake/test/client.py",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("DEPTH = 1\n")
    subprocess.run([sys.executable, *set_up.compiling(folder)[1:]], check=True)
    made = {str(file.parent.parent.relative_to(folder)) + "/" + file.name for file in folder.rglob("*.pyc")}
    assert {name.partition(".")[0] for name in made} == {"lake/water", "lake/test/client"}


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    finished = subprocess.run(
        ["/bin/sh", str(ROOT / "bin" / "find-python")],
        env={"PATH": str(tmp_path), "LANG": "ru_RU.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    assert "Нужен Python 3.11 или новее" in finished.stderr


def test_the_systems_own_python_goes_before_others_unless_one_is_named(tmp_path: Path) -> None:
    other = tmp_path / "python3"
    other.symlink_to(sys.executable)

    def found(**named: str) -> str:
        path = f"{tmp_path}:/usr/bin:/bin"
        command = ["/bin/sh", str(ROOT / "bin" / "find-python")]
        return subprocess.run(
            command, env={"PATH": path, **named}, capture_output=True, text=True, check=True
        ).stdout.strip()

    makes_environments = subprocess.run(
        ["/usr/bin/python3", "-c", "import sys, ensurepip; sys.exit(sys.version_info < (3, 11))"], check=False
    )
    assert found() == ("/usr/bin/python3" if makes_environments.returncode == 0 else str(other))
    assert found(PYTHON=str(other)) == str(other)

"""What a first start needs is set up once, and a step that failed says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tamyr.config import set_up
from tests.house.starting import ROOT, environ

pytestmark = [pytest.mark.whole, pytest.mark.allow_hosts(["127.0.0.1"])]
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

"""A start that cannot be is refused in one sentence."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from tests.house.starting import free_port, start

pytestmark = [pytest.mark.whole, pytest.mark.allow_hosts(["127.0.0.1"])]


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

"""A site for trying does not start beside real people: everybody knows the example's passwords."""

import sys
from collections.abc import Callable
from importlib import reload

import pytest
from django.conf import LazySettings

from tamyr.config import command_line, work_loop, wsgi
from tamyr.config.first_steps import prepare_people
from tests.people import make_member, make_person


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en_GB", r"people: 1, members: 1\)"), ("ru_RU", r"людей: 1, членов сети: 1\), а пароли")],
)
def test_a_site_for_trying_does_not_start_beside_real_people(
    example_network: None,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    sentence: str,
) -> None:
    settings.DEMO = True
    assert any("/demo/" in line for line in prepare_people("http://localhost"))
    make_member("A real one", "Настоящая", "KAZ")
    make_person("real", "A real person")
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    with pytest.raises(SystemExit, match=sentence):
        prepare_people("http://localhost")


@pytest.mark.parametrize(
    ("program", "refuses"),
    [
        (("worker",), True),
        (("manage", "expire"), True),
        (("manage", "example_network", "code"), False),
        (("server",), True),
    ],
)
def test_neither_does_a_worker_a_command_or_another_server(
    example_network: None,
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    program: tuple[str, ...],
    refuses: bool,
) -> None:
    make_person("real", "A real person")
    settings.DEMO = True
    started: list[str] = []
    monkeypatch.setattr("sys.argv", list(program))
    monkeypatch.setattr("django.setup", lambda **_given: None)
    monkeypatch.setattr(command_line, "make_private", lambda _command: None)
    monkeypatch.setattr(command_line.CommandLine, "execute", lambda _self: started.append("manage"))
    for heard in ("hear_once", "when_its_keeper_is_gone"):
        monkeypatch.setattr(work_loop, heard, lambda *_given: None)
    monkeypatch.setattr("os.nice", lambda _more: 0)
    monkeypatch.setattr(work_loop, "leave", sys.exit)
    monkeypatch.setattr(work_loop, "work_or_say_why", lambda: started.append("worker"))
    begin: dict[str, Callable[[], object]] = {
        "worker": work_loop.main,
        "manage": command_line.main,
        "server": lambda: reload(wsgi),
    }
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    if refuses:
        with pytest.raises(SystemExit, match="not started for trying"):
            begin[program[0]]()
    else:
        begin[program[0]]()
    assert started == ([] if refuses else ["manage"])

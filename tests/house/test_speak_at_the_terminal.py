"""Every command of ours speaks the language of the terminal: what it is for, its options, and what is wrong with them."""

import ast
import inspect
import re
import sqlite3
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.core.management.commands import migrate
from django.db import OperationalError
from django.utils.translation import override

from climate_pathways.cli import parser as pathways_parser
from climate_pathways.commands.parser import problem_in
from tamyr.config import catalogues, command_line, set_up, start, work_loop, worker
from tamyr.config.operations.command import parser as tamyr_parser
from tamyr.config.operations.reasons import NOT_KNOWN, of_database
from tamyr.config.settings.stores import read_database
from tamyr.ui.pages.terminal import REFUSALS_OF_DJANGO, TerminalCommand, in_words, within

OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("tamyr."))


def command(name: str) -> BaseCommand:
    return load_command_class(str(get_commands()[name]), name)


def test_every_command_of_ours_goes_on_from_the_same() -> None:
    assert "verify_chain" in OURS and "migrate" in OURS
    assert [name for name in OURS if not isinstance(command(name), TerminalCommand)] == []


def test_help_is_in_russian_for_a_russian_reader() -> None:
    with override("ru"):
        made = {name: command(name).create_parser("manage.py", name) for name in OURS}
    said = {
        (name, words)
        for name, parser in made.items()
        for words in (parser.description, *(action.help for action in parser._actions if action.help))
    }
    assert {one for one in said if not re.search("[а-я]", str(one[1]))} == set()
    values = {str(action.metavar) for parser in made.values() for action in parser._actions if action.metavar}
    assert "АДРЕС" in values and {value for value in values if re.search("[A-Z]", value)} == set()


def values_of(parser: ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield what help and errors of a command, and of each act in it, call the values that one types."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for act in action.choices.values():
                yield from values_of(act)
        elif action.nargs != 0 and (action.metavar or not action.choices or not action.option_strings):
            named = action.metavar or action.dest
            yield from ((parser.prog, word) for word in ((named,) if isinstance(named, str) else named))


def test_what_one_types_is_named_in_russian_for_a_russian_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    named = {value for parser in (tamyr_parser(), pathways_parser("ru")) for value in values_of(parser)}
    assert {("tamyr recount", "СОЛЬ"), ("pathways brief", "ФАЙЛ")} <= named
    # A code of a country is one in every language.
    assert {(prog, word) for prog, word in named if re.search("[A-Za-z]", word) and word != "ISO3"} == set()


def test_no_command_names_what_one_types_by_a_word_of_the_code() -> None:
    with override("en"):
        named = {
            value for name in OURS for value in values_of(command(name).create_parser("manage.py", name))
        }
    assert ("manage.py take_mail", "ADDRESS") in named and ("manage.py migrate", "MIGRATION") in named
    assert {(prog, word) for prog, word in named if word != word.upper()} == set()


@pytest.mark.parametrize(("language", "said"), [("ru", "непонятно, что это: --all"), ("en", "--all")])
def test_a_wrong_command_line_is_refused_in_words(
    language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with override(language), pytest.raises(SystemExit, match="2"):
        command("verify_chain").run_from_argv(["manage.py", "verify_chain", "--all"])
    told = capsys.readouterr().err
    assert said in told and ("unrecognized" in told) == (language == "en")


@pytest.mark.parametrize(("language", "said"), [("ru", "Не выполнено: "), ("en", "Not done: ")])
def test_what_stands_against_a_command_is_said_without_a_class(
    language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with override(language), pytest.raises(SystemExit, match="1"):
        command("verify_chain").run_from_argv(["manage.py", "verify_chain", "--witness", "no/such/file"])
    told = capsys.readouterr().err
    assert said in told and "CommandError" not in told and "No such file" not in told


def test_whatever_is_wrong_with_the_values_of_an_option_is_named() -> None:
    general = problem_in("ru", "argparse of a later Python says something else")
    for wrong in (
        "argument --mine: expected 2 arguments",
        "argument --mine: expected at least one argument",
        "argument --mine: expected at most one argument",
        "one of the arguments --json --csv is required",
    ):
        assert problem_in("ru", wrong) != general
    assert (
        problem_in("en", "argument --mine: expected 2 arguments") == "argument --mine: expected 2 arguments"
    )


def test_whatever_django_refuses_to_bring_up_to_date_is_known() -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(migrate)))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "CommandError"
    ]
    texts = [
        part.value
        for call in calls
        for part in ast.walk(call)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    assert len(texts) > 5
    assert set(texts) <= {re.sub(r"%\(\w+\)s", "%s", words) for words in REFUSALS_OF_DJANGO}
    told = "No installed app with label 'nope'."
    with override("en"):
        assert in_words(told) == told


@pytest.mark.parametrize(
    ("said", "after_a_colon"),
    [
        ("Координатор уже есть: зовите его.", "координатор уже есть: зовите его."),
        ("NDC is no file.", "NDC is no file."),
        ("heads.txt: expected a hash.", "heads.txt: expected a hash."),
    ],
)
def test_what_stands_against_a_command_goes_on_after_the_colon(said: str, after_a_colon: str) -> None:
    assert within(said) == after_a_colon


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nope", "Команды «nope» нет. Все перечисляет «manage.py help»."),
        (
            "verify_chian",
            "Команды «verify_chian» нет. Может быть, «verify_chain»? Все перечисляет «manage.py help».",
        ),
    ],
)
def test_a_command_that_there_is_not_is_said_in_the_readers_language(
    typed: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(SystemExit) as ended:
        command_line.refuse_unknown(typed)
    assert ended.value.code == said
    for known in ("", "help", "--version", "verify_chain", "shell"):
        command_line.refuse_unknown(known)


WITHOUT_ARGUMENTS = [catalogues.main, start.main, worker.main, work_loop.main]


@pytest.mark.parametrize("main", [set_up.main, *WITHOUT_ARGUMENTS])
def test_what_nobody_asked_for_is_refused_in_the_readers_language(
    main: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setattr("sys.argv", ["program", "nope"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert re.search("[а-я].*«nope»", str(ended.value.code)) and "is not" not in str(ended.value.code)


@pytest.mark.parametrize("main", WITHOUT_ARGUMENTS)
def test_a_command_without_arguments_says_what_it_does(
    main: Callable[[], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setattr("sys.argv", ["program", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code is None and re.match("[А-Я][а-я]+ть ", capsys.readouterr().out)


@pytest.mark.parametrize("typed", [[], ["help"], ["--help"]])
def test_the_list_of_commands_is_headed_in_the_readers_language(
    typed: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    command_line.CommandLine(["manage.py", *typed]).execute()
    told = capsys.readouterr().out
    assert "О каждой команде расскажет «manage.py help КОМАНДА».\n\nКоманды:\n" in told
    assert (
        "    verify_chain\n" in told
        and re.findall(r"^\S+ .*[a-z]{3}.*", told.replace("manage.py help", ""), re.M) == []
    )


def test_migrations_of_no_application_are_refused_in_the_readers_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with override("ru"), pytest.raises(SystemExit, match="2"):
        command("showmigrations").run_from_argv(["manage.py", "showmigrations", "nope"])
    assert capsys.readouterr().err == "Не выполнено: приложения «nope» нет.\n"


@pytest.mark.parametrize(
    ("error", "russian"),
    [
        (
            psycopg.OperationalError(
                'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused\n'
                "\tIs the server running on that host and accepting TCP/IP connections?"
            ),
            "по этому адресу ничего не запущено",
        ),
        (psycopg.OperationalError("[Errno -2] Name or service not known"), "машины с таким именем нет"),
        (psycopg.OperationalError("connection timeout expired"), "ответ не пришёл вовремя"),
        (
            psycopg.OperationalError('FATAL:  password authentication failed for user "u"'),
            "имя пользователя или пароль неверны",
        ),
        (
            psycopg.OperationalError('FATAL:  database "password" does not exist'),
            "такой базы или такого пользователя там нет",
        ),
        (psycopg.OperationalError("something of a later version, p"), NOT_KNOWN[1]),
    ],
)
def test_why_a_database_does_not_answer_is_said_in_words_of_ours(error: Exception, russian: str) -> None:
    assert of_database(error)[1] == russian


def test_a_short_password_stars_no_letter_of_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@127.0.0.1:1/x")
    failed = OperationalError("connection to port failed")
    failed.__cause__ = psycopg.OperationalError("connection to port failed: Connection refused")
    told = command_line.explain(failed)
    assert told.startswith(
        "База данных postgres://u:***@127.0.0.1:1/x не отвечает: по этому адресу ничего не запущено. "
    )
    assert told.count("***") == 1


def test_a_database_without_its_tables_says_how_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/example.sqlite3")
    failed = OperationalError("no such table: network_member")
    failed.__cause__ = sqlite3.OperationalError("no such table: network_member")
    told = "В базе данных sqlite:////srv/example.sqlite3 ещё не все таблицы. Создайте их: manage.py migrate"
    assert command_line.explain(failed) == told


def test_an_address_of_a_database_is_described_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    with pytest.raises(ImproperlyConfigured, match="пользователь:пароль@узел"):
        read_database({"DATABASE_URL": "nowhere"}, "DATABASE_URL", tmp_path)

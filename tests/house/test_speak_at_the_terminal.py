"""Every command of ours speaks the language of the terminal: what it is for, its options, and what is wrong with them."""

import re

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils.translation import override

from tamyr.ui.pages.terminal import TerminalCommand

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
    assert "САЙТ" in values and {value for value in values if re.search("[A-Z]", value)} == set()


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

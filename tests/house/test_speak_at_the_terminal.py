"""Every command of ours speaks the language of the terminal: what it is for, its options, and what is wrong with them."""

import re
from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterator

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils.translation import override

from climate_pathways.cli import parser as pathways_parser
from tamyr.config.operations.command import parser as tamyr_parser
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
    lower = {(prog, word) for prog, word in named if word != word.upper()}
    assert lower == {("manage.py example_network", "{load,remove,code}")}


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

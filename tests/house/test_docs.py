"""Whatever the documentation names is there: files, links, symbols, commands and their options."""

import argparse
from collections.abc import Set
from importlib import import_module
from importlib.util import find_spec

import pytest
from django.core.management import get_commands

from climate_pathways import cli
from tests.architecture import plan
from tests.house import docs
from tests.house.docs import Page
from tests.house.recipes import ROOT

PAGES = docs.pages()
# Words in the form of a name that belong to somebody else.
OF_OTHERS = {"log_min_error_statement", "log_error_verbosity", "name_hy", "visible_to"}
# Of the plan of a room, not all of which is there today, or named as what there must not be.
NOT_THERE = {f"{name}.py" for name in plan.FILES} | {"utils.py", "countries-50m.json"}
NO_SYMBOLS = {"tamyr.example.org"}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.relative_to(ROOT).as_posix())


@pytest.fixture(scope="module")
def files() -> Set[str]:
    return docs.files() | NOT_THERE


@pytest.fixture(scope="module")
def words() -> set[str]:
    return docs.words_of_the_code() | OF_OTHERS


def importable(symbol: str) -> bool:
    module, _dot, name = symbol.rpartition(".")
    try:
        return find_spec(symbol) is not None or hasattr(import_module(module), name)
    except ModuleNotFoundError:
        try:
            return hasattr(import_module(module), name)
        except ModuleNotFoundError:
            return False


def acts(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return {name: act for group in groups for name, act in group.choices.items()}


def unknown_to_pathways(given: list[str]) -> list[str]:
    parser: argparse.ArgumentParser = cli.parser("en")
    for word in given:
        found = acts(parser)
        if found and not word.startswith("-"):
            if word not in found:
                return [word]
            parser = found[word]
    known = {option for action in parser._actions for option in action.option_strings}
    return [option for option in docs.options_of(given) if option not in known]


def unknown_words(command: list[str], page: Page) -> list[str]:
    program, *given = command
    if program == "make":
        return [word for word in given if "=" not in word and word not in docs.make_targets()]
    if program == "pathways":
        return unknown_to_pathways(given)
    if program == "python" and given[0] == "-m" and given[1] == "pytest":
        return [word for word in given if word.endswith(".py") and word not in page.made | docs.files()]
    if program == "python" and given[0] == "-m":
        return [] if find_spec(given[1]) else given[1:2]
    if program == "python" and given[0] not in ("manage.py", "-"):
        return [] if (ROOT / given[0]).exists() else given[:1]
    if program == "manage.py" or given[:1] == ["manage.py"]:
        name = given[given.index("manage.py") + 1] if "manage.py" in given else given[0]
        made = any(path.endswith(f"/management/commands/{name}.py") for path in page.made)
        return [] if made or name in get_commands() else [name]
    return []


@every_page
def test_every_file_link_name_symbol_and_command_of_a_page_is_there(
    page: Page, files: Set[str], words: set[str]
) -> None:
    symbols = (symbol for symbol in docs.symbols(page) if symbol not in NO_SYMBOLS)
    missing = {
        "files": list(docs.missing_files(page, files)),
        "links": list(docs.broken_links(page)),
        "names": list(docs.unknown_names(page, words)),
        "symbols": [symbol for symbol in symbols if not importable(symbol)],
        "commands": [
            f"{' '.join(command)}: {unknown}"
            for command in docs.commands(page)
            if (unknown := unknown_words(command, page))
        ],
    }
    assert missing == dict.fromkeys(missing, [])


def test_what_is_gone_is_named() -> None:
    text = (
        "`src/tamyr/gone.py` `gone/views.py` [x](gone.md) `gone_function` `tamyr.gone.thing`\n\n"
        "```sh\nmake gone\n.venv/bin/pathways show KAZ --gone\n.venv/bin/python manage.py gone\n```\n"
    )
    page = Page(ROOT / "README.md", text)
    assert list(docs.missing_files(page, docs.files())) == ["src/tamyr/gone.py", "gone/views.py"]
    assert list(docs.broken_links(page)) == ["gone.md"]
    assert "gone_function: gone_function" in list(docs.unknown_names(page, {"tamyr"}))
    assert [importable(symbol) for symbol in docs.symbols(page)] == [False]
    named = [unknown_words(command, page) for command in docs.commands(page)]
    assert named == [["gone"], ["--gone"], ["gone"]]

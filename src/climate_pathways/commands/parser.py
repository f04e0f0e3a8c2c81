"""What the commands of ``pathways`` share: a parser in the reader's language, and printing."""

import argparse
import csv
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from climate_pathways.core.wording import LANGUAGES, mark, say

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]
    Group = argparse._MutuallyExclusiveGroup


class Parser(argparse.ArgumentParser):
    """A parser whose help is in one language, with the headings that argparse has in English only."""

    def __init__(self, *, language: str, **given: Any) -> None:
        # argparse calls the class itself, so that the language must stand in a closure.
        class Help(argparse.HelpFormatter):
            def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
                before = say(language, mark("usage: ")) if prefix is None else prefix
                super().add_usage(usage, actions, groups, before)

            def start_section(self, heading: str | None) -> None:
                super().start_section(heading and say(language, HEADINGS.get(heading, heading)))

        super().__init__(add_help=False, formatter_class=Help, **given)
        self.add_argument("-h", "--help", action="help", help=say(language, mark("show this help and exit")))


HEADINGS = {
    "positional arguments": mark("arguments"),
    "options": mark("options"),
}


def preferred_language() -> str:
    """Return the language of the terminal where we have it, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    # LANG is such as "ru_RU.UTF-8", "C" or empty.
    return wanted[:2] if wanted[:2] in LANGUAGES else "en"


def add_group(commands: "Commands", name: str, language: str, help_text: str) -> "Commands":
    """Hang in a command that has acts of its own, such as ``snapshot``; return where they go."""
    group = _add(commands, name, language, help_text)
    return group.add_subparsers(required=True, metavar=say(language, mark("ACT")))


def add_act(commands: "Commands", name: str, language: str, help_text: str) -> Parser:
    """Hang in a command that does something, with the option ``--lang``."""
    act = _add(commands, name, language, help_text)
    in_which = say(language, mark("language of texts"))
    act.add_argument("--lang", choices=LANGUAGES, default=preferred_language(), help=in_which)
    return act


def _add(commands: "Commands", name: str, language: str, help_text: str) -> Parser:
    described = say(language, help_text)
    return commands.add_parser(name, language=language, help=described, description=described)


def add_forms(act: Parser, language: str, rows: str) -> "Group":
    """Let the answer be asked for as JSON or CSV instead of text; ``rows`` says what the rows are.

    Returns the group of forms, for those that a command has besides.
    """
    form = act.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say(language, mark("everything as JSON")))
    form.add_argument("--csv", action="store_true", help=say(language, rows))
    return form


def write_rows(rows: Sequence[Sequence[object]], target: TextIO) -> None:
    csv.writer(target, lineterminator="\n").writerows(rows)


def report_reading(name: str, language: str) -> None:
    """Say on stderr which file is being read."""
    print(say(language, mark("reading {name}"), name=name), file=sys.stderr)


def package_data(name: str) -> Path:
    """Return the place of a shipped data file, for writing in a source checkout."""
    return Path(__file__).parents[1] / "data" / name

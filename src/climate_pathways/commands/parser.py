"""What the commands of ``pathways`` share: a parser in the reader's language, and printing."""

import argparse
import csv
import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import LANGUAGES, SOURCE_LANGUAGE, mark, say

if TYPE_CHECKING:
    from climate_pathways.figures.sources.own_tables import Note

    Commands = argparse._SubParsersAction["Parser"]
    Group = argparse._MutuallyExclusiveGroup


def file_name(typed: str) -> Path:
    """Return a place as a path. An empty one would be the folder in which the command is typed."""
    if not typed:
        # Said in the reader's language as one of the problems below.
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(typed)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in one language; argparse itself has them in English only."""

    def __init__(self, *, language: str, **given: Any) -> None:
        self.language = language

        # argparse calls the class itself, so that the language must stand in a closure.
        class Help(argparse.HelpFormatter):
            def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
                before = say(language, mark("usage: ")) if prefix is None else prefix
                super().add_usage(usage, actions, groups, before)

            def start_section(self, heading: str | None) -> None:
                super().start_section(heading and say(language, HEADINGS.get(heading, heading)))

        super().__init__(add_help=False, formatter_class=Help, **given)
        self.add_argument("-h", "--help", action="help", help=say(language, mark("show this help and exit")))

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        problem = problem_in(self.language, message)
        said = say(self.language, mark("{command}: error: {problem}"), command=self.prog, problem=problem)
        self.exit(2, f"{said}\n")


HEADINGS = {
    "positional arguments": mark("arguments"),
    "options": mark("options"),
}
# What argparse says of a wrong command line, word for word.
PROBLEMS = (
    mark("the following arguments are required: {names}"),
    mark("unrecognized arguments: {names}"),
    mark("argument {name}: expected one argument"),
    mark("argument {name}: expected {count} arguments"),
    mark("argument {name}: expected at least one argument"),
    mark("argument {name}: expected at most one argument"),
    mark("one of the arguments {names} is required"),
    mark("argument {name}: not allowed with argument {other}"),
    mark("argument {name}: ignored explicit argument {value}"),
    mark("argument {name}: invalid int value: {value}"),
    mark("argument {name}: invalid float value: {value}"),
    mark("argument {name}: invalid choice: {value} (choose from {known})"),
    mark("ambiguous option: {name} could match {known}"),
    mark("argument {name}: the name is empty"),
)


def problem_in(language: str, message: str) -> str:
    """Return argparse's own sentence about a wrong command line in a language."""
    for problem in PROBLEMS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(problem))
        if places := re.fullmatch(pattern, message, re.DOTALL):
            return say(language, problem, **places.groupdict())
    # A later Python may say more than this one.
    return (
        message if language == SOURCE_LANGUAGE else say(language, mark("this command line is not understood"))
    )


def preferred_language() -> str:
    """Return the language of the terminal where we have it, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    # LANG is such as "ru_RU.UTF-8", "C" or empty.
    return wanted[:2] if wanted[:2] in LANGUAGES else "en"


def add_group(commands: "Commands", name: str, language: str, help_text: str) -> "Commands":
    """Hang in a command that has acts of its own, such as ``snapshot``; return where they go."""
    group = add_act(commands, name, language, help_text)
    return group.add_subparsers(required=True, metavar=say(language, mark("ACT")))


def add_act(commands: "Commands", name: str, language: str, help_text: str) -> Parser:
    """Hang in a command, with the option ``--lang``."""
    text = say(language, help_text)
    act = commands.add_parser(name, language=language, help=text, description=text)
    # Without a default of its own, which would undo what stands before the command.
    add_language(act, default=argparse.SUPPRESS)
    return act


def add_language(act: Parser, *, default: str) -> None:
    in_which = say(act.language, mark("language of texts"))
    act.add_argument("--lang", choices=LANGUAGES, default=default, help=in_which)


def add_forms(act: Parser, language: str, rows: str) -> "Group":
    """Let the answer be asked for as JSON or CSV instead of text; ``rows`` says what the rows are.

    Returns the group of forms, for those that a command has besides.
    """
    form = act.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say(language, mark("everything as JSON")))
    form.add_argument("--csv", action="store_true", help=say(language, rows))
    return form


def add_choices(act: Parser, language: str, help_text: str) -> None:
    """Let choices be set one by one as ``KEY=VALUE``; ``help_text`` gives examples."""
    act.add_argument(
        "--set",
        action="append",
        default=[],
        metavar=say(language, mark("KEY=VALUE")),
        help=say(language, help_text),
    )


def add_own_files(act: Parser, language: str) -> None:
    """Let global paths and emissions of the user's own be added."""
    file = say(language, mark("FILE"))
    path = say(language, mark("add global paths of your own (IAMC layout, CSV or XLSX)"))
    act.add_argument("--path", type=file_name, metavar=file, help=path)
    source = say(language, mark("add emissions of your own (iso3, year, value, unit; CSV or XLSX)"))
    act.add_argument("--source", type=file_name, metavar=file, help=source)


def ensure_known(iso3: str) -> None:
    """Raise ``PathwaysError`` unless a code is one of the twelve countries’."""
    if iso3 not in COUNTRIES:
        raise PathwaysError(
            mark("{code!r} is not a country of analysis. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )


def write_rows(rows: Sequence[Sequence[object]], target: TextIO) -> None:
    # The csv module ends lines as Windows does if it is not told otherwise.
    csv.writer(target, lineterminator="\n").writerows(rows)


def report_notes(notes: Iterable["Note"], language: str) -> None:
    """Say on stderr what was left out of the user's own files, or taken as understood."""
    for note in notes:
        # What goes to the other stream may be JSON or CSV for a program.
        print(note.said(language), file=sys.stderr)


def report_reading(name: str, language: str) -> None:
    """Say on stderr which file is being read."""
    print(say(language, mark("reading {name}"), name=name), file=sys.stderr)


def package_data(name: str) -> Path:
    """Return the place of a shipped data file, for writing in a source checkout."""
    # Counted from this very file: moved deeper, it would lead elsewhere.
    return Path(__file__).parents[1] / "data" / name

"""The command ``pathways``: the region's figures without a web site.

Finds the command, runs it, prints. Errors a person can mend go to stderr as one sentence in the
chosen language, with exit status 1 (2 for a wrong command line).
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence

from climate_pathways.commands import (
    assess,
    brief,
    data,
    diff,
    fair,
    methods,
    pledge,
    region_map,
    show,
    snapshot,
)
from climate_pathways.commands.parser import Parser, add_language, preferred_language
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import LANGUAGES, mark, say

# What a shell expects of a command ended by Ctrl-C: 128 and the signal's number.
INTERRUPTED = 130
# In the order of the help.
COMMANDS = (show, pledge, assess, brief, diff, fair, data, methods, snapshot, region_map)
FOR_PROGRAMS = ("json", "csv", "iamc")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    keep_printing()
    options = parser(language_of(given)).parse_args(given)
    if any(getattr(options, form, False) for form in FOR_PROGRAMS):
        print_whole()
    try:
        return int(options.act(options))
    except PathwaysError as error:
        print(error.in_language(options.lang), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say(options.lang, mark("Interrupted.")), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (``pathways show KAZ | head``): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def keep_printing() -> None:
    """Print ``?`` for a letter the terminal does not know, such as ₂, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_whole() -> None:
    """Write data for a file or a program alike on every machine: in UTF-8, no letter replaced."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, also where the rest of the command line is wrong."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--lang", nargs="?", action="append", default=[])
    asked = [wanted for wanted in first.parse_known_args(arguments)[0].lang if wanted in LANGUAGES]
    return asked[-1] if asked else preferred_language()


def parser(language: str) -> Parser:
    """Return the parser of all commands, its help in a language."""
    root = Parser(
        language=language,
        prog="pathways",
        description=say(language, mark("Figures on the way to climate neutrality.")),
    )
    add_language(root, default=language)
    commands = root.add_subparsers(required=True, metavar=say(language, mark("COMMAND")))
    for command in COMMANDS:
        command.add(commands, language)
    return root


if __name__ == "__main__":
    sys.exit(main())

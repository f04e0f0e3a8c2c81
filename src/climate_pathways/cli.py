"""The command ``pathways``: the region's figures without a web site.

Finds the command, runs it, prints. Errors a person can mend go to stderr as one sentence in the
chosen language, with exit status 1 (2 for a wrong command line).
"""

# What takes long to import is imported by functions, so that ``main`` catches a Ctrl-C meanwhile.
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Parser

# What a shell expects of a command ended by Ctrl-C: 128 and the signal's number.
INTERRUPTED = 130
FOR_PROGRAMS = ("json", "csv", "iamc")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    status = 0
    try:
        try:
            status = run(given)
        finally:
            # Not when Python ends: what could not be written must be told, and be no success.
            if is_open("stdout"):
                sys.stdout.flush()
    except KeyboardInterrupt:
        return interrupted(given)
    except BrokenPipeError:
        # The reader of our output has gone (``pathways show KAZ | head``): nothing is wrong.
        let_go(sys.stdout)
    except OSError as error:
        let_go(sys.stdout)
        complain(unwritten(error, language_of(given)))
        return 1
    return status


def run(given: Sequence[str]) -> int:
    """Run one command; return its exit status. Raises ``OSError`` where its answer cannot be printed."""
    from climate_pathways.core.errors import PathwaysError
    from climate_pathways.core.wording import mark, say

    language = language_of(given)
    keep_printing()
    if not is_open("stdout"):
        complain(say(language, mark("The answer has nowhere to go: standard output is closed.")))
        return 1
    options = parser(language).parse_args(given)
    if any(getattr(options, form, False) for form in FOR_PROGRAMS):
        print_whole()
    try:
        return int(options.act(options))
    except PathwaysError as error:
        complain(error.in_language(options.lang))
        return 1


def is_open(name: str) -> bool:
    # Python has no stream at all where the shell closed it (``>&-``).
    return getattr(sys, name) is not None


def complain(text: str) -> None:
    """Print on stderr; where that is impossible, the exit status alone tells."""
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        let_go(sys.stderr)


def let_go(stream: TextIO) -> None:
    """Lead a stream that fails into nothing, or Python would fail once more when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def unwritten(error: OSError, language: str) -> str:
    from climate_pathways.core.errors import PathwaysError
    from climate_pathways.core.wording import mark

    # Streams have no name, files have.
    if error.filename is None:
        text = mark("The answer could not be written: {reason}.")
        return PathwaysError(text, reason=error).in_language(language)
    text = mark("{file}: {reason}")
    return PathwaysError(text, file=error.filename, reason=error).in_language(language)


def interrupted(given: Sequence[str]) -> int:
    """Say that the command was interrupted; return its exit status."""
    import signal

    # Impatient, a person presses twice: the sentence takes a moment where nothing is imported yet.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    from climate_pathways.core.wording import mark, say

    complain(say(language_of(given), mark("Interrupted.")))
    signal.signal(signal.SIGINT, before)
    return INTERRUPTED


def keep_printing() -> None:
    """Print ``?`` for a letter the terminal does not know, such as ₂, instead of failing."""
    import io
    import os

    # Without it, what is meant for stderr would be printed among the figures.
    if not is_open("stderr"):
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_whole() -> None:
    """Write data for a file or a program alike on every machine: in UTF-8, no letter replaced."""
    import io

    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, also where the rest of the command line is wrong."""
    import argparse

    from climate_pathways.commands.parser import preferred_language
    from climate_pathways.core.wording import LANGUAGES

    first = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    first.add_argument("--lang", nargs="?", action="append", default=[])
    asked = [wanted for wanted in first.parse_known_args(arguments)[0].lang if wanted in LANGUAGES]
    return asked[-1] if asked else preferred_language()


def parser(language: str) -> "Parser":
    """Return the parser of all commands, its help in a language."""
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
    from climate_pathways.commands.parser import Parser, add_language
    from climate_pathways.core.wording import mark, say

    root = Parser(
        language=language,
        prog="pathways",
        description=say(language, mark("Figures on the way to climate neutrality.")),
    )
    add_language(root, default=language)
    commands = root.add_subparsers(required=True, metavar=say(language, mark("COMMAND")))
    # In the order of the help.
    for command in (show, pledge, assess, brief, diff, fair, data, methods, snapshot, region_map):
        command.add(commands, language)
    return root


if __name__ == "__main__":
    sys.exit(main())

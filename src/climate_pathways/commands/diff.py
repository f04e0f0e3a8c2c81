"""``pathways diff OLD NEW``: what changed between two assessments of a country, and why."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_forms, file_name, write_rows
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark, say

if TYPE_CHECKING:
    from climate_pathways.assessment.assessment import Assessment
    from climate_pathways.commands.parser import Commands

# The order of columns in the file, by the keys of `Change.as_dict`; readers by position rely on it.
HEADER = (
    "chapter",
    "item",
    "pledge",
    "principle",
    "level",
    "year",
    "old",
    "new",
    "difference",
    "percent",
    "unit",
    "reasons",
)


def add(commands: "Commands", language: str) -> None:
    act = add_act(commands, "diff", language, mark("say what changed between two assessments, and why"))
    file = mark("a file that pathways assess --json wrote")
    act.add_argument("old", type=file_name, metavar=say(language, mark("OLD")), help=say(language, file))
    act.add_argument("new", type=file_name, metavar=say(language, mark("NEW")), help=say(language, file))
    least = say(language, mark("the least change that is shown, in percent (default 1)"))
    act.add_argument("--threshold", type=float, default=1.0, metavar="%", help=least)
    add_forms(act, language, mark("one row per change as CSV"))
    act.set_defaults(act=show_difference)


def show_difference(options: argparse.Namespace) -> int:
    from climate_pathways.assessment.difference import diff

    # Written so that “nan”, which argparse takes for a number, is refused as well: it lies between no two
    # ends.
    if not 0 <= options.threshold <= 100:
        raise PathwaysError(
            mark("The threshold must lie between 0 and 100 percent, not {value}."), value=options.threshold
        )
    old, new = read(options.old), read(options.new)
    comparison = diff(old, new, threshold=options.threshold / 100)
    if options.json:
        print(json.dumps(comparison.as_dict(), ensure_ascii=False, indent=1, allow_nan=False))
    elif options.csv:
        rows = [change.as_dict() for change in comparison.changes]
        write_rows([HEADER, *([_cell(row[name]) for name in HEADER] for row in rows)], sys.stdout)
    else:
        from climate_pathways.commands.text.assessment import comparison_lines

        print("\n".join(comparison_lines(old, new, comparison, options.lang)))
    return 0


def _cell(value: object) -> object:
    # Zero is a value, an absent one an empty cell.
    return "+".join(value) if isinstance(value, list) else "" if value is None else value


def read(file: Path) -> "Assessment":
    """Read an assessment that was written before; raise ``PathwaysError`` naming the file."""
    from climate_pathways.assessment.assessment import Assessment

    try:
        # As bytes: what is no UTF-8 is refused in our words, and does not end in a traceback.
        return Assessment.from_json(file.read_bytes())
    except OSError as error:
        raise PathwaysError(
            mark("{file} cannot be read: {reason}. Name a file that pathways assess --json wrote."),
            file=file.name,
            reason=error,
        ) from None
    except PathwaysError as error:
        raise PathwaysError(mark("{file}: {reason}"), file=file.name, reason=error) from None

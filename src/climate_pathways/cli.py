"""The command ``pathways``: the region's figures without a web site.

Reads arguments, calls one function, prints. Errors a person can mend go to stderr as one
sentence in the chosen language, with exit status 1 (2 for a wrong command line).
"""

import argparse
import csv
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from climate_pathways.countries import COUNTRIES
from climate_pathways.errors import PathwaysError
from climate_pathways.wording import LANGUAGES, mark, say

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    keep_printing()
    options = parser(language_of(given)).parse_args(given)
    try:
        return int(options.act(options))
    except PathwaysError as error:
        print(error.in_language(options.lang), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (``pathways show KAZ | head``): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def keep_printing() -> None:
    """Print ``?`` for a letter the terminal does not know, such as ₂, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def language_of(arguments: Sequence[str]) -> str:
    """Return the language asked for, also where the rest of the command line is wrong."""
    first = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    first.add_argument("--lang", nargs="?")
    wanted = first.parse_known_args(arguments)[0].lang
    return wanted if wanted in LANGUAGES else preferred_language()


def preferred_language() -> str:
    """Return the language of the terminal where we have it, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return wanted[:2] if wanted[:2] in LANGUAGES else "en"


# --- command line ---------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """A parser whose help is in one language, with the headings that argparse has in English only."""

    def __init__(self, *, language: str, **given: Any) -> None:
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


def parser(language: str) -> Parser:
    """Return the parser of all commands, its help in a language."""
    root = Parser(
        language=language,
        prog="pathways",
        description=say(language, mark("Figures on the way to climate neutrality.")),
    )
    commands = root.add_subparsers(required=True, metavar=say(language, mark("COMMAND")))
    _add_show(commands, language)
    _add_fair(commands, language)
    _add_snapshot(commands, language)
    _add_map(commands, language)
    return root


def _add(commands: "Commands", name: str, language: str, help_text: str) -> Parser:
    shown = say(language, help_text)
    return commands.add_parser(name, language=language, help=shown, description=shown)


def _add_act(commands: "Commands", name: str, language: str, help_text: str) -> Parser:
    act = _add(commands, name, language, help_text)
    in_which = say(language, mark("language of texts"))
    act.add_argument("--lang", choices=LANGUAGES, default=preferred_language(), help=in_which)
    return act


def _add_show(commands: "Commands", language: str) -> None:
    show = _add_act(commands, "show", language, mark("print a country's figures"))
    known = say(language, mark("one of {codes}, or REGION"), codes=", ".join(COUNTRIES))
    show.add_argument("country", metavar="ISO3", help=known)
    form = show.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say(language, mark("everything as JSON")))
    form.add_argument("--csv", action="store_true", help=say(language, mark("every yearly figure as CSV")))
    show.set_defaults(act=show_country)


def _add_fair(commands: "Commands", language: str) -> None:
    fair = _add_act(commands, "fair", language, mark("compute a country's fair share"))
    fair.add_argument("country", metavar="ISO3", help=say(language, mark("any country, such as KAZ")))
    year, file = say(language, mark("YEAR")), say(language, mark("FILE"))
    choices = mark(
        "fix a choice, or give what it is drawn from: threshold=7500, path=ssp119,ar6-c1, draws=2000, years=2030,2035"
    )
    fair.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help=say(language, choices))
    land_use = say(language, mark("count land use and forests too"))
    fair.add_argument("--with-land-use", action="store_true", help=land_use)
    path = say(language, mark("add global paths of your own (IAMC layout, CSV or XLSX)"))
    fair.add_argument("--path", type=Path, metavar=file, help=path)
    source = say(language, mark("add emissions of your own (CSV: iso3, year, value, unit)"))
    fair.add_argument("--source", type=Path, metavar=file, help=source)
    target = say(
        language, mark("compare with a target in Mt CO2e, YEAR:CENTRAL or YEAR:LOW:CENTRAL:HIGH, and rate it")
    )
    fair.add_argument("--target", metavar="YEAR:…", help=target)
    zero = say(language, mark("what zero by that year asks of each year"))
    fair.add_argument("--neutral-by", type=int, metavar=year, help=zero)
    form = fair.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=say(language, mark("everything as JSON")))
    rows = say(language, mark("median and 5–95 %% per principle and year as CSV"))
    form.add_argument("--csv", action="store_true", help=rows)
    fair.set_defaults(act=fair_country)


def _add_snapshot(commands: "Commands", language: str) -> None:
    group = _add(commands, "snapshot", language, mark("the shipped figures"))
    acts = group.add_subparsers(required=True, metavar=say(language, mark("ACT")))
    build = _add_act(acts, "build", language, mark("rebuild them from provider files"))
    verify = _add_act(acts, "verify", language, mark("check hashes, counts and units"))
    folder = say(language, mark("DIR"))
    own = say(language, mark("default: the package's own folder"))
    build.add_argument("--from", dest="origin", type=Path, required=True, metavar=folder)
    build.add_argument("--to", dest="target", type=Path, metavar=folder, help=own)
    build.set_defaults(act=build_snapshot)
    verify.add_argument("--in", dest="target", type=Path, metavar=folder, help=own)
    verify.set_defaults(act=verify_snapshot)


def _add_map(commands: "Commands", language: str) -> None:
    group = _add(commands, "map", language, mark("the region's map"))
    acts = group.add_subparsers(required=True, metavar=say(language, mark("ACT")))
    build = _add_act(acts, "build", language, mark("prepare it from a Natural Earth TopoJSON file"))
    file = say(language, mark("FILE"))
    own = say(language, mark("default: the package's own file"))
    build.add_argument("--from", dest="origin", type=Path, required=True, metavar=file)
    build.add_argument("--to", dest="target", type=Path, metavar=file, help=own)
    build.set_defaults(act=build_map)


# --- acts -----------------------------------------------------------------------------------


def show_country(options: argparse.Namespace) -> int:
    from climate_pathways import snapshot
    from climate_pathways.standing import standing_of

    standing = standing_of(options.country.upper(), snapshot.region())
    if options.json:
        print(json.dumps(standing.as_dict(), ensure_ascii=False, indent=1))
    elif options.csv:
        from climate_pathways.export import panel_rows

        write_rows(panel_rows(standing.panels.values(), standing.iso3), sys.stdout)
    else:
        from climate_pathways.report import lines

        print("\n".join(lines(standing, snapshot.region().sources, options.lang)))
    return 0


def fair_country(options: argparse.Namespace) -> int:
    from climate_pathways import fair_report

    asked = fair_report.Question(
        iso3=options.country.upper(),
        settings=tuple(options.set),
        with_land_use=options.with_land_use,
        path=options.path,
        source=options.source,
        target=options.target,
        neutral_by=options.neutral_by,
    )
    answer = fair_report.answer(asked, today=datetime.now(UTC).year)
    if options.json:
        print(answer.as_json())
    elif options.csv:
        write_rows(answer.rows(), sys.stdout)
    else:
        print("\n".join(answer.lines(options.lang)))
    return 0


def write_rows(rows: Sequence[Sequence[object]], target: TextIO) -> None:
    csv.writer(target, lineterminator="\n").writerows(rows)


def build_snapshot(options: argparse.Namespace) -> int:
    from climate_pathways.snapshot_build import build

    target = options.target or package_data("snapshot")
    manifest = build(
        options.origin,
        target,
        today=datetime.now(UTC).date(),
        progress=lambda name: print(say(options.lang, mark("reading {name}"), name=name), file=sys.stderr),
    )
    rows = sum(table["rows"] for table in manifest["tables"].values())
    print(
        say(
            options.lang,
            mark("Snapshot of {date}: {rows} figures from {sources} sources, all checks passed."),
            date=manifest["edition"], rows=rows, sources=len(manifest["sources"]),
        )
    )  # fmt: skip
    return 0


def verify_snapshot(options: argparse.Namespace) -> int:
    from climate_pathways import snapshot

    checked = snapshot.verify(options.target or snapshot.shipped())
    print(
        say(
            options.lang,
            mark("The snapshot of {date} is whole: {series} series of {places} places, SHA-256 {digest}."),
            date=checked.edition,
            series=len(checked.figures),
            places=len(checked.places()),
            digest=checked.digest[:16],
        )
    )
    return 0


def build_map(options: argparse.Namespace) -> int:
    from climate_pathways.boundaries import prepare

    target = options.target or package_data("region-map.json")
    content = prepare(options.origin)
    target.write_bytes(content)
    print(say(options.lang, mark("Map prepared: {size} bytes."), size=len(content)))
    return 0


def package_data(name: str) -> Path:
    """Return the place of a shipped data file, for writing in a source checkout."""
    return Path(__file__).parent / "data" / name


if __name__ == "__main__":
    sys.exit(main())

"""The command ``pathways``: the region's figures without a web site.

Reads arguments, calls one function, prints. Errors a person can mend go to stderr as one
sentence in the chosen language, with exit status 1 (2 for a wrong command line).
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from climate_pathways.countries import COUNTRIES
from climate_pathways.errors import PathwaysError
from climate_pathways.wording import LANGUAGES, mark, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    options = parser().parse_args(arguments)
    try:
        return int(options.act(options))
    except PathwaysError as error:
        print(error.in_language(options.lang), file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone (``pathways show KAZ | head``): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(prog="pathways", description="Figures on the way to climate neutrality.")
    commands = root.add_subparsers(required=True, metavar="COMMAND")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default=preferred_language(), help="language of texts")
    _add_show(commands, language)
    _add_fair(commands, language)
    _add_snapshot(commands, language)
    _add_map(commands, language)
    return root


def preferred_language() -> str:
    """Return the language of the terminal where we have it, else English."""
    wanted = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return wanted[:2] if wanted[:2] in LANGUAGES else "en"


def _add_show(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", language: argparse.ArgumentParser) -> None:  # fmt: skip
    show = commands.add_parser("show", parents=[language], help="print a country's figures")
    show.add_argument("country", metavar="ISO3", help=f"one of {', '.join(COUNTRIES)}, or REGION")
    form = show.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as JSON")
    form.add_argument("--csv", action="store_true", help="every yearly figure as CSV")
    show.set_defaults(act=show_country)


def _add_fair(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", language: argparse.ArgumentParser) -> None:  # fmt: skip
    fair = commands.add_parser("fair", parents=[language], help="compute a country's fair share")
    fair.add_argument("country", metavar="ISO3", help="any country, such as KAZ")
    fair.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="fix a choice, or give the values it is drawn from: threshold=7500, path=ssp119,ar6-c1, draws=2000, seed=1, years=2030,2035",
    )
    fair.add_argument("--with-land-use", action="store_true", help="count land use and forests too")
    fair.add_argument(
        "--path", type=Path, metavar="FILE", help="add global paths of your own (IAMC layout, CSV or XLSX)"
    )
    fair.add_argument(
        "--source", type=Path, metavar="FILE", help="add emissions of your own (CSV: iso3, year, value, unit)"
    )
    fair.add_argument(
        "--target", metavar="YEAR:LOW:CENTRAL:HIGH", help="compare with a target in Mt CO2e and rate it"
    )
    fair.add_argument(
        "--neutral-by", type=int, metavar="YEAR", help="what zero by that year asks of each year"
    )
    form = fair.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="everything as JSON")
    form.add_argument("--csv", action="store_true", help="median and 5–95 %% per principle and year as CSV")
    fair.set_defaults(act=fair_country)


def _add_snapshot(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", language: argparse.ArgumentParser) -> None:  # fmt: skip
    acts = commands.add_parser("snapshot", help="the shipped figures").add_subparsers(
        required=True, metavar="ACT"
    )
    build = acts.add_parser("build", parents=[language], help="rebuild them from provider files")
    build.add_argument("--from", dest="origin", type=Path, required=True, metavar="DIR")
    build.add_argument(
        "--to", dest="target", type=Path, metavar="DIR", help="default: the package's own folder"
    )
    build.set_defaults(act=build_snapshot)
    verify = acts.add_parser("verify", parents=[language], help="check hashes, counts and units")
    verify.add_argument(
        "--in", dest="target", type=Path, metavar="DIR", help="default: the package's own folder"
    )
    verify.set_defaults(act=verify_snapshot)


def _add_map(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", language: argparse.ArgumentParser) -> None:  # fmt: skip
    acts = commands.add_parser("map", help="the region's map").add_subparsers(required=True, metavar="ACT")
    build = acts.add_parser("build", parents=[language], help="prepare it from a Natural Earth TopoJSON file")
    build.add_argument("--from", dest="origin", type=Path, required=True, metavar="FILE")
    build.add_argument(
        "--to", dest="target", type=Path, metavar="FILE", help="default: the package's own file"
    )
    build.set_defaults(act=build_map)


# --- acts -----------------------------------------------------------------------------------


def show_country(options: argparse.Namespace) -> int:
    from climate_pathways import snapshot
    from climate_pathways.assessment import assess

    assessment = assess(options.country.upper(), snapshot.region())
    if options.json:
        print(json.dumps(assessment.as_dict(), ensure_ascii=False, indent=1))
    elif options.csv:
        from climate_pathways.export import panel_rows

        write_rows(panel_rows(assessment.panels.values(), assessment.iso3), sys.stdout)
    else:
        from climate_pathways.report import lines

        print("\n".join(lines(assessment, snapshot.region().sources, options.lang)))
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

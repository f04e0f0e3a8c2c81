"""``pathways assess KAZ``, ``pathways assess --all --to DIR``: a country's whole assessment."""

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import (
    add_act,
    add_choices,
    add_forms,
    add_own_files,
    ensure_known,
    file_name,
    report_notes,
    write_rows,
)
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark, say, say_number

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands
    from climate_pathways.fair_shares.choices import Parameters
    from climate_pathways.fair_shares.own_files import OwnFiles


def add(commands: "Commands", language: str) -> None:
    act = add_act(
        commands, "assess", language, mark("assess a country: pledges, fair shares, gap and rating")
    )
    known = say(language, mark("one of {codes}"), codes=", ".join(COUNTRIES))
    # May be left out for --all: `assess` asks for one of the two, in a sentence that says what to type.
    act.add_argument("country", metavar="ISO3", nargs="?", help=known)
    folder = say(language, mark("DIR"))
    all_twelve = mark("all twelve countries, each as a file in --to; an interrupted run goes on")
    act.add_argument("--all", action="store_true", help=say(language, all_twelve))
    act.add_argument(
        "--to", type=file_name, metavar=folder, help=say(language, mark("where --all writes its files"))
    )
    choices = mark("change an assumption: threshold=7500, path=ssp119, principles=ability_to_pay, draws=2000")
    add_choices(act, language, choices)
    add_own_files(act, language)
    today = say(language, mark("the year that counts as today (default: this year)"))
    # The clock is read by commands alone: below them a year comes in as an argument.
    act.add_argument(
        "--as-of", type=int, default=datetime.now(UTC).year, metavar=say(language, mark("YEAR")), help=today
    )
    add_forms(act, language, mark("every figure of the assessment as CSV"))
    act.set_defaults(act=assess)


def assess(options: argparse.Namespace) -> int:
    from climate_pathways.fair_shares import own_files
    from climate_pathways.fair_shares.choices import Parameters
    from climate_pathways.fair_shares.settings import parse

    # One of the two, and not both.
    if options.all == bool(options.country):
        raise PathwaysError(mark("Name a country such as KAZ, or --all for the twelve."))
    # Refused, not ignored: whoever names a folder looks for files in it afterwards.
    if options.to and not options.all:
        raise PathwaysError(
            mark("--to goes with --all. One country is printed: send it to a file with > FILE.")
        )
    if options.all and (options.json or options.csv):
        raise PathwaysError(
            mark("{option} is for one country: --all writes each as JSON into --to."),
            option="--json" if options.json else "--csv",
        )
    own = own_files.read(options.path, options.source)
    report_notes(own.notes, options.lang)
    # Files first, then settings: one that names `path` or `source` goes before the user’s own files.
    parameters = parse(options.set, own.levels(Parameters()))
    return _all(options, parameters, own) if options.all else _one(options, parameters, own)


def _one(options: argparse.Namespace, parameters: "Parameters", own: "OwnFiles") -> int:
    from climate_pathways.assessment.kept import assessment as assessment_of

    iso3 = options.country.upper()
    ensure_known(iso3)
    if sys.stderr.isatty():
        doing = say(
            options.lang,
            mark("Assessing {code}: {draws} draws …"),
            code=iso3,
            draws=say_number(options.lang, parameters.draws),
        )
        print(doing, file=sys.stderr)
    assessment = assessment_of(iso3, as_of=options.as_of, parameters=parameters, own_files=own)
    if options.json:
        print(assessment.as_json())
    elif options.csv:
        from climate_pathways.exports.rows import assessment_rows

        write_rows(assessment_rows([assessment]), sys.stdout)
    else:
        from climate_pathways.commands.text.assessment import assessment_lines

        print("\n".join(assessment_lines(assessment, options.lang)))
    return 0


def _all(options: argparse.Namespace, parameters: "Parameters", own: "OwnFiles") -> int:
    from climate_pathways.assessment.all_countries import assess_all
    from climate_pathways.core.naming import place_name

    if options.to is None:
        raise PathwaysError(mark("Say where the twelve files go: --to DIR."))
    done = 0

    def progress(iso3: str, was_there: bool) -> None:
        nonlocal done
        done += 1
        state = mark("{done}/{all} {place}: was there already") if was_there else mark("{done}/{all} {place}")
        name = place_name(iso3, options.lang)
        # On the other stream: what a program reads are the versions alone, one a line.
        print(say(options.lang, state, done=done, all=len(COUNTRIES), place=name), file=sys.stderr)

    versions = assess_all(
        tuple(COUNTRIES),
        options.to,
        parameters=parameters,
        as_of=options.as_of,
        own_files=own,
        progress=progress,
    )
    print("\n".join(f"{iso3} {version}" for iso3, version in versions.items()))
    return 0

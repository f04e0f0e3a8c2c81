"""``pathways pledge KAZ``: what a country promised, read step by step with places in its documents."""

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_forms, write_rows
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import mark, say

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    act = add_act(
        commands, "pledge", language, mark("read a country’s targets step by step, with places in documents")
    )
    known = say(language, mark("one of {codes}"), codes=", ".join(COUNTRIES))
    act.add_argument("country", metavar="ISO3", help=known)
    add_forms(act, language, mark("every number of targets and documents as CSV"))
    act.set_defaults(act=read_country)


def read_country(options: argparse.Namespace) -> int:
    from climate_pathways.commands.text.pledge import PledgeReport

    report = PledgeReport.of(options.country.upper(), as_of=datetime.now(UTC).year)
    if options.json:
        # A number that is none fails here: NaN is no JSON, and other programs would refuse the whole answer.
        print(json.dumps(report.as_dict(), ensure_ascii=False, indent=1, allow_nan=False))
    elif options.csv:
        write_rows(report.rows(), sys.stdout)
    else:
        print("\n".join(report.lines(options.lang)))
    return 0

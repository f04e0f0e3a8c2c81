"""``pathways show KAZ``: a country's figures."""

import argparse
import json
import sys
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_forms, write_rows
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import mark, say

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    show = add_act(commands, "show", language, mark("print a country’s figures"))
    known = say(language, mark("one of {codes}, or REGION"), codes=", ".join(COUNTRIES))
    show.add_argument("country", metavar="ISO3", help=known)
    add_forms(show, language, mark("every yearly figure as CSV"))
    show.set_defaults(act=show_country)


def show_country(options: argparse.Namespace) -> int:
    from climate_pathways.figures.snapshot import snapshot
    from climate_pathways.figures.standing import standing_of

    # Not `ensure_known`, as elsewhere: REGION is a place here, and `standing_of` refuses all others itself.
    standing = standing_of(options.country.upper(), snapshot.region())
    if options.json:
        print(json.dumps(standing.as_dict(), ensure_ascii=False, indent=1))
    elif options.csv:
        from climate_pathways.exports.rows import panel_rows

        write_rows(panel_rows(standing.panels.values(), standing.iso3), sys.stdout)
    else:
        from climate_pathways.commands.text.standing import lines

        print("\n".join(lines(standing, snapshot.region().sources, options.lang)))
    return 0

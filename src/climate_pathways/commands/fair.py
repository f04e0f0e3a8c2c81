"""``pathways fair KAZ``: a country's fair share, the way to neutrality, the rating of a target."""

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import (
    add_act,
    add_choices,
    add_forms,
    add_own_files,
    report_notes,
    write_rows,
)
from climate_pathways.core.wording import mark, say

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    fair = add_act(commands, "fair", language, mark("compute a country’s fair share"))
    fair.add_argument("country", metavar="ISO3", help=say(language, mark("any country, such as KAZ")))
    year = say(language, mark("YEAR"))
    choices = mark(
        "fix a choice, or give what it is drawn from: threshold=7500, path=ssp119,ar6-c1, draws=2000, years=2030,2035"
    )
    add_choices(fair, language, choices)
    land_use = say(language, mark("count land use and forests too"))
    fair.add_argument("--with-land-use", action="store_true", help=land_use)
    add_own_files(fair, language)
    target = say(
        language, mark("compare with a target in Mt CO₂e, YEAR:CENTRAL or YEAR:LOW:CENTRAL:HIGH, and rate it")
    )
    fair.add_argument("--target", metavar=say(language, mark("YEAR:…")), help=target)
    zero = say(language, mark("what zero by that year asks of each year"))
    fair.add_argument("--neutral-by", type=int, metavar=year, help=zero)
    # The percent sign twice: argparse fills in help texts itself.
    form = add_forms(fair, language, mark("median and 5–95 %% per principle and year as CSV"))
    iamc = say(language, mark("the same in the IAMC layout, which pyam reads"))
    form.add_argument("--iamc", action="store_true", help=iamc)
    fair.set_defaults(act=fair_country)


def fair_country(options: argparse.Namespace) -> int:
    from climate_pathways.commands.text.fair_question import Question
    from climate_pathways.commands.text.fair_share import answer as answer_to

    asked = Question(
        iso3=options.country.upper(),
        settings=tuple(options.set),
        with_land_use=options.with_land_use,
        path=options.path,
        source=options.source,
        target=options.target,
        neutral_by=options.neutral_by,
    )
    answer = answer_to(asked, today=datetime.now(UTC).year)
    report_notes(answer.notes, options.lang)
    if options.json:
        print(answer.as_json())
    elif options.csv:
        write_rows(answer.rows(), sys.stdout)
    elif options.iamc:
        write_rows(answer.iamc_rows(), sys.stdout)
    else:
        print("\n".join(answer.lines(options.lang)))
    return 0

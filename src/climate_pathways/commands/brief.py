"""``pathways brief UZB --out FILE.pdf``: the country brief, as an accessible PDF or as HTML."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from climate_pathways.commands.parser import add_act, add_choices, ensure_known, file_name
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark, say, say_number

# Endings that say which form a file has; any other says nothing.
ENDINGS = {".pdf": "PDF", ".html": "HTML", ".htm": "HTML"}

if TYPE_CHECKING:
    from climate_pathways.commands.parser import Commands


def add(commands: "Commands", language: str) -> None:
    act = add_act(commands, "brief", language, mark("write a country’s brief, two to four pages to print"))
    known = say(language, mark("one of {codes}"), codes=", ".join(COUNTRIES))
    act.add_argument("country", metavar="ISO3", help=known)
    file, year = say(language, mark("FILE")), say(language, mark("YEAR"))
    out = say(language, mark("where to write it"))
    act.add_argument("--out", type=file_name, required=True, metavar=file, help=out)
    form = say(language, mark("write HTML instead of PDF"))
    act.add_argument("--html", action="store_true", help=form)
    choices = mark("fix a choice, or give what it is drawn from: threshold=7500, path=ssp119, draws=2000")
    add_choices(act, language, choices)
    today = say(language, mark("the year that counts as today (default: this one)"))
    act.add_argument("--as-of", type=int, metavar=year, default=datetime.now(UTC).year, help=today)
    act.set_defaults(act=write_brief)


def write_brief(options: argparse.Namespace) -> int:
    from climate_pathways.assessment.kept import assessment as assessment_of
    from climate_pathways.core import written_file
    from climate_pathways.exports.brief.file import printed
    from climate_pathways.fair_shares.choices import Parameters
    from climate_pathways.fair_shares.settings import parse
    from climate_pathways.figures.snapshot import snapshot

    iso3, language = options.country.upper(), options.lang
    ensure_known(iso3)
    # Before the draws, which take a while.
    _ensure_one_form(options.out, as_html=options.html)
    written_file.ensure_writable(options.out)
    parameters = parse(options.set, Parameters())
    print(
        say(
            language,
            mark("Assessing {code}: {draws} draws …"),
            code=iso3,
            draws=say_number(options.lang, parameters.draws),
        ),
        file=sys.stderr,
    )
    assessment = assessment_of(iso3, as_of=options.as_of, parameters=parameters)
    content = printed(assessment, snapshot.region().sources, language, as_html=options.html)
    written_file.write(options.out, content)
    print(say(language, mark("Written: {path}, {size} kB."), path=options.out, size=len(content) // 1000))
    return 0


def _ensure_one_form(out: Path, *, as_html: bool) -> None:
    """Raise ``PathwaysError`` where the file's name says another form than ``--html``, or than its absence."""
    named, written = ENDINGS.get(out.suffix.lower()), "HTML" if as_html else "PDF"
    if out.suffix and named != written:
        if named is None:
            advice = mark("Name a file that ends in {ending}.")
        elif as_html:
            advice = mark("Leave --html out, or name a file that ends in .html.")
        else:
            advice = mark("Add --html, or name a file that ends in .pdf.")
        raise PathwaysError(
            mark("{path} would hold {form}, though its ending says otherwise. {advice}"),
            path=out,
            form=written,
            advice=PathwaysError(advice, ending=f".{written.lower()}"),
        )

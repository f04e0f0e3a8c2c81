#!/usr/bin/env python3
"""Write docs/reference/pledges.md (``bin/pledges.py write``): targets in force as their documents say."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import step_text
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import say_rounded
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.account import GROSS, NET
from climate_pathways.pledges.comparisons import Comparison, Span, today
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import read_pledge
from climate_pathways.pledges.words import (
    bracketed,
    condition_text,
    document_text,
    inventory_text,
    pledge_phrase,
)

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "pledges.md"
# Targets of years gone by are no longer judged.
AHEAD = 2026
HEAD = """# Pledges as their documents say them

Every target in force for a year ahead, on its document's own footing and beside its own inventory. Written by
`.venv/bin/python bin/pledges.py write` from the shipped pledges and figures; a test holds it to the code.

Amounts are Mt CO₂e in the document's own potentials: the central value, and in brackets the range of the
answers to what the document leaves open. *Net* counts land use, *gross* does not; the target's own footing
stands first. A change is set beside the latest year and the mean of the last five years of one inventory, net
with net and gross with gross; by a national inventory a cut from a base year is taken from that inventory's own
base year. A place is the section or table of the document, and the line of its plain text.
"""
COLUMNS = (
    "target",
    "promised in",
    "tonnes",
    "on the latest year",
    "on the mean of five years",
    "the central value rests on",
)
NAMES = {NET: "net", GROSS: "gross"}
BREAK = "<br>"


def page() -> str:
    """Return the whole page: one table a country."""
    figures, inputs = snapshots.load(snapshots.shipped()), fair_inputs.load()
    parts = [HEAD]
    for iso3, country in COUNTRIES.items():
        parts.append(f"## {country.name('en')}\n")
        parts.append(table(pledge_file.read(iso3), figures_of(iso3, inputs, figures)))
    return "\n".join(parts)


def table(pledges: Pledges, figures: PledgeFigures) -> str:
    rows = [
        row(meaning, pledges, figures)
        for pledge in pledges.current()
        if pledge.year >= AHEAD
        for meaning in (pledge, *pledges.variants(pledge))
    ]
    lines = [COLUMNS, tuple("---" for _ in COLUMNS), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def row(pledge: Pledge, pledges: Pledges, figures: PledgeFigures) -> tuple[str, ...]:
    phrase, condition = pledge_phrase(pledge, "en"), condition_text(pledge.condition, "en")
    target = f"or, understood otherwise: {phrase}" if pledge.variant_of else f"{phrase} ({condition})"
    try:
        own = read_pledge(pledge, pledges, figures).own
    except PathwaysError:
        own = None
    if own is None:
        return target, promised_in(pledge, pledges), "not readable in tonnes", "", "", ""
    latest = today(own.comparisons)
    return (
        target,
        promised_in(pledge, pledges),
        BREAK.join(tonnes(own)),
        compared(latest),
        compared(_means(own, latest)),
        BREAK.join(step(one, pledge, pledges) for one in own.steps),
    )


def promised_in(pledge: Pledge, pledges: Pledges) -> str:
    """Return the document, and the words of the promise with their place."""
    document = document_text(pledges.document(pledge.document), "en")
    if not pledge.printed:
        return f"{document}; not read in a document"
    text = named(pledges.text_of(pledge))
    return f"{document}; {pledge.place}, line {pledge.line} of {text}: “{pledge.printed}”"


def named(text: str) -> str:
    """Return the name that a text of a document is kept under, among the providers' files."""
    return text.removesuffix(".txt")


def tonnes(own: OwnReading) -> Iterator[str]:
    spans: dict[str, Span | None] = {NET: own.net, GROSS: own.gross}
    for footing in (NET, GROSS) if own.footing == NET else (GROSS, NET):
        span = spans[footing]
        if span is not None:
            yield f"{NAMES[footing]} {bracketed(span.central, span.low, span.high, 'en')}"
    if not own.gwp:
        yield "potentials not stated"


def compared(group: Sequence[Comparison]) -> str:
    """Return the changes net and gross, with the levels, the years and the inventory."""
    if not group:
        return "—"
    years = group[0].years
    when = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    changes = (
        f"{NAMES[one.footing]} {signed(one.percent.central)} ({say_rounded('en', one.level)})"
        for one in group
    )
    return BREAK.join((*changes, f"{when}, {inventory_text(group[0], 'en')}"))


def _means(own: OwnReading, latest: Sequence[Comparison]) -> list[Comparison]:
    """Return the means by the inventory of today, else those by the national one."""
    means = [one for one in own.comparisons if one.is_mean]
    source = latest[0].inventory if latest else ""
    return [one for one in means if one.inventory == source] or means


def signed(percent: float) -> str:
    written = f"{percent:+.0f}" if abs(percent) >= 10 else f"{percent:+.1f}"
    return written.replace("-", "−") + "\u00a0%"


def step(one: Step, pledge: Pledge, pledges: Pledges) -> str:
    """Return a step of the central value with the words it rests on, and another document's text by name."""
    text, values = step_text(one, "en"), dict(one.values)
    printed = str(values.get("printed", ""))
    quoted = text if not printed or f"“{printed}”" in text else f"{text}: “{printed}”"
    texts = {
        fact.text
        for fact in pledges.account(pledge).facts
        if (fact.line, fact.printed) == (values.get("line"), printed)
    }
    elsewhere = texts - {pledges.text_of(pledge)}
    return quoted if not elsewhere else f"{quoted}, in {named(elsewhere.pop())}"


if __name__ == "__main__":
    if sys.argv[1:] != ["write"]:
        sys.exit("Say what to do: bin/pledges.py write")
    PAGE.write_text(page(), encoding="utf-8")

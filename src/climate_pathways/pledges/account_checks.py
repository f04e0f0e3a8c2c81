"""Checks of a document's own account at the door: its numbers, its other aims, its disagreements."""

import math

from climate_pathways.core.entries import among, ensure
from climate_pathways.core.quantities import GWP_SETS
from climate_pathways.core.wording import mark
from climate_pathways.pledges.account import ACCOUNTS, THEMES, UNITS, Commitment, Difference, Fact
from climate_pathways.pledges.documents import CONDITIONS, Pledges


def texts_of(pledges: Pledges) -> tuple[str, ...]:
    """Return the files of every text that was read."""
    return tuple(text for document in pledges.documents for text in document.texts)


def check_fact(fact: Fact, pledges: Pledges, file: str) -> None:
    place = f"facts.{fact.id}"
    among(fact.account, ACCOUNTS, file, f"{place}.account")
    among(fact.quantity, tuple(UNITS), file, f"{place}.quantity")
    among(fact.unit, (UNITS[fact.quantity],), file, f"{place}.unit")
    if fact.gwp:
        among(fact.gwp, GWP_SETS, file, f"{place}.gwp")
    if fact.target:
        among(fact.target, tuple(target.id for target in pledges.targets), file, f"{place}.target")
    _check_place(fact, pledges, file, place)
    ensure(
        # “nan” and “inf” are numbers in TOML.
        math.isfinite(fact.value),
        file,
        f"{place}.value",
        fact.value,
        mark("a number."),
    )
    # What the series of figures and the projections of people cover, by which a fact is read.
    ensure(1850 <= fact.year <= 2100, file, f"{place}.year", fact.year, mark("a year from 1850 to 2100."))


def check_commitment(commitment: Commitment, pledges: Pledges, file: str) -> None:
    place = f"commitments.{commitment.id}"
    among(commitment.theme, THEMES, file, f"{place}.theme")
    among(commitment.condition, CONDITIONS, file, f"{place}.condition")
    _check_place(commitment, pledges, file, place)


def check_difference(difference: Difference, pledges: Pledges, file: str, place: str) -> None:
    _check_place(difference, pledges, file, place)
    _check_quotation(
        difference.other_text,
        difference.other_line,
        difference.other_printed,
        pledges,
        file,
        f"{place}.other_",
    )


def _check_place(entry: Fact | Commitment | Difference, pledges: Pledges, file: str, place: str) -> None:
    """Refuse an entry whose document or text is not one that was read, or that gives no place in it."""
    known = tuple(document.id for document in pledges.documents)
    among(entry.document, known, file, f"{place}.document")
    _check_quotation(entry.text, entry.line, entry.printed, pledges, file, f"{place}.")


def _check_quotation(text: str, line: int, printed: str, pledges: Pledges, file: str, before: str) -> None:
    among(text, texts_of(pledges), file, f"{before}text")
    ensure(line >= 1, file, f"{before}line", line, mark("the line of the text, from 1."))
    ensure(bool(printed), file, f"{before}printed", printed, mark("what stands there, word for word."))

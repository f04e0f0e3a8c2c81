"""How far the newest version of an NDC is from what a demand asks for, and which way it moved.

The rule, as the page states it: met, where every way to read the version in force reaches the number; else by
what moved since the version before: the evidence's comparison of versions for emissions and cuts, the two printed
numbers for all else. What no version states is not readable, and never counted as refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from climate_pathways.assessment import Assessment
from climate_pathways.pledges import SAME_WITHIN, Change
from tamyr.demands.logic.contradictions import DemandTarget
from tamyr.ndc.logic.stated import CUT, EMISSIONS, LESS, METHANE, YEARS, Number, in_force, numbers_of

MET, TOWARDS, UNCHANGED, AWAY, DEPENDS, SHORT, NOT_READABLE = (
    "met",
    "towards",
    "unchanged",
    "away",
    "depends",
    "short",
    "not-readable",
)
REACHED, MISSED, OPEN = "reached", "missed", "open"
# How the evidence names the outcome of comparing two versions.
BY_VERDICT = {"stronger": TOWARDS, "same": UNCHANGED, "weaker": AWAY, "depends": DEPENDS}


@dataclass(frozen=True)
class Alignment:
    """Where a demand stands beside the versions of an NDC, with all that the answer rests on.

    ``supported``: what the same version reaches with support from abroad, where that would be enough.
    """

    kind: str
    number: Number | None = None
    older: Number | None = None
    change: Change | None = None
    supported: Number | None = None


def alignment_of(asked: DemandTarget, assessment: Assessment) -> Alignment:
    """Return where a demand's number stands beside what the versions of its country's NDC state."""
    # A demand for a cut of methane names no year to count from.
    numbers = [] if asked.subject == METHANE else numbers_of(asked.subject, assessment)
    said = in_force(numbers, None if asked.subject in YEARS else asked.year)
    # What needs support from abroad never makes a demand met: it is told beside the answer.
    own = _together(number for number in said if not number.is_supported)
    supported = next(
        (number for number in said if number.is_supported and reach(asked, number) == REACHED), None
    )
    if own is None:
        return Alignment(NOT_READABLE, supported=supported)
    reached = reach(asked, own)
    if reached == REACHED:
        return Alignment(MET, own)
    older, change = _before(own, numbers, asked.subject), _change(own, asked.subject, assessment)
    # Some readings reach the number and some do not: which way it moved would not be the answer.
    kind = DEPENDS if reached == OPEN else _moved(asked.subject, own, older, change)
    return Alignment(kind, own, older, change, supported)


def _together(numbers: Iterable[Number]) -> Number | None:
    """Return what one version says in several places as one number: from the lowest to the highest."""
    listed = list(numbers)
    if not listed:
        return None
    low, high = min(number.low for number in listed), max(number.high for number in listed)
    return replace(listed[0], low=low, high=high)


def reach(asked: DemandTarget, number: Number) -> str:
    """Say whether a number is reached under every reading, under none, or under some."""
    value = float(asked.value)
    if asked.subject in LESS:
        # Below one percent is no difference, as between versions.
        limit = value * (1 + SAME_WITHIN) if asked.subject == EMISSIONS else value
        best, worst = number.low <= limit, number.high <= limit
    else:
        best, worst = number.high >= value, number.low >= value
    if worst:
        return REACHED
    return OPEN if best else MISSED


def _before(own: Number, numbers: Sequence[Number], subject: str) -> Number | None:
    """Return what the version before said of its own effort; for an earlier year it is carried on unchanged."""
    place = next(place for place, number in enumerate(numbers) if number.document == own.document)
    earlier = [
        number
        for number in numbers[:place]
        if not number.is_supported and (subject in YEARS or number.year <= own.year)
    ]
    # The versions come oldest first: of those before, the last one that says something.
    last = earlier[-1].document if earlier else None
    of_last = [number for number in earlier if number.document == last]
    year = max((number.year for number in of_last), default=None)
    return _together(number for number in of_last if subject in YEARS or number.year == year)


def _change(own: Number, subject: str, assessment: Assessment) -> Change | None:
    if subject not in (CUT, EMISSIONS):
        return None
    return next((change for change in assessment.changes if change.newer == own.entry.id), None)


def _moved(subject: str, own: Number, older: Number | None, change: Change | None) -> str:
    if subject in (CUT, EMISSIONS):
        # Two printed cuts may cover other gases or sectors: the evidence has compared what they mean in tonnes.
        return BY_VERDICT[change.verdict] if change else SHORT
    if older is None:
        return SHORT
    if (own.low, own.high) == (older.low, older.high):
        return UNCHANGED
    is_less = own.low <= older.low and own.high <= older.high
    is_more = own.low >= older.low and own.high >= older.high
    if not (is_less or is_more):
        return DEPENDS
    # Less is towards it where less is asked for, and away from it elsewhere.
    return TOWARDS if is_less == (subject in LESS) else AWAY

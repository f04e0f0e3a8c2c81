"""What the versions of an NDC state of a number that a demand asks for.

Only what a document prints counts, or what the evidence reads in it. A share of renewables, of forest or a year
of the last coal plant is taken from the aims in ``AIMS`` alone: other aims of the same theme speak of another
thing (solar power, nuclear power beside renewables, degraded forest), which no unit tells apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.pledges import ACTIVE, Commitment, Document, Pledge

NEUTRALITY, COAL_EXIT, EMISSIONS, CUT = "neutrality", "coal-exit", "emissions", "cut"
RENEWABLES, METHANE, FORESTS = "renewables", "methane", "forests"
SUBJECTS = (NEUTRALITY, COAL_EXIT, EMISSIONS, CUT, RENEWABLES, METHANE, FORESTS)
# Of these the number is itself a year.
YEARS = (NEUTRALITY, COAL_EXIT)
# Of these less is what a demand asks for.
LESS = (NEUTRALITY, COAL_EXIT, EMISSIONS)
# What a demand for a cut counts from, by the demand's own words.
BASE_YEAR = 1990
# Read one by one: the aims that state exactly what a demand of the subject asks for.
AIMS = {
    ("ARM", "ndc-3-renewables-2030"): RENEWABLES,
    ("KAZ", "ndc-1-updated-renewables-2030"): RENEWABLES,
    ("KAZ", "ndc-3-renewables-2035"): RENEWABLES,
    ("UZB", "ndc-2-renewables-share-2030"): RENEWABLES,
    ("UZB", "ndc-3-renewables-share-2030"): RENEWABLES,
    ("ARM", "ndc-1-forest-2050"): FORESTS,
    ("ARM", "ndc-1-updated-forest-2030"): FORESTS,
    ("BLR", "ndc-1-forest-cover-2030"): FORESTS,
    ("BLR", "ndc-2026-2035-forest-cover-2035"): FORESTS,
    ("UZB", "ndc-3-forest-share-2030"): FORESTS,
    ("UKR", "ndc-3-coal-2035"): COAL_EXIT,
}


@dataclass(frozen=True)
class Number:
    """A number that one version states: lowest and highest where its words leave a choice, and the entry that says it."""

    document: Document
    year: int
    low: float
    high: float
    entry: Pledge | Commitment

    @property
    def is_supported(self) -> bool:
        return self.entry.condition == "conditional"


def numbers_of(subject: str, assessment: Assessment) -> list[Number]:
    """Return what the versions of a country's NDC state of a subject, the oldest version first."""
    return [
        number
        for document in assessment.pledges.contributions()
        for number in _of(subject, document, assessment)
    ]


def in_force(numbers: Iterable[Number], year: int | None) -> list[Number]:
    """Return what the newest version in force says of a year; of every year where the number is itself one."""
    ahead = [number for number in numbers if number.document.status == ACTIVE and year in (None, number.year)]
    # Of the year that is asked for: a newer version that is silent about it does not take the number away.
    newest = ahead[-1].document if ahead else None
    return [number for number in ahead if number.document == newest]


def _of(subject: str, document: Document, assessment: Assessment) -> Iterator[Number]:
    # A variant is a second way to understand the same target: beside it, it would say it twice.
    targets = [target for target in assessment.pledges.of(document) if not target.variant_of]
    if subject == NEUTRALITY:
        yield from _years_of_neutrality(document, targets)
    elif subject == CUT:
        yield from (_cut(document, target) for target in targets if _is_cut(target))
    elif subject == EMISSIONS:
        for target in targets:
            yield from _tonnes(document, target, assessment)
    else:
        for aim in assessment.pledges.commitments_of(document):
            if AIMS.get((assessment.iso3, aim.id)) == subject and aim.year is not None:
                yield _aim(document, aim, subject)


def _years_of_neutrality(document: Document, targets: Iterable[Pledge]) -> Iterator[Number]:
    for target in targets:
        if target.type == "neutrality":
            yield Number(document, target.year, target.year, target.year, target)


def _is_cut(target: Pledge) -> bool:
    return target.type == "base-year" and target.base_year == BASE_YEAR and bool(target.reduction_percent)


def _cut(document: Document, target: Pledge) -> Number:
    # "Up to" promises no least cut.
    low = 0.0 if target.up_to else float(min(target.reduction_percent))
    return Number(document, target.year, low, float(max(target.reduction_percent)), target)


def _tonnes(document: Document, target: Pledge, assessment: Assessment) -> Iterator[Number]:
    """Yield a target in tonnes over both footings and every meaning of its words: a demand names no footing."""
    read = assessment.by_pledge.get(target.id)
    own = read.own if read else None
    if own is None or target.type == "neutrality":
        return
    spans = [span for span in (own.net, own.gross, *(span for _name, span in own.meanings)) if span]
    if spans:
        # “Up to” a cut sets no ceiling to what is emitted.
        high = float("inf") if target.up_to else max(span.high for span in spans)
        yield Number(document, target.year, min(span.low for span in spans), high, target)


def _aim(document: Document, aim: Commitment, subject: str) -> Number:
    assert aim.year is not None
    value = float(aim.year) if subject in YEARS else float(aim.value)
    return Number(document, aim.year, 0.0 if aim.up_to else value, value, aim)

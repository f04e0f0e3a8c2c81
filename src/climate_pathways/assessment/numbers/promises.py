"""What a country promised as rows: documents, targets, printed numbers, other aims, newer against older."""

from collections.abc import Iterator, Mapping, Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.row import (
    AIMS,
    CENTRAL,
    DOCUMENTS,
    FACTS,
    HIGHEST,
    LOWEST,
    MT,
    PLEDGES,
    TARGET,
    TARGET_WITH_LAND_USE,
    VERSIONS,
    YEARS_UNIT,
    Row,
)
from climate_pathways.pledges import readings as pledge_readings
from climate_pathways.pledges import versions as pledge_versions
from climate_pathways.pledges.account import Commitment, Fact
from climate_pathways.pledges.documents import Document, Pledge, Pledges
from climate_pathways.pledges.readings import ReadPledge


def entered(entry: Document | Pledge) -> dict[str, str]:
    """Return what a row says of the document or target it is entered from."""
    return {"pledge": entry.id, "source": entry.source, "method": "pledges"}


def promised_rows(
    pledges: Pledges, read: Mapping[str, ReadPledge], with_land_use: Sequence[ReadPledge] = ()
) -> Iterator[Row]:
    """Yield the rows of documents, targets, printed numbers and other aims; they need no fair shares.

    ``with_land_use``: readings of assessments of earlier releases, which read each target twice.
    """
    yield from _documents(pledges)
    former = {pledge.pledge.id: pledge for pledge in with_land_use}
    for pledge in pledges.targets:
        yield from _promised(pledge)
        if pledge.id in read:
            yield from _read(TARGET, read[pledge.id])
            yield from _own(read[pledge.id])
        if pledge.id in former:
            yield from _read(TARGET_WITH_LAND_USE, former[pledge.id])
    yield from _facts(pledges)
    yield from _aims(pledges)


def _documents(pledges: Pledges) -> Iterator[Row]:
    for document in pledges.documents:
        about = entered(document)
        yield Row(DOCUMENTS, "submitted_on", document.submitted_on.isoformat(), "", None, **about)
        yield Row(DOCUMENTS, "status", document.status, "", None, **about)
        yield Row(DOCUMENTS, "targets", document.targets, "", None, **about)


def _promised(pledge: Pledge) -> Iterator[Row]:
    """Yield a target as its document gives it."""
    about, year = {**entered(pledge), "passage": _passage(pledge)}, pledge.year
    for item in ("type", "condition", "status", "land_use"):
        yield Row(PLEDGES, item, str(getattr(pledge, item)), "", year, **about)
    if pledge.base_year:
        yield Row(PLEDGES, "base_year", pledge.base_year, YEARS_UNIT, year, **about)
    for item, unit in (("reduction_percent", "%"), ("target_mt_co2e", MT)):
        ends = getattr(pledge, item)
        words = (LOWEST, HIGHEST) if len(ends) > 1 else ("",)
        # Not strict: a target that does not give this number has one word for it and no end.
        for level, value in zip(words, ends, strict=False):
            # A file of pledges may give a whole number: 5 and 5.0 are one value, and must be one text.
            yield Row(PLEDGES, item, float(value), unit, year, level=level, **about)
    if pledge.t_co2e_per_person is not None:
        yield Row(PLEDGES, "t_co2e_per_person", pledge.t_co2e_per_person, "t CO2e/person", year, **about)


def _read(item: str, read: ReadPledge) -> Iterator[Row]:
    target, about = read.target, {**entered(read.pledge), "method": pledge_readings.METHOD}
    values = (target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
    for level, value in zip((LOWEST, CENTRAL, HIGHEST), values, strict=True):
        yield Row(PLEDGES, item, value, MT, target.year, level=level, **about)


def _own(read: ReadPledge) -> Iterator[Row]:
    """Yield a target on its document's own footing, and beside its inventory."""
    own, year = read.own, read.target.year
    if own is None:
        return
    about = {**entered(read.pledge), "method": pledge_readings.METHOD}
    for item, span in (("own_net", own.net), ("own_gross", own.gross)):
        ends = ((LOWEST, span.low), (CENTRAL, span.central), (HIGHEST, span.high)) if span else ()
        for level, value in ends:
            yield Row(PLEDGES, item, value, MT, year, level=level, **about)
    for comparison in own.comparisons:
        item = f"{'mean' if comparison.is_mean else 'latest'}_{comparison.footing}"
        # The inventory tells rows apart: one target stands beside the document’s own and the national one.
        beside = {**about, "level": comparison.inventory, "source": comparison.inventory}
        last = comparison.years[-1]
        yield Row(PLEDGES, item, comparison.level, MT, last, **beside)
        yield Row(PLEDGES, f"against_{item}", comparison.percent.central, "%", last, **beside)
    if own.bridge is not None:
        for series, factor in own.bridge.factors.items():
            scaled = {**about, "level": series, "source": f"{series}+{own.bridge.inventory}"}
            yield Row(PLEDGES, "bridge", factor, "fraction", own.bridge.years[-1], **scaled)


def _facts(pledges: Pledges) -> Iterator[Row]:
    """Yield every number that the documents print, as it is printed."""
    for fact in pledges.facts:
        about = _printed(pledges, fact) | {"pledge": fact.target or fact.document}
        yield Row(FACTS, f"{fact.quantity}:{fact.account}", float(fact.value), fact.unit, fact.year, **about)


def _aims(pledges: Pledges) -> Iterator[Row]:
    for aim in pledges.commitments:
        about = _printed(pledges, aim) | {"pledge": aim.document}
        yield Row(AIMS, aim.theme, float(aim.value), aim.unit, aim.year, **about)


def _printed(pledges: Pledges, entry: Fact | Commitment) -> dict[str, str]:
    citation = pledges.citation_of(entry.text)
    source = citation.id if citation else ""
    # A document prints several numbers of one kind and year: only the identifier tells them apart.
    return {"level": entry.id, "source": source, "method": "pledges", "passage": _passage(entry)}


def _passage(entry: Fact | Commitment | Pledge) -> str:
    # A target that names no text was read in the first text of its document.
    return f"{entry.place}, line {entry.line} of {entry.text}".removesuffix(" of ") if entry.line else ""


def version_rows(assessment: Assessment) -> Iterator[Row]:
    """Yield how each newer promise differs from the one before it."""
    for change in assessment.changes:
        both = [assessment.by_pledge[name].pledge.source for name in (change.older, change.newer)]
        about = {
            # `sentences.difference` takes the two apart again at the arrow.
            "pledge": f"{change.older} → {change.newer}",
            "source": "+".join(dict.fromkeys(both)),
            "method": pledge_versions.METHOD,
        }
        yield Row(VERSIONS, "verdict", change.verdict, "", change.year, **about)
        for level, value in ((LOWEST, change.low), (CENTRAL, change.central), (HIGHEST, change.high)):
            yield Row(VERSIONS, "change", value, MT, change.year, level=level, **about)

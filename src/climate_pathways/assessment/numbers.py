"""An assessment's numbers one by one: chapter, item, year, quantile, value, unit, source, method.

Every other form of an assessment (spreadsheet, comparison of versions, programmes) is made of these
rows, so that no form can differ from another. Names are the same in every language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from climate_pathways.assessment import axis_rows, criteria_rows, gap, neutrality, share_rows, suggestions
from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.core.provenance import Result
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN, QUANTILES
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges import readings as pledge_readings
from climate_pathways.pledges import versions as pledge_versions
from climate_pathways.pledges.account import Commitment, Fact
from climate_pathways.pledges.documents import Document, Pledge, Pledges
from climate_pathways.pledges.readings import ReadPledge

STANDING, SERIES, DOCUMENTS = "standing", "series", "documents"
PLEDGES, VERSIONS, NEUTRALITY = "pledges", "versions", "neutrality"
FACTS, AIMS = "facts", "aims"
SHARES, GAPS, RATING = share_rows.SHARES, share_rows.GAPS, axis_rows.RATING
ASKED, FLAGS = "suggestions", "flags"
CRITERIA = criteria_rows.CRITERIA
CHAPTERS = (
    STANDING,
    SERIES,
    DOCUMENTS,
    PLEDGES,
    FACTS,
    AIMS,
    VERSIONS,
    CRITERIA,
    NEUTRALITY,
    SHARES,
    GAPS,
    RATING,
    ASKED,
    FLAGS,
)
# What a country promised, without anything that is asked of it.
PROMISED = (DOCUMENTS, PLEDGES, FACTS, AIMS, VERSIONS)
LOWEST, CENTRAL, HIGHEST = share_rows.LOWEST, "central", share_rows.HIGHEST
TARGET, TARGET_WITH_LAND_USE = "target", "target_with_land_use"
MT = share_rows.MT
REPORTED, FAIR_SHARES = "reported", share_rows.FAIR_SHARES
YEARS_UNIT = "year"
# Numbers within a suggestion that are no Mt CO2e.
YEAR_NAMES = ("year", "promised", "first", "last", "latest", "base", "submitted")
UNIT_OF = {
    **dict.fromkeys(YEAR_NAMES, YEARS_UNIT),
    "percent": "%",
    "factor": "fraction",
    "gdp": "billion US$",
}


@dataclass(frozen=True)
class Row:
    """One number of an assessment, or one word where ``unit`` is empty.

    ``pledge``: the target or document it is about; ``principle``: the equity principle; ``level``:
    a quantile from 0 to 1, a word such as ``central`` for the ways to read a pledge, an inventory, or
    the identifier of a printed number; ``passage``: where a document prints it.
    """

    chapter: str
    item: str
    value: float | str
    unit: str
    year: int | None = None
    pledge: str = ""
    principle: str = ""
    level: str = ""
    source: str = ""
    method: str = ""
    passage: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Return what the row is about: the same in another version, whatever its value.

        A key figure is always of the latest year there is, so that its year is no part of this.
        """
        year = "" if self.chapter == STANDING else str(self.year or "")
        return self.chapter, self.item, self.pledge, self.principle, self.level, year


def rows(assessment: Assessment) -> Iterator[Row]:
    """Yield every row of an assessment, chapter by chapter, in one and the same order."""
    yield from _standing(assessment)
    yield from _series(assessment)
    yield from promised_rows(assessment.pledges, assessment.by_pledge, assessment.read_with_land_use)
    yield from _versions(assessment)
    yield from (Row(**about) for about in criteria_rows.answers(assessment))
    yield from _neutrality(assessment)
    yield from _shares(assessment)
    for judged in assessment.judged:
        yield from _gaps(assessment, judged)
    yield from _rating(assessment)
    yield from _suggestions(assessment)
    flags = sorted({*assessment.flags, *assessment.shares.flags})
    yield from (Row(FLAGS, flag, "yes", "") for flag in flags)


def share_spans(assessment: Assessment, years: Iterable[int]) -> Iterator[Row]:
    """Yield what stands beside the median of the mixture in each of ``years``: the span over principles."""
    yield from (Row(**about) for about in share_rows.spans(assessment, years))


def _made(result: Result) -> dict[str, str]:
    return {"source": "+".join(result.sources), "method": result.method}


def _entered(entry: Document | Pledge) -> dict[str, str]:
    return {"pledge": entry.id, "source": entry.source, "method": "pledges"}


# --- where the country stands -----------------------------------------------------------------


def _standing(assessment: Assessment) -> Iterator[Row]:
    for name, result in sorted(assessment.standing.results.items()):
        yield Row(STANDING, name, rounded(result.value), result.unit, result.year, **_made(result))
    for name, spread in sorted(assessment.standing.spreads.items()):
        for source, value in spread.values:
            about = {"level": source, "source": source, "method": REPORTED}
            yield Row(STANDING, f"by_source:{name}", rounded(value), spread.unit, spread.year, **about)


def _series(assessment: Assessment) -> Iterator[Row]:
    for name, panel in sorted(assessment.standing.panels.items()):
        for column in panel.columns:
            item, about = f"{name}:{column.role}", {"source": "+".join(column.sources), "method": REPORTED}
            yield from (
                Row(SERIES, item, value, panel.unit, year, **about)
                for year, value in zip(panel.years, column.values, strict=True)
                if value is not None
            )


# --- what it promised -------------------------------------------------------------------------


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
        about = _entered(document)
        yield Row(DOCUMENTS, "submitted_on", document.submitted_on.isoformat(), "", None, **about)
        yield Row(DOCUMENTS, "status", document.status, "", None, **about)
        yield Row(DOCUMENTS, "targets", document.targets, "", None, **about)


def _promised(pledge: Pledge) -> Iterator[Row]:
    """Yield a target as its document gives it."""
    about, year = {**_entered(pledge), "passage": _passage(pledge)}, pledge.year
    for item in ("type", "condition", "status", "land_use"):
        yield Row(PLEDGES, item, str(getattr(pledge, item)), "", year, **about)
    if pledge.base_year:
        yield Row(PLEDGES, "base_year", pledge.base_year, YEARS_UNIT, year, **about)
    for item, unit in (("reduction_percent", "%"), ("target_mt_co2e", MT)):
        ends = getattr(pledge, item)
        words = (LOWEST, HIGHEST) if len(ends) > 1 else ("",)
        for level, value in zip(words, ends, strict=False):
            yield Row(PLEDGES, item, float(value), unit, year, level=level, **about)
    if pledge.t_co2e_per_person is not None:
        yield Row(PLEDGES, "t_co2e_per_person", pledge.t_co2e_per_person, "t CO2e/person", year, **about)


def _read(item: str, read: ReadPledge) -> Iterator[Row]:
    target, about = read.target, {**_entered(read.pledge), "method": pledge_readings.METHOD}
    values = (target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
    for level, value in zip((LOWEST, CENTRAL, HIGHEST), values, strict=True):
        yield Row(PLEDGES, item, value, MT, target.year, level=level, **about)


def _own(read: ReadPledge) -> Iterator[Row]:
    """Yield a target on its document's own footing, and beside its inventory."""
    own, year = read.own, read.target.year
    if own is None:
        return
    about = {**_entered(read.pledge), "method": pledge_readings.METHOD}
    for item, span in (("own_net", own.net), ("own_gross", own.gross)):
        ends = ((LOWEST, span.low), (CENTRAL, span.central), (HIGHEST, span.high)) if span else ()
        for level, value in ends:
            yield Row(PLEDGES, item, value, MT, year, level=level, **about)
    for comparison in own.comparisons:
        item = f"{'mean' if comparison.is_mean else 'latest'}_{comparison.footing}"
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
    return {"level": entry.id, "source": source, "method": "pledges", "passage": _passage(entry)}


def _passage(entry: Fact | Commitment | Pledge) -> str:
    return f"{entry.place}, line {entry.line} of {entry.text}".removesuffix(" of ") if entry.line else ""


def _versions(assessment: Assessment) -> Iterator[Row]:
    for change in assessment.changes:
        both = [assessment.by_pledge[name].pledge.source for name in (change.older, change.newer)]
        about = {
            "pledge": f"{change.older} → {change.newer}",
            "source": "+".join(dict.fromkeys(both)),
            "method": pledge_versions.METHOD,
        }
        yield Row(VERSIONS, "verdict", change.verdict, "", change.year, **about)
        for level, value in ((LOWEST, change.low), (CENTRAL, change.central), (HIGHEST, change.high)):
            yield Row(VERSIONS, "change", value, MT, change.year, level=level, **about)


# --- what is asked of it ----------------------------------------------------------------------


def _neutrality(assessment: Assessment) -> Iterator[Row]:
    for pledge in assessment.pledges.neutrality():
        yield Row(NEUTRALITY, "promised_by", pledge.year, YEARS_UNIT, pledge.year, **_entered(pledge))
    for pathway in assessment.ways:
        for name, result in sorted(pathway.results.items()):
            value = rounded(result.value)
            yield Row(NEUTRALITY, name, value, result.unit, pathway.neutral_by, **_made(result))


def _shares(assessment: Assessment) -> Iterator[Row]:
    shares = assessment.shares
    # The mean of the series that fair shares start from: another number than the latest level.
    about = {"source": "+".join(share_rows.sources_of_today(assessment)), "method": FAIR_SHARES}
    yield Row(SHARES, "emitted", shares.current_mt_co2e, MT, shares.base_year, **about)
    for principle in shares.principles:
        about = {"principle": principle, "source": FAIR_SHARES, "method": principle}
        for year in shares.years:
            for level in QUANTILES:
                value = rounded(shares.at(principle, year, level))
                yield Row(SHARES, "share", value, MT, year, level=str(level), **about)
    yield from (Row(**about) for about in share_rows.together(assessment))
    yield from _left(assessment)
    yield from _contributions(assessment)


def _left(assessment: Assessment) -> Iterator[Row]:
    for principle, left in sorted(assessment.years_left.items()):
        about = {"principle": principle, "source": FAIR_SHARES, "method": neutrality.METHOD}
        for level, years in ((LOW, left.low), (MEDIAN, left.median), (HIGH, left.high)):
            value = rounded(years)
            yield Row(SHARES, "years_left", value, YEARS_UNIT, assessment.as_of, level=str(level), **about)


def _contributions(assessment: Assessment) -> Iterator[Row]:
    """Yield which part of the spread of all principles together each choice explains alone."""
    about = {"principle": OVERALL, "source": FAIR_SHARES, "method": OVERALL}
    for choice, parts in sorted(assessment.shares.contributions.get(OVERALL, {}).items()):
        for year, value in zip(assessment.shares.years, parts, strict=True):
            yield Row(SHARES, f"part_of_spread:{choice}", value, "fraction", year, **about)


def _gaps(assessment: Assessment, judged: PledgeAssessment) -> Iterator[Row]:
    year = assessment.by_pledge[judged.pledge].target.year
    for principle, against in sorted(judged.gaps.items()):
        about = {
            "pledge": judged.pledge,
            "principle": principle,
            "source": FAIR_SHARES,
            "method": gap.METHOD,
        }
        for item, values in (
            ("fair_share", (against.share_low, against.share_median, against.share_high)),
            ("gap", (against.gap_low, against.gap_median, against.gap_high)),
        ):
            for level, value in zip((LOW, MEDIAN, HIGH), values, strict=True):
                yield Row(GAPS, item, value, MT, year, level=str(level), **about)
        if principle == OVERALL:
            yield from (Row(**span) for span in share_rows.of_gap(assessment, judged, about))
        if against.gap_percent is not None:
            yield Row(GAPS, "gap_percent", against.gap_percent, "%", year, **about)
        yield Row(GAPS, "probability", against.probability, "fraction", year, **about)


def _rating(assessment: Assessment) -> Iterator[Row]:
    if assessment.headline:
        yield Row(RATING, "judged_by", assessment.headline, "", method="rating")
    yield from (Row(**about) for about in axis_rows.rows(assessment))
    for judged in assessment.judged:
        if judged.rating is None:
            continue
        year = assessment.by_pledge[judged.pledge].target.year
        rated, (lowest, highest) = judged.rating, judged.rating.range
        about = {"pledge": judged.pledge, "source": FAIR_SHARES, "method": f"rating-{rated.version}"}
        yield Row(RATING, "step", rated.step, "step", year, **about)
        yield Row(RATING, "step", lowest, "step", year, level=LOWEST, **about)
        yield Row(RATING, "step", highest, "step", year, level=HIGHEST, **about)
        for criterion in rated.criteria:
            yield Row(RATING, criterion.id, criterion.value, criterion.unit, year, **about)
            yield Row(RATING, f"{criterion.id}_step", criterion.step, "step", year, **about)


def _suggestions(assessment: Assessment) -> Iterator[Row]:
    """Yield the numbers within the suggested demands; their sentences differ by language."""
    for suggestion in assessment.suggestions:
        about = {
            "pledge": "+".join(suggestion.concerns),
            "source": FAIR_SHARES,
            "method": suggestions.METHOD,
        }
        said = dict(value for step in (suggestion.says, *suggestion.more) for value in step.values)
        for name, value in said.items():
            unit = "" if isinstance(value, str) else UNIT_OF.get(name, MT)
            yield Row(ASKED, f"{suggestion.id}:{name}", value, unit, None, **about)

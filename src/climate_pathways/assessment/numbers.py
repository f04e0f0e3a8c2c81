"""An assessment's numbers one by one: chapter, item, year, quantile, value, unit, source, method.

Every other form of an assessment (spreadsheet, comparison of versions, programmes) is made of these
rows, so that no form can differ from another. Names are the same in every language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from climate_pathways.assessment import gap, neutrality, rating
from climate_pathways.assessment.assessment import HEADLINE_SOURCE, Assessment, PledgeAssessment
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges import readings as pledge_readings
from climate_pathways.pledges import versions as pledge_versions
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.readings import ReadPledge

STANDING, SERIES, DOCUMENTS, PLEDGES, VERSIONS, NEUTRALITY, SHARES, GAPS, RATING, ASKED, FLAGS = (
    "standing", "series", "documents", "pledges", "versions", "neutrality", "fair-shares", "gaps",
    "rating", "suggestions", "flags",
)  # fmt: skip
CHAPTERS = (
    STANDING, SERIES, DOCUMENTS, PLEDGES, VERSIONS, NEUTRALITY, SHARES, GAPS, RATING, ASKED, FLAGS,
)  # fmt: skip
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
LOW, MEDIAN, HIGH = 0.05, 0.5, 0.95
LOWEST, CENTRAL, HIGHEST = "lowest", "central", "highest"
TARGET, TARGET_WITH_LAND_USE = "target", "target_with_land_use"
MT = "Mt CO2e"
YEARS_UNIT = "year"
# Numbers within a suggestion that are years; all others are Mt CO2e.
YEAR_NAMES = ("year", "promised", "first", "last")


@dataclass(frozen=True)
class Row:
    """One number of an assessment, or one word where ``unit`` is empty.

    ``pledge``: the target or document it is about; ``principle``: the equity principle; ``level``:
    a quantile from 0 to 1, or a word such as ``central`` for the ways to read a pledge.
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

    @property
    def key(self) -> tuple[str, ...]:
        """Return what the row is about: the same in another version, whatever its value.

        A key figure is always of the latest year there is, so that its year is no part of this.
        """
        year = "" if self.chapter == STANDING else str(self.year or "")
        return self.chapter, self.item, self.pledge, self.principle, self.level, year


def rows(found: Assessment) -> Iterator[Row]:
    """Yield every row of an assessment, chapter by chapter, in one and the same order."""
    yield from _standing(found)
    yield from _series(found)
    yield from _documents(found)
    yield from _pledges(found)
    yield from _versions(found)
    yield from _neutrality(found)
    yield from _shares(found)
    for judged in found.judged:
        yield from _gaps(found, judged)
    yield from _rating(found)
    yield from _suggestions(found)
    yield from (Row(FLAGS, flag, "yes", "") for flag in sorted({*found.flags, *found.shares.flags}))


# --- where the country stands -----------------------------------------------------------------


def _standing(found: Assessment) -> Iterator[Row]:
    for name, result in sorted(found.standing.results.items()):
        source = "+".join(result.sources)
        value = rounded(result.value)
        yield Row(STANDING, name, value, result.unit, result.year, source=source, method=result.method)
    for name, spread in sorted(found.standing.spreads.items()):
        for source, value in spread.values:
            yield Row(
                STANDING, f"by_source:{name}", rounded(value), spread.unit, spread.year, level=source,
                source=source, method="reported",
            )  # fmt: skip


def _series(found: Assessment) -> Iterator[Row]:
    for name, panel in sorted(found.standing.panels.items()):
        for column in panel.columns:
            source = "+".join(column.sources)
            yield from (
                Row(SERIES, f"{name}:{column.role}", value, panel.unit, year, source=source, method="reported")
                for year, value in zip(panel.years, column.values, strict=True)
                if value is not None
            )  # fmt: skip


# --- what it promised -------------------------------------------------------------------------


def _documents(found: Assessment) -> Iterator[Row]:
    for one in found.pledges.documents:
        about = {"pledge": one.id, "source": one.source, "method": "pledges"}
        yield Row(DOCUMENTS, "submitted_on", one.submitted_on.isoformat(), "", None, **about)
        yield Row(DOCUMENTS, "status", one.status, "", None, **about)
        yield Row(DOCUMENTS, "targets", one.targets, "", None, **about)


def _pledges(found: Assessment) -> Iterator[Row]:
    footings: tuple[tuple[str, Mapping[str, ReadPledge]], ...] = (
        (TARGET, found.by_pledge),
        (TARGET_WITH_LAND_USE, {one.pledge.id: one for one in found.read_with_land_use}),
    )
    for pledge in found.pledges.targets:
        yield from _promised(pledge)
        for item, read in footings:
            if pledge.id in read:
                yield from _read(item, read[pledge.id])


def _promised(pledge: Pledge) -> Iterator[Row]:
    """Yield a target as its document gives it."""
    about = {"pledge": pledge.id, "source": pledge.source, "method": "pledges"}
    year = pledge.year
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


def _read(item: str, one: ReadPledge) -> Iterator[Row]:
    target = one.target
    for level, value in (
        (LOWEST, target.low_mt_co2e), (CENTRAL, target.central_mt_co2e), (HIGHEST, target.high_mt_co2e),
    ):  # fmt: skip
        yield Row(
            PLEDGES, item, value, MT, target.year, pledge=one.pledge.id, level=level,
            source=one.pledge.source, method=pledge_readings.METHOD,
        )  # fmt: skip


def _versions(found: Assessment) -> Iterator[Row]:
    for one in found.changes:
        both = [found.by_pledge[name].pledge.source for name in (one.older, one.newer)]
        about = {
            "pledge": f"{one.older} → {one.newer}",
            "source": "+".join(dict.fromkeys(both)),
            "method": pledge_versions.METHOD,
        }
        yield Row(VERSIONS, "verdict", one.verdict, "", one.year, **about)
        for level, value in ((LOWEST, one.low), (CENTRAL, one.central), (HIGHEST, one.high)):
            yield Row(VERSIONS, "change", value, MT, one.year, level=level, **about)


# --- what is asked of it ----------------------------------------------------------------------


def _neutrality(found: Assessment) -> Iterator[Row]:
    for one in found.pledges.neutrality():
        about = {"pledge": one.id, "source": one.source, "method": "pledges"}
        yield Row(NEUTRALITY, "promised_by", one.year, YEARS_UNIT, one.year, **about)
    for pathway in found.ways:
        for name, result in sorted(pathway.results.items()):
            source = "+".join(result.sources)
            yield Row(
                NEUTRALITY, name, rounded(result.value), result.unit, pathway.neutral_by,
                source=source, method=result.method,
            )  # fmt: skip


def _shares(found: Assessment) -> Iterator[Row]:
    shares, source = found.shares, "fair-shares"
    yield Row(
        SHARES, "emitted", shares.current_mt_co2e, MT, shares.base_year,
        source=HEADLINE_SOURCE, method="reported",
    )  # fmt: skip
    for name in shares.principles:
        about = {"principle": name, "source": source, "method": name}
        for year in shares.years:
            for level in LEVELS:
                value = rounded(shares.at(name, year, level))
                yield Row(SHARES, "share", value, MT, year, level=str(level), **about)
    yield from _left(found)
    yield from _contributions(found)


def _left(found: Assessment) -> Iterator[Row]:
    for name, one in sorted(found.years_left.items()):
        for level, value in ((LOW, one.low), (MEDIAN, one.median), (HIGH, one.high)):
            yield Row(
                SHARES, "years_left", rounded(value), YEARS_UNIT, found.as_of, principle=name,
                level=str(level), source="fair-shares", method=neutrality.METHOD,
            )  # fmt: skip


def _contributions(found: Assessment) -> Iterator[Row]:
    """Yield which part of the spread of all principles together each choice explains alone."""
    for choice, parts in sorted(found.shares.contributions.get(OVERALL, {}).items()):
        for year, value in zip(found.shares.years, parts, strict=True):
            yield Row(
                SHARES, f"part_of_spread:{choice}", value, "fraction", year, principle=OVERALL,
                source="fair-shares", method=OVERALL,
            )  # fmt: skip


def _gaps(found: Assessment, judged: PledgeAssessment) -> Iterator[Row]:
    year = found.by_pledge[judged.pledge].target.year
    for name, one in sorted(judged.gaps.items()):
        about = {"pledge": judged.pledge, "principle": name, "source": "fair-shares", "method": gap.METHOD}
        for item, values in (
            ("fair_share", (one.share_low, one.share_median, one.share_high)),
            ("gap", (one.gap_low, one.gap_median, one.gap_high)),
        ):
            for level, value in zip((LOW, MEDIAN, HIGH), values, strict=True):
                yield Row(GAPS, item, value, MT, year, level=str(level), **about)
        if one.gap_percent is not None:
            yield Row(GAPS, "gap_percent", one.gap_percent, "%", year, **about)
        yield Row(GAPS, "probability", one.probability, "fraction", year, **about)


def _rating(found: Assessment) -> Iterator[Row]:
    if found.headline:
        yield Row(RATING, "judged_by", found.headline, "", method=rating.METHOD)
    for judged in found.judged:
        year = found.by_pledge[judged.pledge].target.year
        about = {
            "pledge": judged.pledge,
            "source": "fair-shares",
            "method": f"rating-{judged.rating.version}",
        }
        lowest, highest = judged.rating.range
        yield Row(RATING, "step", judged.rating.step, "step", year, **about)
        yield Row(RATING, "step", lowest, "step", year, level=LOWEST, **about)
        yield Row(RATING, "step", highest, "step", year, level=HIGHEST, **about)
        for one in judged.rating.criteria:
            yield Row(RATING, one.id, one.value, one.unit, year, **about)
            yield Row(RATING, f"{one.id}_step", one.step, "step", year, **about)


def _suggestions(found: Assessment) -> Iterator[Row]:
    """Yield the numbers within the suggested demands; their sentences differ by language."""
    for one in found.suggestions:
        for name, value in one.says.values:
            unit = "" if isinstance(value, str) else YEARS_UNIT if name in YEAR_NAMES else MT
            yield Row(
                ASKED, f"{one.id}:{name}", value, unit, pledge="+".join(one.concerns),
                source="fair-shares", method="suggestions",
            )  # fmt: skip

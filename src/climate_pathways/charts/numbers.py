"""The numbers in the pictures of an assessment, before they are drawn, said or listed.

All levels are Mt CO2e a year without land use.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import FORMER_LEVEL, Assessment, PledgeAssessment
from climate_pathways.assessment.gap import Gap
from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.core.panels import Column
from climate_pathways.core.quantiles import QUANTILES
from climate_pathways.fair_shares.choices import REFERENCE
from climate_pathways.fair_shares.result import OVERALL, PrincipleSpan
from climate_pathways.figures import level
from climate_pathways.pledges.documents import UNVERIFIED

UNIT = "Mt CO2e/year"
# At least so far; a promise of a later year makes the picture longer.
LAST_SHOWN = 2060


@dataclass(frozen=True)
class Share:
    """A fair share in a year: 5, 25, 50, 75 and 95 % of the draws."""

    principle: str
    year: int
    low: float
    lower: float
    median: float
    upper: float
    high: float


@dataclass(frozen=True)
class Promise:
    """A quantified pledge in force and ahead, over the ways to read it."""

    id: str
    year: int
    condition: str
    is_conditional: bool
    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Path:
    """A straight way to zero: as promised, or to the usual year where nothing is promised."""

    neutral_by: int
    is_promised: bool
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Against:
    """A pledge against the fair shares of all equity principles together.

    ``step``: of the axis of fair share, empty where it is not judged; in assessments by the first rule
    the number of its one scale. ``share_span``, ``gap_span``: of the principles' medians. ``ratio``:
    the pledge over its share of 1.5 °C, where there is one.
    """

    promise: Promise
    gap: Gap
    step: str | int
    share_span: PrincipleSpan
    gap_span: PrincipleSpan
    ratio: float | None = None


@dataclass(frozen=True)
class PathwayFigures:
    """What the way to neutrality shows.

    ``history``: the level without land use; ``band``: year, lowest and highest source; ``spans``: of ``fan``.
    """

    history: tuple[tuple[int, float], ...]
    history_sources: tuple[str, ...]
    band: tuple[tuple[int, float, float], ...]
    band_sources: tuple[str, ...]
    promises: tuple[Promise, ...]
    paths: tuple[Path, ...]
    pace: tuple[tuple[int, float], ...]
    fan: tuple[Share, ...]
    spans: tuple[PrincipleSpan, ...]
    main: Against | None
    last_year: int


@dataclass(frozen=True)
class PrincipleFigures:
    """What each principle asks for in one year, beside today's level and the pledge, if any.

    ``references``: the lines among ``shares`` that are only to compare with.
    """

    year: int
    shares: tuple[Share, ...]
    today: float
    today_year: int
    promise: Promise | None
    references: tuple[str, ...]


@dataclass(frozen=True)
class CountryFigures:
    """A country's main pledge and fair share, in % of its emissions in the base year."""

    iso3: str
    base_year: int
    against: Against | None
    today: float

    def percent(self, value: float) -> float:
        return 100 * value / self.today

    @property
    def pledge_percent(self) -> float:
        # Zero is never shown: without a target a country is told apart by `against`.
        return self.percent(self.against.promise.central) if self.against else 0.0

    @property
    def share_percent(self) -> float:
        return self.percent(self.against.gap.share_median) if self.against else 0.0


def share_in(assessment: Assessment, principle: str, year: int) -> Share:
    # By place: the quantiles come in the order of the fields.
    return Share(principle, year, *(assessment.shares.at(principle, year, level) for level in QUANTILES))


def promises(assessment: Assessment) -> Iterator[Promise]:
    """Yield the pledges in force that are ahead and stand beside the series that are drawn, by year."""
    for pledge in assessment.pledges.ahead(assessment.as_of):
        read = assessment.by_pledge.get(pledge.id)
        if read is not None and read.is_comparable:
            target = read.target
            yield Promise(
                pledge.id,
                pledge.year,
                pledge.condition,
                pledge.is_conditional,
                target.low_mt_co2e,
                target.central_mt_co2e,
                target.high_mt_co2e,
            )


def judged(assessment: Assessment) -> tuple[Against, ...]:
    """Return the pledges that could be judged, by year, a country's own effort first."""
    by_id = {judgement.pledge: judgement for judgement in assessment.judged}
    return tuple(
        _against(assessment, promise, by_id[promise.id])
        for promise in promises(assessment)
        if promise.id in by_id
    )


def _against(assessment: Assessment, promise: Promise, judged: PledgeAssessment) -> Against:
    axis, former = judged.axis, judged.rating
    return Against(
        promise,
        judged.overall,
        axis.step if axis else former.step if former else "",
        assessment.share_span(promise.year),
        assessment.gap_span(judged),
        axis.measure.value if axis and axis.measure else None,
    )


def main(assessment: Assessment) -> Against | None:
    return next((pledge for pledge in judged(assessment) if pledge.promise.id == assessment.headline), None)


def pathway_figures(assessment: Assessment) -> PathwayFigures:
    promised = tuple(promises(assessment))
    paths = tuple(_paths(assessment))
    last = max(
        [LAST_SHOWN, *(promise.neutral_by for promise in paths), *(promise.year for promise in promised)]
    )
    years = [year for year in assessment.shares.years if year <= last]
    # Whoever computes by choices of their own may leave out every
    # equity principle, or the line to compare with.
    known = assessment.shares.principles
    past, emitted = _level(assessment)
    return PathwayFigures(
        history=tuple((year, v) for year, v in zip(past, emitted.values, strict=True) if v is not None),
        history_sources=emitted.sources,
        band=tuple(_band(assessment)),
        band_sources=assessment.standing.panels["sources"].sources,
        promises=promised,
        paths=paths,
        pace=tuple((year, assessment.shares.at(REFERENCE, year)) for year in years if REFERENCE in known),
        fan=tuple(share_in(assessment, OVERALL, year) for year in years if OVERALL in known),
        spans=tuple(assessment.share_span(year) for year in years if OVERALL in known),
        main=main(assessment),
        last_year=last,
    )


def _level(assessment: Assessment) -> tuple[tuple[int, ...], Column]:
    """Return the years and values of the level without land use, as the assessment speaks of it."""
    panels = assessment.standing.panels
    # Assessments of earlier releases have no panel of the level: they are drawn by what stood at their head.
    for panel, role in (("level", level.GROSS), ("sources", FORMER_LEVEL)):
        columns = panels[panel].columns if panel in panels else ()
        found = next((column for column in columns if column.role == role), None)
        if found is not None:
            return panels[panel].years, found
    return panels["sources"].years, panels["sources"].columns[0]


def _band(assessment: Assessment) -> Iterator[tuple[int, float, float]]:
    """Yield the lowest and the highest source of each year in which there are several."""
    panel = assessment.standing.panels["sources"]
    for position, year in enumerate(panel.years):
        values = [v for column in panel.columns if (v := column.values[position]) is not None]
        if len(values) > 1:
            yield year, min(values), max(values)


def _paths(assessment: Assessment) -> Iterator[Path]:
    # A year from a document that nobody read is told of with its status, and not drawn as promised.
    promised = {pledge.year for pledge in assessment.pledges.neutrality() if pledge.status != UNVERIFIED}
    for pathway in assessment.ways:
        if pathway.neutral_by in promised or not promised:
            yield Path(pathway.neutral_by, pathway.neutral_by in promised, _points(pathway))


def _points(pathway: Neutrality) -> tuple[tuple[int, float], ...]:
    return (pathway.since, pathway.now), (pathway.neutral_by, 0.0)


def principle_figures(assessment: Assessment) -> PrincipleFigures:
    judged_by = main(assessment)
    year = judged_by.promise.year if judged_by else assessment.shares.year_without_target
    order = [OVERALL, *assessment.equity, *assessment.references]
    return PrincipleFigures(
        year=year,
        shares=tuple(
            share_in(assessment, name, year) for name in order if name in assessment.shares.principles
        ),
        today=assessment.shares.current_mt_co2e,
        today_year=assessment.shares.base_year,
        promise=judged_by.promise if judged_by else None,
        references=assessment.references,
    )


def compared(assessments: Sequence[Assessment]) -> tuple[CountryFigures, ...]:
    """Return the countries from the smallest gap, in % of today's emissions, to the widest; those
    that cannot be compared come last."""
    countries = [
        CountryFigures(
            assessment.iso3,
            assessment.shares.base_year,
            _comparable(assessment),
            assessment.shares.current_mt_co2e,
        )
        for assessment in assessments
    ]
    return tuple(
        sorted(
            countries,
            # The code comes last, so that equal gaps keep an order.
            key=lambda country: (
                country.against is None,
                country.pledge_percent - country.share_percent,
                country.iso3,
            ),
        )
    )


def _comparable(assessment: Assessment) -> Against | None:
    # A country that takes up what it emits has no level to take a percentage of.
    return main(assessment) if assessment.shares.current_mt_co2e > 0 else None

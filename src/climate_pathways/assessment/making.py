"""Making an assessment: from the shipped figures and reviewed pledges to one frozen result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from climate_pathways.assessment import budget_left, neutrality
from climate_pathways.assessment.assessment import Assessment, PledgeAssessment, Shares
from climate_pathways.assessment.axes.domestic import RegionalPathways, emitted_by_year, regional_pathways
from climate_pathways.assessment.axes.judging import AxisGrounds, axes_of, axis_of_pledge
from climate_pathways.assessment.budget_left import YearsLeft
from climate_pathways.assessment.digests import made_of, version_of
from climate_pathways.assessment.document_demands import NEUTRAL_BY
from climate_pathways.assessment.gap import gaps
from climate_pathways.assessment.grounds import Grounds, MainTarget, coal_of, methane_of
from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.assessment.suggestions import suggestions
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantiles import LIKELY
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.categories import CategoryShares, category_shares
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.own_files import OwnFiles
from climate_pathways.fair_shares.result import OVERALL, FairShares, principle_span
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures import level as levels
from climate_pathways.figures.by_source import BASE_YEAR, LAST_YEAR
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.figures.standing import standing_of
from climate_pathways.pledges import context, criteria
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.readings import ReadPledge, read_pledge
from climate_pathways.pledges.versions import changes


@dataclass(frozen=True)
class AssessmentInputs:
    """What assessments of several countries share: figures without land use, and all fair shares.

    ``categories``: fair shares of the IPCC's categories of paths; ``regional``: pathways of the region.
    """

    figures: Snapshot
    without_land_use: FairInputs
    fair: FairShares
    categories: CategoryShares
    regional: RegionalPathways
    as_of: int

    def assess(self, iso3: str) -> Assessment:
        """Return one country's assessment. Raises ``PathwaysError`` for another country, also of those that were not asked for."""
        if iso3 in COUNTRIES and iso3 not in self.fair.samples:
            text = mark("{code!r} is not among the countries that this was computed for: {known}.")
            raise PathwaysError(text, code=iso3, known=", ".join(self.fair.samples))
        if iso3 not in self.fair.samples:
            text = mark("{code!r} is not a country of analysis. The countries are: {known}.")
            raise PathwaysError(text, code=iso3, known=", ".join(COUNTRIES))
        return _Country(self, iso3).assessed()


def assessment_inputs(
    countries: Sequence[str] = tuple(COUNTRIES),
    *,
    as_of: int,
    parameters: Parameters | None = None,
    own_files: OwnFiles | None = None,
) -> AssessmentInputs:
    """Return what is needed to assess ``countries`` from the shipped figures.

    ``as_of``: the year that counts as today; ``own_files``: files of the user's own. Fair shares are
    computed once for all countries of the world. Raises ``PathwaysError`` for parameters out of bounds
    or that count land use: pledges are compared without it, since sources differ too much in it.
    """
    if parameters and parameters.with_land_use:
        text = mark(
            "Assessments compare emissions without land use. Use “pathways fair --with-land-use” for fair shares with it."
        )
        raise PathwaysError(text)
    # Before the first year no years left can be counted, and from the last on there is no way to zero:
    # refused once here rather than within a country.
    if not BASE_YEAR <= as_of < NEUTRAL_BY:
        text = mark("The year that counts as today must lie between {first} and {last}, not {year}.")
        raise PathwaysError(text, first=BASE_YEAR, last=NEUTRAL_BY - 1, year=as_of)
    folder = snapshots.shipped()
    figures, paths = snapshots.load(folder), snapshots.pathways(folder)
    own_files = own_files or OwnFiles()
    without_land_use = own_files.inputs(fair_inputs.assemble(figures, paths))
    return AssessmentInputs(
        figures=figures,
        without_land_use=without_land_use,
        fair=fair_shares(
            without_land_use, parameters, own_paths=own_files.paths, keep=countries, only=countries
        ),
        categories=category_shares(without_land_use, parameters or Parameters(), only=countries),
        regional=regional_pathways(paths),
        as_of=as_of,
    )


def levels_until(iso3: str, as_of: int, figures: Snapshot) -> tuple[Series, Series]:
    """Return a country's level without land use and its course, neither later than ``as_of``."""
    level, course = levels.gross(figures, iso3), levels.course(figures, iso3)
    if level is None or course is None:
        raise PathwaysError(mark("There are no emission figures of {place}."), place=iso3)
    # A way to zero cannot start from figures of after today: `pathway_to_zero` refuses them.
    return level.between(level.first_year, as_of), course.between(course.first_year, as_of)


def shares_of(fair: FairShares, iso3: str) -> Shares:
    """Return one country's part of the fair shares, rounded as an assessment holds it."""
    import msgspec

    # Its fields alone are taken over: what else `country` tells does not enter a frozen assessment.
    return msgspec.convert(fair.country(iso3), Shares)


def pledge_assessment(read: ReadPledge, fair: FairShares, categories: CategoryShares) -> PledgeAssessment:
    """Return a pledge, read without land use, against the fair shares. Raises as ``gap.gaps`` does."""
    by_principle = gaps(read.target, fair).by_principle
    return PledgeAssessment(read.pledge.id, dict(by_principle), axis=axis_of_pledge(read, categories))


@dataclass(frozen=True)
class _Country:
    inputs: AssessmentInputs
    iso3: str

    def assessed(self) -> Assessment:
        read, unread = self._read()
        judged = tuple(self._judged(read))
        headline = self._headline(judged)
        pathways = tuple(self._pathways())
        main = self._main_target(read, judged, headline)
        unnamed = Assessment(
            iso3=self.iso3,
            version="",
            as_of=self.inputs.as_of,
            standing=standing_of(self.iso3, self.inputs.figures),
            pledges=self.pledges,
            read=read,
            # Earlier releases read each target twice: the field stays, being a key of every frozen
            # assessment.
            read_with_land_use=(),
            unread=unread,
            changes=changes(self.pledges, {pledge.pledge.id: pledge for pledge in read}),
            shares=self.shares,
            judged=judged,
            headline=headline,
            ways=pathways,
            years_left=self._years_left(),
            suggestions=suggestions(self._grounds(read, main, pathways)),
            flags=self._flags(headline, unread),
            made_of=made_of(self.inputs.fair, self.inputs.figures, self.pledges, as_of=self.inputs.as_of),
            neutrality_criteria=criteria.read(self.iso3).neutrality,
            ndc_quality=criteria.read(self.iso3).quality,
            context=context.read(self.iso3).circumstances,
            axes=axes_of(self._axis_grounds(read)),
        )
        return replace(unnamed, version=version_of(unnamed))

    @cached_property
    def pledges(self) -> Pledges:
        return pledge_file.read(self.iso3)

    @cached_property
    def figures(self) -> PledgeFigures:
        return figures_of(self.iso3, self.inputs.without_land_use, self.inputs.figures)

    @cached_property
    def shares(self) -> Shares:
        return shares_of(self.inputs.fair, self.iso3)

    def _read(self) -> tuple[tuple[ReadPledge, ...], tuple[str, ...]]:
        read, unread = [], []
        for pledge in self.pledges.quantities():
            try:
                read.append(read_pledge(pledge, self.pledges, self.figures))
            except PathwaysError:
                # A pledge without figures to read it with is told of by a flag: the others still count.
                unread.append(pledge.id)
        return tuple(read), tuple(unread)

    def _judged(self, read: Sequence[ReadPledge]) -> Iterator[PledgeAssessment]:
        """Yield the assessment of every pledge in force whose year is ahead."""
        in_force = {pledge.id for pledge in self.pledges.current() if self._is_ahead(pledge)}
        # Without income of its own a country has no mixture of all principles to be judged by.
        if OVERALL not in self.inputs.fair.reported(self.iso3):
            return
        for pledge in read:
            # Without a recent common year of inventory and series there is a range, but no step.
            if pledge.pledge.id in in_force and pledge.is_comparable:
                yield pledge_assessment(pledge, self.inputs.fair, self.inputs.categories)

    def _is_ahead(self, pledge: Pledge) -> bool:
        fair = self.inputs.fair
        # `gaps` raises for a year outside those computed, and would leave the country without any
        # assessment.
        return max(self.inputs.as_of, fair.years[0]) <= pledge.year <= fair.years[-1]

    def _headline(self, judged: Sequence[PledgeAssessment]) -> str:
        """Return the pledge the country is judged by, empty where it cannot be compared."""
        headline = self.pledges.headline()
        return headline.id if headline and headline.id in {pledge.pledge for pledge in judged} else ""

    def _main_target(
        self, read: Sequence[ReadPledge], judged: Sequence[PledgeAssessment], headline: str
    ) -> MainTarget | None:
        assessed = next((pledge for pledge in judged if pledge.pledge == headline), None)
        if assessed is None:
            return None
        main = next(pledge for pledge in read if pledge.pledge.id == headline)
        return MainTarget(
            read=main,
            share=assessed.overall.share_median,
            span=principle_span(
                # Principles of the mixture alone: a line to compare with must not widen the span.
                {name: assessed.gaps[name].share_median for name in self.inputs.fair.weights}
            ),
            # A target is enough in a draw that lies above it: two thirds of the draws lie above the lower
            # third.
            likely=self.shares.at(OVERALL, main.target.year, 1 - LIKELY),
            probability=assessed.overall.probability,
        )

    def _grounds(
        self, read: tuple[ReadPledge, ...], main: MainTarget | None, pathways: tuple[Neutrality, ...]
    ) -> Grounds:
        """Return what suggested demands are made from."""
        found = criteria.read(self.iso3)
        return Grounds(
            pledges=self.pledges,
            main=main,
            promised=self._promised(read),
            read=read,
            pathways=pathways,
            answers={
                group: {answer.criterion: answer for answer in answers}
                for group, answers in (
                    (criteria.NEUTRALITY, found.neutrality),
                    (criteria.QUALITY, found.quality),
                )
            },
            methane=methane_of(self.iso3, self.inputs.figures),
            coal=coal_of(self.iso3, self.inputs.figures),
        )

    def _promised(self, read: Sequence[ReadPledge]) -> ReadPledge | None:
        """Return the target that the country speaks of first, if it lies ahead."""
        headline = self.pledges.headline()
        is_ahead = headline is not None and headline.year >= self.inputs.as_of
        return next((pledge for pledge in read if is_ahead and pledge.pledge == headline), None)

    def _axis_grounds(self, read: Sequence[ReadPledge]) -> AxisGrounds:
        """Return what the axes of the rating are made from: of the target spoken of first, if it lies ahead."""
        promised = self._promised(read)
        return AxisGrounds(
            promised=promised,
            account=self.pledges.account(promised.pledge) if promised else None,
            inventory=self.figures.inventory,
            # The course and not the level: an inventory of four years has no trend of ten.
            series=levels_until(self.iso3, self.inputs.as_of, self.inputs.figures)[1],
            emitted=emitted_by_year(self.inputs.without_land_use, self.inputs.fair.parameters, self.iso3),
            shares=self.inputs.categories,
            regional=self.inputs.regional,
            criteria=criteria.read(self.iso3),
            circumstances=context.read(self.iso3).circumstances,
        )

    def _pathways(self) -> Iterator[Neutrality]:
        level, course = levels_until(self.iso3, self.inputs.as_of, self.inputs.figures)
        promised = {pledge.year for pledge in self.pledges.neutrality()}
        for year in sorted({*promised, NEUTRAL_BY}):
            # A promised year that has passed would be refused, and the whole assessment with it.
            if year > self.inputs.as_of:
                yield neutrality.pathway_to_zero(
                    level, today=self.inputs.as_of, neutral_by=year, course=course
                )

    def _years_left(self) -> dict[str, YearsLeft]:
        fair = self.inputs.fair
        # A budget reaches to the last year computed: that of a shorter run is none to 2100.
        if fair.years[-1] != LAST_YEAR:
            return {}
        return budget_left.years_left(fair, self.iso3, today=self.inputs.as_of)

    def _flags(self, headline: str, unread: Sequence[str]) -> tuple[str, ...]:
        flags = [*self.pledges.flags(), *(["pledge-unread"] if unread else [])]
        if not headline:
            flags.append("nothing-to-judge")
        elif next(target for target in self.pledges.targets if target.id == headline).is_conditional:
            flags.append("only-conditional")
        return tuple(flags)

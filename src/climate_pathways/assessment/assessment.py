"""All of it for one country, as one frozen result: where it stands, what it promised, what is fair.

An assessment names the hashes of its figures and pledges, its parameters, seed and code: the
same of these give the same bytes. Its version names the whole, so that a page or a demand can
cite it and anybody can make it again.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from climate_pathways.assessment import neutrality, rating
from climate_pathways.assessment.gap import Gap, gaps
from climate_pathways.assessment.neutrality import Neutrality, YearsLeft
from climate_pathways.assessment.rating import Rating
from climate_pathways.assessment.suggestions import LIKELY, NEUTRAL_BY, MainTarget, Suggestion, suggestions
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import code_version
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.own_files import OwnFiles
from climate_pathways.fair_shares.result import OVERALL, FairShares
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.by_source import BASE_YEAR, LAST_YEAR
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.figures.standing import Standing, standing_of
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.readings import ReadPledge, read_pledge
from climate_pathways.pledges.versions import Change, changes

HEADLINE_SOURCE = "climate-watch"


@dataclass(frozen=True)
class Shares:
    """One country's fair shares: principle → year → level, Mt CO2e a year without land use.

    ``budgets``: principle → level, Mt CO2e from the base year to the last; ``contributions``:
    principle → choice → year, the part of the variance that the choice alone explains.
    """

    base_year: int
    current_mt_co2e: float
    years: tuple[int, ...]
    levels: tuple[float, ...]
    shares: dict[str, tuple[tuple[float, ...], ...]]
    budgets: dict[str, tuple[float, ...]]
    contributions: dict[str, dict[str, tuple[float, ...]]]
    flags: tuple[str, ...]

    @property
    def principles(self) -> tuple[str, ...]:
        return tuple(self.shares)

    def at(self, principle: str, year: float, level: float = 0.5) -> float:
        """Return one quantile in a year, straight between the years computed; Mt CO2e."""
        per_year = [float(np.interp(level, self.levels, row)) for row in self.shares[principle]]
        return float(np.interp(year, self.years, per_year))


@dataclass(frozen=True)
class PledgeAssessment:
    """A pledge in force against the fair shares: the gap to each principle, and the rating."""

    pledge: str
    gaps: dict[str, Gap]
    rating: Rating

    @property
    def overall(self) -> Gap:
        return self.gaps[OVERALL]


@dataclass(frozen=True)
class Assessment:
    """One country's frozen assessment.

    ``as_of``: the year that counts as today; ``read`` and ``read_with_land_use``: all quantified
    pledges on both footings; ``unread``: pledges that the figures do not suffice for; ``judged``:
    those in force and ahead; ``headline``: the pledge the country is judged by, empty where there
    is none; ``ways``: to each promised year of neutrality, and to 2050 in any case.
    """

    iso3: str
    version: str
    as_of: int
    standing: Standing
    pledges: Pledges
    read: tuple[ReadPledge, ...]
    read_with_land_use: tuple[ReadPledge, ...]
    unread: tuple[str, ...]
    changes: tuple[Change, ...]
    shares: Shares
    judged: tuple[PledgeAssessment, ...]
    headline: str
    ways: tuple[Neutrality, ...]
    years_left: dict[str, YearsLeft]
    suggestions: tuple[Suggestion, ...]
    flags: tuple[str, ...]
    made_of: dict[str, Any]

    @cached_property
    def by_pledge(self) -> dict[str, ReadPledge]:
        return {one.pledge.id: one for one in self.read}

    @property
    def main(self) -> PledgeAssessment | None:
        """Return the judgement of the pledge that the country is judged by."""
        return next((one for one in self.judged if one.pledge == self.headline), None)

    def as_json(self) -> str:
        """Return the assessment as JSON, byte-identical for the same inputs and code."""
        return canonical(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Assessment":
        """Read back what ``as_json`` wrote; raise ``PathwaysError`` for anything else."""
        import msgspec

        try:
            return msgspec.json.decode(text, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise PathwaysError(
                mark("This is not an assessment, or one of another release: {reason}"), reason=str(error)
            ) from None


def canonical(value: Any) -> str:
    """Return plain data with sorted keys; refuses what is not a number."""
    import msgspec

    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False, sort_keys=True, allow_nan=False)


# --- making ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Workshop:
    """What assessments of several countries share: figures, parameters, and all fair shares."""

    figures: Snapshot
    without_land_use: FairInputs
    with_land_use: FairInputs
    fair: FairShares
    as_of: int

    def assess(self, iso3: str) -> Assessment:
        """Return one country's assessment. Raises ``PathwaysError`` for another country."""
        if iso3 not in self.fair.samples:
            raise PathwaysError(
                mark("{code!r} is not a country of analysis. The countries are: {known}."),
                code=iso3, known=", ".join(COUNTRIES),
            )  # fmt: skip
        return _Country(self, iso3).assessed()


def workshop(
    countries: Sequence[str] = tuple(COUNTRIES),
    *,
    as_of: int,
    parameters: Parameters | None = None,
    own_files: OwnFiles | None = None,
) -> Workshop:
    """Return what is needed to assess ``countries`` from the shipped figures.

    ``as_of``: the year that counts as today; ``own_files``: files of the user's own. Fair shares are computed once for all countries of
    the world. Raises ``PathwaysError`` for parameters out of bounds or that count land use: pledges
    are compared without it, since sources differ too much in it.
    """
    if parameters and parameters.with_land_use:
        raise PathwaysError(
            mark("Assessments compare emissions without land use. Use “pathways fair --with-land-use” for fair shares with it.")
        )  # fmt: skip
    if not BASE_YEAR <= as_of < NEUTRAL_BY:
        raise PathwaysError(
            mark("The year that counts as today must lie between {first} and {last}, not {year}."),
            first=BASE_YEAR, last=NEUTRAL_BY - 1, year=as_of,
        )  # fmt: skip
    folder = snapshots.shipped()
    figures, paths = snapshots.load(folder), snapshots.pathways(folder)
    own_files = own_files or OwnFiles()
    without_land_use = own_files.inputs(fair_inputs.assemble(figures, paths))
    return Workshop(
        figures=figures,
        without_land_use=without_land_use,
        with_land_use=fair_inputs.assemble(figures, paths, with_land_use=True),
        fair=fair_shares(without_land_use, parameters, own_paths=own_files.paths, keep=countries),
        as_of=as_of,
    )


@dataclass(frozen=True)
class _Country:
    shop: Workshop
    iso3: str

    def assessed(self) -> Assessment:
        read, unread = self._read(with_land_use=False)
        judged = tuple(self._judged(read))
        headline = self.pledges.headline()
        main = headline.id if headline and headline.id in {one.pledge for one in judged} else ""
        pathways = tuple(self._pathways())
        found = Assessment(
            iso3=self.iso3,
            version="",
            as_of=self.shop.as_of,
            standing=standing_of(self.iso3, self.shop.figures),
            pledges=self.pledges,
            read=read,
            read_with_land_use=self._read(with_land_use=True)[0],
            unread=unread,
            changes=changes(self.pledges, {one.pledge.id: one for one in read}),
            shares=self._shares(),
            judged=judged,
            headline=main,
            ways=pathways,
            years_left=self._years_left(),
            suggestions=suggestions(self.pledges, self._main_target(read, judged, main), read, pathways),
            flags=self._flags(main, unread),
            made_of=self._made_of(),
        )
        return replace(found, version=version_of(found))

    @cached_property
    def pledges(self) -> Pledges:
        return pledge_file.read(self.iso3)

    @cached_property
    def figures(self) -> PledgeFigures:
        return figures_of(self.iso3, self.shop.without_land_use, self.shop.with_land_use)

    def _read(self, *, with_land_use: bool) -> tuple[tuple[ReadPledge, ...], tuple[str, ...]]:
        read, unread = [], []
        for pledge in self.pledges.quantities():
            variants = self.pledges.variants(pledge)
            try:
                read.append(read_pledge(pledge, self.figures, variants=variants, with_land_use=with_land_use))
            except PathwaysError:
                unread.append(pledge.id)
        return tuple(read), tuple(unread)

    def _judged(self, read: Sequence[ReadPledge]) -> Iterator[PledgeAssessment]:
        """Yield the judgement of every pledge in force whose year is ahead."""
        in_force = {pledge.id for pledge in self.pledges.current() if self._is_ahead(pledge)}
        if OVERALL not in self.shop.fair.reported(self.iso3):
            return
        for one in read:
            if one.pledge.id in in_force:
                found = gaps(one.target, self.shop.fair)
                yield PledgeAssessment(
                    one.pledge.id,
                    dict(found.by_principle),
                    replace(rating.rate(one.target, self.shop.fair), made_of={}),
                )

    def _is_ahead(self, pledge: Pledge) -> bool:
        return max(self.shop.as_of, self.shop.fair.years[0]) <= pledge.year <= self.shop.fair.years[-1]

    def _main_target(
        self, read: Sequence[ReadPledge], judged: Sequence[PledgeAssessment], main: str
    ) -> MainTarget | None:
        found = next((one for one in judged if one.pledge == main), None)
        if found is None:
            return None
        one = next(one for one in read if one.pledge.id == main)
        year = one.target.year
        return MainTarget(
            pledge=one.pledge,
            read=one,
            share=found.overall.share_median,
            likely=self._shares().at(OVERALL, year, 1 - LIKELY),
            probability=found.overall.probability,
            now=self._shares().current_mt_co2e,
        )

    def _shares(self) -> Shares:
        import msgspec

        return msgspec.convert(self.shop.fair.country(self.iso3), Shares)

    def _pathways(self) -> Iterator[Neutrality]:
        emissions = self.shop.without_land_use.series(self.iso3, HEADLINE_SOURCE)
        promised = {one.year for one in self.pledges.neutrality()}
        for year in sorted({*promised, NEUTRAL_BY}):
            if year > self.shop.as_of:
                yield neutrality.pathway_to_zero(emissions, today=self.shop.as_of, neutral_by=year)

    def _years_left(self) -> dict[str, YearsLeft]:
        fair = self.shop.fair
        if fair.years[-1] != LAST_YEAR:
            return {}
        return neutrality.years_left(fair, self.iso3, today=self.shop.as_of)

    def _flags(self, main: str, unread: Sequence[str]) -> tuple[str, ...]:
        found = [*self.pledges.flags(), *(["pledge-unread"] if unread else [])]
        if not main:
            found.append("nothing-to-judge")
        elif next(one for one in self.pledges.targets if one.id == main).is_conditional:
            found.append("only-conditional")
        return tuple(found)

    def _made_of(self) -> dict[str, Any]:
        return {
            **self.shop.fair.made_of(),
            "figures": {"edition": self.shop.figures.edition, "sha256": self.shop.figures.digest},
            "pledges": {
                "reviewed_on": self.pledges.reviewed_on.isoformat(),
                "sha256": hashlib.sha256(canonical(self.pledges).encode()).hexdigest(),
            },
            "rating_rule": rating.CURRENT_VERSION,
            "as_of": self.shop.as_of,
        }


def inputs_of(iso3: str, parameters: Parameters, *, as_of: int, own_files: OwnFiles | None = None) -> str:
    """Return a hash of all that an assessment from the shipped figures would be made of.

    It is known without computing anything: figures, pledges, parameters, rule, code and year.
    """
    manifest = snapshots.read_manifest(snapshots.shipped())
    parts = (
        snapshots.digest_of(manifest["tables"]), canonical(pledge_file.read(iso3)), canonical(parameters.as_dict()),
        str(rating.CURRENT_VERSION), str(as_of), code_version(), own_files.digest if own_files else "",
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def version_of(found: Assessment) -> str:
    """Return the name of an assessment: the date of its figures, and a hash of all it says."""
    content = canonical(replace(found, version=""))
    return f"{found.standing.edition}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"

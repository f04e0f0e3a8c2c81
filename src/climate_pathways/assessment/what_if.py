"""A published assessment asked again under other assumptions, for one target and its year.

Only the years that the answer needs are computed, with fewer draws, so that a page may ask on
request. The same question gives the same answer, and the command line repeats it.
"""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from climate_pathways.assessment import neutrality
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.making import levels_until, pledge_assessment, shares_of
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.allocation import fair_shares
from climate_pathways.fair_shares.categories import LAST_YEAR, VARIANTS, CategoryShares, category_shares
from climate_pathways.fair_shares.choices import EQUITY, REFERENCE, Level, Parameters
from climate_pathways.fair_shares.global_paths import JOIN_YEAR, GlobalPath
from climate_pathways.fair_shares.settings import as_typed, several_as_typed
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.targets import TargetEmissions

DRAWS = 1_000
OWN_TARGET = "own"
NO_FILES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class WhatIf:
    """What is asked to be otherwise. Empty: as published.

    ``levels``: choice → values it is drawn from; ``pledge``: the target judged (empty: the one the
    country is judged by); ``target``: one of one's own instead, as year and Mt CO2e without land
    use; ``neutral_by``: a year of neutrality.
    """

    levels: tuple[tuple[str, tuple[Level, ...]], ...] = ()
    principles: tuple[str, ...] = EQUITY
    pledge: str = ""
    target: tuple[int, float] | None = None
    neutral_by: int | None = None

    def parameters(self, year: int) -> Parameters:
        return Parameters(
            levels=dict(self.levels),
            principles=(*self.principles, REFERENCE),
            draws=DRAWS,
            # The join year is always among them: the common path is scaled by it.
            years=tuple(sorted({JOIN_YEAR, year})),
        )

    def command(self, iso3: str, target: TargetEmissions, files: Mapping[str, str] = NO_FILES) -> str:
        """Return the command that gives the same numbers, safe to be pasted into a shell.

        ``files``: the names of the user's own, by option (``path``, ``source``).
        """
        parameters = self.parameters(target.year)
        settings = {
            **{name: several_as_typed(levels) for name, levels in self.levels},
            "principles": ",".join(parameters.principles),
            "draws": str(parameters.draws),
            "years": ",".join(str(year) for year in parameters.years),
        }
        readings = (target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
        words = [f"pathways fair {iso3}"]
        # Joined by “=”: a file whose name begins with a hyphen would be taken for another option.
        words += [shlex.quote(f"--{option}={name}") for option, name in files.items()]
        words += [f"--set {shlex.quote(f'{name}={value}')}" for name, value in settings.items()]
        words.append(f"--target {target.year}:" + ":".join(map(as_typed, readings)))
        if self.neutral_by:
            words.append(f"--neutral-by {self.neutral_by}")
        return " ".join(words)


def ask(
    published: Assessment,
    asked: WhatIf,
    inputs: FairInputs,
    *,
    own_paths: Mapping[str, GlobalPath] | None = None,
) -> Assessment:
    """Return the assessment with one target judged anew; it has no version, since nobody publishes it.

    ``inputs``: without land use. Raises ``PathwaysError`` for parameters out of bounds, a target that
    is not there or not ahead, and a country without fair shares of its own.
    """
    pledges, read = _target(published, asked)
    year = read.target.year
    if year <= published.as_of:
        raise PathwaysError(
            mark("The target is for {year}; give one for a year after {today}."),
            year=year,
            today=published.as_of,
        )
    fair = fair_shares(
        inputs, asked.parameters(year), own_paths=own_paths, keep=(published.iso3,), only=(published.iso3,)
    )
    # Only the answer's own year is computed, and only on the published paths: so that a page need not wait.
    judged = pledge_assessment(read, fair, categories_of(inputs, fair.parameters, published.iso3))
    return replace(
        published,
        version="",
        pledges=pledges,
        read=tuple(pledge for pledge in published.read if pledge.pledge.id != read.pledge.id) + (read,),
        shares=shares_of(fair, published.iso3),
        judged=(judged,),
        headline=read.pledge.id,
        ways=_pathways(published, asked),
        # Both need what is not computed here: shares to 2100, and the grounds of all demands.
        years_left={},
        suggestions=(),
        made_of=fair.made_of(),
        axes=(judged.axis,) if judged.axis else (),
    )


def categories_of(inputs: FairInputs, parameters: Parameters, iso3: str) -> CategoryShares:
    """Return a country's fair shares of the categories of paths in those of the years asked that they reach."""
    # The paths of the categories end in 2050: a later target has a gap, and no step on this axis.
    years = tuple(year for year in parameters.years if year <= LAST_YEAR)
    return category_shares(inputs, parameters, years=years, variants=VARIANTS[:1], only=(iso3,))


def _target(published: Assessment, asked: WhatIf) -> tuple[Pledges, ReadPledge]:
    if asked.target is not None:
        return _own_target(published, *asked.target)
    name = asked.pledge or published.headline
    if name not in {pledge.id for pledge in published.pledges.current()} or name not in published.by_pledge:
        raise PathwaysError(
            mark("There is no such target to compare. Give an amount and a year of your own.")
        )
    return published.pledges, published.by_pledge[name]


def _own_target(published: Assessment, year: int, value: float) -> tuple[Pledges, ReadPledge]:
    """Return a target of one's own as one more pledge, beside those of the newest document in force."""
    active = [document for document in published.pledges.documents if document.status == kinds.ACTIVE]
    document = max(active or published.pledges.documents, key=lambda document: document.submitted_on)
    pledge = Pledge(
        id=OWN_TARGET,
        document=document.id,
        year=year,
        type=kinds.ABSOLUTE,
        condition=kinds.UNSPECIFIED,
        status=kinds.UNVERIFIED,
        source=document.source,
        target_mt_co2e=(value,),
        land_use="excluded",
    )
    # Alone, so that it stands in force whatever else there is for its year.
    pledges = replace(published.pledges, targets=(pledge,))
    # Without an account of a document: it stands in the series of the fair shares already, and so is
    # comparable.
    return pledges, ReadPledge(pledge, TargetEmissions(published.iso3, year, value, value, value), ())


def _pathways(published: Assessment, asked: WhatIf) -> tuple[neutrality.Neutrality, ...]:
    if asked.neutral_by is None:
        return published.ways
    # Read once for all questions: a page must not wait for the figures each time.
    level, course = levels_until(published.iso3, published.as_of, snapshot.region())
    return (
        neutrality.pathway_to_zero(level, today=published.as_of, neutral_by=asked.neutral_by, course=course),
    )

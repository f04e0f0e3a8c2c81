"""What suggested demands are made from, and what one of them is: a text, its numbers and their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares.result import PrincipleSpan
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges.account import GROSS, NET, Commitment, Fact
from climate_pathways.pledges.comparisons import Comparison, today
from climate_pathways.pledges.criteria import CriterionAnswer
from climate_pathways.pledges.documents import ACTIVE, Pledge, Pledges
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge

FIGURES = 3
# A factor near one must not read as one.
FIGURES_OF = {"factor": 4, "percent": 2}
# Source, methane, all gases: the national inventory, and what stands in where there is none. The page on methane
# speaks of the same two first.
METHANE_FROM = (
    (NATIONAL, "ch4_excl_lulucf_ar5", "ghg_excl_lulucf_ar5"),
    ("primap-histcr-2.6.1", "ch4_excl_lulucf_ar5", "ghg_excl_lulucf_ar5"),
)
COAL_FROM = ("ember", "elec_share_coal")


@dataclass(frozen=True)
class Passage:
    """Where a figure stands: the document's identifier, its place in it, the line of its text."""

    document: str
    place: str
    line: int


@dataclass(frozen=True)
class Suggestion:
    """One measurable demand: a marked text with its numbers, and the pledges it concerns.

    ``more``: what is said beside it; ``passages``: where the figures it rests on stand.
    """

    id: str
    says: Step
    concerns: tuple[str, ...] = ()
    more: tuple[Step, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class MainTarget:
    """What suggestions are made from: a country's main target and its fair share in that year.

    ``share``: median fair share, ``span``: that of the principles' medians, ``likely``: what at least two thirds of the draws allow, both
    Mt CO2e in the target's year without land use, in the international series; ``probability``: that
    the target is enough.
    """

    read: ReadPledge
    share: float
    span: PrincipleSpan
    likely: float
    probability: float


@dataclass(frozen=True)
class Indicator:
    """One figure of a year: its value, and percent of the whole it is a part of."""

    value: float
    percent: float
    year: int
    source: str


@dataclass(frozen=True)
class Grounds:
    """All that suggestions of one country are made from.

    ``main``: the target set beside a fair share; ``promised``: the target that the country speaks of
    first, also where none can be; ``methane``: Mt CO2e without land use; ``coal``: percent of electricity.
    """

    pledges: Pledges
    main: MainTarget | None
    promised: ReadPledge | None
    read: tuple[ReadPledge, ...]
    pathways: tuple[Neutrality, ...]
    answers: dict[str, dict[str, CriterionAnswer]]
    methane: Indicator | None
    coal: Indicator | None

    def answer(self, group: str, criterion: str) -> CriterionAnswer:
        return self.answers[group][criterion]

    def aims(self, theme: str) -> tuple[Commitment, ...]:
        """Return the aims of a theme in documents in force."""
        in_force = {document.id for document in self.pledges.documents if document.status == ACTIVE}
        aims = self.pledges.commitments
        return tuple(aim for aim in aims if aim.theme == theme and aim.document in in_force)


def methane_of(iso3: str, figures: Snapshot) -> Indicator | None:
    """Return a country's methane in the latest year, and its percent of all greenhouse gases."""
    for source, part, whole in METHANE_FROM:
        methane, ghg = (figures.series(iso3, source, name) for name in (part, whole))
        if methane is not None and ghg is not None:
            value, year = float(methane.values[-1]), int(methane.years[-1])
            # Of one and the same year: the two series may end in different ones.
            of_year = dict(zip(ghg.years.tolist(), ghg.values.tolist(), strict=True))
            if of_year.get(year):
                return Indicator(value, 100 * value / of_year[year], year, source)
    return None


def coal_of(iso3: str, figures: Snapshot) -> Indicator | None:
    """Return coal's percent of a country's electricity in the latest year."""
    share = figures.series(iso3, *COAL_FROM)
    if share is None:
        return None
    value = float(share.values[-1])
    # The figure is a percentage of the electricity already, so that both fields hold it.
    return Indicator(value, value, int(share.years[-1]), COAL_FROM[0])


def suggestion(
    name: str,
    text: str,
    *concerns: str,
    more: Sequence[Step] = (),
    passages: Sequence[Passage] = (),
    also: Mapping[str, Any] | None = None,
    **values: str | int | float,
) -> Suggestion:
    """Return one demand. ``also``: numbers that some of its texts hold beside ``values``."""
    says = step(text, **values, **(also or {}))
    # Two figures may stand in one line, which is cited once.
    return Suggestion(name, says, concerns, tuple(more), tuple(dict.fromkeys(passages)))


def step(text: str, **values: str | int | float) -> Step:
    """Return a text with its numbers, amounts to three figures."""
    shown = {
        # Years must come as whole numbers: of 2035.0 three figures make 2040.
        name: rounded(value, FIGURES_OF.get(name, FIGURES)) if isinstance(value, float) else value
        for name, value in values.items()
    }
    return Step(text, tuple(shown.items()))


def places(*entries: Pledge | Fact | CriterionAnswer | Commitment | None) -> tuple[Passage, ...]:
    """Return where entries stand; those that were not read at a place are left out."""
    return tuple(
        Passage(entry.document, entry.place, entry.line)
        for entry in entries
        if entry is not None and entry.line
    )


# --- the footing of a target --------------------------------------------------------------------


@dataclass(frozen=True)
class Footing:
    """A target on its document's own footing, Mt CO2e, and on the other one where land use is known."""

    name: str
    central: float
    low: float
    high: float
    other: float | None

    @property
    def other_name(self) -> str:
        return GROSS if self.name == NET else NET


def own_footing(own: OwnReading) -> Footing:
    # Where a target does not say whether land use counts, it is told without it, as its readings take it
    # first (`footings.on_footing`).
    name = NET if own.footing == NET and own.net else GROSS
    span, other = (own.net, own.gross) if name == NET else (own.gross, own.net)
    if span is None:
        # Whatever was read without being net is known without land use.
        raise ValueError(f"a target on no footing: {own.footing}")
    return Footing(name, span.central, span.low, span.high, other.central if other else None)


def levels_today(own: OwnReading) -> dict[str, Comparison]:
    """Return the latest year's comparisons by footing; none where no recent year is known."""
    return {comparison.footing: comparison for comparison in today(own.comparisons)}

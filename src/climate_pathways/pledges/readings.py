"""What a pledge means in tonnes: the document's own account first, then a tree of named questions.

The central value is what the document states for its target, or what follows from its own base,
intensity or baseline. The range answers a few named questions otherwise: how the words are meant,
which base, which end, which land use, which GDP, which series. Alternatives belong to the meaning
they are asked under. On the ambiguities: Rogelj et al. (2017), Understanding the origin of Paris
Agreement emission uncertainties, Nature Communications 8.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Step
from climate_pathways.core.publication import Citation, Method, Term
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import GROSS, Account
from climate_pathways.pledges.amounts import MEANING, SOURCE, Amount, Assumptions
from climate_pathways.pledges.comparisons import is_central
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.footings import Bridge, bridge, on_footing, on_potentials
from climate_pathways.pledges.inventory import NATIONAL_GWP
from climate_pathways.pledges.own_readings import Meaning, OwnReading, own_reading
from climate_pathways.pledges.promises import promised
from climate_pathways.pledges.questions import ASSUMPTIONS
from climate_pathways.pledges.targets import TargetEmissions

METHOD = "pledge_readings"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What a promised target means in tonnes: as its document states it, on the document’s own footing, "
        "compared with its own inventory, and carried over once to the series of the fair shares."
    ),
    formulas=("p = T", "p = B·(1 − r)", "p = I·G", "p = S·(1 − r)", "p* = (p − L)·f"),
    terms=(
        Term("p", mark("the target on its own footing, Mt CO₂e in its year")),
        Term("T", mark("the tonnes that the document states for the target")),
        Term("B", mark("emissions of the base year, as the document states them")),
        Term("r", mark("the promised cut")),
        Term("I", mark("the promised emissions per unit of GDP")),
        Term("G", mark("GDP of the target’s year, as the document expects it")),
        Term("S", mark("the document’s baseline without new measures")),
        Term("L", mark("land use in the target’s year, of the same inventory, where the target counts it")),
        Term("f", mark("an international series over the inventory, mean of the last three years of both")),
        Term("p*", mark("the target without land use in the series and potentials (AR6) of the fair shares")),
    ),
    rules=(
        mark("The central value takes the first of these that the document gives, in this order."),
        mark(
            "Land use of the target’s year is the document’s projection; else the mean of the last five years of "
            "the same inventory, with their least and greatest as the range."
        ),
        mark(
            "A target is compared with the latest year and the mean of the last five years of its own inventory, "
            "net with net and gross with gross."
        ),
        mark(
            "The range answers named questions: how the words are meant, which base, which end, which land use, "
            "which GDP, which series. Alternatives of one meaning stay under it."
        ),
    ),
    sources=(
        Citation(
            "Rogelj et al.",
            2017,
            "Understanding the origin of Paris Agreement emission uncertainties",
            "Nature Communications 8, 15748",
            "https://doi.org/10.1038/ncomms15748",
        ),
    ),
    weaknesses=(
        mark("A document may be wrong about its own numbers; where two of its places differ, we say so."),
        mark("Where no recent inventory exists, the step to the series of the fair shares is a range only."),
        mark("Gases and sectors that a target leaves out are not taken out of it."),
        mark(
            "From one report’s warming potentials to another’s we go by the country’s mix of gases in 2022, in "
            "PRIMAP-hist; in a base year such as 1990 the mix was another."
        ),
        mark(
            "Where a document names no warming potentials its tonnes count as they stand, and the page says so: if it "
            "counted by the IPCC’s second report, that is 4 to 16 percent too few beside the fair shares."
        ),
    ),
)


@dataclass(frozen=True)
class Reading:
    """One way to read a pledge: its assumptions, Mt CO2e (AR6), and the steps that lead there."""

    assumptions: Assumptions
    mt_co2e: float
    steps: tuple[Step, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "assumptions": dict(self.assumptions),
            "mt_co2e": self.mt_co2e,
            "steps": [{"text": step.text, "values": dict(step.values)} for step in self.steps],
        }


@dataclass(frozen=True)
class ReadPledge:
    """A pledge with all its readings on one footing as to land use, and on its own footing."""

    pledge: Pledge
    target: TargetEmissions
    readings: tuple[Reading, ...]
    own: OwnReading | None = None

    @property
    def is_comparable(self) -> bool:
        """Whether it may be set beside a fair share: its inventory meets the series in recent years."""
        # Assessments of releases that did not read documents step by step have no bridge: they held no target
        # back.
        return self.own is None or (self.own.bridge is not None and self.own.bridge.is_recent)

    def what_matters(self) -> tuple[tuple[str, float], ...]:
        """Return how far apart the levels of each assumption lie on average, Mt CO2e, widest first."""
        widths = {}
        for name in ASSUMPTIONS:
            groups: dict[str, list[float]] = {}
            for reading in self.readings:
                for level in (level for assumed, level in reading.assumptions if assumed == name):
                    groups.setdefault(level, []).append(reading.mt_co2e)
            # Means, not ends: the ends of a level hold the spread of all other assumptions.
            means = [fmean(values) for values in groups.values()]
            if means and max(means) > min(means):
                widths[name] = rounded(max(means) - min(means))
        return tuple(sorted(widths.items(), key=lambda pair: -pair[1]))

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.pledge.id,
            "target": self.target.as_dict(),
            "own": self.own.as_dict() if self.own else None,
            "readings": [reading.as_dict() for reading in self.readings],
            "what_matters": dict(self.what_matters()),
        }


def read_pledge(pledge: Pledge, pledges: Pledges, figures: PledgeFigures) -> ReadPledge:
    """Return a pledge in tonnes: on its own footing, and without land use in AR6 potentials.

    Raises ``PathwaysError`` for a promise of neutrality, which is a year and no amount, and where
    neither the document nor a national inventory gives what its words refer to.
    """
    if pledge.type == kinds.NEUTRALITY:
        raise PathwaysError(
            mark("{id} promises neutrality by {year}: that is a way, not an amount."),
            id=pledge.id,
            year=pledge.year,
        )
    meanings = [
        (meaning, account, amounts)
        for meaning in (pledge, *pledges.variants(pledge))
        for account in (pledges.account(meaning),)
        if (amounts := promised(meaning, account, figures))
    ]
    over = bridge(pledges.account(pledge), figures)
    # Another way to understand a target does not stand in for the first one, which leads the readings.
    if not meanings or meanings[0][0] != pledge or over is None:
        raise _unread(pledge, figures)
    centres = _centres(meanings[0], figures)
    # Not whether anything can be read: a second meaning may be without land use, and the first one with it.
    if not centres:
        raise _unread(pledge, figures)
    readings = tuple(_readings(meanings, over, figures))
    own = own_reading(meanings, over, figures)
    return ReadPledge(pledge, _target(pledge, readings, centres, over, figures), readings, own)


def _unread(pledge: Pledge, figures: PledgeFigures) -> PathwaysError:
    return PathwaysError(
        mark(
            "{id} of {place} cannot be read in tonnes with the figures there are. Give the document’s own amounts."
        ),
        id=pledge.id,
        place=figures.iso3,
    )


def _readings(meanings: Sequence[Meaning], over: Bridge, figures: PledgeFigures) -> Iterator[Reading]:
    for pledge, account, amounts in meanings:
        for amount in amounts:
            for gross in _on_national(amount, account, figures):
                for source, factor in over.factors.items():
                    # Words that can be understood in one way only leave no question open.
                    meant = ((MEANING, _meaning(pledge)),) if len(meanings) > 1 else ()
                    step = _over(factor, over)
                    scaled = gross.then(gross.value * factor, step, (SOURCE, source))
                    yield Reading((*meant, *scaled.assumptions), rounded(scaled.value), scaled.steps)


def _on_national(amount: Amount, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield an amount without land use in the potentials of the national inventories."""
    for gross in on_footing(amount, GROSS, account, figures):
        yield on_potentials(gross, NATIONAL_GWP, figures)


def _meaning(pledge: Pledge) -> str:
    """Return a level's name: its kind, and the number that tells two meanings of a kind apart."""
    number = max(pledge.reduction_percent, default=pledge.t_co2e_per_person)
    return pledge.type if number is None else f"{pledge.type}:{number:g}"


def _over(factor: float, over: Bridge) -> Step:
    return Step(
        mark("times {factor}: the international series over the inventory, {years}"),
        (("factor", rounded(factor, 4)), ("years", ", ".join(str(year) for year in over.years))),
    )


def _centres(main: Meaning, figures: PledgeFigures) -> list[float]:
    """Return the central amounts without land use, both of a promised range; none where land use is unknown."""
    _, account, amounts = main
    central = (amount for amount in amounts if is_central(amount, amounts))
    # The first way to take land use out is the central one.
    firsts = (next(_on_national(amount, account, figures), None) for amount in central)
    return [amount.value for amount in firsts if amount is not None]


def _target(
    pledge: Pledge,
    readings: Sequence[Reading],
    centres: Sequence[float],
    over: Bridge,
    figures: PledgeFigures,
) -> TargetEmissions:
    """Return the target beside fair shares: the central amount times the mean factor, and the ends of all readings."""
    values = [reading.mt_co2e for reading in readings]
    central = rounded(fmean(centres) * over.central)
    # Each is rounded by itself, so that the central value may pass an end by its last digit.
    low, high = min(*values, central), max(*values, central)
    step = Step(
        mark(
            "central value {central}; {count} answers to the open questions reach from {low} to {high} Mt CO₂e"
        ),
        (("central", central), ("count", len(values)), ("low", low), ("high", high)),
    )
    return TargetEmissions(
        figures.iso3, pledge.year, low, central, high, conditional=pledge.is_conditional, steps=(step,)
    )

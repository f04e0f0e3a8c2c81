"""What a pledge means in tonnes: every way to read it, each step recorded.

A text leaves open which series it counts with, which warming potentials, whether land use is in
it, which growth of GDP or which baseline. Each combination is one reading; the pledge's quantity
is the range of its readings, the central one their median. Nothing is averaged away: each
reading keeps its assumptions. The ambiguities are those of Rogelj et al. (2017), Understanding
the origin of Paris Agreement emission uncertainties, Nature Communications 8.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Step
from climate_pathways.core.publication import Citation, Method, Term
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.figures.by_source import BASE_YEAR
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.amounts import (
    END,
    GDP,
    GWP,
    LAND,
    MEANING,
    PEOPLE,
    REFERENCE,
    SOURCE,
    Amount,
    Assumptions,
    promised,
)
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.targets import TargetEmissions

METHOD = "pledge_readings"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What a promised target means in tonnes, over every way to read its words: the range of all readings, "
        "and their median."
    ),
    formulas=("p = B·(1 − r)·h − L",),
    terms=(
        Term("p", mark("one reading of the target, Mt CO₂e in its year, with the potentials of AR6")),
        Term("B", mark("emissions of the base year, or the baseline of the target’s year")),
        Term("r", mark("the promised cut")),
        Term(
            "h",
            mark("growth of GDP from the base year to the target’s, for a cut per unit of GDP; otherwise 1"),
        ),
        Term("L", mark("land use in the latest year, where the target counts it; otherwise 0")),
    ),
    rules=(
        mark(
            "Base years are read as the document states them, from the Climate Equity Reference database and from "
            "Climate Watch; amounts are turned into the potentials of AR6 by the country’s own mix of gases."
        ),
        mark(
            "Where a target counts land use, its latest level is taken off, by Climate Watch and by the national "
            "inventory; beside it the same percentage is read without land use."
        ),
        mark(
            "GDP grows as two databases project it, as in its last ten years, and as the document expects. "
            "Baselines are the document’s own and the database’s."
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
        mark(
            "Every combination counts alike, though some are likelier than others; the median is no best estimate."
        ),
        mark("Land use in the target’s year is unknown and stands at its latest level."),
        mark("Gases and sectors that a target leaves out are not taken out of it."),
    ),
)
ASSUMPTIONS = {
    MEANING: mark("How the words are understood"),
    SOURCE: mark("Which series of emissions"),
    GWP: mark("Which warming potentials"),
    LAND: mark("How land use is counted"),
    GDP: mark("Which growth of GDP"),
    PEOPLE: mark("How many people"),
    END: mark("Which end of the promised range"),
    REFERENCE: mark("Which baseline"),
}
LEVELS = {
    kinds.BASE_YEAR: mark("a cut from a base year"),
    kinds.BAU: mark("a cut from a baseline"),
    kinds.INTENSITY: mark("a cut per unit of GDP"),
    kinds.ABSOLUTE: mark("an amount"),
    kinds.PER_CAPITA: mark("an amount per person"),
    "stated": mark("as the document states it"),
    "same-percent": mark("the same percentage without land use"),
    "less-land-use": mark("land use taken off at its latest level, {source}"),
    "plus-land-use": mark("land use added at its latest level, {source}"),
    "lower": mark("lower bound"),
    "median": mark("median"),
    "upper": mark("upper bound"),
    "trend": mark("growth of the last ten years goes on"),
    "lowest": mark("smallest promised cut"),
    "highest": mark("largest promised cut"),
    "cerp-baseline": mark("baseline of the Climate Equity Reference database"),
}
EXPECTED_GROWTH = mark("{percent} % a year, as the document expects")


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
    """A pledge with all its readings on one footing as to land use."""

    pledge: Pledge
    target: TargetEmissions
    readings: tuple[Reading, ...]

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
            "readings": [reading.as_dict() for reading in self.readings],
            "what_matters": dict(self.what_matters()),
        }


def read_pledge(
    pledge: Pledge, figures: PledgeFigures, *, variants: Sequence[Pledge] = (), with_land_use: bool = False
) -> ReadPledge:
    """Return a pledge in Mt CO2e (AR6) in its target year, over all its readings.

    ``variants``: other ways to understand its words, whose readings are added.
    Raises ``PathwaysError`` for a promise of neutrality, which is a year and no amount, and where no
    reading is possible with the figures there are.
    """
    if pledge.type == kinds.NEUTRALITY:
        raise PathwaysError(
            mark("{id} promises neutrality by {year}: that is a way, not an amount."),
            id=pledge.id,
            year=pledge.year,
        )
    readings = [
        Reading(
            (((MEANING, wording.type),) if variants else ()) + amount.assumptions,
            # Rounded before the range is taken: its ends are then found among the readings to the digit.
            rounded(amount.value),
            amount.steps,
        )
        for wording in (pledge, *variants)
        for end in promised(wording, figures)
        for amount in _on_footing(end, wording, figures, with_land_use=with_land_use)
    ]
    if not readings:
        raise PathwaysError(
            mark(
                "{id} of {place} cannot be read in tonnes with the figures there are. Give the document’s own amounts."
            ),
            id=pledge.id,
            place=figures.iso3,
        )
    return ReadPledge(pledge, _target(pledge, figures.iso3, readings, with_land_use), tuple(readings))


def _target(pledge: Pledge, iso3: str, readings: list[Reading], with_land_use: bool) -> TargetEmissions:
    values = [reading.mt_co2e for reading in readings]
    step = Step(
        mark("median of {count} readings, from {low} to {high} Mt CO₂e"),
        (("count", len(values)), ("low", min(values)), ("high", max(values))),
    )
    return TargetEmissions(
        iso3,
        pledge.year,
        min(values),
        rounded(median(values)),
        max(values),
        conditional=pledge.is_conditional,
        steps=(step,),
        with_land_use=with_land_use,
    )


# --- land use -------------------------------------------------------------------------------


def _on_footing(
    amount: Amount, pledge: Pledge, figures: PledgeFigures, *, with_land_use: bool
) -> Iterator[Amount]:
    """Yield an amount on the footing asked for.

    What counts land use loses its latest level, or the other way round. A percentage read without
    land use stands beside it where the document leaves it open or counts land use.
    """
    if amount.with_land_use == with_land_use:
        level = ((LAND, "same-percent"),) if not with_land_use and pledge.land_use != "excluded" else ()
        yield Amount(amount.value, with_land_use, (*amount.assumptions, *level), amount.steps)
        return
    sign, word = (1, "plus-land-use") if with_land_use else (-1, "less-land-use")
    for source, land in figures.latest_land().items():
        step = Step(
            mark("{land} Mt CO₂e of land use in {year} added")
            if sign > 0
            else mark("{land} Mt CO₂e of land use in {year} taken off"),
            (("land", land), ("year", BASE_YEAR)),
        )
        yield amount.then(amount.value + sign * land, step, (LAND, f"{word}:{source}"), land=with_land_use)


def level_text(name: str, level: str, say_source: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a level's marked text and what goes into it; a source's name stands for itself."""
    # A level may name its source behind a colon: `less-land-use:climate-watch`.
    word, _, source = level.partition(":")
    if word in LEVELS:
        return LEVELS[word], {"source": say_source.get(source, source)}
    if word.endswith("%"):
        return EXPECTED_GROWTH, {"percent": word[:-1]}
    return "{name}", {"name": say_source.get(word, word.removesuffix("GWP100"))}

"""From the numbers to a scale of five steps, by a published rule with a version.

The rule is a data file, ``data/rating-<version>.json``: for each criterion the bounds between
steps, how the steps are combined, and caps. Nothing else enters: a judgement by people stands
beside a rating, never in it. Step 1 is farthest from a fair share, step 5 is enough.

Bounds of the probability follow the calibrated language of the IPCC (Mastrandrea et al. 2010):
above 66 % is likely, below 33 % unlikely, below 10 % very unlikely.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from climate_pathways.assessment.gap import (
    Gaps,
    Values,
    ensure_comparable,
    gap_between,
    gaps,
    in_year,
    kept,
    readings_of,
)
from climate_pathways.assessment.rule import CURRENT_VERSION, Rule, rule
from climate_pathways.core.publication import Citation, Method
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark, say
from climate_pathways.fair_shares.choices import EQUITY, PRINCIPLE, REFERENCE
from climate_pathways.fair_shares.result import OVERALL, FairShares, Samples
from climate_pathways.pledges.targets import TargetEmissions

METHOD = "rating"
# Fewer draws than these tell of chance rather than of the level they share.
FEWEST_DRAWS = 30
PUBLISHED = Method(
    METHOD,
    says=mark(
        "From the numbers to a scale of five steps, by a rule that is published before it is used. People’s "
        "judgement stands beside a rating, never in it."
    ),
    rules=(
        mark("The rating is the lower of the two middle steps of all criteria; then the caps apply."),
        mark(
            "Beside it stands what every other assumption would make of it: each level of each choice alone, each "
            "principle alone, the lowest and the highest reading of the pledge, and each criterion left out."
        ),
    ),
    sources=(
        Citation(
            "Mastrandrea et al.",
            2010,
            "Guidance note for lead authors of the IPCC Fifth Assessment Report on consistent treatment of uncertainties",
            "IPCC",
            "https://www.ipcc.ch/site/assets/uploads/2017/08/AR5_Uncertainty_Guidance_Note.pdf",
        ),
    ),
    weaknesses=(
        mark(
            "Where one step ends and the next begins is a decision. The bounds of the first criterion follow the IPCC’s "
            "calibrated words; the others are our own."
        ),
        mark("Five steps hide much: a pledge just below a bound is hardly worse than one just above it."),
    ),
)

STEPS = {
    1: mark("Far from a fair share"),
    2: mark("Insufficient"),
    3: mark("Partly sufficient"),
    4: mark("Almost sufficient"),
    5: mark("Sufficient"),
}
CRITERIA = {
    "probability": mark(
        "Combinations of assumptions, over all equity principles, in which the pledge is at or below the fair share"
    ),
    "principles_met": mark("Part of the equity principles that the pledge meets more often than not"),
    "gap_of_current": mark("Gap to the median fair share, in percent of today’s emissions"),
    "pace": mark("Pledged cut, as a part of the cut that keeping pace with the world’s path asks for"),
}


@dataclass(frozen=True)
class Criterion:
    """A criterion's value, unit and step."""

    id: str
    value: float
    unit: str
    step: int


@dataclass(frozen=True)
class Sensitivity:
    """The step and the chance if one assumption were fixed or one criterion left out.

    ``assumption``: a choice, ``principle``, ``reading`` or ``without``; ``level``: its value.
    """

    assumption: str
    level: str | float
    step: int
    probability: float


@dataclass(frozen=True)
class Rating:
    """A pledge's step with every criterion visible, and what it hangs on."""

    target: TargetEmissions
    version: int
    step: int
    criteria: tuple[Criterion, ...]
    sensitivity: tuple[Sensitivity, ...]
    flags: tuple[str, ...]
    made_of: Mapping[str, Any]

    @property
    def range(self) -> tuple[int, int]:
        """Return the lowest and the highest step under any single other assumption."""
        steps = [self.step, *(sensitivity.step for sensitivity in self.sensitivity)]
        return min(steps), max(steps)

    def label(self, language: str) -> str:
        return say(language, STEPS[self.step])

    def as_dict(self) -> dict[str, Any]:
        """Return the rating as plain data with a stable order."""
        return {
            "target": self.target.as_dict(),
            "version": self.version,
            "step": self.step,
            "criteria": [dict(vars(criterion)) for criterion in self.criteria],
            "sensitivity": [dict(vars(sensitivity)) for sensitivity in self.sensitivity],
            "flags": list(self.flags),
            "made_of": dict(self.made_of),
        }

    def as_json(self) -> str:
        """Return the rating as JSON, byte-identical for the same inputs and code."""
        return json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, allow_nan=False)


def rate(target: TargetEmissions, fair: FairShares, version: int = CURRENT_VERSION) -> Rating:
    """Return the rating of a pledge. Raises ``PathwaysError`` as ``gap.gaps`` does."""
    published = rule(version)
    against = gaps(target, fair)
    values = criteria_of(against)
    flags = against.flags if "pace" in values else (*against.flags, "no-pace")
    return Rating(
        target=target,
        version=published.version,
        step=published.overall(values),
        criteria=tuple(
            Criterion(
                criterion.id,
                rounded(values[criterion.id]),
                criterion.unit,
                criterion.step(values[criterion.id]),
            )
            for criterion in published.criteria
            if criterion.id in values
        ),
        sensitivity=tuple(_sensitivities(target, fair, published, values)),
        flags=flags,
        made_of=against.made_of,
    )


def criteria_of(against: Gaps) -> dict[str, float]:
    """Return the criteria's values; ``pace`` is absent where keeping pace asks for no cut,
    ``gap_of_current`` for a net sink."""
    equity = [gap for name, gap in against.by_principle.items() if name in EQUITY]
    values = {
        "probability": against.overall.probability,
        "principles_met": sum(gap.is_met for gap in equity) / len(equity),
    }
    now = against.current_mt_co2e
    if now > 0:
        values["gap_of_current"] = 100 * against.overall.gap_median / now
    reference = against.by_principle.get(REFERENCE)
    if reference and now - reference.share_median > 0:
        values["pace"] = (now - against.target.central_mt_co2e) / (now - reference.share_median)
    return values


# --- what the rating hangs on ---------------------------------------------------------------


def _sensitivities(
    target: TargetEmissions, fair: FairShares, published: Rule, values: Mapping[str, float]
) -> Iterator[Sensitivity]:
    for criterion in published.criteria:
        rest = {name: value for name, value in values.items() if name != criterion.id}
        # A criterion that could not be computed cannot be left out either.
        if len(rest) < len(values):
            yield Sensitivity("without", criterion.id, published.overall(rest), values["probability"])
    for name in ("low", "high"):
        reading = getattr(target, f"{name}_mt_co2e")
        fixed = replace(target, low_mt_co2e=reading, central_mt_co2e=reading, high_mt_co2e=reading)
        yield _rated("reading", name, criteria_of(gaps(fixed, fair)), published)
    yield from _by_level(target, fair, published)


def _by_level(target: TargetEmissions, fair: FairShares, published: Rule) -> Iterator[Sensitivity]:
    """Rate with the draws of one level of one choice only."""
    samples = kept(fair, target.iso3)
    equity = [name for name in EQUITY if name in samples.values]
    for choice, positions in sorted(samples.level.items()):
        levels = equity if choice == PRINCIPLE else fair.parameters.of(choice)
        for number, level in enumerate(levels if len(levels) > 1 else ()):
            chosen = positions == number
            if chosen.sum() >= FEWEST_DRAWS:
                values = criteria_of(
                    _part(target, fair, samples, chosen, level if choice == PRINCIPLE else None)
                )
                yield _rated(choice, level, values, published)


def _part(
    target: TargetEmissions, fair: FairShares, samples: Samples, chosen: Any, principle: str | float | None
) -> Gaps:
    """Return the gaps over some of the draws; of one ``principle`` alone, where it is named."""
    ensure_comparable(target, fair)
    readings = readings_of(target, fair.parameters.draws, fair.parameters.seed)
    shares: dict[str, Values] = {
        name: in_year(values, fair.years, target.year)
        for name, values in samples.values.items()
        if principle is None or name in (principle, REFERENCE, OVERALL)
    }
    if principle is not None:
        # A principle alone has all draws, not only those that the mixture dealt it.
        shares[OVERALL] = shares[str(principle)]
        chosen = np.ones(len(readings), dtype=bool)
    return Gaps(
        target=target,
        current_mt_co2e=rounded(fair.current[fair.row(target.iso3)]),
        by_principle={
            name: gap_between(name, readings[chosen], values[chosen], target)
            for name, values in shares.items()
        },
        flags=(),
        made_of={},
    )


def _rated(assumption: str, level: str | float, values: Mapping[str, float], published: Rule) -> Sensitivity:
    return Sensitivity(assumption, level, published.overall(values), values["probability"])

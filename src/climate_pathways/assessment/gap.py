"""The gap between what a country promises and its fair share, with the chance that it suffices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import Method, Term
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.draws import stream
from climate_pathways.fair_shares.result import OVERALL, FairShares, Samples
from climate_pathways.pledges.targets import TargetEmissions

METHOD = "gap"
PERCENTILES = tuple(round(100 * level) for level in (LOW, MEDIAN, HIGH))
PUBLISHED = Method(
    METHOD,
    says=mark("The pledge less the fair share in the pledge’s year: above zero the pledge is too little."),
    formulas=("g = p − E_i(T)", "q = Pr(p ≤ E_i(T))"),
    terms=(
        Term("g", mark("the gap, Mt CO₂e")),
        Term(
            "p",
            mark(
                "a reading of the pledge, Mt CO₂e; half of the readings lie below its central value, half above"
            ),
        ),
        Term("E_i(T)", mark("a draw of the fair share in the pledge’s year T")),
        Term("q", mark("the part of all draws in which the pledge is enough")),
    ),
    rules=(
        mark(
            "Every draw of the fair share meets one reading of the pledge. Reported are {low} %, the median and "
            "{high} %."
        ),
        mark("Pledge and fair share are compared only where both count land use, or neither does."),
    ),
    weaknesses=(
        mark(
            "The probability counts assumptions, each level of a choice being equally likely; it is not the "
            "chance of an event."
        ),
        mark("A pledge is taken at its word: whether policies lead there is another question."),
    ),
    facts=(("low", PERCENTILES[0]), ("high", PERCENTILES[-1])),
)
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Gap:
    """One pledge against one benchmark in the target year.

    ``share_…``: the fair share, Mt CO2e, 5 %, median, 95 %; ``gap_…``: pledge minus fair share,
    Mt CO2e, over the draws and the readings of the pledge (positive: too little); ``gap_percent``:
    how much lower the pledge would have to be, in % of its central reading, ``None`` where that is
    not positive; ``probability``: the part of the draws in which the pledge is enough.
    """

    principle: str
    share_low: float
    share_median: float
    share_high: float
    gap_low: float
    gap_median: float
    gap_high: float
    gap_percent: float | None
    probability: float

    @property
    def is_met(self) -> bool:
        """Whether the pledge is enough in at least half of the draws."""
        return self.probability >= 0.5

    def as_dict(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Gaps:
    """A pledge's gaps by principle and overall, with what they were computed from."""

    target: TargetEmissions
    current_mt_co2e: float
    by_principle: Mapping[str, Gap]
    flags: tuple[str, ...]
    made_of: Mapping[str, Any]

    @property
    def overall(self) -> Gap:
        return self.by_principle[OVERALL]

    def as_dict(self) -> dict[str, Any]:
        """Return the gaps as plain data with a stable order."""
        return {
            "target": self.target.as_dict(),
            "current_mt_co2e": self.current_mt_co2e,
            "by_principle": {name: self.by_principle[name].as_dict() for name in sorted(self.by_principle)},
            "flags": list(self.flags),
            "made_of": dict(self.made_of),
        }


def gaps(target: TargetEmissions, fair: FairShares) -> Gaps:
    """Return the gap to each principle in the target's year.

    ``fair`` must have been computed with this country in ``keep`` and on the same footing as to
    land use. Years between those computed are read straight between them. Raises
    ``PathwaysError`` otherwise.
    """
    samples = kept(fair, target.iso3)
    ensure_comparable(target, fair)
    readings = readings_of(target, fair.parameters.draws, fair.parameters.seed)
    shares = {name: in_year(values, fair.years, target.year) for name, values in samples.values.items()}
    return Gaps(
        target=target,
        current_mt_co2e=rounded(fair.current[fair.row(target.iso3)]),
        by_principle={
            name: gap_between(name, readings, shares[name], target) for name in fair.reported(target.iso3)
        },
        flags=(*fair.flags, *fair.country_flags.get(target.iso3, ())),
        made_of=fair.made_of(),
    )


def kept(fair: FairShares, iso3: str) -> Samples:
    # Asked for its error alone: a country that is not known is another mistake than draws not kept.
    fair.row(iso3)
    if iso3 not in fair.samples:
        raise PathwaysError(
            mark("The draws of {code} were not kept. Compute fair shares with this country in keep."),
            code=iso3,
        )
    return fair.samples[iso3]


def ensure_comparable(target: TargetEmissions, fair: FairShares) -> None:
    if target.with_land_use != fair.parameters.with_land_use:
        raise PathwaysError(
            mark(
                "The target of {place} and the fair shares differ in whether land use counts. Compute both alike."
            ),
            place=target.iso3,
        )
    if not fair.years[0] <= target.year <= fair.years[-1]:
        raise PathwaysError(
            mark("The target of {place} is for {year}; fair shares cover {first}–{last}."),
            place=target.iso3,
            year=target.year,
            first=fair.years[0],
            last=fair.years[-1],
        )
    # Missing for two reasons: no equity principle was chosen, or incomes of the country were filled in
    # (`FairShares.reported`).
    if OVERALL not in fair.reported(target.iso3):
        raise PathwaysError(
            mark(
                "The gap of {place} needs fair shares by at least one equity principle, on its own figures."
            ),
            place=target.iso3,
        )


def in_year(values: NDArray[np.float32], years: tuple[int, ...], year: int) -> Values:
    """Return the draws of one year, straight between the years computed; values (years, draws)."""
    # After `ensure_comparable`: beyond the last year there would be no place to look at.
    after = int(np.searchsorted(years, year))
    if years[after] == year:
        return np.asarray(values[after], dtype=np.float64)
    # Both years are of one and the same draw, so that what lies between them is a draw too.
    weight = (year - years[after - 1]) / (years[after] - years[after - 1])
    before, later = (np.asarray(values[place], dtype=np.float64) for place in (after - 1, after))
    return np.asarray((1 - weight) * before + weight * later)


def readings_of(target: TargetEmissions, draws: int, seed: int) -> Values:
    """Return readings of the pledge, half of them below and half above the central one, shuffled."""
    # A stream of its own: readings in order would tie the low ones to the first draws of the shares.
    places = stream("target", seed).permutation((np.arange(draws) + 0.5) / draws)
    knots = (target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
    return np.asarray(np.interp(places, (0.0, 0.5, 1.0), knots))


def gap_between(name: str, readings: Values, shares: Values, target: TargetEmissions) -> Gap:
    """Return the gap of paired draws; shapes (draws,), Mt CO2e."""
    share_low, share_median, share_high = (rounded(part) for part in np.percentile(shares, PERCENTILES))
    # Of the differences: a difference of percentiles would pair each extreme with the other.
    gap_low, gap_median, gap_high = (rounded(part) for part in np.percentile(readings - shares, PERCENTILES))
    central = target.central_mt_co2e
    return Gap(
        principle=name,
        share_low=share_low,
        share_median=share_median,
        share_high=share_high,
        gap_low=gap_low,
        gap_median=gap_median,
        gap_high=gap_high,
        # Above 100 where the share lies below zero: sentences then say that no cut at home is enough.
        gap_percent=rounded(100 * (central - share_median) / central) if central > 0 else None,
        # As published, a pledge that equals its share is enough.
        probability=rounded(np.mean(readings <= shares)),
    )

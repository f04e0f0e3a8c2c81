"""Fair share: which global path a target is in line with, if all were as ambitious for their fair share.

It tests one target year. It is no forecast of warming and no probability.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, Figure, OtherStep, PathResult, not_judged
from climate_pathways.assessment.axes.rule import axes_rule, step_at
from climate_pathways.core.quantities import rounded
from climate_pathways.fair_shares.categories import (
    AS_NET,
    BY_MARKER,
    CUTS,
    CategoryShares,
    is_interpolated,
    variant_of,
)
from climate_pathways.fair_shares.global_paths import AR6_C1
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges.targets import TargetEmissions

RULE = axes_rule().axis(nouns.FAIR_SHARE)
PRINCIPLE, CATEGORY, LAND_USE, READING = "principle", "category", "land-use", "reading"


def fair_share_axis(
    target: TargetEmissions, shares: CategoryShares, *, pledge: str = "", notes: Sequence[str] = ()
) -> Axis:
    """Return the axis of a target: its step under the principle kindest to the country, and beside it the
    median of all principles' draws and the harshest principle.

    ``target`` and ``shares`` stand on the same footing as to land use. Not judged beyond 2050, where the
    report's table ends, and for a country without income figures of its own.
    """
    if not shares.covers(target.year):
        return not_judged(nouns.FAIR_SHARE, nouns.BEYOND_PATHS, pledge)
    if not shares.principles:
        return not_judged(nouns.FAIR_SHARE, nouns.NO_PRINCIPLE, pledge)
    # The kindest of the two principles that remain might not be the kindest of four.
    if target.iso3 in shares.withheld:
        return not_judged(nouns.FAIR_SHARE, nouns.NO_INCOME, pledge)
    found = _Test(target, shares)
    kindest = found.kindest()
    return Axis(
        nouns.FAIR_SHARE,
        step=kindest.step,
        pledge=pledge,
        measure=_measure(kindest, target.year),
        figures=tuple(found.figures()),
        # In this order: sentences and tables take them apart by their places.
        results=(kindest, found.result(nouns.MEDIAN, OVERALL), found.harshest()),
        others=tuple(found.others(kindest)),
        notes=tuple(_notes(kindest, target.year, notes)),
    )


def _measure(kindest: PathResult, year: int) -> Figure | None:
    if kindest.ratio is None:
        return None
    return Figure(RULE.measure, kindest.ratio, RULE.unit, year, about=kindest.principle)


def _notes(kindest: PathResult, year: int, notes: Sequence[str]) -> Iterator[str]:
    yield from notes
    # The limits on both sides of a step decide it: either may lie between two published years.
    place = RULE.place(kindest.step)
    limits = [step.path for step in RULE.steps[max(0, place - 1) : place + 1] if step.path]
    if any(is_interpolated(path, year) for path in limits):
        yield nouns.INTERPOLATED
    if kindest.ratio is None:
        yield nouns.SHARE_USED_UP


@dataclass(frozen=True)
class _Test:
    target: TargetEmissions
    shares: CategoryShares

    def at(self, path: str, principle: str) -> float:
        return self.shares.at(path, principle, self.target.iso3, self.target.year)

    def step(self, principle: str, *, variant: str = "", value: float | None = None) -> str:
        limits = {category: self.at(variant_of(category, variant), principle) for category in CUTS}
        # Asked for by `None`: the lowest reading of a target may be zero.
        return step_at(RULE, self.target.central_mt_co2e if value is None else value, limits)

    def result(self, kind: str, principle: str) -> PathResult:
        share = rounded(self.at(AR6_C1, principle))
        # By the share as it is shown: whoever divides the two numbers of a file comes to the same.
        ratio = rounded(self.target.central_mt_co2e / share) if share > 0 else None
        return PathResult(kind, principle, self.step(principle), share, ratio)

    def kindest(self) -> PathResult:
        best = min(self.shares.principles, key=lambda name: self._order(name))
        return self.result(nouns.KINDEST, best)

    def harshest(self) -> PathResult:
        worst = max(self.shares.principles, key=lambda name: self._order(name))
        return self.result(nouns.HARSHEST, worst)

    def _order(self, principle: str) -> tuple[int, float]:
        # Of principles that give the same step the one with the larger share of 1.5 °C is the kinder.
        return RULE.place(self.step(principle)), -self.at(AR6_C1, principle)

    def figures(self) -> Iterator[Figure]:
        year = self.target.year
        # The target first: the sentence of the axis takes its year from the first figure.
        yield Figure("target", rounded(self.target.central_mt_co2e), "Mt CO2e", year)
        for principle in (*self.shares.principles, OVERALL):
            for category in CUTS:
                about = f"{category}:{principle}"
                yield Figure("share", rounded(self.at(category, principle)), "Mt CO2e", year, about=about)

    def others(self, kindest: PathResult) -> Iterator[OtherStep]:
        for principle in self.shares.principles:
            if principle != kindest.principle:
                yield OtherStep(PRINCIPLE, principle, self.step(principle))
        yield OtherStep(PRINCIPLE, OVERALL, self.step(OVERALL))
        for assumption, variant in ((CATEGORY, BY_MARKER), (LAND_USE, AS_NET)):
            # An answer to a what-if computes the published paths alone.
            if variant_of(AR6_C1, variant) in self.shares.medians:
                yield OtherStep(assumption, variant, self._kindest_step(variant=variant))
        for end in ("low", "high"):
            yield OtherStep(READING, end, self._kindest_step(value=getattr(self.target, f"{end}_mt_co2e")))

    def _kindest_step(self, *, variant: str = "", value: float | None = None) -> str:
        steps = (self.step(name, variant=variant, value=value) for name in self.shares.principles)
        return min(steps, key=RULE.place)

"""From one footing to the other, and from a document's inventory to the series fair shares are counted in.

Land use of the target's year is what the document projects for it; where it projects none, the mean
of the last five years of the same inventory, with their least and greatest as the range. The gross
target is then scaled once, by series over inventory in the last three years that both know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from climate_pathways.core.provenance import Step
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.figures.by_source import BASE_YEAR, FIRST_YEAR
from climate_pathways.pledges.account import GROSS, NET, UNCLEAR_FOOTING, Account
from climate_pathways.pledges.amounts import (
    AS_GROSS,
    AS_NET,
    BASE,
    LAND,
    NEWEST,
    UNCLEAR,
    Amount,
    place_step,
)
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.inventory import DOCUMENT, NATIONAL_GWP, Inventory, of_document

COMMON_YEARS = 3
# An inventory without a year as recent as this says nothing of how the two are related today.
RECENT = 4
# A factor farther from one than this is a warning: series and inventory count different things.
WIDE = 0.1
AHEAD, MEAN, LEAST_SINK, LARGEST_SINK = "document", "mean", "least-sink", "largest-sink"
SINKS = {
    MEAN: mark("land use of {value} Mt CO₂e, the mean of {first}–{last} in the same inventory"),
    LEAST_SINK: mark(
        "land use of {value} Mt CO₂e, the smallest uptake of {first}–{last} in the same inventory"
    ),
    LARGEST_SINK: mark(
        "land use of {value} Mt CO₂e, the largest uptake of {first}–{last} in the same inventory"
    ),
}
SINK_OF_A_YEAR = mark("land use of {value} Mt CO₂e as in {last}, in the same inventory")
# Land use of a base year before this is no guide to the one of a target's year.
SINK_SINCE = 2010
# Printed numbers are rounded: within this part two inventories are one.
SAME_WITHIN = 0.002
# What a bridge takes for granted, said beside its factor.
NO_POTENTIALS, SERIES_END_BEFORE = "potentials-not-named", "series-end-before"
CAUTIONS = {
    NO_POTENTIALS: mark("the inventory names no warming potentials and counts as one in those of {context}"),
    SERIES_END_BEFORE: mark("the series end in {last}, and that year stands for {years}"),
}


@dataclass(frozen=True)
class Bridge:
    """From the inventory's tonnes to each international series: factors, years, how far they lie apart.

    ``is_recent`` is false where no common year is recent enough; then there is a range and no step;
    ``cautions``: what is taken for granted, of ``CAUTIONS``.
    """

    inventory: str
    years: tuple[int, ...]
    factors: Mapping[str, float]
    is_recent: bool
    # A later field: empty by default and named in `LATER_FIELDS`, or every frozen assessment would change its
    # name.
    cautions: tuple[str, ...] = ()

    @property
    def central(self) -> float:
        return fmean(self.factors.values())

    @property
    def is_wide(self) -> bool:
        return any(abs(factor - 1) > WIDE for factor in self.factors.values())

    def steps(self) -> tuple[Step, ...]:
        """Return what is taken for granted, in words that follow the factor."""
        values: dict[str, tuple[tuple[str, str | int | float], ...]] = {
            NO_POTENTIALS: (("context", NATIONAL_GWP.removesuffix("GWP100")),),
            SERIES_END_BEFORE: (
                ("last", BASE_YEAR),
                ("years", ", ".join(str(year) for year in self.years if year > BASE_YEAR)),
            ),
        }
        return tuple(Step(CAUTIONS[name], values[name]) for name in self.cautions)

    def as_dict(self) -> dict[str, Any]:
        return {
            "inventory": self.inventory,
            "years": list(self.years),
            "factors": dict(self.factors),
            "is_recent": self.is_recent,
            "cautions": list(self.cautions),
        }


def bridge(account: Account, figures: PledgeFigures) -> Bridge | None:
    """Return the factors from a document's gross tonnes to the series; nothing where no year is common."""
    inventory = figures.inventory or of_document(account)
    if inventory is None:
        return None
    common = [year for year in sorted(inventory.gross) if year <= BASE_YEAR][-COMMON_YEARS:]
    is_recent = bool(common) and common[-1] > BASE_YEAR - RECENT
    later = BASE_YEAR + 1 in inventory.gross
    years = [year for year in common if year > BASE_YEAR - RECENT] if is_recent else common[-1:]
    if not is_recent and later:
        # Editions of the series that reach this year are taken in their place.
        years, is_recent = [BASE_YEAR + 1], True
    if not years:
        return None
    scale = _factor(inventory.gwp, NATIONAL_GWP, figures)
    series, is_earlier = _series_of(years, figures)
    # The series count by AR6 and the inventory by AR5: the factor holds that step as well.
    factors = {
        name: rounded(fmean(by_year[year] / (inventory.gross[year] * scale) for year in years))
        for name, by_year in series.items()
    }
    cautions = (*_if(not inventory.gwp, NO_POTENTIALS), *_if(is_earlier, SERIES_END_BEFORE))
    return Bridge(inventory.source, tuple(years), factors, is_recent, cautions)


def _if(applies: bool, name: str) -> tuple[str, ...]:
    return (name,) if applies else ()


def _series_of(years: Sequence[int], figures: PledgeFigures) -> tuple[dict[str, Mapping[int, float]], bool]:
    """Return the series in these years, and whether an earlier year of theirs stands for a later one.

    Of a year after their last one the editions that reach it are taken.
    """
    known = {
        name: by_year for name, by_year in figures.later.items() if all(year in by_year for year in years)
    }
    if known:
        return known, False
    # Without any such edition the last year of the series is the nearest there is.
    return {
        name: {year: float(values[min(year, BASE_YEAR) - FIRST_YEAR]) for year in years}
        for name, values in figures.series.items()
    }, max(years) > BASE_YEAR


def _factor(given: str, wanted: str, figures: PledgeFigures) -> float:
    """Return what turns tonnes of one set of potentials into another's; one where either is not named.

    By the country's own mix of gases of the base year. Whoever calls it says where a set is not named.
    """
    if not given or not wanted:
        return 1.0
    return figures.potentials[wanted] / figures.potentials[given]


def on_potentials(amount: Amount, wanted: str, figures: PledgeFigures) -> Amount:
    """Return an amount in another set of potentials: last of all, since land use is nearly all CO2.

    Where the document names none its tonnes stay, and a step says so.
    """
    if wanted and not amount.gwp:
        unnamed = Step(
            mark(
                "the document names no warming potentials: its tonnes count as they stand, as those of {wanted}"
            ),
            (("wanted", wanted.removesuffix("GWP100")),),
        )
        return amount.then(amount.value, unnamed)
    factor = _factor(amount.gwp, wanted, figures)
    if factor == 1.0:
        return amount
    step = Step(
        mark("times {factor}: from the potentials {context} to those of {wanted}"),
        (
            ("factor", rounded(factor)),
            ("context", amount.gwp.removesuffix("GWP100")),
            ("wanted", wanted.removesuffix("GWP100")),
        ),
    )
    return amount.then(amount.value * factor, step, gwp=wanted)


def on_footing(amount: Amount, footing: str, account: Account, figures: PledgeFigures) -> Iterator[Amount]:
    """Yield an amount net or gross, once for each land use of the target's year, the central one first."""
    if amount.footing == UNCLEAR_FOOTING:
        for meant, level in ((GROSS, AS_GROSS), (NET, AS_NET)):
            step = (
                Step(mark("land use is not named: counted without it"))
                if meant == GROSS
                else Step(mark("land use is not named: counted with it"))
            )
            known = amount.then(amount.value, step, (UNCLEAR, level), footing=meant)
            yield from on_footing(known, footing, account, figures)
    elif amount.footing == footing:
        yield amount
    else:
        # Land use that takes up is below zero: without it a country emits more.
        sign = -1 if footing == GROSS else 1
        for level, land, step in _land_ahead(amount, account, figures):
            yield amount.then(amount.value + sign * land, step, (LAND, level), footing=footing)


def _land_ahead(
    amount: Amount, account: Account, figures: PledgeFigures
) -> Iterator[tuple[str, float, Step]]:
    """Yield land use of the target's year in the inventory that the amount is counted in."""
    projected = account.land_use_ahead()
    if projected is not None:
        yield AHEAD, projected.value, place_step(projected)
        return
    inventory = _inventory_of(amount, account, figures)
    land = inventory.recent_land() if inventory else {}
    if not land:
        return
    levels = {MEAN: fmean(land.values())}
    if len(land) > 1:
        levels |= {LEAST_SINK: max(land.values()), LARGEST_SINK: min(land.values())}
    first, last = min(land), max(land)
    for level, value in levels.items():
        text = SINKS[level] if len(land) > 1 else SINK_OF_A_YEAR
        yield level, value, Step(text, (("value", rounded(value)), ("first", first), ("last", last)))


def _inventory_of(amount: Amount, account: Account, figures: PledgeFigures) -> Inventory | None:
    """Return the inventory whose land use goes with an amount: the document's own, else the newest."""
    printed = None if dict(amount.assumptions).get(BASE) == NEWEST else of_document(account)
    if printed is None or not any(year >= SINK_SINCE for year in printed.land):
        return figures.inventory or printed
    # A document that prints a few years of the newest inventory means all of them.
    return figures.inventory if figures.inventory and _is_the_same(printed, figures.inventory) else printed


def _is_the_same(printed: Inventory, newest: Inventory) -> bool:
    recent = [year for year in printed.net if year >= SINK_SINCE]
    return bool(recent) and all(
        abs(newest.net.get(year, 0.0) - printed.net[year]) <= SAME_WITHIN * abs(printed.net[year])
        for year in recent
    )


def land_source(amount: Amount, account: Account, figures: PledgeFigures) -> str:
    """Return where land use of the target's year comes from: the document, the national inventory, or nowhere."""
    if account.land_use_ahead() is not None:
        return DOCUMENT
    inventory = _inventory_of(amount, account, figures)
    return inventory.source if inventory and inventory.recent_land() else ""

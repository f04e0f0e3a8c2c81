"""A target compared with itself: with the latest year, and the mean of the last five, of one inventory.

Net is set beside net and gross beside gross, in one set of potentials. A single year of net
emissions swings with the forests; so the mean stands beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from climate_pathways.core.quantities import rounded
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges.account import GROSS, NET, Account
from climate_pathways.pledges.amounts import BASE, END, NEWEST, Amount
from climate_pathways.pledges.figures import PledgeFigures
from climate_pathways.pledges.footings import on_footing, on_potentials
from climate_pathways.pledges.inventory import DOCUMENT, Inventory, of_document

# A document's own latest year older than this is no "today": the newest national inventory is.
TODAY_SINCE = 2020


@dataclass(frozen=True)
class Span:
    """Lowest, central and highest amount, Mt CO2e."""

    low: float
    central: float
    high: float

    def as_dict(self) -> dict[str, float]:
        return dict(vars(self))


@dataclass(frozen=True)
class Comparison:
    """A target beside an inventory's level of ``years``: Mt CO2e and percent above it (below: negative).

    ``stated``: percent above it of the tonnes that the document states, where the inventory's own base
    year makes another target of the same percentage.
    """

    inventory: str
    footing: str
    years: tuple[int, ...]
    level: float
    target: Span
    percent: Span
    # Of later releases: empty by default and named in `LATER_FIELDS`, so that frozen assessments keep their
    # bytes.
    submission: int | None = None
    stated: Span | None = None

    @property
    def is_mean(self) -> bool:
        return len(self.years) > 1

    @property
    def is_met_already(self) -> bool:
        """Whether the level is at or below the target: it can be met without doing anything."""
        return self.percent.central >= 0

    def as_dict(self) -> dict[str, Any]:
        return {
            **vars(self),
            "years": list(self.years),
            "target": self.target.as_dict(),
            "percent": self.percent.as_dict(),
            "stated": self.stated.as_dict() if self.stated else None,
        }


def today(group: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons with the latest year that may be called today, all by one inventory.

    The document's own year comes first; where it is old, the newest national inventory's.
    """
    latest = [comparison for comparison in group if not comparison.is_mean]
    # The national one of whatever age: there is none newer.
    for source, since in ((DOCUMENT, TODAY_SINCE), (NATIONAL, 0)):
        recent = [
            comparison
            for comparison in latest
            if comparison.inventory == source and comparison.years[0] >= since
        ]
        if recent:
            # Net and gross of different years would not be one comparison.
            year = max(comparison.years[0] for comparison in recent)
            return tuple(comparison for comparison in recent if comparison.years[0] == year)
    return ()


def comparisons(
    amounts: Sequence[Amount], account: Account, figures: PledgeFigures
) -> tuple[Comparison, ...]:
    """Return the target beside the document's own latest year and the newest national inventory.

    ``amounts``: what the target promises, the central one first. Nothing is compared across inventories:
    by the national one, a cut from a base year is taken from that inventory's own base year.
    """
    return tuple(
        comparison
        for inventory in _inventories(account, figures)
        for footing in (NET, GROSS)
        for comparison in _with_inventory(amounts, inventory, footing, account, figures)
    )


def _inventories(account: Account, figures: PledgeFigures) -> Iterator[Inventory]:
    printed = of_document(account)
    # A document that prints nothing later than its base year has no level of today.
    if printed is not None and any(
        (printed.latest(footing) or 0) > _base(account) for footing in (NET, GROSS)
    ):
        yield printed
    if figures.inventory is not None:
        yield figures.inventory


def _base(account: Account) -> int:
    return int(account.pledge.base_year or 0)


def _with_inventory(
    amounts: Sequence[Amount], inventory: Inventory, footing: str, account: Account, figures: PledgeFigures
) -> Iterator[Comparison]:
    counted = _counted_in(amounts, inventory)
    target = span_on(counted, footing, account, figures, gwp=inventory.gwp)
    latest = inventory.latest(footing)
    if target is None or latest is None or (inventory.source == DOCUMENT and latest <= _base(account)):
        return
    others = [amount for amount in amounts if amount not in counted]
    stated = span_on(others, footing, account, figures, gwp=inventory.gwp) if others else None
    for years in dict.fromkeys(((latest,), inventory.last_years(footing))):
        level = fmean(inventory.values(footing)[year] for year in years) if years else 0.0
        # Percent of a sink is no measure; and no years, where they are too few for a mean, have no level.
        if level > 0:
            yield Comparison(
                inventory=inventory.source,
                footing=footing,
                years=years,
                level=rounded(level),
                target=target,
                percent=_percent(target, level),
                submission=inventory.submission,
                stated=_percent(stated, level) if stated and inventory.source == NATIONAL else None,
            )


def _percent(target: Span, level: float) -> Span:
    low, central, high = (
        rounded(100 * (value / level - 1)) for value in (target.low, target.central, target.high)
    )
    return Span(low, central, high)


def _counted_in(amounts: Sequence[Amount], inventory: Inventory) -> list[Amount]:
    """Return the amounts that are counted in an inventory."""
    newest = [amount for amount in amounts if dict(amount.assumptions).get(BASE) == NEWEST]
    if inventory.source == NATIONAL:
        # A target in tonnes has no base to be taken anew: it is set beside the newest inventory as it stands.
        return newest or list(amounts)
    return [amount for amount in amounts if amount not in newest]


def span_on(
    amounts: Sequence[Amount], footing: str, account: Account, figures: PledgeFigures, *, gwp: str = ""
) -> Span | None:
    """Return the target on a footing: its central amount and the ends of all; nothing where land use is unknown.

    ``gwp``: the potentials to count in; none: the document's own.
    """
    turned = [
        [on_potentials(value, gwp, figures).value for value in on_footing(amount, footing, account, figures)]
        for amount in amounts
    ]
    values = [value for group in turned for value in group]
    if not values:
        return None
    # Both ends of a promised range answer alike: the mean of the two is its middle.
    centres = [
        group[0]
        for group, amount in zip(turned, amounts, strict=True)
        if group and is_central(amount, amounts)
    ]
    central = fmean(centres) if centres else fmean(values)
    return Span(rounded(min(values)), rounded(central), rounded(max(values)))


def is_central(amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Whether an amount answers every question but that of the promised range's end as the first one does."""
    return _answers(amount) == _answers(amounts[0])


def _answers(amount: Amount) -> dict[str, str]:
    return {name: level for name, level in amount.assumptions if name != END}

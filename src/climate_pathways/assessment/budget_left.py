"""How long what is left lasts: of a fair share of the world's path, and of a published carbon budget."""

from dataclasses import dataclass

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Result
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.result import FairShares
from climate_pathways.figures.by_source import LAST_YEAR
from climate_pathways.methods import carbon_budget


@dataclass(frozen=True)
class YearsLeft:
    """Years until a fair share of the world's path is used up at today's emissions.

    5 %, median and 95 % of the draws. A share used up already gives zero and is flagged
    ``used-up`` (median) or ``perhaps-used-up`` (lower end only).
    """

    principle: str
    low: float
    median: float
    high: float
    flags: tuple[str, ...] = ()


def years_left(fair: FairShares, iso3: str, *, today: int) -> dict[str, YearsLeft]:
    """Return the years left by principle: what remains of the budget to 2100 ÷ today's emissions.

    What was emitted between the base year and ``today`` is taken as today's emissions a year.
    Raises ``PathwaysError`` for a country without fair shares, ``today`` before the base year, or
    fair shares that end before 2100.
    Empty for a net sink, which uses nothing up.
    """
    if today < fair.base_year or fair.years[-1] != LAST_YEAR:
        raise PathwaysError(
            mark(
                "Years left need fair shares up to {last} and a year from {base} on; these end in {end}, and "
                "{today} was given."
            ),
            last=LAST_YEAR,
            base=fair.base_year,
            end=fair.years[-1],
            today=today,
        )
    row = fair.row(iso3)
    now = float(fair.current[row])
    if now <= 0:
        return {}
    return {
        name: _left(
            name,
            [fair.budget(name, iso3, level) for level in (LOW, MEDIAN, HIGH)],
            now,
            today - fair.base_year,
        )
        for name in fair.reported(iso3)
    }


def _left(name: str, budgets: list[float], now: float, used_years: int) -> YearsLeft:
    # The budget counts from the base year: the years since have used their part.
    low, median, high = (budget / now - used_years for budget in budgets)
    # Before what is below zero is cut off: afterwards a share used up long ago and one that ends today are
    # alike.
    flags = ("used-up",) if median <= 0 else ("perhaps-used-up",) if low <= 0 else ()
    return YearsLeft(name, max(low, 0.0), max(median, 0.0), max(high, 0.0), flags)


def carbon_budget_left(
    budget: Series, world: Series, country: Series, *, people: float, everyone: float, today: int
) -> dict[str, Result]:
    """Return a country's equal share per person of a remaining carbon budget, and how long it lasts.

    ``budget``: Gt CO2, dated by its base year; ``world``: CO2 with land use, ``country``: CO2, both
    Mt a year; ``people`` and ``everyone``: inhabitants today. Results: ``world_left`` (Gt CO2),
    ``per_person`` (t CO2), ``budget_years_left`` (years, absent for a net sink).
    """
    left = carbon_budget.remaining(budget, world, today=today)
    results = {"world_left": left, "per_person": carbon_budget.per_person(left, everyone)}
    years = carbon_budget.years_left(left, people / everyone, country)
    return results if years is None else {**results, "budget_years_left": years}

"""What is uncertain about a fair share, said once: each choice with the levels it is drawn from.

Every level of a choice is dealt equally often. A choice with one level is fixed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.global_paths import AR6_C1, CERP_NAMES, JOIN_YEAR, SSP_NAMES
from climate_pathways.figures.by_source import PROJECTED
from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    grandfathering,
    per_capita_convergence,
    responsibility_capability,
)

Level = str | float
EQUITY = (
    equal_per_capita.METHOD,
    equal_cumulative_per_capita.METHOD,
    responsibility_capability.METHOD,
    ability_to_pay.METHOD,
)
REFERENCE = grandfathering.METHOD
# Lines to compare with: whether convergence is a principle of equity, the literature is divided.
REFERENCES = (per_capita_convergence.METHOD, REFERENCE)
PRINCIPLES = (*EQUITY, *REFERENCES)
# Earlier releases dealt convergence among the principles, and drew the present from projections too.
FORMER_PRINCIPLES = (equal_per_capita.METHOD, per_capita_convergence.METHOD, *EQUITY[1:], REFERENCE)
FORMER_SOURCES = (PROJECTED, "climate-watch", "primap-histcr", "primap-histtp")
NEED_INCOME = (responsibility_capability.METHOD, ability_to_pay.METHOD)
PRINCIPLE, POPULATION = "principle", "population"
GRID = (2025, 2030, 2035, 2040, 2045, 2050, 2060, 2070, 2080, 2090, 2100)
# The budgets of all draws are held at once: 4 bytes × countries × draws × principles.
MOST_DRAWS = 50_000
# What is set beside the choices, by the same words.
OF_A_RUN = ("draws", "principles", "seed", "years")
DEBT, PAST, BASE = equal_cumulative_per_capita.METHOD, "history_since", "baseline_trend"
# Which figures weigh a country's duty: those drawn by "source", "gini" and "gdp", or the database's own.
DUTY, AS_DRAWN = "duty_inputs", "as-drawn"
# How the numbers of a choice are read; all others are plain numbers.
YEAR_CHOICES = ("convergence_year", PAST, "repayment_year")
PERCENT_CHOICES = ("path_position", "responsibility_weight", BASE)


@dataclass(frozen=True)
class Choice:
    """One thing on which reasonable people differ.

    ``levels`` are the values it is drawn from; ``allowed`` bounds numbers or lists words;
    ``principles`` are those it matters to (all, where empty).
    """

    name: str
    levels: tuple[Level, ...]
    allowed: tuple[Level, ...]
    meaning: str
    principles: tuple[str, ...] = ()

    def concerns(self, principle: str) -> bool:
        return not self.principles or principle in self.principles


_RC, _AP = responsibility_capability.METHOD, ability_to_pay.METHOD
_WITHOUT = ("climate-watch", "primap-histcr", "primap-histtp")
_WITH = ("jones", "climate-watch", "primap-histcr", "primap-histtp")
CHOICES = {
    choice.name: choice
    for choice in (
        Choice("source", _WITHOUT, (PROJECTED, *_WITHOUT, "jones"), mark("Data source of emissions")),
        Choice(
            "gwp",
            ("AR4GWP100", "AR5GWP100", "AR6GWP100"),
            ("AR4GWP100", "AR5GWP100", "AR6GWP100"),
            mark("Warming potentials"),
        ),
        Choice("path", (AR6_C1, "ssp119"), (AR6_C1, *SSP_NAMES, *CERP_NAMES), mark("Global path")),
        Choice(
            "path_position",
            (0.1, 0.3, 0.5, 0.7, 0.9),
            (0.01, 0.99),
            mark("Position in the range of IPCC category C1"),
        ),
        Choice(POPULATION, ("range",), ("range", "median"), mark("Population projection")),
        Choice(
            "convergence_year",
            (2040.0, 2050.0, 2060.0, 2070.0, 2080.0, 2090.0, 2100.0),
            (2025, 2150),
            mark("Year of equal emissions per person"),
            (per_capita_convergence.METHOD,),
        ),
        Choice(
            PAST,
            (1850.0, 1950.0, 1970.0, 1990.0),
            (1850, 2020),
            mark("Past emissions count since"),
            (DEBT, _RC),
        ),
        Choice("repayment_year", (2050.0, 2070.0, 2100.0), (2030, 2100), mark("Debts paid back by"), (DEBT,)),
        Choice(
            "responsibility_weight",
            (0.25, 0.5, 0.75),
            (0, 1),
            mark("Weight of responsibility against capability"),
            (_RC,),
        ),
        Choice(
            "threshold",
            (0.0, 2500.0, 7500.0),
            (0, 50_000),
            mark("Income that does not count, int. $ of 2010 a year"),
            (_RC,),
        ),
        Choice(
            DUTY,
            (AS_DRAWN, PROJECTED),
            (AS_DRAWN, PROJECTED),
            mark("Figures by which a duty is weighed"),
            (_RC,),
        ),
        Choice(
            "gini",
            ("wid", "gapminder"),
            ("wid", "gapminder", "cerp"),
            mark("Data source of income inequality"),
            (_RC,),
        ),
        Choice(
            "gdp",
            ("gapminder", "world-bank"),
            ("gapminder", "world-bank", "cerp"),
            mark("Data source of income"),
            (_RC, _AP),
        ),
        Choice(
            BASE,
            (0.5, 1.0, 1.5),
            (0, 2),
            mark("Baseline after 2035: how much of the trend goes on"),
            (_RC, _AP),
        ),
        Choice(
            "exponent",
            (ability_to_pay.CUBE_ROOT,),
            (0, 2),
            mark("Exponent of income in the ability to pay"),
            (_AP,),
        ),
    )
}


def equity_of(weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the principles that a mixture was dealt over, in reading order.

    ``weights``: principle → its part of the draws, as a result names them.
    """
    return tuple(name for name in dict.fromkeys((*FORMER_PRINCIPLES, *PRINCIPLES)) if name in weights)


@dataclass(frozen=True)
class Parameters:
    """Everything a run depends on besides the figures.

    ``levels``: choice → the values it is drawn from; ``years``: those reported.
    """

    levels: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    principles: tuple[str, ...] = PRINCIPLES
    with_land_use: bool = False
    draws: int = 10_000
    seed: int = 2015
    years: tuple[int, ...] = GRID

    def of(self, choice: str) -> tuple[Level, ...]:
        if choice in self.levels:
            return self.levels[choice]
        # Not every source counts land use, so that there is another set for it.
        if choice == "source" and self.with_land_use:
            return _WITH
        return CHOICES[choice].levels

    def as_dict(self) -> dict[str, Any]:
        return {
            "levels": {name: list(self.of(name)) for name in sorted(CHOICES)},
            "principles": list(self.principles),
            "with_land_use": self.with_land_use,
            "draws": self.draws,
            "seed": self.seed,
            "years": list(self.years),
        }


def checked(
    parameters: Parameters, *, own_paths: Sequence[str] = (), own_sources: Sequence[str] = ()
) -> None:
    """Raise ``PathwaysError`` for a parameter outside what makes sense, naming it and its bounds."""
    for name in parameters.levels:
        if name not in CHOICES:
            raise PathwaysError(
                mark("There is no choice called {name!r}. There are: {known}."),
                name=name,
                known=", ".join(sorted((*CHOICES, *OF_A_RUN))),
            )
        extra = {"path": own_paths, "source": own_sources}.get(name, ())
        _check_levels(CHOICES[name], parameters.levels[name], extra)
    unknown = [name for name in parameters.principles if name not in PRINCIPLES]
    if unknown or not parameters.principles:
        raise PathwaysError(
            mark("There is no principle {name!r}. There are: {known}."),
            name=unknown[0] if unknown else "",
            known=", ".join(PRINCIPLES),
        )
    _ensure_once("principles", parameters.principles)
    if not 1 <= parameters.draws <= MOST_DRAWS:
        raise PathwaysError(
            mark("The number of draws must lie between 1 and {most}, not {value}."),
            most=float(MOST_DRAWS),
            value=_shown("draws", parameters.draws),
        )
    _check_years(parameters.years)


def _check_years(years: Sequence[int]) -> None:
    # The base year is 2022, and the projections of inhabitants end in 2100.
    if JOIN_YEAR not in years or list(years) != sorted(set(years)) or years[0] < 2023 or years[-1] > 2100:
        raise PathwaysError(
            mark("The years must ascend between 2023 and 2100 and hold {join}; they are {years}."),
            join=JOIN_YEAR,
            years=", ".join(str(year) for year in years),
        )


def _check_levels(choice: Choice, levels: Sequence[Level], extra: Sequence[str]) -> None:
    # Numbers are bounded by two ends, words are listed: the same field holds either.
    words = all(isinstance(level, str) for level in choice.allowed)
    for level in levels:
        if words and (level in choice.allowed or level in extra):
            continue
        if not words and isinstance(level, int | float) and choice.allowed[0] <= level <= choice.allowed[1]:  # type: ignore[operator]
            continue
        known = ", ".join(str(allowed) for allowed in (*choice.allowed, *extra))
        raise PathwaysError(
            mark("{name} cannot be {value!r}. Allowed: {known}.")
            if words
            else mark("{name} cannot be {value!r}. Give a number between {low} and {high}."),
            name=choice.name,
            value=_shown(choice.name, level),
            known=known,
            low=_shown(choice.name, choice.allowed[0]),
            high=_shown(choice.name, choice.allowed[-1]),
        )
    if not levels:
        raise PathwaysError(mark("{name} needs at least one value."), name=choice.name)
    _ensure_once(choice.name, levels)


def _ensure_once(name: str, values: Sequence[Level]) -> None:
    """Raise for a value that stands twice: it would be drawn twice as often, which nobody said."""
    twice = [value for place, value in enumerate(values) if value in values[:place]]
    if twice:
        raise PathwaysError(mark("{name} names {value} twice."), name=name, value=_shown(name, twice[0]))


def _shown(name: str, level: Level) -> Level:
    """Return a level for an error: a year as a whole number, which is not divided into thousands, an amount as a float."""
    if isinstance(level, str) or abs(level) >= 1e15:
        return level
    return int(level) if name in YEAR_CHOICES and float(level).is_integer() else float(level)

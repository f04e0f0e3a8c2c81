"""A baseline beyond its last year: emissions per GDP go on changing as they did.

The Climate Equity Reference database ends its no-policy baseline in 2035. Beyond, emissions per
GDP of each country continue the yearly change of the last ten years, times a factor that ranges
(1: the trend goes on; 0.5: half as fast), held within bounds that no large economy has left for
long. Our own documented rule, after the Kaya identity (Kaya & Yokobori 1997).
"""

import numpy as np

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import Citation, Method, Term
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import Array

METHOD = "baseline"
TREND_YEARS = 10
# Parts of one a year. A fall is negative, so the fastest is the lower bound of the two.
SLOWEST, FASTEST = 0.0, -0.05
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What would be emitted without climate policy. To 2035 as the Climate Equity Reference database has it; "
        "beyond, emissions per unit of income go on changing as they did."
    ),
    formulas=(
        "B_i(t) = B_i(t_1) · G_i(t) / G_i(t_1) · (1 + f · c_i)^n",
        f"c_i = [ b_i(t_1) / b_i(t_1 − {TREND_YEARS}) ]^{{1/{TREND_YEARS}}} − 1",
    ),
    terms=(
        Term("B_i", mark("emissions without climate policy, Mt CO₂e")),
        Term("n", mark("years after the baseline’s last one")),
        Term("t_1", mark("the last year of the database’s baseline")),
        Term("G_i", mark("gross domestic product at purchasing power, as Gapminder projects it")),
        Term("b_i", mark("emissions per unit of gross domestic product")),
        Term(
            "c_i",
            mark(
                "their yearly change in the last years of the baseline, held between {fastest} % and {slowest} % a "
                "year"
            ),
        ),
        Term("f", mark("how much of this trend goes on")),
    ),
    rules=(
        mark(
            "The baseline only says how emissions grow: it moves each data source’s figures from their own level. "
            "Land use stays at its last level."
        ),
    ),
    sources=(
        Citation(
            "Kaya & Yokobori",
            1997,
            "Environment, Energy, and Economy: strategies for sustainability",
            "United Nations University Press, Tokyo",
        ),
    ),
    weaknesses=(
        mark(
            "Continuing a trend is our own rule. Only the split into income and emissions per income is published."
        ),
        mark("One source alone projects incomes to 2100; wars, sanctions and crises since are not in it."),
    ),
    facts=(("fastest", 100 * FASTEST), ("slowest", 100 * SLOWEST)),
)


def intensity_change(emissions: Array, gdp: Array) -> Array:
    """Return the yearly change of emissions per GDP over the last ``TREND_YEARS``, as a fraction.

    ``emissions`` and ``gdp``: (countries, years), any one unit each, positive at both ends. Kept
    within −5 % and 0. Raises ``PathwaysError`` for fewer years than that.
    """
    if emissions.shape[-1] <= TREND_YEARS:
        raise PathwaysError(
            mark("The baseline has {found} years; its trend needs {needed}."),
            found=emissions.shape[-1],
            needed=TREND_YEARS + 1,
        )
    # A country without emissions or income divides by zero; it then keeps a change of zero.
    with np.errstate(divide="ignore", invalid="ignore"):
        now = emissions[:, -1] / gdp[:, -1]
        before = emissions[:, -1 - TREND_YEARS] / gdp[:, -1 - TREND_YEARS]
        change = (now / before) ** (1 / TREND_YEARS) - 1
    return np.clip(np.nan_to_num(change, nan=0.0), FASTEST, SLOWEST)


def extend(emissions: Array, gdp: Array, change: Array, factor: float) -> Array:
    """Return emissions for the years of ``gdp``, in their own unit; the first are ``emissions`` unchanged.

    ``emissions``: (countries, years known); ``gdp``: (countries, all years); ``change``: of
    ``intensity_change``, (countries,); ``factor``: how much of it goes on, 0 to 2, else ``PathwaysError``.
    """
    if not 0 <= factor <= 2:
        raise PathwaysError(
            mark("The baseline’s trend may go on by a factor from 0 to 2, not {value}."), value=float(factor)
        )
    known = emissions.shape[-1]
    # Counted from the last known year: the first year ahead falls once.
    ahead = np.arange(1, gdp.shape[-1] - known + 1)
    # A slice of one year, so that the axis stays and each country is divided by its own.
    growth = gdp[:, known:] / gdp[:, known - 1 : known]
    fall = (1 + factor * change)[:, None] ** ahead
    return np.concatenate([emissions, emissions[:, -1:] * growth * fall], axis=-1)

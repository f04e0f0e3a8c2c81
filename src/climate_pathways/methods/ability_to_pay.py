"""Ability to pay: cuts below the baseline grow with the cube root of income per person.

Den Elzen et al. (2010) and van den Berg et al. (2020), Implications of various effort-sharing
approaches, Climatic Change 162, equation for AP: marginal costs rise with the square of the
cut, so that the same costs per income mean cuts ∝ (GDP per person)^(1/3).
"""

import numpy as np

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import BERG_2020, Citation, Method, Term
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import (
    BASELINE,
    PATH,
    SHARE,
    Array,
    ensure_finite,
    ensure_positive,
    total,
)

METHOD = "ability_to_pay"
CUBE_ROOT = 1 / 3
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Cuts below the baseline grow with the cube root of income per person, so that their costs weigh alike on "
        "every income."
    ),
    formulas=(
        "E_i(t) = B_i(t) − [B(t) − E*(t)] · w_i(t) / Σw(t)",
        "w_i(t) = B_i(t) · g_i(t)^x",
    ),
    terms=(
        SHARE,
        PATH,
        BASELINE,
        Term("g_i", mark("income per person: gross domestic product at purchasing power")),
        Term("x", mark("exponent of income, one third unless set otherwise")),
        Term("Σw", mark("the sum of w over all countries")),
    ),
    sources=(
        Citation(
            "den Elzen et al.",
            2010,
            "Sharing developed countries’ post-2012 greenhouse gas emission reductions based on comparable efforts",
            "Mitigation and Adaptation Strategies for Global Change 15, 433–465",
            "https://doi.org/10.1007/s11027-010-9227-7",
        ),
        BERG_2020,
    ),
    weaknesses=(
        mark("The average income hides who is rich and who is poor within a country."),
        mark("What was emitted before does not count."),
        mark("It rests on emissions without climate policy, which nobody can observe."),
        mark(
            "The cube root follows from one assumption: that the costs of the next tonne rise with the square of "
            "the cut."
        ),
    ),
)


def ability(gdp_per_person: Array, exponent: float = CUBE_ROOT) -> Array:
    """Return (GDP per person)^exponent; ``gdp_per_person`` in any one money, any shape.

    Raises ``PathwaysError`` for an income that is not positive.
    """
    # Not “any at or below zero”: NaN compares false with everything, and would pass that.
    if not (gdp_per_person > 0).all():
        raise PathwaysError(
            mark("{method} needs a positive GDP per person of every country; the lowest is {value}."),
            method=METHOD,
            value=float(gdp_per_person.min()),
        )
    return np.asarray(gdp_per_person**exponent)


def allocate(path: Array, baseline: Array, ability: Array) -> Array:
    """Return BAU_i − (BAU − E*)·w_i/Σw with w_i = BAU_i·ability_i.

    ``path``: (years, 1, draws); ``baseline``: emissions without climate policy, same unit,
    (years, countries, draws); a net sink's baseline carries no duty. ``ability``: as the function
    of that name gives it, same shape. The result has the unit of ``path`` and adds up to it. Raises
    ``PathwaysError`` for a baseline with a hole, or without emissions.
    """
    ensure_finite(baseline, METHOD, "baseline")
    # A net sink would take a duty below zero, and leave more to all others.
    weight = baseline.clip(min=0) * ability
    whole = total(weight)
    ensure_positive(whole, METHOD, "baseline")
    # From the baseline unclipped: so a sink keeps its uptake, and all shares add up to the path.
    return baseline - weight * ((total(baseline) - path) / whole)

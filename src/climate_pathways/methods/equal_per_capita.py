"""Immediate equal per capita: everyone has the same right to emit from now on.

Agarwal & Narain (1991), Global Warming in an Unequal World; van den Berg et al. (2020),
Implications of various effort-sharing approaches, Climatic Change 162, section 2.
"""

from climate_pathways.methods.shares import Array, ensure_positive, total

METHOD = "equal_per_capita"


def allocate(path: Array, population: Array) -> Array:
    """Return E*(t)·P_i(t)/P(t).

    ``path``: the countries' common emissions, any unit, shape (years, 1, draws); ``population``:
    people, shape (years, countries, draws); either may have 1 in place of an axis. The result
    has the unit of ``path`` and adds up to it. Raises ``PathwaysError`` where nobody lives.
    """
    people = total(population)
    ensure_positive(people, METHOD, "population")
    return path * (population / people)

"""Immediate equal per capita: everyone has the same right to emit from now on.

Agarwal & Narain (1991), Global Warming in an Unequal World; van den Berg et al. (2020),
Implications of various effort-sharing approaches, Climatic Change 162, section 2.
"""

from climate_pathways.core.publication import BERG_2020, Citation, Method
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import PATH, PEOPLE, SHARE, Array, ensure_positive, total

METHOD = "equal_per_capita"
PUBLISHED = Method(
    METHOD,
    says=mark("Everyone has the same right to emit from now on."),
    formulas=("E_i(t) = E*(t) · P_i(t) / P(t)",),
    terms=(SHARE, PATH, PEOPLE),
    sources=(
        Citation(
            "Agarwal & Narain",
            1991,
            "Global Warming in an Unequal World: a case of environmental colonialism",
            "Centre for Science and Environment, New Delhi",
        ),
        BERG_2020,
    ),
    weaknesses=(
        mark(
            "What was emitted before does not count: who has used up much of the common budget owes nothing for "
            "it."
        ),
        mark(
            "Needs and means do not count either: long winters, large distances, a poor country’s way out of "
            "poverty."
        ),
        mark(
            "A country that loses inhabitants loses rights; how many people there will be in 2100 is uncertain."
        ),
    ),
)


def allocate(path: Array, population: Array) -> Array:
    """Return E*(t)·P_i(t)/P(t).

    ``path``: the countries' common emissions, any unit, shape (years, 1, draws); ``population``:
    people, shape (years, countries, draws); either may have 1 in place of an axis. The result
    has the unit of ``path`` and adds up to it. Raises ``PathwaysError`` where nobody lives.
    """
    people = total(population)
    ensure_positive(people, METHOD, "population")
    return path * (population / people)

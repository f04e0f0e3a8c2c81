"""Grandfathering: everyone keeps the present share of the world's emissions.

A reference line, not an equity principle: it rewards those who emit most. Named so and
rejected as a basis of fairness by Dooley et al. (2021), Ethical choices behind quantifications
of fair contributions under the Paris Agreement, Nature Climate Change 11.
"""

from climate_pathways.core.publication import DOOLEY_2021, Method
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import PATH, PRESENT, SHARE, Array, ensure_positive, total

METHOD = "grandfathering"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Everyone keeps the present share of the world’s emissions. A line to compare with, not a principle of "
        "equity: it never enters the mixture."
    ),
    formulas=("E_i(t) = E*(t) · E_i(t_0) / E(t_0)",),
    terms=(SHARE, PATH, PRESENT),
    sources=(DOOLEY_2021,),
    weaknesses=(
        mark("It rewards those who emit most, for ever."),
        mark("A net sink’s present share counts as zero."),
    ),
)


def present_share(emissions: Array) -> Array:
    """Return E_i/E of the countries' present ``emissions`` (any unit), as fractions of 1; a net sink's is zero."""
    # Below zero a share would ask a sink for more uptake the more the world emits.
    emitted = emissions.clip(min=0)
    whole = total(emitted)
    ensure_positive(whole, METHOD, "emissions")
    return emitted / whole


def allocate(path: Array, emissions: Array) -> Array:
    """Return E*(t)·E_i(t0)/E(t0).

    ``path``: (years, 1, draws); ``emissions``: the present ones, (1, countries, draws), any one
    unit. The result has the unit of ``path`` and adds up to it. Raises ``PathwaysError`` where
    nobody emits anything.
    """
    return path * present_share(emissions)

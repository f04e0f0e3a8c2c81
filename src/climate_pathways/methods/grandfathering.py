"""Grandfathering: everyone keeps the present share of the world's emissions.

A reference line, not an equity principle: it rewards those who emit most. Named so and
rejected as a basis of fairness by Dooley et al. (2021), Ethical choices behind quantifications
of fair contributions under the Paris Agreement, Nature Climate Change 11.
"""

from climate_pathways.methods.shares import Array, ensure_positive, total

METHOD = "grandfathering"


def present_share(emissions: Array) -> Array:
    """Return E_i/E of the countries' present ``emissions`` (any unit), as fractions of 1.

    A net sink counts as zero: a share below zero would reward it for the world's emissions.
    """
    emitted = emissions.clip(min=0)
    whole = total(emitted)
    ensure_positive(whole, METHOD, "emissions")
    return emitted / whole


def allocate(path: Array, emissions: Array) -> Array:
    """Return E*(t)·E_i(t0)/E(t0).

    ``path``: (years, 1, draws); ``emissions``: the present ones, (1, countries, draws), any one
    unit. The result adds up to ``path``.
    """
    return path * present_share(emissions)

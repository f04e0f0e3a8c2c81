"""Responsibility and capability: who caused more and can do more, cuts more.

Greenhouse Development Rights (Baer et al. 2008), as the Climate Equity Reference Project
computes it (Holz, Kartha & Athanasiou 2018, Fairly sharing 1.5, International Environmental
Agreements 18). Income and emissions below a development threshold do not count, so that the
rich of a poor country do and the poor of a rich country do not.
"""

import numpy as np

from climate_pathways.errors import PathwaysError
from climate_pathways.methods.shares import Array, ensure_finite, ensure_positive, total
from climate_pathways.wording import mark

METHOD = "responsibility_capability"


def index(responsibility: Array, capability: Array, weight: Array) -> Array:
    """Return RCI_i = a·R_i/R + (1 − a)·C_i/C, which adds up to 1.

    ``responsibility``: emissions since the start year above the threshold's consumption, in any
    unit; ``capability``: income above the threshold, in any money; both (years, countries,
    draws) and not negative. ``weight``: a, from 0 to 1, (1, 1, draws). Raises ``PathwaysError``
    for a weight outside, or where everybody's sum is zero.
    """
    if not ((weight >= 0) & (weight <= 1)).all():
        raise PathwaysError(
            mark("The weight of responsibility must lie between 0 and 1, not {value:g}."),
            value=float(np.extract(~((weight >= 0) & (weight <= 1)), weight)[0]),
        )  # fmt: skip
    causing, able = total(responsibility), total(capability)
    ensure_positive(causing, METHOD, "responsibility")
    ensure_positive(able, METHOD, "capability")
    return weight * (responsibility / causing) + (1 - weight) * (capability / able)


def allocate(path: Array, baseline: Array, shares: Array) -> Array:
    """Return BAU_i(t) − RCI_i(t)·(BAU(t) − E*(t)).

    ``path``: (years, 1, draws); ``baseline``: the countries' emissions without climate policy,
    same unit, (years, countries, draws); ``shares``: ``index``. The result has the unit of
    ``path`` and adds up to it. It may be negative: the duty is then more than all emissions of
    the country, so that part of it is help to others.
    """
    ensure_finite(baseline, METHOD, "baseline")
    return baseline - shares * (total(baseline) - path)

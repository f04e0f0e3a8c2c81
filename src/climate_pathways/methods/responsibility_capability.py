"""Responsibility and capability: who caused more and can do more, cuts more.

Greenhouse Development Rights (Baer et al. 2008), as the Climate Equity Reference Project
computes it (Holz, Kartha & Athanasiou 2018, Fairly sharing 1.5, International Environmental
Agreements 18). Income and emissions below a development threshold do not count, so that the
rich of a poor country do and the poor of a rich country do not.
"""

import numpy as np

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import BAER_2008, Citation, Method, Term
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

METHOD = "responsibility_capability"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Who caused more and can do more, cuts more. Income below a threshold, and the emissions that go with it, "
        "do not count."
    ),
    formulas=(
        "E_i(t) = B_i(t) − S_i(t) · [B(t) − E*(t)]",
        "S_i = a · R_i / R + (1 − a) · C_i / C",
    ),
    terms=(
        SHARE,
        PATH,
        BASELINE,
        Term("S_i", mark("the country’s part of the whole duty; all parts add up to one")),
        Term(
            "R_i, R",
            mark(
                "responsibility: emissions since the start year above what the threshold’s consumption causes"
            ),
        ),
        Term("C_i, C", mark("capability: income above the threshold")),
        Term("a", mark("weight of responsibility, from 0 to 1")),
    ),
    sources=(
        BAER_2008,
        Citation(
            "Holz, Kartha & Athanasiou",
            2018,
            "Fairly sharing 1.5: national fair shares of a 1.5 °C-compliant global mitigation effort",
            "International Environmental Agreements 18, 117–134",
            "https://doi.org/10.1007/s10784-017-9371-z",
        ),
    ),
    rules=(
        mark(
            "Capability moves with incomes. Responsibility stays what it was in the last year of figures; the "
            "calculator of the authors lets it grow with later emissions. We do not, because a share would then "
            "depend on the baseline twice."
        ),
        mark(
            "Half of the draws weigh a duty by the drawn sources of income, inequality and emissions, half by those of the Climate "
            "Equity Reference database. Its figures after 2015 are projections: they weigh the past here, and never stand for today."
        ),
        mark(
            "A share below zero means that the duty exceeds all emissions of the country: part of it is help to "
            "others."
        ),
    ),
    weaknesses=(
        mark(
            "It needs emissions without climate policy, which nobody can observe; a high guess for one’s own "
            "country makes its share larger."
        ),
        mark("Within a country emissions are taken to be in proportion to income."),
        mark(
            "Sources are far apart on inequality and on what money buys, most of all for countries with few "
            "surveys."
        ),
        mark("Where to put the threshold and the weight is a judgement, not a measurement."),
    ),
)


def index(responsibility: Array, capability: Array, weight: Array) -> Array:
    """Return RCI_i = a·R_i/R + (1 − a)·C_i/C, which adds up to 1.

    ``responsibility``: emissions since the start year above the threshold's consumption, in any
    unit; ``capability``: income above the threshold, in any money; both (years, countries,
    draws) and not negative. ``weight``: a, from 0 to 1, (1, 1, draws). Raises ``PathwaysError``
    for a weight outside, or where everybody's sum is zero.
    """
    # Not “any outside”: NaN is neither below nor above, and would pass that.
    if not ((weight >= 0) & (weight <= 1)).all():
        raise PathwaysError(
            mark("The weight of responsibility must lie between 0 and 1, not {value}."),
            value=float(np.extract(~((weight >= 0) & (weight <= 1)), weight)[0]),
        )
    causing, able = total(responsibility), total(capability)
    ensure_positive(causing, METHOD, "responsibility")
    ensure_positive(able, METHOD, "capability")
    # Made into shares before they are weighed: tonnes and money have no unit in common.
    return weight * (responsibility / causing) + (1 - weight) * (capability / able)


def allocate(path: Array, baseline: Array, shares: Array) -> Array:
    """Return BAU_i(t) − RCI_i(t)·(BAU(t) − E*(t)).

    ``path``: (years, 1, draws); ``baseline``: the countries' emissions without climate policy,
    same unit, (years, countries, draws); ``shares``: ``index``. The result has the unit of
    ``path`` and adds up to it. It may be negative: the duty is then more than all emissions of
    the country, so that part of it is help to others. Raises ``PathwaysError`` for a baseline with a
    hole.
    """
    ensure_finite(baseline, METHOD, "baseline")
    return baseline - shares * (total(baseline) - path)

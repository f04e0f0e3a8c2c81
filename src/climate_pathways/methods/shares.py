"""What the principles of fair shares have in common: axes, sums, checks at the door.

Arrays have the axes (years, countries, draws); an axis of length 1 stands for all.
"""

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import Term
from climate_pathways.core.wording import mark

Array = NDArray[np.floating]
# Counted from the end: an array without the axis of years is summed over countries all the same.
COUNTRY_AXIS = -2

# Signs that several principles use.
SHARE = Term("E_i(t)", mark("fair share of country i in year t, Mt CO₂e"))
PATH = Term("E*(t)", mark("emissions of all countries together on the global path in year t"))
PEOPLE = Term("P_i, P", mark("inhabitants of the country and of all countries"))
PRESENT = Term(
    "E_i(t_0), E(t_0)", mark("emissions of the country and of all countries in the last year of figures")
)
BASELINE = Term("B_i, B", mark("emissions without climate policy, of the country and of all countries"))


def total(values: Array) -> Array:
    """Return the sum over countries, with the axis kept."""
    return np.asarray(values.sum(axis=COUNTRY_AXIS, keepdims=True))


def ensure_finite(values: Array, method: str, name: str) -> None:
    """Raise ``PathwaysError`` naming ``method`` and ``name`` where a figure is missing or not finite."""
    if not np.isfinite(values).all():
        raise PathwaysError(
            mark(
                "{method} was given figures for {name} that are missing or not finite. Fill or leave out those "
                "countries first."
            ),
            method=method,
            name=name,
        )


def ensure_positive(values: Array, method: str, name: str) -> None:
    """Raise ``PathwaysError`` where a sum that is divided by is zero, negative or not finite."""
    # A hole first: NaN is not above zero either, and would be reported as a sum of “nan”.
    ensure_finite(values, method, name)
    if not (values > 0).all():
        raise PathwaysError(
            mark("{method} needs a positive sum of {name} over all countries; it is {value}."),
            method=method,
            name=name,
            value=float(values.min()),
        )

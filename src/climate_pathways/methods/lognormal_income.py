"""Income above a threshold in a country, from its mean and its Gini coefficient.

Incomes are taken as lognormal: then σ = √2·Φ⁻¹((1 + Gini)/2), and the income above a threshold
has the form of a call option's price. Baer, Athanasiou, Kartha & Kemp-Benedict (2008), The
Greenhouse Development Rights Framework, 2nd ed.; Kemp-Benedict (2010), Calculations for the
Greenhouse Development Rights Calculator, Stockholm Environment Institute.
"""

from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import BAER_2008, Citation, Method, Term
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import Array

METHOD = "lognormal_income"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Which part of a country’s income lies above a threshold, from its average and its inequality alone."
    ),
    formulas=(
        "C_i / Y_i = Φ(d) − (z / y_i) · Φ(d − σ_i)",
        "d = ln(y_i / z) / σ_i + σ_i / 2",
        "σ_i = √2 · Φ^{−1}((1 + γ_i) / 2)",
    ),
    terms=(
        Term("C_i / Y_i", mark("the part of all income that lies above the threshold")),
        Term("y_i", mark("average income per person and year")),
        Term("z", mark("the threshold, in the same money")),
        Term("γ_i", mark("Gini coefficient, from 0 (all equal) to 1")),
        Term("Φ", mark("distribution function of the normal curve")),
    ),
    sources=(
        BAER_2008,
        Citation(
            "Kemp-Benedict",
            2010,
            "Calculations for the Greenhouse Development Rights Calculator",
            "Stockholm Environment Institute",
        ),
    ),
    weaknesses=(
        mark(
            "Real incomes have more very rich people than this curve, so that the capability of unequal countries "
            "is understated."
        ),
        mark("A Gini coefficient is held at its nearest year where a source has none."),
    ),
)
NEGLIGIBLE = 1e-9
# NumPy has no error function. A table that is exact at its points is off by 3e-8 between them.
_STEP, _REACH = 1e-3, 9.0


@cache
def _normal_table() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    points = np.arange(-_REACH, _REACH + _STEP, _STEP)
    return points, np.array([NormalDist().cdf(float(point)) for point in points])


def normal_cdf(values: Array) -> Array:
    """Return Φ of ``values``, any shape, from 0 to 1, to better than 1e-7."""
    points, heights = _normal_table()
    # Beyond the table its last values stand: nine standard deviations out they are 0 and 1 to 1e-18.
    return np.interp(values, points, heights)


def spread(gini: Array) -> Array:
    """Return σ of the logarithm of incomes; ``gini`` in points from 0 to 100, exclusive.

    Raises ``PathwaysError`` for others: 0 and 100 are no societies.
    """
    if not ((gini > 0) & (gini < 100)).all():
        raise PathwaysError(
            mark("A Gini coefficient of {value} points is not between 0 and 100."),
            value=float(gini.flat[int(np.argmax(~((gini > 0) & (gini < 100))))]),
        )
    points, heights = _normal_table()
    # The table read the other way round is the inverse of Φ.
    return np.asarray(np.sqrt(2.0) * np.interp((1 + gini / 100) / 2, heights, points))


def share_above(mean_income: Array, gini: Array, threshold: float) -> Array:
    """Return the part of all income that lies above ``threshold``, from 0 to 1.

    ``mean_income`` and ``threshold`` in the same money per person and year; shapes broadcast.
    Only the part of an income beyond the threshold counts. Raises ``PathwaysError`` for a mean
    that is not positive or a negative threshold.
    """
    if threshold < 0 or not (mean_income > 0).all():
        raise PathwaysError(
            mark(
                "Incomes must be positive and the threshold not negative: lowest mean {mean}, threshold "
                "{threshold}."
            ),
            mean=float(mean_income.min()),
            threshold=float(threshold),
        )
    sigma = spread(gini)
    # A threshold of zero would be divided by below; above it lies all income.
    if threshold < NEGLIGIBLE * mean_income.min():
        return np.ones(np.broadcast_shapes(mean_income.shape, gini.shape))
    # The d₁ of Black and Scholes, with the mean income in place of the price.
    distance = np.log(mean_income / threshold) / sigma + sigma / 2
    above = normal_cdf(distance) - threshold / mean_income * normal_cdf(distance - sigma)
    return np.clip(above, 0.0, 1.0)

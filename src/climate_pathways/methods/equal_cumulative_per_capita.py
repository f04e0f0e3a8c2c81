"""Equal cumulative per capita: everyone, then and now, has the same right to emit.

A country's right is its share of all person-years from the start year to the end of the path.
What it emitted beyond that right is its debt, what it left its credit; debts are paid back,
falling linearly to zero by the repayment year. Bode (2004), Equal emissions per capita over
time; Robiou du Pont et al. (2017), Equitable mitigation to achieve the Paris Agreement goals,
Nature Climate Change 7; van den Berg et al. (2020), Climatic Change 162 (debt paid back over
time). The allocation may be negative: the right may be used up already.
"""

import numpy as np

from climate_pathways.errors import PathwaysError
from climate_pathways.methods.shares import Array, ensure_positive, total
from climate_pathways.wording import mark

METHOD = "equal_cumulative_per_capita"


def historical_credit(emitted: Array, person_years: Array) -> Array:
    """Return the share of person-years times all past emissions, minus the country's own.

    ``emitted``: past emissions summed from the start year, (1, countries, draws);
    ``person_years``: from the start year to the end of the path, same shape. Negative: a debt.
    Adds up to zero.
    """
    whole = total(person_years)
    ensure_positive(whole, METHOD, "person-years")
    return person_years / whole * total(emitted) - emitted


def repayment(years: Array, start_year: int, repayment_year: Array) -> Array:
    """Return the part of a debt paid back per year: falling linearly, 1 in all.

    The integral from ``start_year`` to ``repayment_year`` is 1. Raises ``PathwaysError`` for a
    repayment year that is not after the start.
    """
    span = repayment_year - start_year
    if not (span > 0).all():
        raise PathwaysError(
            mark("Repayment by {year:g} is not after the start in {start}. Choose a later year."),
            year=float(repayment_year.min()), start=start_year,
        )  # fmt: skip
    return 2.0 * np.clip(repayment_year - years, 0.0, None) / span**2


def allocate(
    path: Array,
    person_years: Array,
    emitted: Array,
    *,
    years: Array,
    start_year: int,
    repayment_year: Array,
) -> Array:
    """Return q_i·E*(t) + credit_i·r(t), with q_i the country's share of person-years.

    ``path``: (years, 1, draws), e.g. Mt a year; ``person_years`` and ``emitted`` (the same unit
    times years): (1, countries, draws), as in ``historical_credit``; ``years``: (years, 1, 1);
    ``start_year``: the last year of the past; ``repayment_year``: (1, 1, draws). The result has
    the unit of ``path``, adds up to it, and over all years adds up to each country's right.
    """
    credit = historical_credit(emitted, person_years)
    share = person_years / total(person_years)
    return share * path + credit * repayment(years, start_year, repayment_year)

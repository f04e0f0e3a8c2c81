"""Equal cumulative per capita: everyone, then and now, has the same right to emit.

A country's right is its share of all person-years from the start year to the end of the path.
What it emitted beyond that right is its debt, what it left its credit; debts are paid back,
falling linearly to zero by the repayment year. Bode (2004), Equal emissions per capita over
time; Robiou du Pont et al. (2017), Equitable mitigation to achieve the Paris Agreement goals,
Nature Climate Change 7; van den Berg et al. (2020), Climatic Change 162 (debt paid back over
time). The allocation may be negative: the right may be used up already.
"""

import numpy as np

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import BERG_2020, ROBIOU_2017, Citation, Method, Term
from climate_pathways.core.wording import mark
from climate_pathways.methods.shares import PATH, SHARE, Array, ensure_positive, total

METHOD = "equal_cumulative_per_capita"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Everyone, then and now, has the same right to emit. Who took more before owes it; debts are paid back."
    ),
    formulas=(
        "E_i(t) = q_i · E*(t) + c_i · r(t)",
        "q_i = N_i / N",
        "c_i = q_i · H − H_i",
        "r(t) = 2 · (T − t) / (T − t_0)^2 ≥ 0",
    ),
    terms=(
        SHARE,
        PATH,
        Term("N_i, N", mark("person-years from the start year to 2100, of the country and of all countries")),
        Term(
            "H_i, H",
            mark(
                "emissions from the start year to the last year of figures, of the country and of all countries"
            ),
        ),
        Term("c_i", mark("the country’s credit; below zero: its debt")),
        Term("r(t)", mark("the part paid back in year t, falling straight to zero; all parts add up to one")),
        Term("T", mark("the year by which debts are paid back")),
        Term("t_0", mark("the last year of figures")),
    ),
    sources=(
        Citation(
            "Bode",
            2004,
            "Equal emissions per capita over time: a proposal to combine responsibility and equity of rights",
            "European Environment 14, 300–316",
            "https://hdl.handle.net/10419/19225",
        ),
        ROBIOU_2017,
        BERG_2020,
    ),
    rules=(
        mark(
            "Credits and debts of all countries add up to zero, and over all years each country gets exactly its "
            "right."
        ),
        mark(
            "A debt larger than the yearly right makes the share negative. It is shown so: the right is used up."
        ),
    ),
    weaknesses=(
        mark(
            "No country can emit less than nothing within a few years: a negative share is a claim to help "
            "others, not a target at home."
        ),
        mark(
            "Much hangs on the start year. People long ago knew nothing of the harm, and their emissions are "
            "modelled rather than counted."
        ),
        mark(
            "Emissions before 1991 are assigned to today’s borders by models, also for the republics of the "
            "Soviet Union."
        ),
        mark("Early and late emissions weigh the same; some authors let early ones fade."),
    ),
)


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
    """Return the part of a debt paid back per year, 1/year: falling linearly, 1 in all.

    The integral from ``start_year`` to ``repayment_year`` is 1. Raises ``PathwaysError`` for a
    repayment year that is not after the start.
    """
    span = repayment_year - start_year
    if not (span > 0).all():
        raise PathwaysError(
            mark("Repayment by {year} is not after the start in {start}. Choose a later year."),
            year=f"{float(repayment_year.min()):g}",
            start=start_year,
        )
    # The area of a triangle is half its base times its height: without the 2, half a debt is paid.
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
    # The past is shared by the same person-years as the future: only so both together are the right.
    credit = historical_credit(emitted, person_years)
    # Person-years of past and future: what is ahead is shared by the right as well.
    share = person_years / total(person_years)
    return share * path + credit * repayment(years, start_year, repayment_year)

"""Per-capita convergence: from today's share to an equal share per person by an agreed year.

Meyer (2000), Contraction & Convergence; Höhne et al. (2014), Regional GHG reduction targets
based on effort sharing, Climate Policy 14; van den Berg et al. (2020), Climatic Change 162.
Counted among the approaches of equity by Robiou du Pont et al. (2017), Nature Climate Change 7;
not by Dooley et al. (2021), Nature Climate Change 11, nor by Rajamani et al. (2021), Climate Policy
21, for the part that is grandfathered. So it is a line to compare with.
"""

import numpy as np

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.publication import (
    BERG_2020,
    DOOLEY_2021,
    RAJAMANI_2021,
    ROBIOU_2017,
    Citation,
    Method,
    Term,
)
from climate_pathways.core.wording import mark
from climate_pathways.methods import equal_per_capita, grandfathering
from climate_pathways.methods.shares import PATH, PEOPLE, PRESENT, SHARE, Array

METHOD = "per_capita_convergence"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "A country’s share moves in a straight line from its present share of emissions to its share of people, "
        "and stays there. A line to compare with, not among the principles: it does not enter the mixture, and the result "
        "with it is shown beside."
    ),
    formulas=(
        "E_i(t) = E*(t) · [(1 − w) · E_i(t_0) / E(t_0) + w · P_i(t) / P(t)]",
        "w = (t − t_0) / (T − t_0) ≤ 1",
    ),
    terms=(SHARE, PATH, PEOPLE, PRESENT, Term("T", mark("the agreed year of equal shares per person"))),
    sources=(
        Citation(
            "Meyer",
            2000,
            "Contraction & Convergence: the global solution to climate change",
            "Schumacher Briefing 5, Green Books",
        ),
        Citation(
            "Höhne, den Elzen & Escalante",
            2014,
            "Regional GHG reduction targets based on effort sharing: a comparison of studies",
            "Climate Policy 14, 122–147",
            "https://doi.org/10.1080/14693062.2014.849452",
        ),
        BERG_2020,
        ROBIOU_2017,
        DOOLEY_2021,
        RAJAMANI_2021,
    ),
    weaknesses=(
        mark(
            "Until the agreed year a part of every share is the present one: the later the year, the longer large "
            "emitters keep their advantage. The literature is divided: Robiou du Pont et al. (2017) count it among the approaches of "
            "equity; Dooley et al. (2021) and Rajamani et al. (2021) do not."
        ),
        mark("What was emitted before the start does not count."),
        mark("A net sink’s present share counts as zero."),
    ),
)


def allocate(
    path: Array,
    population: Array,
    emissions: Array,
    *,
    years: Array,
    start_year: int,
    convergence_year: Array,
) -> Array:
    """Return E*(t)·[(1 − w)·E_i(t0)/E(t0) + w·P_i(t)/P(t)], w rising linearly from 0 to 1.

    ``path``: (years, 1, draws); ``population``: people, (years, countries, draws);
    ``emissions``: those of ``start_year``, (1, countries, draws); ``years``: (years, 1, 1);
    ``convergence_year``: (1, 1, draws), the first year of equal shares. The result has the unit
    of ``path`` and adds up to it. Raises ``PathwaysError`` for a convergence year that is not
    after the start.
    """
    if not (convergence_year > start_year).all():
        raise PathwaysError(
            mark("Convergence by {year} is not after the start in {start}. Choose a later year."),
            year=f"{float(convergence_year.min()):g}",
            start=start_year,
        )
    # Held at one beyond the year of equal shares: unclipped, the line would run on past equality.
    weight = np.clip((years - start_year) / (convergence_year - start_year), 0.0, 1.0)
    # Shares of the path of each year, not today's tonnes: else the sum would leave the path.
    kept = grandfathering.allocate(path, emissions)
    return kept + weight * (equal_per_capita.allocate(path, population) - kept)

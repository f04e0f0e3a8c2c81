"""Dollars of 2010 in prices of 2021: thresholds and incomes in one price base.

The database of the Climate Equity Reference Project (2014) counts incomes in dollars of 2010, and
its development threshold is in the same; other incomes here are in international dollars of 2021.
Between the two stands the price index of the gross domestic product of the United States,
Bureau of Economic Analysis (2024), table 1.1.9, which international dollars follow by their definition.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from climate_pathways.core.publication import Citation, Method, Term
from climate_pathways.core.wording import mark

Amount = TypeVar("Amount", float, NDArray[np.float64])
METHOD = "dollar_prices"
PRICE_YEAR, FORMER_YEAR = 2021, 2010
# Implicit price deflator of GDP, 2012 = 100.
INDEX = {FORMER_YEAR: 96.2, PRICE_YEAR: 118.4}
# Rounded as the handbook prints it: whoever computes by the text gets the same amounts.
DOLLARS_2021_PER_2010 = round(INDEX[PRICE_YEAR] / INDEX[FORMER_YEAR], 3)
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Incomes and thresholds are compared in one price base: international dollars of {now}. What is published in "
        "dollars of {former} is multiplied by {factor}."
    ),
    formulas=("z = z_p · d / d_p",),
    terms=(
        Term("z", mark("an amount in prices of {now}")),
        Term("z_p", mark("the same amount as published, in prices of {former}")),
        Term("d, d_p", mark("price index of the gross domestic product of the United States in both years")),
    ),
    sources=(
        Citation(
            "Bureau of Economic Analysis",
            2024,
            "National Income and Product Accounts, table 1.1.9: implicit price deflators for gross domestic product",
            "United States Department of Commerce",
            "https://apps.bea.gov/iTable/?reqid=19&step=2&isuri=1&categories=survey",
        ),
        Citation(
            "Climate Equity Reference Project",
            2014,
            "The Climate Equity Reference Calculator database",
            "EcoEquity and Stockholm Environment Institute",
            "https://climateequityreference.org/calculator-information/the-climate-equity-reference-calculator-database/",
        ),
    ),
    weaknesses=(
        mark(
            "The database holds each country’s ratio of purchasing power to market rates at its level of 2005; a price index "
            "mends the dollar, not that ratio. How far apart the incomes then are is shown with the duties."
        ),
    ),
    facts=(("now", PRICE_YEAR), ("former", FORMER_YEAR), ("factor", DOLLARS_2021_PER_2010)),
)


def in_2021(dollars: Amount) -> Amount:
    """Return amounts in international dollars of 2021; ``dollars``: of 2010, a number or any shape."""
    return dollars * DOLLARS_2021_PER_2010

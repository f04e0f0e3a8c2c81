"""Remaining carbon budgets: years that one lasts, and one country’s part."""

from climate_pathways.core.publication import LAMBOLL_2023, Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

BUDGET_YEARS = Reproduction(
    "lamboll-2023",
    mark("Years that the carbon budget lasts"),
    LAMBOLL_2023,
    how=mark("The budget for 1.5 °C from January 2023 divided by the world’s CO₂ of 2022."),
    difference=mark("The abstract rounds to whole years and to 250 Gt."),
    methods=("carbon_budget",),
    checks=(
        Check("left", mark("budget left in 2023"), 250, 247, about(250, 5), "Gt CO2"),
        # The abstract says “around six”: half a year either way is the rounding of a whole number.
        Check("years", mark("years of present emissions"), 6, 6.0, about(6, 0.5), "year"),
    ),
)

GERMAN_BUDGET = Reproduction(
    "sru-2022",
    mark("Germany’s share of the carbon budget"),
    Citation(
        "German Advisory Council on the Environment (SRU)",
        2022,
        "Wie viel CO₂ darf Deutschland maximal noch ausstoßen? Fragen und Antworten zum CO₂-Budget",
        "Bundestag paper 20/2795",
        "https://www.umweltrat.de",
    ),
    how=mark(
        "Germany’s equal share per person of the world’s budget for 1.5 °C (50 %) from 2016 on, by the population "
        "of 2016, less its emissions from 2016 to 2021."
    ),
    difference=mark(
        "Later estimates of the world’s emissions from land use in 2016–2019 are lower than those the Council "
        "had, so that the budget at the start is smaller; the Council also rounds Germany’s part to 1.1 %."
    ),
    methods=("equal_per_capita", "carbon_budget"),
    checks=(Check("left", mark("Germany’s budget from 2022"), 3.1, 2.87, about(3.1, 0.3), "Gt CO2"),),
)

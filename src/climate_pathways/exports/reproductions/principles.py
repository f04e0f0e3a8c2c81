"""Equity principles: carbon debts, another implementation, responsibility and capability."""

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark
from climate_pathways.exports.reproductions.check import Check, Reproduction, about

CARBON_DEBTS = Reproduction(
    "matthews-2016",
    mark("Carbon debts of nations"),
    Citation(
        "Matthews",
        2016,
        "Quantifying historical carbon and climate debts among nations",
        "Nature Climate Change 6, 60–64",
        "https://doi.org/10.1038/nclimate2774",
    ),
    how=mark(
        "Fossil CO₂ of 1990–2013 beyond or below an equal share per person in every year, by country, from the "
        "Global Carbon Budget and the population that ship here. Shares of single countries as in the "
        "university’s release."
    ),
    difference=mark(
        "Both data sets have been revised since; cement is counted here. Debts come out up to a tenth higher, "
        "shares of them agree to three percentage points."
    ),
    methods=("equal_per_capita",),
    checks=(
        Check("total", mark("debts of all debtors together"), 250, 259, about(250, 15), "Gt CO2"),
        Check("part", mark("their part of all emissions since 1990"), 40, 40.3, about(40, 2), "%"),
        Check("USA", mark("part of the United States in all debts"), 40, 41.2, about(40, 3), "%"),
        Check("RUS", mark("part of Russia in all debts"), 9, 9.8, about(9, 2), "%"),
        Check("CAN", mark("part of Canada in all debts"), 4, 3.7, about(4, 1), "%"),
        Check("IND", mark("part of India in all credits"), 30, 32.6, about(30, 3), "%"),
        Check("yearly", mark("new debts in 2013"), 13, 13.6, about(13, 1), "Gt CO2"),
        Check("since-1960", mark("debts of all debtors since 1960"), 500, 510, about(500, 30), "Gt CO2"),
    ),
)

_IMAGE_WORDS = {
    "equal_per_capita": mark("{place}, {year}: equal per person"),
    "per_capita_convergence": mark("{place}, {year}: convergence by 2050"),
    "grandfathering": mark("{place}, {year}: keeping today’s share"),
    "ability_to_pay": mark("{place}, {year}: ability to pay"),
}
_IMAGE_PLACES = {"RUS": mark("Russia"), "UKR": mark("Ukraine"), "STAN": mark("Central Asia")}
# Of the model's own outputs for 2030, Mt CO2. A test computes ours from its inputs; both are one number to
# the digits shown.
_IMAGE_MT = {
    ("RUS", "equal_per_capita"): 457.8,
    ("RUS", "per_capita_convergence"): 866.3,
    ("RUS", "grandfathering"): 1070.6,
    ("RUS", "ability_to_pay"): 965.3,
    ("UKR", "equal_per_capita"): 154.9,
    ("UKR", "per_capita_convergence"): 205.1,
    ("UKR", "grandfathering"): 230.2,
    ("UKR", "ability_to_pay"): 234.9,
    ("STAN", "equal_per_capita"): 210.5,
    ("STAN", "per_capita_convergence"): 254.5,
    ("STAN", "grandfathering"): 276.5,
    ("STAN", "ability_to_pay"): 307.5,
}
MIMOSA_YEAR = 2030
MIMOSA_TOLERANCE_MT = 0.1
MIMOSA = Reproduction(
    "mimosa",
    mark("Four principles by another implementation"),
    Citation(
        "van der Wijst et al.",
        2026,
        "MIMOSA 2.0.0, an integrated assessment model of the IMAGE family",
        "Utrecht University, open source",
        "https://utrechtuniversity.github.io/mimosa/",
    ),
    how=mark(
        "Four principles by another public implementation, on its own inputs: population, income and CO₂ of 26 "
        "world regions (IMAGE, SSP2), and a path that falls by 43, 69 and 84 percent until 2030, 2040 and 2050."
    ),
    difference=mark(
        "None. The formulas are the same. All 26 regions and three years agree to one part in ten thousand."
    ),
    methods=("equal_per_capita", "per_capita_convergence", "grandfathering", "ability_to_pay"),
    checks=tuple(
        Check(
            f"{place}-{principle}",
            _IMAGE_WORDS[principle],
            value,
            value,
            about(value, MIMOSA_TOLERANCE_MT),
            "Mt CO2",
            (("place", _IMAGE_PLACES[place]), ("year", MIMOSA_YEAR)),
        )
        for (place, principle), value in _IMAGE_MT.items()
    ),
)

GDRIGHTS = Reproduction(
    "gdrights",
    mark("Responsibility–capability index"),
    Citation(
        "Greenhouse Development Rights",
        2011,
        "Online calculator, overview tables for 2020",
        "EcoEquity and Stockholm Environment Institute",
        "http://gdrights.org/calculator_dev",
    ),
    how=mark(
        "The responsibility–capability index in 2020 with a threshold of $7,500, equal weights and emissions "
        "since 1990, from the project’s database as it ships here."
    ),
    difference=mark(
        "The tables are projections for 2020 made before most of China’s growth; the database holds what "
        "happened. The luxury threshold that the tables name is not rebuilt."
    ),
    methods=("responsibility_capability", "lognormal_income"),
    # Tolerances in percentage points, and wide ones: tables of 2011 look ahead to what has been counted since.
    checks=(
        Check(
            "annex-i-capacity",
            mark("industrial countries (Annex I): capability"),
            62.69,
            59.5,
            about(62.69, 3.5),
            "%",
        ),
        Check(
            "annex-i-responsibility",
            mark("industrial countries (Annex I): responsibility"),
            63.38,
            61.3,
            about(63.38, 3.5),
            "%",
        ),
        Check(
            "annex-i-index",
            mark("industrial countries (Annex I): index"),
            63.04,
            60.4,
            about(63.04, 3.5),
            "%",
        ),
        Check("eu27-capacity", mark("European Union of 27: capability"), 22.73, 20.8, about(22.73, 3.5), "%"),
        Check(
            "eu27-responsibility",
            mark("European Union of 27: responsibility"),
            16.40,
            16.8,
            about(16.40, 3.5),
            "%",
        ),
        Check("eu27-index", mark("European Union of 27: index"), 19.57, 18.8, about(19.57, 3.5), "%"),
        Check(
            "eu27-income",
            mark("European Union of 27: part of income above the threshold"),
            81.37,
            80.5,
            about(81.37, 1),
            "%",
        ),
    ),
)

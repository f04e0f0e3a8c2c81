"""Published results that we compute again: what was published, what ours gives, what we accept.

The tests in ``tests/reproductions`` compute every figure here anew and read the same list, so that
the page and the tests cannot say different things.
"""

from dataclasses import dataclass

from climate_pathways.core.publication import Citation
from climate_pathways.core.wording import mark


@dataclass(frozen=True)
class Check:
    """One published figure. ``what`` is marked, ``values`` fill its ``{named}`` places.

    ``ours``: what the code gives, to the digits shown; ``accepted``: the lowest and the highest
    value that pass; ``unit``: an identifier of ``quantities.UNITS``, or none for a plain factor.
    """

    id: str
    what: str
    published: float
    ours: float
    accepted: tuple[float, float]
    unit: str = ""
    values: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True)
class Reproduction:
    """A publication with the figures that we compute again.

    ``name``: what is computed; ``how``: with which inputs; ``difference``: why ours differs, or that it does not; ``methods``:
    the files that are tried by it. Texts are marked.
    """

    id: str
    name: str
    citation: Citation
    how: str
    difference: str
    methods: tuple[str, ...]
    checks: tuple[Check, ...]

    def check(self, name: str) -> Check:
        """Return a check by its identifier; raise ``KeyError`` naming those there are."""
        for check in self.checks:
            if check.id == name:
                return check
        raise KeyError(
            f"{self.id} has no check {name!r}, only: {', '.join(check.id for check in self.checks)}"
        )


def about(published: float, tolerance: float) -> tuple[float, float]:
    """Return the bounds of what is accepted as ``published``."""
    return published - tolerance, published + tolerance


# --- the world's path -----------------------------------------------------------------------

# Category C1 in Gt CO2e a year: 5th percentile, median, 95th percentile, with the tolerance of each.
_C1_GT = {2030: (21, 31, 36), 2040: (6, 17, 23), 2050: (1, 9, 15)}
_C1_OURS = {2030: (22.0, 31.3, 36.3), 2040: (5.5, 17.1, 23.1), 2050: (1.1, 8.8, 14.9)}
_C1_PLACES = (("p5", 0, 2.5), ("median", 1, 0.5), ("p95", 2, 2.5))
_C1_WORDS = {
    "p5": mark("lowest twentieth in {year}"),
    "median": mark("median in {year}"),
    "p95": mark("highest twentieth in {year}"),
}
AR6_C1 = Reproduction(
    "ar6-c1",
    mark("Emissions of IPCC category C1"),
    Citation(
        "IPCC", 2022, "Climate Change 2022: Mitigation of Climate Change, Summary for Policymakers, table SPM.2",
        "Cambridge University Press", "https://doi.org/10.1017/9781009157926.001",
    ),
    how=mark("The emissions of category C1, computed from its published reductions and its modelled 55 Gt in 2019."),
    difference=mark(
        "Medians agree to the rounding of whole numbers. At the ends, percentiles of reductions and percentiles "
        "of emissions belong to different pathways."
    ),
    methods=("global_paths",),
    checks=tuple(
        Check(
            f"{place}-{year}", _C1_WORDS[place], row[column], _C1_OURS[year][column],
            about(row[column], tolerance), "Gt CO2e", (("year", year),),
        )
        for year, row in _C1_GT.items()
        for place, column, tolerance in _C1_PLACES
    ),
)  # fmt: skip

C1_PATHS = Reproduction(
    "c1-paths",
    mark("Pathways within category C1"),
    AR6_C1.citation,
    how=mark(
        "Reductions from 2019 of three pathways that belong to category C1, and of one that does not. Published "
        "is the category’s median, accepted its range."
    ),
    difference=mark("Pathways of a category lie within its range; the path for 2 °C must lie outside."),
    methods=("global_paths",),
    checks=(
        Check("ssp119-2030", mark("SSP1-1.9, {year}"), 43, 40.6, (34, 60), "%", (("year", 2030),)),
        Check("ssp119-2050", mark("SSP1-1.9, {year}"), 84, 83.0, (73, 98), "%", (("year", 2050),)),
        Check("cerp-1.5-led-2030", mark("Low energy demand, {year}"), 43, 50.4, (34, 60), "%", (("year", 2030),)),
        Check("cerp-1.5-led-2035", mark("Low energy demand, {year}"), 60, 61.0, (49, 77), "%", (("year", 2035),)),
        Check("cerp-1.5-marker-2030", mark("1.5 °C path of the Climate Action Tracker, {year}"), 43, 45.5, (34, 60), "%", (("year", 2030),)),
        Check("cerp-1.5-marker-2035", mark("1.5 °C path of the Climate Action Tracker, {year}"), 60, 57.7, (49, 77), "%", (("year", 2035),)),
        Check("cerp-2.0-marker-2030", mark("2 °C path, {year}, beside the median of category C3"), 21, 19.7, (0, 34), "%", (("year", 2030),)),
    ),
)  # fmt: skip

# --- budgets --------------------------------------------------------------------------------

BUDGET_YEARS = Reproduction(
    "lamboll-2023",
    mark("Years that the carbon budget lasts"),
    Citation(
        "Lamboll et al.", 2023, "Assessing the size and uncertainty of remaining carbon budgets",
        "Nature Climate Change 13, 1360–1367", "https://doi.org/10.1038/s41558-023-01848-5",
    ),
    how=mark("The budget for 1.5 °C from January 2023 divided by the world’s CO₂ of 2022."),
    difference=mark("The abstract rounds to whole years and to 250 Gt."),
    methods=("carbon_budget",),
    checks=(
        Check("left", mark("budget left in 2023"), 250, 247, about(250, 5), "Gt CO2"),
        Check("years", mark("years of present emissions"), 6, 6.0, about(6, 0.5), "year"),
    ),
)  # fmt: skip

GERMAN_BUDGET = Reproduction(
    "sru-2022",
    mark("Germany’s share of the carbon budget"),
    Citation(
        "German Advisory Council on the Environment (SRU)", 2022,
        "Wie viel CO₂ darf Deutschland maximal noch ausstoßen? Fragen und Antworten zum CO₂-Budget",
        "Bundestag paper 20/2795", "https://www.umweltrat.de",
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
)  # fmt: skip

# --- principles -----------------------------------------------------------------------------

CARBON_DEBTS = Reproduction(
    "matthews-2016",
    mark("Carbon debts of nations"),
    Citation(
        "Matthews", 2016, "Quantifying historical carbon and climate debts among nations",
        "Nature Climate Change 6, 60–64", "https://doi.org/10.1038/nclimate2774",
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
)  # fmt: skip

_IMAGE_WORDS = {
    "equal_per_capita": mark("{place}, {year}: equal per person"),
    "per_capita_convergence": mark("{place}, {year}: convergence by 2050"),
    "grandfathering": mark("{place}, {year}: keeping today’s share"),
    "ability_to_pay": mark("{place}, {year}: ability to pay"),
}
_IMAGE_PLACES = {"RUS": mark("Russia"), "UKR": mark("Ukraine"), "STAN": mark("Central Asia")}
_IMAGE_MT = {
    ("RUS", "equal_per_capita"): 457.8, ("RUS", "per_capita_convergence"): 866.3,
    ("RUS", "grandfathering"): 1070.6, ("RUS", "ability_to_pay"): 965.3,
    ("UKR", "equal_per_capita"): 154.9, ("UKR", "per_capita_convergence"): 205.1,
    ("UKR", "grandfathering"): 230.2, ("UKR", "ability_to_pay"): 234.9,
    ("STAN", "equal_per_capita"): 210.5, ("STAN", "per_capita_convergence"): 254.5,
    ("STAN", "grandfathering"): 276.5, ("STAN", "ability_to_pay"): 307.5,
}  # fmt: skip
MIMOSA_YEAR = 2030
MIMOSA_TOLERANCE_MT = 0.1
MIMOSA = Reproduction(
    "mimosa",
    mark("Four principles by another implementation"),
    Citation(
        "van der Wijst et al.", 2026, "MIMOSA 2.0.0, an integrated assessment model of the IMAGE family",
        "Utrecht University, open source", "https://utrechtuniversity.github.io/mimosa/",
    ),
    how=mark(
        "Four principles by another public implementation, on its own inputs: population, income and CO₂ of 26 "
        "world regions (IMAGE, SSP2), and a path that falls by 43, 69 and 84 percent until 2030, 2040 and 2050."
    ),
    difference=mark("None. The formulas are the same. All 26 regions and three years agree to one part in ten thousand."),
    methods=("equal_per_capita", "per_capita_convergence", "grandfathering", "ability_to_pay"),
    checks=tuple(
        Check(
            f"{place}-{principle}", _IMAGE_WORDS[principle], value, value,
            about(value, MIMOSA_TOLERANCE_MT), "Mt CO2", (("place", _IMAGE_PLACES[place]), ("year", MIMOSA_YEAR)),
        )
        for (place, principle), value in _IMAGE_MT.items()
    ),
)  # fmt: skip

GDRIGHTS = Reproduction(
    "gdrights",
    mark("Responsibility–capability index"),
    Citation(
        "Greenhouse Development Rights", 2011, "Online calculator, overview tables for 2020",
        "EcoEquity and Stockholm Environment Institute", "http://gdrights.org/calculator_dev",
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
    checks=(
        Check("annex-i-capacity", mark("industrial countries (Annex I): capability"), 62.69, 59.5, about(62.69, 3.5), "%"),
        Check("annex-i-responsibility", mark("industrial countries (Annex I): responsibility"), 63.38, 61.3, about(63.38, 3.5), "%"),
        Check("annex-i-index", mark("industrial countries (Annex I): index"), 63.04, 60.4, about(63.04, 3.5), "%"),
        Check("eu27-capacity", mark("European Union of 27: capability"), 22.73, 20.8, about(22.73, 3.5), "%"),
        Check("eu27-responsibility", mark("European Union of 27: responsibility"), 16.40, 16.8, about(16.40, 3.5), "%"),
        Check("eu27-index", mark("European Union of 27: index"), 19.57, 18.8, about(19.57, 3.5), "%"),
        Check("eu27-income", mark("European Union of 27: part of income above the threshold"), 81.37, 80.5, about(81.37, 1), "%"),
    ),
)  # fmt: skip

# --- warming potentials ---------------------------------------------------------------------

# IPCC AR4 WGI table 2.14, AR5 WGI table 8.A.1 (without carbon feedbacks), AR6 WGI table 7.SM.7.
_POTENTIALS = {
    "CH4": (25, 28, 27.9),
    "N2O": (298, 265, 273),
    "SF6": (22_800, 23_500, 25_200),
    "NF3": (17_200, 16_100, 17_400),
    "CF4": (7_390, 6_630, 7_380),
    "HFC134a": (1_430, 1_300, 1_530),
}
GAS_NAMES = {
    "CH4": "CH₄",
    "N2O": "N₂O",
    "SF6": "SF₆",
    "NF3": "NF₃",
    "CF4": "CF₄",
    "HFC134a": mark("HFC-134a"),
}
_REPORTS = (("AR4GWP100", 0), ("AR5GWP100", 1), ("AR6GWP100", 2))
POTENTIALS = Reproduction(
    "potentials",
    mark("Warming potentials"),
    Citation(
        "IPCC", 2021, "Global warming potentials over 100 years: AR4 table 2.14, AR5 table 8.A.1, AR6 table 7.SM.7",
        "Cambridge University Press", "https://doi.org/10.1017/9781009157896.009",
    ),
    how=mark("The potentials of the package that we use, against the three reports’ tables."),
    difference=mark("None."),
    methods=(),
    checks=tuple(
        Check(
            f"{gas}-{report}", mark("{gas}, {report}"), row[column], row[column], about(row[column], 0),
            values=(("gas", GAS_NAMES[gas]), ("report", report[:3])),
        )
        for gas, row in _POTENTIALS.items()
        for report, column in _REPORTS
    ),
)  # fmt: skip

# --- a pledge in tonnes ---------------------------------------------------------------------

_TRACKED = {"unconditional": (318, 304.5, 25), "conditional": (280, 268.2, 20)}
_TRACKED_WORDS = {
    "unconditional": mark("15 % below 1990"),
    "conditional": mark("25 % below 1990, with support"),
}
TRACKER = Reproduction(
    "tracker-kazakhstan",
    mark("Kazakhstan’s target for 2030 in tonnes"),
    Citation(
        "Climate Action Tracker", 2023, "Kazakhstan: targets", "Climate Analytics and NewClimate Institute",
        "https://climateactiontracker.org/countries/kazakhstan/targets/",
    ),
    how=mark("The median of our readings without land use, turned into the potentials of AR4 that the tracker counts with."),
    difference=mark(
        "Ours is four percent lower: the tracker takes the inventory of 2023 and its projection of land use, "
        "we two databases of which one is older, and land use at its latest level."
    ),
    methods=("pledge_readings",),
    checks=tuple(
        Check(name, _TRACKED_WORDS[name], published, ours, about(published, tolerance), "Mt CO2e")
        for name, (published, ours, tolerance) in _TRACKED.items()
    ),
)  # fmt: skip

REPRODUCTIONS = (
    AR6_C1,
    C1_PATHS,
    MIMOSA,
    CARBON_DEBTS,
    GDRIGHTS,
    BUDGET_YEARS,
    GERMAN_BUDGET,
    POTENTIALS,
    TRACKER,
)

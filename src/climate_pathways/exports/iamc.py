"""Fair shares and assessments as rows in the layout of the IAMC, which ``pyam`` and scenario data bases read.

``Model, Scenario, Region, Variable, Unit``, then a column per year: what ``sources/iamc`` reads for
global paths of a user's own. Huppmann et al. (2021), pyam, Open Research Europe 1:74. Quantiles
are named as in the AR6 scenario data base: ``Median``, ``5.0th Percentile``.
"""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from climate_pathways.assessment import numbers
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.row import CENTRAL, HIGHEST, LOWEST
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantiles import HIGH, LOW, MEDIAN
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import REFERENCE
from climate_pathways.fair_shares.result import OVERALL, FairShares, at_levels
from climate_pathways.figures import licences
from climate_pathways.figures.sources.iamc import KEYS
from climate_pathways.methods import (
    ability_to_pay,
    equal_cumulative_per_capita,
    equal_per_capita,
    per_capita_convergence,
    responsibility_capability,
)

# As scenario data bases spell it, and as our own reader of the format understands it.
UNIT = "Mt CO2-equiv/yr"
# A column more than the format has: readers of it take it for a word about the row.
LICENCE = "Licence"
LEVELS = (LOW, MEDIAN, HIGH)
# Names in a data format: the same in every language.
PRINCIPLES = {
    equal_per_capita.METHOD: "Fair share|Equal per capita",
    equal_cumulative_per_capita.METHOD: "Fair share|Equal cumulative per capita",
    responsibility_capability.METHOD: "Fair share|Responsibility and capability",
    ability_to_pay.METHOD: "Fair share|Ability to pay",
    OVERALL: "Fair share|All equity principles",
    per_capita_convergence.METHOD: "Reference|Per capita convergence",
    REFERENCE: "Reference|Grandfathering",
}
# In assessments that dealt it among the principles.
FORMER = {per_capita_convergence.METHOD: "Fair share|Per capita convergence"}
SPAN = {LOWEST: "Lowest median of a principle", HIGHEST: "Highest median of a principle"}
PLEDGE_ENDS = {LOWEST: "Lowest reading", CENTRAL: "Central reading", HIGHEST: "Highest reading"}
FOOTINGS = {
    numbers.TARGET: "Pledge|Without land use",
    numbers.TARGET_WITH_LAND_USE: "Pledge|With land use",
}
Rows = list[tuple[object, ...]]


def iamc_rows(
    fair: FairShares,
    *,
    countries: Sequence[str] = (),
    levels: Sequence[float] = LEVELS,
    scenario: str = "",
) -> Rows:
    """Return a header and one row per country, principle and quantile, Mt CO2e a year.

    ``countries``: those wanted, all where empty; ``levels``: quantiles from 0 to 1; ``scenario``: a
    name for the run, by default one made of what distinguishes it. The model names the code's
    version. Principles that are not reported for a country are absent. Raises ``PathwaysError`` for
    a country or a quantile that there is not.
    """
    ensure_levels(levels)
    model, run = f"Tamyr {fair.code_version}", scenario or scenario_of(fair)
    rows: Rows = [(*KEYS, *fair.years)]
    for iso3 in countries or fair.countries:
        row = fair.row(iso3)
        for name in fair.reported(iso3):
            values = at_levels(fair.quantiles[name][:, row], levels)
            rows += [
                (model, run, iso3, variable(name, level), UNIT, *(rounded(value) for value in values[:, at]))
                for at, level in enumerate(levels)
            ]
    return rows


def ensure_levels(levels: Sequence[float]) -> None:
    wrong = [level for level in levels if not 0 <= level <= 1]
    if wrong or not levels:
        raise PathwaysError(
            mark("There is no quantile {value!r}. Give numbers from 0 to 1, such as 0.05, 0.5, 0.95."),
            value=wrong[0] if wrong else "",
        )


def variable(principle: str, level: float) -> str:
    """Return the name of a row: ``Fair share|Equal per capita|Median``."""
    return f"{PRINCIPLES[principle]}|{quantile_name(level)}"


def quantile_name(level: float) -> str:
    return "Median" if level == MEDIAN else f"{100 * level:.1f}th Percentile"


def scenario_of(fair: FairShares) -> str:
    """Return a name that two runs share only where inputs and parameters are the same."""
    # Keys are sorted: the same parameters give the same name in whatever order they were set.
    text = json.dumps(fair.parameters.as_dict(), sort_keys=True).encode()
    parameters = hashlib.sha256(text).hexdigest()
    footing = "with" if fair.parameters.with_land_use else "without"
    return f"Fair shares {footing} land use, inputs {fair.inputs_digest[:8]}, parameters {parameters[:8]}"


def assessment_iamc_rows(assessments: Sequence[Assessment]) -> Rows:
    """Return a header and rows with a column per year: fair shares by quantile, pledges with their range.

    ``figures.sources.iamc.read`` and ``pyam`` read them. The model names the code's version, the scenario
    the assessment's. A year for which a row says nothing is empty.
    """
    parts = [(assessment, list(_by_variable(assessment))) for assessment in assessments]
    years = sorted({year for _, variables in parts for _, values in variables for year in values})
    rows: Rows = [(*KEYS, LICENCE, *years)]
    for assessment, variables in parts:
        model = f"Tamyr {assessment.made_of['code_version']}"
        head = (model, f"Assessment {assessment.version}", assessment.iso3)
        rows += [
            (
                *(*head, variable, UNIT, _licence_of(variable)),
                *(values.get(year, "") for year in years),
            )
            for variable, values in variables
        ]
    return rows


def _by_variable(assessment: Assessment) -> Iterator[tuple[str, dict[int, float]]]:
    """Yield each variable's name with its values by year, Mt CO2e."""
    together: dict[str, dict[int, float]] = {}
    for row in numbers.rows(assessment):
        name = _variable_of(row, assessment.equity)
        if name and row.year and not isinstance(row.value, str):
            # A row of the format holds all years of a variable; ours hold one each.
            together.setdefault(name, {})[row.year] = row.value
    yield from together.items()


def _variable_of(row: numbers.Row, equity: Sequence[str]) -> str:
    """Return a row's name in the layout of the IAMC; empty for what does not belong there."""
    if row.chapter == numbers.SHARES and row.item == "share" and row.principle in PRINCIPLES:
        former = FORMER.get(row.principle, "") if row.principle in equity else ""
        return f"{former or PRINCIPLES[row.principle]}|{quantile_name(float(row.level))}"
    if row.chapter == numbers.SHARES and row.item == "share_by_principle":
        return f"{PRINCIPLES[row.principle]}|{SPAN[row.level]}"
    if row.chapter == numbers.PLEDGES and row.item in FOOTINGS:
        return f"{FOOTINGS[row.item]}|{row.pledge}|{PLEDGE_ENDS[row.level]}"
    return ""


def _licence_of(variable: str) -> str:
    # Fair shares rest on the Climate Equity Reference database, readings of pledges do not.
    own = variable.startswith(tuple(FOOTINGS.values()))
    return licences.OWN.name if own else licences.FROM_CERP.name


def write_iamc_csv(path: Path, rows: Rows) -> None:
    """Write the rows of fair shares as CSV in UTF-8, each with its licence."""
    # Not for rows of assessments: these bring a column of licences, and would have two.
    header, *lines = rows
    at = len(KEYS)
    rows = [
        (*header[:at], LICENCE, *header[at:]),
        *((*line[:at], licences.FROM_CERP.name, *line[at:]) for line in lines),
    ]
    # Without newline="" Windows would write other bytes.
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)

"""Units and global-warming potentials, said once.

Every series in this package carries one of ``UNITS``. Emission masses of different gases
are added only as CO2-equivalents with a named set of 100-year warming potentials.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark, say

# A frozen result holds its numbers with so many significant figures.
FIGURES = 6


@dataclass(frozen=True)
class Unit:
    """A unit: its identifier, what it measures, and its size in the dimension's base unit."""

    id: str
    dimension: str
    size: float
    label: str


# Base units: t of CO2-equivalent, t of CO2, person, dollar of the named price base, TWh, fraction.
_ALL = (
    Unit("t CO2e", "emission", 1.0, mark("t CO₂e")),
    Unit("kt CO2e", "emission", 1e3, mark("kt CO₂e")),
    Unit("Mt CO2e", "emission", 1e6, mark("Mt CO₂e")),
    Unit("Gt CO2e", "emission", 1e9, mark("Gt CO₂e")),
    Unit("Mt CO2e/year", "emission rate", 1.0, mark("Mt CO₂e per year")),
    Unit("t CO2", "co2", 1.0, mark("t CO₂")),
    Unit("kt CO2", "co2", 1e3, mark("kt CO₂")),
    Unit("Mt CO2", "co2", 1e6, mark("Mt CO₂")),
    Unit("Gt CO2", "co2", 1e9, mark("Gt CO₂")),
    # One tonne of carbon burns to 44/12 tonnes of carbon dioxide.
    Unit("Mt C", "co2", 1e6 * 44 / 12, mark("Mt C")),
    Unit("Gt C", "co2", 1e9 * 44 / 12, mark("Gt C")),
    Unit("Mt Ce", "emission", 1e6 * 44 / 12, mark("Mt C-equivalent")),
    Unit("t CO2e/person", "emission per person", 1.0, mark("t CO₂e per person")),
    Unit("t CO2/person", "co2 per person", 1.0, mark("t CO₂ per person")),
    Unit("kg CO2e/int$", "emission per GDP", 1.0, mark("kg CO₂e per int. $ of 2011")),
    Unit("person", "people", 1.0, mark("people")),
    Unit("thousand people", "people", 1e3, mark("thousand people")),
    Unit("million people", "people", 1e6, mark("million people")),
    Unit("int$ current", "GDP current", 1.0, mark("current international $ (PPP)")),
    Unit("int$ 2011", "GDP 2011", 1.0, mark("international $ of 2011 (PPP)")),
    Unit("int$ 2021/person", "GDP 2021 per person", 1.0, mark("international $ of 2021 (PPP) per person")),
    Unit("billion US$ 2010s", "GDP market", 1.0, mark("billion dollars of the 2010s at market rates")),
    # As documents print them, without a price base.
    Unit("billion US$", "GDP as printed", 1.0, mark("billion dollars")),
    Unit("kg CO2e/US$", "emission per GDP as printed", 1.0, mark("kg CO₂e per dollar")),
    Unit("%/yr", "rate as printed", 1.0, mark("% per year")),
    Unit("PPP/MER", "price ratio", 1.0, mark("PPP to market exchange rate")),
    Unit("TWh", "energy", 1.0, mark("TWh")),
    Unit("kWh/person", "energy per person", 1.0, mark("kWh per person")),
    Unit("%", "share", 0.01, mark("%")),
    Unit("fraction", "share", 1.0, mark("fraction")),
    Unit("Gini points", "inequality", 1.0, mark("Gini points (0–100)")),
    Unit("criterion", "count", 1.0, mark("criteria of eight")),
    Unit("year", "time", 1.0, mark("year")),
    Unit("%/year", "rate", 1.0, mark("% per year")),
)
UNITS = {unit.id: unit for unit in _ALL}


def unit(name: str) -> Unit:
    """Return the unit called ``name``; raise ``PathwaysError`` listing the known ones."""
    if name not in UNITS:
        raise PathwaysError(
            mark("Unknown unit {name!r}. Known units: {known}."), name=name, known=", ".join(UNITS)
        )
    return UNITS[name]


def unit_label(name: str, language: str) -> str:
    """Return the unit's name for a reader."""
    return say(language, unit(name).label)


def conversion_factor(source: str, target: str) -> float:
    """Return the number that turns a value in ``source`` into ``target``.

    Raises ``PathwaysError`` when the two do not measure the same thing; CO2 and
    CO2-equivalents are different things on purpose.
    """
    start, end = unit(source), unit(target)
    if start.dimension != end.dimension:
        raise PathwaysError(
            mark("Cannot convert {source} ({a}) into {target} ({b}): they measure different things."),
            source=source,
            a=start.dimension,
            target=target,
            b=end.dimension,
        )
    return start.size / end.size


GWP_SETS = ("SARGWP100", "AR4GWP100", "AR5GWP100", "AR6GWP100")


@cache
def gwp(gas: str, context: str) -> float:
    """Return the 100-year global-warming potential of a gas, in t CO2e per t.

    ``context`` is one of ``GWP_SETS``: the assessment report whose table is meant. Values
    come from the package ``globalwarmingpotentials`` (IPCC SAR, AR4, AR5, AR6 tables).
    """
    if context not in GWP_SETS:
        raise PathwaysError(
            mark("Unknown set of warming potentials {context!r}. Known sets: {known}."),
            context=context,
            known=", ".join(GWP_SETS),
        )
    if gas == "CO2":
        return 1.0
    import globalwarmingpotentials

    table = globalwarmingpotentials.data[context]
    if gas not in table:
        raise PathwaysError(
            mark("The set {context} has no warming potential for the gas {gas!r}."), context=context, gas=gas
        )
    return float(table[gas])


def rounded(value: Any, figures: int = FIGURES) -> float:
    """Return a number with so many significant figures: what a frozen result holds."""
    # Adding zero turns minus zero into zero: the same result must have the same bytes.
    return float(f"{float(value):.{figures}g}") + 0.0

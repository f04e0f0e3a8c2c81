"""The data dictionary: every variable's name, unit and meaning, said once."""

from dataclasses import dataclass

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark, say


@dataclass(frozen=True)
class Variable:
    """One thing measured; ``label`` is short enough for a legend, ``meaning`` for a reader."""

    id: str
    unit: str
    label: str
    meaning: str

    def label_in(self, language: str) -> str:
        return say(language, self.label)


# Every one of these has a column of its own with the providers that count gas by gas.
GASES = ("ghg_co2", "ghg_ch4", "ghg_n2o")
_GHG = mark("Greenhouse gases as CO₂-equivalents, 100-year warming potentials")
_SECTOR = mark("Emissions of one sector, all Kyoto gases; Climate Watch’s division into sectors")
_IPCC = mark("Emissions of one main IPCC 2006 category, all Kyoto gases, AR6 warming potentials")
_CRT = mark("Emissions of one sector of the common reporting tables, all gases, AR5 warming potentials")
_EDGAR = mark(
    "Emissions of one sector, all Kyoto gases, AR6 warming potentials; EDGAR’s division into sectors"
)
_FUEL_CO2 = mark("Fossil CO₂ by origin")
_SHARE = mark("Share of electricity generated in the country")
_GENERATION = mark("Electricity generated in the country")
_ENERGY = mark("Primary energy consumed, by the substitution method of the provider")
_POPULATION = mark("People living in the country at mid-year")
_PROJECTION = mark("Projected population; the bounds are the prediction intervals of the United Nations")
_BASELINE = mark("History and no-policy baseline of the Climate Equity Reference database")

_LABELLED = (
    ("ghg", "Mt CO2e", mark("All gases, with land use"), mark("CO₂, CH₄ and N₂O with land use; no F-gases")),
    ("ghg_co2", "Mt CO2e", mark("Carbon dioxide"), mark("CO₂ with land use by bookkeeping models")),
    ("ghg_ch4", "Mt CO2e", mark("Methane"), _GHG),
    ("ghg_n2o", "Mt CO2e", mark("Nitrous oxide"), _GHG),
    ("sector_electricity_heat", "Mt CO2e", mark("Electricity and heat"), _SECTOR),
    ("sector_transport", "Mt CO2e", mark("Transport"), _SECTOR),
    ("sector_manufacturing", "Mt CO2e", mark("Manufacturing and construction"), _SECTOR),
    ("sector_buildings", "Mt CO2e", mark("Buildings"), _SECTOR),
    ("sector_fugitive", "Mt CO2e", mark("Leaks from coal, oil and gas"), _SECTOR),
    ("sector_other_fuel", "Mt CO2e", mark("Other fuel burning"), _SECTOR),
    ("sector_industry", "Mt CO2e", mark("Industrial processes"), _SECTOR),
    ("sector_agriculture", "Mt CO2e", mark("Agriculture"), _SECTOR),
    ("sector_waste", "Mt CO2e", mark("Waste"), _SECTOR),
    ("sector_land_use", "Mt CO2e", mark("Land use and forests"), _SECTOR),
    ("sector_bunkers", "Mt CO2e", mark("International bunkers"), _SECTOR),
    ("co2_fossil", "Mt CO2", mark("Fossil CO₂"), mark("CO₂ from fossil fuels and cement")),
    ("co2_fossil_per_person", "t CO2/person", mark("Fossil CO₂ per person"), mark("The provider’s own ratio")),
    ("co2_coal", "Mt CO2", mark("Coal"), _FUEL_CO2),
    ("co2_oil", "Mt CO2", mark("Oil"), _FUEL_CO2),
    ("co2_gas", "Mt CO2", mark("Fossil gas"), _FUEL_CO2),
    ("co2_cement", "Mt CO2", mark("Cement"), _FUEL_CO2),
    ("co2_flaring", "Mt CO2", mark("Flaring"), _FUEL_CO2),
    ("co2_other_industry", "Mt CO2", mark("Other industry"), _FUEL_CO2),
    ("co2_land_use", "Mt CO2", mark("Land-use CO₂"), mark("Net CO₂ of land-use change by bookkeeping models")),
    ("ghg_owid", "Mt CO2e", mark("All gases, with land use"), _GHG),
    ("ghg_owid_excl_lulucf", "Mt CO2e", mark("All gases, without land use and agriculture"),
     mark("CO₂, CH₄ and N₂O; what the provider calls “excluding LUCF” leaves out agriculture too")),
    ("ch4_owid", "Mt CO2e", mark("Methane"), _GHG),
    ("n2o_owid", "Mt CO2e", mark("Nitrous oxide"), _GHG),
    ("population", "person", mark("Population"), _POPULATION),
    ("gdp_ppp", "int$ 2011", mark("GDP at purchasing-power parity"), mark("Gross domestic product; the price base is in the unit")),
    ("gdp_ppp_current", "int$ current", mark("GDP at purchasing-power parity"), mark("Gross domestic product; the price base is in the unit")),
    ("gdp_per_person", "int$ 2021/person", mark("GDP per person"), mark("History and smooth projection of Gapminder")),
    ("gdp_market", "billion US$ 2010s", mark("GDP at market rates"), _BASELINE),
    ("ppp_to_mer", "PPP/MER", mark("PPP to market rate"), _BASELINE),
    ("gini", "Gini points", mark("Income inequality"), mark("Gini coefficient of income; definitions differ between providers")),
    ("energy_primary", "TWh", mark("Primary energy"), _ENERGY),
    ("energy_per_person", "kWh/person", mark("Primary energy per person"), _ENERGY),
    ("energy_share_fossil", "%", mark("Fossil share of primary energy"), _ENERGY),
    ("energy_share_renewables", "%", mark("Renewable share of primary energy"), _ENERGY),
    ("energy_coal", "TWh", mark("Coal"), _ENERGY),
    ("energy_oil", "TWh", mark("Oil"), _ENERGY),
    ("energy_gas", "TWh", mark("Fossil gas"), _ENERGY),
    ("energy_nuclear", "TWh", mark("Nuclear"), _ENERGY),
    ("energy_hydro", "TWh", mark("Hydropower"), _ENERGY),
    ("energy_renewables", "TWh", mark("Renewables"), _ENERGY),
    ("energy_solar", "TWh", mark("Solar"), _ENERGY),
    ("energy_wind", "TWh", mark("Wind"), _ENERGY),
    ("ghg_excl_lulucf", "Mt CO2e", mark("All gases, without land use"), mark("Kyoto gases without land use, AR6 warming potentials")),
    ("ghg_excl_lulucf_sar", "Mt CO2e", mark("All gases, without land use (SAR)"), mark("The same with SAR warming potentials")),
    ("ghg_excl_lulucf_ar4", "Mt CO2e", mark("All gases, without land use (AR4)"), mark("The same with AR4 warming potentials")),
    ("ghg_excl_lulucf_ar5", "Mt CO2e", mark("All gases, without land use (AR5)"), mark("The same with AR5 warming potentials")),
    ("ghg_incl_lulucf", "Mt CO2e", mark("All gases, with land use"), mark("Kyoto gases with land use, AR6 warming potentials")),
    ("ghg_lulucf", "Mt CO2e", mark("Land use and forests"), mark("Net emissions of land use, land-use change and forestry")),
    ("co2_excl_lulucf", "Mt CO2e", mark("Carbon dioxide"), mark("Without land use")),
    ("ch4_excl_lulucf", "Mt CO2e", mark("Methane"), mark("Without land use")),
    ("n2o_excl_lulucf", "Mt CO2e", mark("Nitrous oxide"), mark("Without land use")),
    ("fgases_excl_lulucf", "Mt CO2e", mark("F-gases"), mark("HFCs, PFCs, SF₆ and NF₃")),
    ("ipcc_energy", "Mt CO2e", mark("Energy"), _IPCC),
    ("ipcc_industry", "Mt CO2e", mark("Industrial processes"), _IPCC),
    ("ipcc_agriculture", "Mt CO2e", mark("Agriculture"), _IPCC),
    ("ipcc_waste", "Mt CO2e", mark("Waste"), _IPCC),
    ("ipcc_other", "Mt CO2e", mark("Other"), _IPCC),
    ("ghg_lulucf_ar5", "Mt CO2e", mark("Land use and forests (AR5)"), mark("The same with AR5 warming potentials")),
    ("ghg_incl_lulucf_ar5", "Mt CO2e", mark("All gases, with land use (AR5)"), mark("The same with AR5 warming potentials")),
    ("ch4_excl_lulucf_ar5", "Mt CO2e", mark("Methane (AR5)"), mark("Without land use")),
    ("crt_energy", "Mt CO2e", mark("Energy"), _CRT),
    ("crt_industry", "Mt CO2e", mark("Industrial processes"), _CRT),
    ("crt_agriculture", "Mt CO2e", mark("Agriculture"), _CRT),
    ("crt_waste", "Mt CO2e", mark("Waste"), _CRT),
    ("inventory_submission", "year", mark("Year of submission"), mark("Year in which the country submitted its inventory to the UNFCCC")),
    ("edgar_power", "Mt CO2e", mark("Power generation"), _EDGAR),
    ("edgar_energy_industry", "Mt CO2e", mark("Energy use in industry"), _EDGAR),
    ("edgar_transport", "Mt CO2e", mark("Transport"), _EDGAR),
    ("edgar_buildings", "Mt CO2e", mark("Buildings and other"), _EDGAR),
    ("edgar_fuel_production", "Mt CO2e", mark("Fuel production"), _EDGAR),
    ("edgar_processes", "Mt CO2e", mark("Industrial processes"), _EDGAR),
    ("edgar_agriculture", "Mt CO2e", mark("Agriculture"), _EDGAR),
    ("edgar_waste", "Mt CO2e", mark("Waste"), _EDGAR),
    ("co2_consumption", "Mt CO2", mark("Fossil CO₂ of consumption"), mark("Fossil CO₂ of what is consumed in the country: imports counted, exports not")),
    ("co2_lulucf", "Mt CO2", mark("Land use and forests, CO₂"), mark("Net CO₂ of land use, land-use change and forestry as countries report it, gaps filled")),
    ("population_median", "million people", mark("Population, median"), _PROJECTION),
    ("population_lower80", "million people", mark("Population, lower 80 %"), _PROJECTION),
    ("population_upper80", "million people", mark("Population, upper 80 %"), _PROJECTION),
    ("population_lower95", "million people", mark("Population, lower 95 %"), _PROJECTION),
    ("population_upper95", "million people", mark("Population, upper 95 %"), _PROJECTION),
    ("co2_fossil_baseline", "Mt CO2", mark("Fossil CO₂, baseline"), _BASELINE),
    ("co2_land_use_baseline", "Mt CO2", mark("Land-use CO₂, baseline"), _BASELINE),
    ("non_co2_baseline", "Mt CO2e", mark("Other gases, baseline"), _BASELINE),
)  # fmt: skip

_ELECTRICITY = (
    ("coal", mark("Coal")),
    ("oil", mark("Oil")),
    ("gas", mark("Fossil gas")),
    ("nuclear", mark("Nuclear")),
    ("hydro", mark("Hydropower")),
    ("wind", mark("Wind")),
    ("solar", mark("Solar")),
    ("bioenergy", mark("Bioenergy")),
    ("other_renewables", mark("Other renewables")),
)

VARIABLES = {
    variable.id: variable
    for variable in (
        *(Variable(*row) for row in _LABELLED),
        *(Variable(f"elec_share_{fuel}", "%", label, _SHARE) for fuel, label in _ELECTRICITY),
        *(Variable(f"elec_{fuel}", "TWh", label, _GENERATION) for fuel, label in _ELECTRICITY),
    )
}


def variable(name: str) -> Variable:
    """Return the variable called ``name``, or raise ``PathwaysError``."""
    if name not in VARIABLES:
        raise PathwaysError(mark("Unknown variable {name!r}: it is not in the data dictionary."), name=name)
    return VARIABLES[name]

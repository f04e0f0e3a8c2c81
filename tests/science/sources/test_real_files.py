"""Known figures, read from the providers' real files where they are at hand."""

from datetime import date
from pathlib import Path

import pytest
from tests.science.sources.examples import EXAMPLES, OWID_CO2_FILES, Example

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures.sources import ndc_registry, owid_co2, primap, rcbs, regions, ssp

pytestmark = pytest.mark.source_data


# What users bring themselves, a path or a source of their own, has no provider's file.
PROVIDED = [example for example in EXAMPLES if not example.file.startswith("own/")]


@pytest.mark.parametrize("example", PROVIDED, ids=lambda example: example.name)
def test_every_reader_takes_its_real_file(example: Example, real_figures: Path) -> None:
    assert len(example.read_from(real_figures)) > 0


def test_sources_disagree_on_russias_land_use_in_sign(real_figures: Path) -> None:
    file = real_figures / "primap" / "primap-hist-v2.5-and-inventories-2018-2022.nc"
    reported = primap.read(file)["primap-histcr"].series("RUS", "ghg_lulucf")
    modelled = owid_co2.read(*(real_figures / name for name in OWID_CO2_FILES)).series("RUS", "co2_land_use")
    assert reported is not None and reported.at(2022) == pytest.approx(-577, abs=1)
    assert modelled is not None and modelled.at(2022) == pytest.approx(402, abs=1)


def test_kazakhstans_reported_emissions(real_figures: Path) -> None:
    file = real_figures / "primap" / "primap-hist-v2.5-and-inventories-2018-2022.nc"
    series = primap.read(file)["primap-histcr"].series("KAZ", "ghg_excl_lulucf")
    assert series is not None and (series.first_year, series.last_year) == (2018, 2022)
    assert series.at(2022) == pytest.approx(347.3, abs=0.1)


def test_the_world_of_ssp119_in_2020(real_figures: Path) -> None:
    scenarios = ssp.read(real_figures / "ssp" / "cmip6-ssps-workflow-emissions.csv")
    total = ssp.kyoto_total(scenarios, "ssp119", context="AR6GWP100")
    assert total.at(2020) == pytest.approx(54_407, abs=1)
    assert 0 < (total.at(2050) or 0) < 15_000
    assert len({series.scenario for series in scenarios}) == 8


def test_budgets_regions_and_documents(real_figures: Path) -> None:
    budgets = {
        (budget.source, budget.scenario): budget.budget_gt_co2
        for budget in rcbs.read(real_figures / "rcbs.yaml")
    }
    assert budgets["ar6_2020", "1.5p50"] == 500 and budgets["lamboll_2023", "1.5p50"] == 247
    # The publication gives 2 °C with 90 %, where the file says 83 %.
    assert budgets["lamboll_2023", "2p90"] == 504 and ("lamboll_2023", "2p83") not in budgets
    mapping = regions.read(real_figures / "regions" / "iso3c_region_mapping_20240319.csv")
    assert {mapping[code]["r10_ar6"] for code in COUNTRIES} >= {"Eastern Europe and West-Central Asia"}
    documents = ndc_registry.read(real_figures / "ndc" / "ndcs-registry.csv")
    renewed = {
        document.iso3
        for document in documents
        if document.submitted_on and document.submitted_on >= date(2024, 11, 1)
    }
    assert renewed & set(COUNTRIES) == set(COUNTRIES) - {"TJK", "TKM"}

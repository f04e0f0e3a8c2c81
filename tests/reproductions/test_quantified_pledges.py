"""NDCmitiQ (Günther et al. 2021) and the Climate Policy Database: the same targets read by others."""

from dataclasses import replace

import pytest

from climate_pathways.exports.reproductions.check import apart
from climate_pathways.exports.reproductions.quantifications import (
    NDCMITIQ,
    NDCMITIQ_APART,
    POLICY_DATABASE,
)
from climate_pathways.pledges.footings import on_potentials
from climate_pathways.pledges.promises import promised
from tests.reproductions.agreement import agrees, names
from tests.reproductions.pledged import account, central, figures, in_ar4, own, target

READ = {
    "BLR-gross": ("BLR", "ndc-1-2030", "gross"),
    "AZE-gross": ("AZE", "ndc-1-2030", "gross"),
    "AZE-net": ("AZE", "ndc-1-2030-net", "net"),
    "GEO-gross": ("GEO", "ndc-1-2030-unconditional", "gross"),
    "GEO-support": ("GEO", "ndc-1-2030-conditional", "gross"),
    "TJK-middle": ("TJK", "ndc-1-2030", "gross"),
    "TJK-support": ("TJK", "ndc-1-2030-conditional", "gross"),
}
SECOND_REPORT = "SARGWP100"
CUTS = {"MDA-64": 64, "MDA-67": 67, "MDA-78": 78}
CARRIED = {
    "BLR-AR4": ("BLR", "ndc-1-2030"),
    "GEO-AR4": ("GEO", "ndc-1-2030-unconditional"),
    "AZE-AR4": ("AZE", "ndc-1-2030"),
}


@pytest.mark.parametrize("name", READ)
def test_a_first_target_is_what_the_tool_takes_from_the_document(name: str) -> None:
    agrees(NDCMITIQ, name, central(*READ[name]))


@pytest.mark.parametrize("name", CUTS)
def test_moldovas_cut_in_the_tools_way_follows_from_the_facts_that_ship(name: str) -> None:
    printed = account("MDA", "ndc-1-2030")
    gross, land = (printed.inventory(quantity)[1990].value for quantity in ("gross", "land-use"))
    agrees(NDCMITIQ, name, (1 - CUTS[name] / 100) * gross + land)


@pytest.mark.parametrize(("name", "iso3"), [("BLR-base", "BLR"), ("AZE-base", "AZE")])
def test_newer_inventories_give_more_for_1990(name: str, iso3: str) -> None:
    (newest,) = own(iso3, "ndc-1-2030").newest
    agrees(NDCMITIQ_APART, name, in_ar4(iso3, newest))


def test_moldovas_net_base_asks_less_than_the_tool_reads() -> None:
    net = own("MDA", "ndc-1-2030").net
    assert net is not None
    agrees(NDCMITIQ_APART, "MDA-net-64", net.high)
    agrees(NDCMITIQ_APART, "MDA-net-67", net.low)


def test_russias_net_target_fell_by_a_fifth_with_its_inventory() -> None:
    agrees(NDCMITIQ_APART, "RUS-net", central("RUS", "ndc-1-2030", "net"))


@pytest.mark.parametrize("name", CARRIED)
def test_the_second_reports_tonnes_are_carried_over_by_the_mix_of_gases(name: str) -> None:
    iso3, pledge = CARRIED[name]
    amount = promised(target(iso3, pledge), account(iso3, pledge), figures(iso3))[0]
    # Azerbaijan's document names no potentials; the tool takes it to count by the second report.
    assert amount.gwp == ("" if iso3 == "AZE" else SECOND_REPORT)
    named = replace(amount, gwp=SECOND_REPORT)
    agrees(NDCMITIQ, name, on_potentials(named, "AR4GWP100", figures(iso3)).value)


def test_tonnes_in_potentials_that_are_not_named_stay_and_a_step_says_so() -> None:
    amount = promised(target("AZE", "ndc-1-2030"), account("AZE", "ndc-1-2030"), figures("AZE"))[0]
    carried = on_potentials(amount, "AR4GWP100", figures("AZE"))
    agrees(NDCMITIQ_APART, "AZE-unnamed", carried.value)
    assert len(carried.steps) == len(amount.steps) + 1
    assert carried.steps[-1].text.startswith("the document names no warming potentials")


def test_georgias_base_is_the_databases_by_the_inventory_and_higher_by_the_document() -> None:
    (newest,) = own("GEO", "ndc-1-updated-2030-unconditional").newest
    agrees(POLICY_DATABASE, "inventory", in_ar4("GEO", newest / 0.65))
    agrees(POLICY_DATABASE, "document", central("GEO", "ndc-1-updated-2030-unconditional", "gross") / 0.65)


def test_every_figure_beside_the_tool_is_computed() -> None:
    assert set(names(NDCMITIQ)) == {*READ, *CUTS, *CARRIED}
    assert set(names(NDCMITIQ_APART)) == {
        *("BLR-base", "AZE-base", "MDA-net-64", "MDA-net-67", "RUS-net", "AZE-unnamed"),
    }


@pytest.mark.parametrize("bounds", [(-0.1, 0.1), (0.0, 0.1), (0.2, 0.1)])
def test_a_known_difference_leaves_the_published_figure_out(bounds: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="do not bound a difference"):
        apart(100, *bounds)

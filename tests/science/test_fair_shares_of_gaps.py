"""Fair shares where figures are missing or a setting makes no sense: flagged, left out, or refused by name."""

import json
from dataclasses import replace

import numpy as np
import pytest
from tests.science.assessed import FEW

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.fair_shares import allocation as fair_shares
from climate_pathways.fair_shares.choices import checked
from climate_pathways.fair_shares.settings import parse
from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import Snapshot

# --- figures that are missing ---------------------------------------------------------------


def without(figures: Snapshot, place: str, *variables: str) -> Snapshot:
    kept = {
        key: series for key, series in figures.figures.items() if key[0] != place or key[2] not in variables
    }
    return replace(figures, figures=kept)


def assembled(figures: Snapshot) -> FairInputs:
    return fair_inputs.assemble(figures, snapshot.pathways(snapshot.shipped()))


def test_a_country_without_gini_is_flagged_and_its_income_principles_withheld(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "gini"))
    assert "no-gini" in inputs.flags["KAZ"] and "KAZ" in inputs.withheld
    result = fair_shares.fair_shares(inputs, FEW, keep=("KAZ",))
    assert "responsibility_capability" not in result.reported("KAZ")
    assert "responsibility_capability" in result.reported("UKR")
    assert "equal_per_capita" in json.loads(result.as_json("KAZ"))["shares"]


def test_a_country_without_gdp_is_flagged(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "gdp_per_person", "gdp_market", "ppp_to_mer"))
    assert "no-gdp" in inputs.flags["KAZ"] and "KAZ" in inputs.withheld
    assert all(np.isfinite(values).all() for values in inputs.gdp_per_person.values())


def test_missing_years_are_filled_and_flagged(figures: Snapshot) -> None:
    key = ("KAZ", "cerp", "non_co2_baseline")
    whole = figures.figures[key]
    holed = Series(
        *key[:1], key[2], whole.unit, key[1], np.delete(whole.years, 100), np.delete(whole.values, 100)
    )
    inputs = assembled(replace(figures, figures={**figures.figures, key: holed}))
    assert "years-interpolated" in inputs.flags["KAZ"]
    assert np.isfinite(inputs.emissions["cerp"]).all()


def test_a_country_that_one_source_lacks_is_flagged(inputs: FairInputs) -> None:
    assert "source-missing" in inputs.flags["TWN"]


def test_a_country_whose_sources_disagree_is_flagged(inputs: FairInputs, with_land_use: FairInputs) -> None:
    """Belarus with land use: 52 Mt by its own count, over 100 by bookkeeping models."""
    assert "sources-disagree" in with_land_use.flags["BLR"]
    assert "sources-disagree" not in inputs.flags.get("KAZ", ())


def test_a_country_without_history_is_left_out(figures: Snapshot) -> None:
    inputs = assembled(without(figures, "KAZ", "co2_fossil_baseline"))
    assert "KAZ" not in inputs.countries
    with pytest.raises(PathwaysError, match="KAZ"):
        fair_shares.fair_shares(inputs, FEW, keep=("KAZ",))


def test_figures_of_no_country_are_refused(figures: Snapshot) -> None:
    with pytest.raises(PathwaysError, match="No country"):
        assembled(replace(figures, figures={}))


def test_net_sinks_stay_finite_and_are_flagged(with_land_use: FairInputs) -> None:
    sinks = [iso3 for iso3, flags in with_land_use.flags.items() if "net-sink" in flags]
    assert sinks
    result = fair_shares.fair_shares(with_land_use, replace(FEW, with_land_use=True))
    assert result.at("grandfathering", sinks[0], 2035, 0.0) <= 0.5 * abs(result.current.max())
    json.loads(result.as_json(sinks[0]))


# --- parameters that make no sense ----------------------------------------------------------

REFUSED = (
    "threshold=-1",
    "threshold=much",
    "threshold=nan",
    "history_since=1700",
    "history_since=2022",
    "repayment_year=2020",
    "convergence_year=1990",
    "responsibility_weight=1.5",
    "source=nobody",
    "gwp=GWP20",
    "path=ssp999",
    "path_position=1",
    "colour=red",
    "threshold",
    "threshold=",
    "draws=0",
    "draws=10000000",
    "draws=many",
    "principles=none",
    "years=2040,2050",
    "years=2030,2030",
    "years=2030,2200",
    "years=1990,2030",
    "baseline_trend=9",
    "exponent=-1",
    "source=jones",
    "seed=inf",
    "seed=-1",
    "draws=300,400",
    "draws=2.5",
    "years=2030,2035.5",
)


@pytest.mark.parametrize("setting", REFUSED)
def test_refuses_a_setting_that_makes_no_sense(setting: str, inputs: FairInputs) -> None:
    name = setting.partition("=")[0]
    with pytest.raises(PathwaysError) as caught:
        fair_shares.fair_shares(inputs, parse([setting], FEW))
    words = {"draws": "draws", "years": "years", "principles": "principle", "path": "path"}
    assert words.get(name, name) in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (("draws=0", "draws=-1", "draws=50001"), "The number of draws must lie between 1 and 50,000, not"),
        (
            ("years=-2035", "years=2022,2035", "years=2035,2101"),
            "The years must ascend between 2023 and 2100",
        ),
        (("seed=-1",), "seed needs a whole number of at least 0, not"),
        (("draws=2.5", "years=2035.5", "seed=0.5"), "needs a whole number, not"),
    ],
)
def test_whichever_bound_is_passed_one_sentence_names_them(settings: tuple[str, ...], said: str) -> None:
    for setting in settings:
        with pytest.raises(PathwaysError) as caught:
            checked(parse([setting], FEW))
        assert said in str(caught.value), setting


def test_takes_settings_that_make_sense() -> None:
    changed = parse(["threshold=7500", "path=ssp119,ar6-c1", "draws=50", "years=2030,2035"], FEW)
    checked(changed)
    assert changed.of("threshold") == (7500.0,) and changed.of("path") == ("ssp119", "ar6-c1")
    assert (changed.draws, changed.years) == (50, (2030, 2035))


def test_refuses_figures_on_another_footing(inputs: FairInputs) -> None:
    with pytest.raises(PathwaysError, match="land use"):
        fair_shares.fair_shares(inputs, replace(FEW, with_land_use=True))


def test_a_path_that_ends_early_serves_the_years_it_has(inputs: FairInputs) -> None:
    early = {"path": ("cerp-1.5-led",)}
    with pytest.raises(PathwaysError, match="2035"):
        fair_shares.fair_shares(inputs, replace(FEW, levels=early))
    short = fair_shares.fair_shares(inputs, replace(FEW, levels=early, years=(2030, 2035)))
    assert short.at("grandfathering", "KAZ", 2035) < short.at("grandfathering", "KAZ", 2030)

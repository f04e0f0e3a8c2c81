"""Four principles as MIMOSA 2.0.0 (Utrecht University) computes them on its own inputs.

``mimosa.json`` holds its inputs (IMAGE, SSP2: population in millions, income in billion US$ of 2005
at purchasing power, baseline CO2 in Mt a year) and what its own rules for per-capita convergence
(by 2050, at once, and never) and ability to pay make of them; six figures each.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from climate_pathways.exports.reproductions.principles import MIMOSA, MIMOSA_YEAR
from climate_pathways.methods import (
    ability_to_pay,
    equal_per_capita,
    grandfathering,
    per_capita_convergence,
)
from climate_pathways.methods.shares import Array
from tests.reproductions.agreement import agrees, names

DATA = json.loads(Path(__file__).with_name("mimosa.json").read_text("utf-8"))
REGIONS = list(DATA["regions"])
YEARS = DATA["years"]
# Six figures are kept of the inputs and the outputs.
ONE_IN_TEN_THOUSAND = 1e-4


def table(name: str) -> Array:
    """Return figures of all regions: (years, regions, 1)."""
    return np.array([DATA["regions"][region][name] for region in REGIONS]).T[:, :, None]


def ours() -> dict[str, Array]:
    path = np.array(DATA["global_path"], dtype=float)[:, None, None]
    people, baseline = table("population"), table("baseline")
    emitted = baseline[:1]
    return {
        "equal_per_capita": equal_per_capita.allocate(path, people),
        "grandfathering": grandfathering.allocate(path, emitted),
        "per_capita_convergence": per_capita_convergence.allocate(
            path,
            people,
            emitted,
            years=np.array(YEARS, dtype=float)[:, None, None],
            start_year=YEARS[0],
            convergence_year=np.full((1, 1, 1), 2050.0),
        ),
        "ability_to_pay": ability_to_pay.allocate(
            path, baseline, ability_to_pay.ability(table("gdp") / people)
        ),
    }


@pytest.mark.parametrize("principle", ours())
def test_every_region_and_year_agrees(principle: str) -> None:
    """26 regions, three years. Some shares of ability to pay are below zero."""
    found, theirs = ours()[principle][1:], table(principle)
    assert found.shape == theirs.shape == (3, 26, 1)
    np.testing.assert_allclose(found, theirs, rtol=ONE_IN_TEN_THOUSAND, atol=0.05)


@pytest.mark.parametrize("name", names(MIMOSA))
def test_the_regions_shown_agree(name: str) -> None:
    region, principle = name.split("-")
    share = ours()[principle][YEARS.index(MIMOSA_YEAR), REGIONS.index(region), 0]
    agrees(MIMOSA, name, float(share))


def test_the_inputs_tell_the_principles_apart() -> None:
    """Were all shares alike, agreeing would prove nothing."""
    shares = [ours()[principle][1, REGIONS.index("UKR"), 0] for principle in ours()]
    assert min(np.diff(sorted(shares))) > 1

"""Units and warming potentials."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantities import GWP_SETS, UNITS, conversion_factor, gwp, rounded
from climate_pathways.core.wording import LANGUAGES

PAIRS = [(a, b) for a in UNITS for b in UNITS if UNITS[a].dimension == UNITS[b].dimension]


@given(st.sampled_from(PAIRS), st.floats(1e-6, 1e12))
def test_there_and_back_again(pair: tuple[str, str], value: float) -> None:
    one, other = pair
    assert value * conversion_factor(one, other) * conversion_factor(other, one) == pytest.approx(value)


def test_carbon_becomes_carbon_dioxide_by_molar_mass() -> None:
    assert conversion_factor("Mt C", "Mt CO2") == pytest.approx(3.6667, rel=1e-4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_refuses_to_convert_what_is_not_the_same(language: str) -> None:
    with pytest.raises(PathwaysError) as refusal:
        conversion_factor("Mt CO2", "Mt CO2e")
    assert "Mt CO2e" in refusal.value.in_language(language)


def test_unknown_unit_lists_the_known_ones() -> None:
    with pytest.raises(PathwaysError, match="Mt CO2e"):
        conversion_factor("gigatons", "Mt CO2e")


@pytest.mark.parametrize(
    ("context", "methane"), [("SARGWP100", 21), ("AR4GWP100", 25), ("AR5GWP100", 28), ("AR6GWP100", 27.9)]
)
def test_methane_has_the_published_potential_of_each_report(context: str, methane: float) -> None:
    assert gwp("CH4", context) == methane
    assert gwp("CO2", context) == 1


def test_unknown_sets_and_gases_are_refused_by_name() -> None:
    with pytest.raises(PathwaysError, match="AR6GWP100"):
        gwp("CH4", "AR7GWP100")
    with pytest.raises(PathwaysError, match="phlogiston"):
        gwp("phlogiston", GWP_SETS[-1])


@pytest.mark.parametrize("nothing", [0.0, -0.0])
def test_a_frozen_nothing_has_the_same_bytes_on_either_side_of_zero(nothing: float) -> None:
    assert json.dumps(rounded(nothing)) == "0.0"

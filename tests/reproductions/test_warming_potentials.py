"""Global-warming potentials over 100 years against the tables of three IPCC reports."""

import pytest

from climate_pathways.core.quantities import gwp
from climate_pathways.exports.reproductions.warming_potentials import POTENTIALS
from climate_pathways.fair_shares.choices import CHOICES
from tests.reproductions.agreement import agrees, names


@pytest.mark.parametrize("name", names(POTENTIALS))
def test_a_gas_has_the_published_potential(name: str) -> None:
    gas, report = name.split("-")
    agrees(POTENTIALS, name, gwp(gas, report))


def test_every_set_that_a_share_may_use_is_checked() -> None:
    assert {name.split("-")[1] for name in names(POTENTIALS)} == set(CHOICES["gwp"].allowed)

"""A country's targets in tonnes, read with the figures and pledge files that ship."""

from functools import cache

from climate_pathways.figures import inputs as fair_inputs
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.snapshot import snapshot as snapshots
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.account import Account
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.figures import PledgeFigures, figures_of
from climate_pathways.pledges.inventory import NATIONAL_GWP
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import read_pledge


@cache
def _shipped() -> tuple[FairInputs, Snapshot]:
    return fair_inputs.load(), snapshots.load(snapshots.shipped())


@cache
def figures(iso3: str) -> PledgeFigures:
    return figures_of(iso3, *_shipped())


def _found(iso3: str, name: str) -> tuple[Pledge, Pledges]:
    pledges = pledge_file.read(iso3)
    return next(target for target in pledges.targets if target.id == name), pledges


def target(iso3: str, name: str) -> Pledge:
    return _found(iso3, name)[0]


def own(iso3: str, name: str) -> OwnReading:
    found = read_pledge(*_found(iso3, name), figures(iso3)).own
    assert found is not None
    return found


def account(iso3: str, name: str) -> Account:
    pledge, pledges = _found(iso3, name)
    return pledges.account(pledge)


def in_ar4(iso3: str, value: float) -> float:
    """Return tonnes of the national inventory's potentials in those of AR4."""
    potentials = figures(iso3).potentials
    return value * potentials["AR4GWP100"] / potentials[NATIONAL_GWP]


def central(iso3: str, name: str, footing: str) -> float:
    """Return the central amount of a target on ``footing``, ``net`` or ``gross``, Mt CO2e."""
    span = getattr(own(iso3, name), footing)
    assert span is not None
    return float(span.central)

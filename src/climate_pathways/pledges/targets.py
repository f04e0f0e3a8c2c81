"""A target as a quantity: what a pledge means in tonnes, with the range of its readings."""

import math
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark

FIRST_YEAR, LAST_YEAR = 2020, 2100


@dataclass(frozen=True)
class TargetEmissions:
    """Emissions that a pledge aims at in ``year``, Mt CO2e, over the ways to read it.

    ``low_mt_co2e`` ≤ ``central_mt_co2e`` ≤ ``high_mt_co2e``. ``conditional`` says that the pledge
    asks for support. ``with_land_use`` says whether the three numbers count land use; they are
    compared only with fair shares on the same footing. ``steps`` tell how they came about.
    Raises ``PathwaysError`` for numbers that are not finite or out of order, or an odd year.
    """

    iso3: str
    year: int
    low_mt_co2e: float
    central_mt_co2e: float
    high_mt_co2e: float
    conditional: bool = False
    steps: tuple[Step, ...] = ()
    with_land_use: bool = False

    def __post_init__(self) -> None:
        readings = (self.low_mt_co2e, self.central_mt_co2e, self.high_mt_co2e)
        # Before the order is looked at: NaN compares false with everything and sorts anywhere.
        if not all(math.isfinite(value) for value in readings):
            raise PathwaysError(
                mark(
                    "The target of {place} for {year} is not a number: {values}. Give three numbers in Mt CO₂e."
                ),
                place=self.iso3,
                year=self.year,
                values=", ".join(str(value) for value in readings),
            )
        if list(readings) != sorted(readings):
            raise PathwaysError(
                mark(
                    "The target of {place} for {year} is out of order: {low}, {central}, {high}. Give lowest, central, highest."
                ),
                place=self.iso3,
                year=self.year,
                low=float(self.low_mt_co2e),
                central=float(self.central_mt_co2e),
                high=float(self.high_mt_co2e),
            )
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PathwaysError(
                mark("The target of {place} is for {year}. Give a year from {first} to {last}."),
                place=self.iso3,
                year=self.year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )

    def as_dict(self) -> dict[str, Any]:
        """Return the target as plain data with stable key order."""
        return {
            "iso3": self.iso3,
            "year": self.year,
            "low_mt_co2e": self.low_mt_co2e,
            "central_mt_co2e": self.central_mt_co2e,
            "high_mt_co2e": self.high_mt_co2e,
            "conditional": self.conditional,
            "with_land_use": self.with_land_use,
            "steps": [{"text": step.text, "values": dict(step.values)} for step in self.steps],
        }

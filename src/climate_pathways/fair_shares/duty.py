"""How far the figures alone move a country's part of the world's duty, all judgements held fixed.

The judgements are the first settings of the Climate Equity Reference Calculator: a threshold of
$7,500, responsibility and capability weighted alike, emissions since 1990.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from climate_pathways.fair_shares import lookup
from climate_pathways.fair_shares.choices import AS_DRAWN, DUTY, PAST, Level, Parameters
from climate_pathways.figures.by_source import FIRST_YEAR, PROJECTED
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.methods import responsibility_capability

THRESHOLD, WEIGHT, SINCE, YEAR = 7_500, 0.5, 1990, 2030
FIXED: Mapping[str, tuple[Level, ...]] = {
    "threshold": (float(THRESHOLD),),
    PAST: (float(SINCE),),
    "gwp": ("AR6GWP100",),
}
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Duties:
    """Parts of the world's duty in ``YEAR``, (countries,), as fractions of 1.

    ``low`` and ``high``: the lowest and highest by the sources that are drawn from; ``database``: by
    the Climate Equity Reference database's own figures.
    """

    low: Array
    high: Array
    database: Array

    def of_rows(self, rows: Sequence[int]) -> "Duties":
        """Return those of some countries, by their positions."""
        return Duties(self.low[rows], self.high[rows], self.database[rows])

    def of(self, row: int) -> dict[str, float]:
        """Return one country's three parts by name."""
        return {name: float(getattr(self, name)[row]) for name in ("low", "high", "database")}


def duties(inputs: FairInputs, parameters: Parameters) -> Duties:
    """Return every country's duty by all sets of figures; the sum over countries is 1 in each set.

    ``parameters``: name the sources that are drawn from; their judgements are not used.
    """
    drawn = _parts(inputs, parameters, AS_DRAWN)
    return Duties(drawn.min(axis=-1), drawn.max(axis=-1), _parts(inputs, parameters, PROJECTED)[:, 0])


def _parts(inputs: FairInputs, parameters: Parameters, figures: str) -> Array:
    """Return (countries, sets of figures): inequality and income, and within each the sources of emissions."""
    levels: Mapping[str, tuple[Level, ...]] = {**parameters.levels, **FIXED, DUTY: (figures,)}
    fixed = replace(parameters, levels=levels)
    able = lookup.capability(inputs, fixed, np.array([YEAR - FIRST_YEAR]))
    caused = lookup.responsibility(inputs, fixed, lookup.emissions_of(inputs, fixed))
    # Emissions turn faster than inequality and income on the axis of responsibility.
    index = responsibility_capability.index(
        caused, np.repeat(able, caused.shape[-1] // able.shape[-1], axis=-1), np.array([[[WEIGHT]]])
    )
    return np.asarray(index[0])

"""How far apart the sources are on the same thing in the same year."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.core.publication import Method
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark

METHOD = "disagreement"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "What several sources say of one thing in one year, from the lowest to the highest. They are never averaged."
    ),
    weaknesses=(
        mark("Sources share some of their data, so that their closeness proves less than it seems to."),
    ),
)


@dataclass(frozen=True)
class Spread:
    """What several sources say of one quantity in one year, lowest first."""

    year: int
    unit: str
    values: tuple[tuple[str, float], ...]

    @property
    def low(self) -> tuple[str, float]:
        """Return source and value of the lowest."""
        return self.values[0]

    @property
    def high(self) -> tuple[str, float]:
        """Return source and value of the highest."""
        return self.values[-1]

    @property
    def signs_differ(self) -> bool:
        """Whether one source sees a source of emissions where another sees a sink."""
        # Zero has no sign: beside a sink it is no source.
        return self.low[1] < 0 < self.high[1]


def spread_in(year: int, series: Sequence[Series]) -> Spread | None:
    """Return the sources' values of one year, in the series' one unit; ``None`` with fewer than two.

    The values are never averaged: which definition or method differs is the information.
    """
    by_source = ((column.source, column.at(year)) for column in series)
    known = ((source, value) for source, value in by_source if value is not None)
    # By value alone: of equal values the source listed first stays first, in every release.
    values = sorted(known, key=lambda pair: pair[1])
    if len(values) < 2:
        return None
    return Spread(year=year, unit=series[0].unit, values=tuple(values))

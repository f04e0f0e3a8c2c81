"""The snapshot's third table: what the whole world may or might emit, by scenario.

Global paths of the scenarios (a row per year) and remaining carbon budgets (one row, dated by
the year from whose start the budget counts). The unit stands in each row. One source speaks of the
region of the twelve countries instead of the world.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from climate_pathways.core.countries import WORLD
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import regional_pathways

COLUMNS = ("source", "scenario", "variable", "unit", "year", "value")
CARBON_BUDGET = "carbon_budget"
# Sources whose paths are not those of the World.
REGIONAL = {regional_pathways.SOURCE.id: regional_pathways.REGION}


def ghg(context: str, *, with_land_use: bool) -> str:
    """Return the variable of all Kyoto gases with the potentials of ``context`` (``AR6GWP100``)."""
    return f"ghg_{context[:3].lower()}" + ("" if with_land_use else "_without_land_use")


@dataclass(frozen=True)
class Pathways:
    """Series of the World, or of a region, by (source, scenario, variable)."""

    series: dict[tuple[str, str, str], Series]

    def of(self, source: str, scenario: str, variable: str) -> Series:
        """Return one path; raise ``PathwaysError`` naming the scenarios there are."""
        path = self.series.get((source, scenario, variable))
        if path is None:
            raise PathwaysError(
                mark("There is no global path {scenario!r} of {source} ({variable}). There are: {known}."),
                scenario=scenario,
                source=source,
                variable=variable,
                known=", ".join(sorted({name for _, name, _ in self.series})),
            )
        return path

    def budgets(self) -> dict[str, Series]:
        """Return the remaining carbon budgets, Gt CO2, by ``<publication>|<limit>p<chance>``."""
        return {
            scenario: budget
            for (_, scenario, variable), budget in sorted(self.series.items())
            if variable == CARBON_BUDGET
        }


def write(rows: Iterable[tuple[str, str, str, str, int, float]], significant_figures: int) -> bytes:
    """Return the table's bytes: sorted rows, numbers with ``significant_figures``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for *key, value in sorted(rows):
        writer.writerow([*key, f"{value:.{significant_figures}g}"])
    return text.getvalue().encode("utf-8")


def parse(content: bytes) -> Iterator[tuple[tuple[str, str, str], Series]]:
    """Yield the series of the table; raise ``ValueError`` for another header."""
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    if tuple(next(rows, ())) != COLUMNS:
        raise ValueError("header")
    # Only neighbours are put together: `write` sorts, so that a series is one run of rows.
    for (source, scenario, variable, unit), members in groupby(rows, key=lambda row: tuple(row[:4])):
        pairs = [(int(year), float(value)) for *_, year, value in members]
        yield (
            (source, scenario, variable),
            Series(
                REGIONAL.get(source, WORLD),
                f"{scenario}|{variable}",
                unit,
                source,
                np.array([year for year, _ in pairs], dtype=np.int64),
                np.array([value for _, value in pairs], dtype=np.float64),
            ),
        )

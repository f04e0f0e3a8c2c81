"""Ember and the Energy Institute: electricity by source, as re-published by Our World in Data."""

from pathlib import Path

import numpy as np

from climate_pathways.errors import TableError
from climate_pathways.provenance import Source
from climate_pathways.sources import owid
from climate_pathways.sources.owid import Anchor
from climate_pathways.tables import Table
from climate_pathways.wording import mark

SOURCE = Source(
    id="ember",
    title=mark("Electricity by source"),
    provider="Ember; Energy Institute; Our World in Data",
    licence="CC BY 4.0",
    url="https://ourworldindata.org/electricity-mix",
    citation="Ember, Yearly Electricity Data; Energy Institute, Statistical Review of World Energy; "
    "processed by Our World in Data.",
    edition="2025",
    files=("share-elec-by-source.csv", "electricity-prod-source-stacked.csv"),
)

SHARES = {
    "Coal": "coal",
    "Gas": "gas",
    "Hydropower": "hydro",
    "Solar": "solar",
    "Wind": "wind",
    "Oil": "oil",
    "Nuclear": "nuclear",
    "Other renewables": "other_renewables",
    "Bioenergy": "bioenergy",
}
GENERATION = {
    "Other renewables excluding bioenergy": "other_renewables",
    **{
        f"Electricity from {fuel}": fuel
        for fuel in ("bioenergy", "solar", "wind", "hydro", "nuclear", "oil", "gas", "coal")
    },
}
SUFFIX = " - TWh (adapted for visualization of chart electricity-prod-source-stacked)"
MOST_SHARES_ADD_UP_TO = 101.0


def read_shares(path: Path) -> Table:
    """Read ``share-elec-by-source.csv``: % of generation → ``elec_share_…``.

    Raises ``TableError`` where a country's shares of one year add up to more than 101 %.
    """
    table = owid.read(
        path,
        SOURCE,
        {column: (f"elec_share_{fuel}", "%", "%") for column, fuel in SHARES.items()},
        anchor=Anchor("Coal", "KAZ", 2020, 40, 90),
    )
    ensure_whole(table, path)
    return table


def ensure_whole(table: Table, path: Path) -> None:
    """Raise where parts exceed the whole; less than the whole happens, with parts not reported."""
    keys = np.char.add(np.char.add(table.place, "|"), table.year.astype(str))
    names, positions = np.unique(keys, return_inverse=True)
    sums = np.bincount(positions, weights=table.value)
    worst = int(sums.argmax())
    if sums[worst] > MOST_SHARES_ADD_UP_TO:
        raise TableError(
            mark("the shares of {place} add up to more than a whole."),
            file=path,
            value=round(float(sums[worst]), 2),
            expected=mark("shares in % that add up to at most {limit:g}."),
            place=str(names[worst]).replace("|", ", "),
            limit=MOST_SHARES_ADD_UP_TO,
        )


def read_generation(path: Path) -> Table:
    """Read ``electricity-prod-source-stacked.csv``: TWh per year → ``elec_…``."""
    return owid.read(
        path,
        SOURCE,
        {f"{column}{SUFFIX}": (f"elec_{fuel}", "TWh", "TWh") for column, fuel in GENERATION.items()},
        anchor=Anchor(f"Electricity from coal{SUFFIX}", "KAZ", 2020, 30, 150),
    )

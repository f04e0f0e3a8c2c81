"""Ember and the Energy Institute: electricity by source, as re-published by Our World in Data."""

from pathlib import Path

import numpy as np

from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources import owid
from climate_pathways.figures.sources.owid import near

SOURCE = Source(
    id="ember",
    title=mark("Electricity by source"),
    provider="Ember; Energy Institute; Our World in Data",
    licence=mark("CC BY 4.0 (Ember, Our World in Data); © Energy Institute for what is taken from it"),
    url="https://ourworldindata.org/electricity-mix",
    citation="Ember, Yearly Electricity Data; Energy Institute, Statistical Review of World Energy; "
    "processed by Our World in Data.",
    edition="2025",
    files=("share-elec-by-source.csv", "electricity-prod-source-stacked.csv"),
    note=mark("Earlier years come from the Energy Institute, which reserves all rights in its figures."),
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
# As the heads of the file end: it alone names the unit, so that another unit is another column.
SUFFIX = " - TWh (adapted for visualization of chart electricity-prod-source-stacked)"
# TWh of the World in 2020, by our name.
WORLD_2020 = {
    "coal": 9_420,
    "gas": 6_330,
    "hydro": 4_340,
    "nuclear": 2_650,
    "wind": 1_590,
    "solar": 853,
    "oil": 773,
    "bioenergy": 609,
    "other_renewables": 86.4,
}
WORLD_TOTAL_2020 = sum(WORLD_2020.values())
MOST_SHARES_ADD_UP_TO = 101.0
# Where all of these are given, only bioenergy and other renewables can be missing: the smallest
# sum of the edition of 2025 is 95 %. Before 2000 many countries have hydropower alone.
LARGE = tuple(f"elec_share_{fuel}" for fuel in ("coal", "gas", "oil", "nuclear", "hydro", "wind", "solar"))
LEAST_SHARES_ADD_UP_TO = 94.0


def read_shares(path: Path) -> Table:
    """Read ``share-elec-by-source.csv``: % of generation → ``elec_share_…``.

    Raises ``TableError`` where a country's shares of one year add up to more than 101 %, or to
    less than 94 % though every large source is given.
    """
    table = owid.read(
        path,
        SOURCE,
        {column: (f"elec_share_{fuel}", "%", "%") for column, fuel in SHARES.items()},
        anchors=near({column: 100 * WORLD_2020[fuel] / WORLD_TOTAL_2020 for column, fuel in SHARES.items()}),
    )
    ensure_whole(table, path)
    return table


def ensure_whole(table: Table, path: Path) -> None:
    """Raise where parts exceed the whole, or fall short of it with no large part missing."""
    keys = np.char.add(np.char.add(table.place, ", "), table.year.astype(str))
    names, positions = np.unique(keys, return_inverse=True)
    sums = np.bincount(positions, weights=table.value)
    most = int(sums.argmax())
    if sums[most] > MOST_SHARES_ADD_UP_TO:
        raise TableError(
            mark("the shares of {place} add up to more than a whole."),
            file=path,
            value=round(float(sums[most]), 2),
            expected=mark("shares in % that add up to at most {limit}."),
            place=str(names[most]),
            limit=MOST_SHARES_ADD_UP_TO,
        )
    complete = np.bincount(positions, weights=np.isin(table.variable, LARGE)) == len(LARGE)
    least = int(np.where(complete, sums, np.inf).argmin())
    if complete[least] and sums[least] < LEAST_SHARES_ADD_UP_TO:
        raise TableError(
            mark("the shares of {place} add up to less than a whole."),
            file=path,
            value=round(float(sums[least]), 2),
            expected=mark("shares in % that add up to at least {limit} where every large source is given."),
            place=str(names[least]),
            limit=LEAST_SHARES_ADD_UP_TO,
        )


def read_generation(path: Path) -> Table:
    """Read ``electricity-prod-source-stacked.csv``: TWh per year → ``elec_…``."""
    return owid.read(
        path,
        SOURCE,
        {f"{column}{SUFFIX}": (f"elec_{fuel}", "TWh", "TWh") for column, fuel in GENERATION.items()},
        anchors=near({f"{column}{SUFFIX}": WORLD_2020[fuel] for column, fuel in GENERATION.items()}),
    )

"""What a user brings along: global paths and a data source of emissions of their own."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from climate_pathways.core.errors import TableError
from climate_pathways.core.tables import Table
from climate_pathways.core.wording import mark
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import GlobalPath, own_paths
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source
from climate_pathways.figures.sources import iamc, own_emissions
from climate_pathways.figures.sources.own_tables import Note, has_columns

OWN_SOURCE = "own"


@dataclass(frozen=True)
class OwnFiles:
    """Global paths by name, a table of emissions where one was brought, a hash of the files, what was left out of them."""

    paths: Mapping[str, GlobalPath] = field(default_factory=dict)
    source: Table | None = None
    digest: str = ""
    notes: tuple[Note, ...] = ()

    def levels(self, parameters: Parameters) -> Parameters:
        """Return the parameters with what was brought among the levels drawn from."""
        added = {"path": tuple(self.paths), "source": (OWN_SOURCE,) if self.source else ()}
        more = {name: (*parameters.of(name), *extra) for name, extra in added.items() if extra}
        return replace(parameters, levels={**parameters.levels, **more})

    def inputs(self, inputs: FairInputs) -> FairInputs:
        return with_own_source(inputs, self.source, OWN_SOURCE) if self.source else inputs


def read(path: Path | None, source: Path | None, *, with_land_use: bool = False) -> OwnFiles:
    """Read the user's files; raise ``TableError`` or ``PathwaysError`` saying what to mend."""
    series = _paths(path) if path else None
    table = _emissions(source, with_land_use) if source else None
    notes = (*(series.notes if series else ()), *(table.notes if table else ()))
    files = b"".join(file.read_bytes() for file in (path, source) if file)
    digest = hashlib.sha256(files).hexdigest() if files else ""
    return OwnFiles(own_paths(series or {}), table, digest, notes)


def _paths(path: Path) -> iamc.OwnPaths:
    try:
        return iamc.read(path)
    except TableError:
        # What is wrong with it as a path helps nobody who gave it for one by mistake.
        if has_columns(path, own_emissions.HEADS, own_emissions.COLUMNS):
            text = mark("these are emissions of countries, and no global path.")
            raise _other(path, text, "--source") from None
        raise


def _emissions(source: Path, with_land_use: bool) -> own_emissions.OwnEmissions:
    try:
        return own_emissions.read(source, with_land_use=with_land_use)
    except TableError:
        if has_columns(source, iamc.HEADS, iamc.KEYS):
            text = mark("these are global paths, and no emissions of a country.")
            raise _other(source, text, "--path") from None
        raise


def _other(file: Path, text: str, option: str) -> TableError:
    return TableError(
        text, file=file, expected=mark("another file here, or this one by {option}."), option=option
    )

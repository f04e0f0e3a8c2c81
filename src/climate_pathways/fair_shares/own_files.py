"""What a user brings along: global paths and a data source of emissions of their own."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from climate_pathways.core.tables import Table
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.fair_shares.global_paths import GlobalPath, own_paths
from climate_pathways.figures.inputs import FairInputs
from climate_pathways.figures.own_source import with_own_source
from climate_pathways.figures.sources import iamc, own_emissions

OWN_SOURCE = "own"


@dataclass(frozen=True)
class OwnFiles:
    """Global paths by name, a table of emissions where one was brought, and a hash of the files."""

    paths: Mapping[str, GlobalPath] = field(default_factory=dict)
    source: Table | None = None
    digest: str = ""

    def levels(self, parameters: Parameters) -> Parameters:
        """Return the parameters with what was brought among the levels drawn from."""
        added = {"path": tuple(self.paths), "source": (OWN_SOURCE,) if self.source else ()}
        more = {name: (*parameters.of(name), *extra) for name, extra in added.items() if extra}
        return replace(parameters, levels={**parameters.levels, **more})

    def inputs(self, inputs: FairInputs) -> FairInputs:
        return with_own_source(inputs, self.source, OWN_SOURCE) if self.source else inputs


def read(path: Path | None, source: Path | None, *, with_land_use: bool = False) -> OwnFiles:
    """Read the user's files; raise ``TableError`` or ``PathwaysError`` saying what to mend."""
    paths = own_paths(iamc.read(path)) if path else {}
    table = own_emissions.read(source, with_land_use=with_land_use) if source else None
    files = b"".join(file.read_bytes() for file in (path, source) if file)
    return OwnFiles(paths, table, hashlib.sha256(files).hexdigest() if files else "")

"""Natural Earth's countries, as the npm package ``world-atlas`` re-publishes them (TopoJSON)."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from climate_pathways.charts.map.topology import Polygon, Topology, decode
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError, TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark

SOURCE = Source(
    id="natural-earth",
    title=mark("Natural Earth: country boundaries, 1:50 million"),
    provider="Natural Earth; TopoJSON world-atlas",
    licence=mark("Public domain"),
    url="https://www.naturalearthdata.com/",
    citation="Made with Natural Earth, version 4.1.0, from the package world-atlas 2.0.2.",
    edition="4.1.0",
    files=("countries-50m.json",),
    note=mark("Drawn by who holds the land; the region map corrects this by its boundary policy."),
)
MAX_FILE_BYTES = 20_000_000
_EXPECTED = mark("countries-50m.json of the package world-atlas 2.0.2, unchanged")
# Texts, since numbers would lose their zeros in front.
ISO_NUMERIC = {
    "051": "ARM",
    "031": "AZE",
    "112": "BLR",
    "268": "GEO",
    "398": "KAZ",
    "417": "KGZ",
    "498": "MDA",
    "643": "RUS",
    "762": "TJK",
    "795": "TKM",
    "804": "UKR",
    "860": "UZB",
}


@dataclass(frozen=True)
class Land:
    """One area of the atlas: its English name, ISO3 code if it is one of ours, its polygons."""

    name: str
    iso3: str | None
    polygons: list[Polygon]


@dataclass(frozen=True)
class Atlas:
    """The areas of the world on the grid of the file, and the file's SHA-256."""

    lands: list[Land]
    topology: Topology
    sha256: str


def read(path: Path) -> Atlas:
    """Read ``countries-50m.json`` (10m and 110m have the same form).

    Raises ``TableError`` where the file is missing, too large, a web page, not JSON, not a
    whole TopoJSON document, off the globe, or without one of the twelve countries.
    """
    content = _content(path)
    try:
        topology = decode(json.loads(content), "countries")
    except PathwaysError as error:
        places: dict[str, Any] = dict(error.values)
        raise TableError(error.text, file=path, expected=_EXPECTED, **places) from error
    # Deeply nested brackets exhaust the reader before it finds them wrong.
    except (ValueError, RecursionError) as error:
        raise TableError(mark("The file is not readable JSON."), file=path, expected=_EXPECTED) from error
    lands = [
        Land(str(area.properties.get("name", "")), ISO_NUMERIC.get(str(area.id)), area.polygons)
        for area in topology.areas
    ]
    _ensure_on_the_globe(topology, path)
    _ensure_complete(lands, path)
    return Atlas(lands, topology, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise TableError(
                mark("The file is too large to be the atlas."), file=path, value=size, expected=_EXPECTED
            )
        content = path.read_bytes()
    except OSError as error:
        raise TableError(mark("The file cannot be opened."), file=path, expected=_EXPECTED) from error
    # A download that failed is often an error page with status 200.
    if content.lstrip()[:1] == b"<":
        raise TableError(
            mark("The file is a web page, not data; download it again."), file=path, expected=_EXPECTED
        )
    return content


def _ensure_on_the_globe(topology: Topology, path: Path) -> None:
    for area in topology.areas:
        for ring in (ring for polygon in area.polygons for ring in polygon):
            for point in ring:
                longitude, latitude = topology.degrees(point)
                if not (abs(longitude) <= 180.001 and abs(latitude) <= 90.001):
                    raise TableError(
                        mark("A point lies off the globe."),
                        file=path,
                        value=(longitude, latitude),
                        expected=mark("longitudes within ±180 and latitudes within ±90 degrees"),
                    )


def _ensure_complete(lands: list[Land], path: Path) -> None:
    missing = sorted(set(COUNTRIES) - {land.iso3 for land in lands if land.iso3})
    if missing:
        raise TableError(
            mark("These countries are missing: {missing}."),
            file=path,
            expected=_EXPECTED,
            missing=", ".join(missing),
        )

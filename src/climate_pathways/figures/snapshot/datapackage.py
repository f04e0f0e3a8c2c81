"""The snapshot as a Data Package (https://datapackage.org): what catalogues and tools of others read.

It says nothing of its own: tables, sources and units are those of the manifest, in the words of that standard.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from climate_pathways.figures import licences
from climate_pathways.figures.snapshot import snapshot

FILE: Final = "datapackage.json"
FIELDS: Final = {
    "place": {"type": "string", "description": "ISO 3166-1 alpha-3 code of a country, or WORLD"},
    "source": {"type": "string", "description": "identifier of the source, below sources"},
    "scenario": {"type": "string", "description": "the scenario as its source names it"},
    "variable": {"type": "string", "description": "name of the indicator; unit and meaning in manifest.json"},
    "unit": {"type": "string", "description": "unit of the value"},
    "year": {"type": "integer", "description": "calendar year"},
    "value": {"type": "number", "description": "seven significant figures"},
}


def described(manifest: Mapping[str, Any]) -> bytes:
    """Return ``datapackage.json`` for a snapshot with this manifest, as bytes of UTF-8."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "climate-pathways-snapshot",
        "title": "Figures on the way to climate neutrality",
        "description": (
            "Emissions, energy, population, income and scenarios of countries, as their providers published them. "
            "Each source has its own licence: the package as a whole has none."
        ),
        # The day of the figures, not of the run: `store.is_whole` compares these bytes with those made anew.
        "created": f"{manifest['edition']}T00:00:00Z",
        "sources": [_source(source) for source in manifest["sources"]],
        "resources": [
            *(_table(name, table) for name, table in manifest["tables"].items()),
            {
                "name": "manifest",
                "path": snapshot.MANIFEST_FILE,
                "format": "json",
                "mediatype": "application/json",
                "description": "Edition, hashes, sources with their files, and the dictionary of variables with units.",
            },
        ],
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    words = source["licence"]
    return {
        "title": source["title"],
        "path": source["url"],
        "id": source["id"],
        "version": source["edition"],
        "citation": source["citation"],
        # Where a licence is none of the known ones, its words lead to the provider, who says more.
        "licenses": [{"title": words, "path": licences.address_of(words) or source["url"]}],
    }


def _table(name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    columns = table["columns"]
    return {
        "name": name.split(".")[0],
        "path": name,
        "format": "csv",
        "compression": "gz",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rows": table["rows"],
        "uncompressed_sha256": table["sha256"],
        "schema": {
            "fields": [{"name": column, **FIELDS[column]} for column in columns],
            "primaryKey": [column for column in columns if column not in ("unit", "value")],
        },
    }

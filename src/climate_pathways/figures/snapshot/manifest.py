"""The manifest of a snapshot: its edition, its tables with hashes, its sources with inputs, its dictionary."""

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from climate_pathways.core.provenance import Source
from climate_pathways.core.variables import VARIABLES
from climate_pathways.figures.snapshot import snapshot


def hash_files(origin: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: hashlib.sha256((origin / name).read_bytes()).hexdigest() for name in names}


def describe(
    tables: dict[str, bytes],
    sources: dict[str, Source],
    hashes: dict[str, dict[str, str]],
    used: set[str],
    *,
    edition: date,
) -> dict[str, Any]:
    """Return the manifest: edition, tables with hashes, sources with inputs, dictionary."""
    return {
        "format": snapshot.FORMAT,
        "edition": edition.isoformat(),
        "tables": {
            name: {
                "sha256": hashlib.sha256(content).hexdigest(),
                # The last row ends with a line feed, too: the one that is taken off is the header’s.
                "rows": content.count(b"\n") - 1,
                "columns": content.split(b"\n", 1)[0].decode("utf-8").split(","),
            }
            for name, content in sorted(tables.items())
        },
        "sources": [{**sources[name].as_dict(), "inputs": hashes[name]} for name in sorted(sources)],
        "variables": {
            name: {
                "unit": VARIABLES[name].unit,
                "label": VARIABLES[name].label,
                "meaning": VARIABLES[name].meaning,
            }
            for name in sorted(used)
        },
    }


def keep_edition(manifest: dict[str, Any], target: Path) -> None:
    """Keep the date of the snapshot in ``target`` where its figures are the same."""
    try:
        before = snapshot.read_manifest(target)
    # Without a former manifest nothing says that these figures were there before.
    except snapshot.SnapshotError:
        return
    if snapshot.digest_of(before["tables"]) == snapshot.digest_of(manifest["tables"]):
        manifest["edition"] = before["edition"]

"""The shipped snapshot: our own tidy tables of figures, with dictionary and provenance.

Four files in ``data/snapshot/``: ``region.csv.gz`` (the twelve countries and the World, all
variables), ``others.csv.gz`` (all other countries, what comparison and fair shares need),
``pathways.csv.gz`` (global paths and carbon budgets, see ``pathway_file``) and
``manifest.json`` (edition, hashes, sources, data dictionary); beside them ``datapackage.json`` says the
same to the tools of others. The first two have the columns
place, source, variable, year, value; the unit of a variable is in the dictionary.
"""

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from climate_pathways.core import cache as cached
from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.errors import UNREADABLE, PathwaysError
from climate_pathways.core.provenance import Source
from climate_pathways.core.tables import Series
from climate_pathways.core.variables import VARIABLES
from climate_pathways.core.wording import mark
from climate_pathways.figures.snapshot import binary
from climate_pathways.figures.snapshot import pathways as pathway_file
from climate_pathways.figures.snapshot.pathways import Pathways

FORMAT = 1
COLUMNS = ("place", "source", "variable", "year", "value")
REGION_FILE = "region.csv.gz"
OTHERS_FILE = "others.csv.gz"
PATHWAYS_FILE = "pathways.csv.gz"
TABLES = (REGION_FILE, OTHERS_FILE, PATHWAYS_FILE)
MANIFEST_FILE = "manifest.json"
REGION_PLACES = (*COUNTRIES, WORLD)

Key = tuple[str, str, str]


class SnapshotError(PathwaysError):
    """The snapshot is missing or damaged; the text says which file and what to do."""


@dataclass(frozen=True)
class Snapshot:
    """Checked figures by (place, source, variable), with the manifest that describes them."""

    manifest: Mapping[str, Any]
    figures: Mapping[Key, Series]

    @property
    def edition(self) -> str:
        """The date on which the figures last changed, as ``YYYY-MM-DD``."""
        return str(self.manifest["edition"])

    @cached_property
    def digest(self) -> str:
        """One SHA-256 over the contents of all tables: names this very set of figures."""
        return digest_of(self.manifest["tables"])

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {entry["id"]: source_from(entry) for entry in self.manifest["sources"]}

    def series(self, place: str, source: str, variable: str) -> Series | None:
        """Return one series, or ``None`` where the source has none for the place."""
        return self.figures.get((place, source, variable))

    def places(self) -> tuple[str, ...]:
        return tuple(sorted({place for place, _, _ in self.figures}))


def digest_of(tables: Mapping[str, Mapping[str, Any]]) -> str:
    text = "\n".join(f"{name} {tables[name]['sha256']}" for name in sorted(tables))
    return hashlib.sha256(text.encode()).hexdigest()


def source_from(entry: Mapping[str, Any]) -> Source:
    """Return a source as a manifest lists it: its files, provider, licence, address and citation."""
    fields = ("id", "title", "provider", "licence", "url", "citation", "edition", "note")
    return Source(files=tuple(entry["files"]), **{name: entry[name] for name in fields})


# --- reading --------------------------------------------------------------------------------


def shipped() -> Traversable:
    """Return the folder of the snapshot inside the package."""
    return resources.files("climate_pathways").joinpath("data", "snapshot")


@cache
def region() -> Snapshot:
    """Return the shipped figures of the twelve countries and the World (read once)."""
    # Without the others, whose table is six times as large: most pages need no other country.
    return load(shipped(), (REGION_FILE,))


def load(folder: Traversable, files: tuple[str, ...] = (REGION_FILE, OTHERS_FILE)) -> Snapshot:
    """Read and check a snapshot; raise ``SnapshotError`` where it is missing or damaged."""
    manifest = read_manifest(folder)
    figures: dict[Key, Series] = {}
    for name in files:
        figures.update(_figures(folder, name, manifest))
    return Snapshot(manifest=manifest, figures=figures)


def _figures(folder: Traversable, name: str, manifest: Mapping[str, Any]) -> dict[Key, Series]:
    """Return the series of a table, from the cache where this very file was read before."""
    file = _read(folder, name)
    # Of the file as it lies there: a damaged one is another, and is read and refused as if there were no cache.
    digest = hashlib.sha256(f"{name} {_expected(manifest, name)}\n".encode() + file).hexdigest()
    kept = cached.read(cached.FIGURES, digest)
    if kept is not None:
        return binary.unpacked(kept)
    figures = dict(parse(read_table(folder, name, manifest), name))
    cached.keep(cached.FIGURES, digest, binary.packed(figures))
    return figures


def _expected(manifest: Mapping[str, Any], name: str) -> str:
    return str(manifest["tables"].get(name, {}).get("sha256"))


def pathways(folder: Traversable) -> Pathways:
    """Read and check the global paths; raise ``SnapshotError`` where they are missing or damaged."""
    content = read_table(folder, PATHWAYS_FILE, read_manifest(folder))
    try:
        return Pathways(dict(pathway_file.parse(content)))
    except ValueError as error:
        raise damaged(PATHWAYS_FILE, PathwaysError(UNREADABLE)) from error


def read_manifest(folder: Traversable) -> dict[str, Any]:
    """Return what a snapshot says of itself: its edition, tables with digests, sources and variables.

    Raises ``PathwaysError`` that names the file where it is damaged, of another format or lacks a part.
    """
    try:
        # Bytes that are no UTF-8 raise a ValueError as well, and are refused by the same sentence.
        manifest = json.loads(_read(folder, MANIFEST_FILE).decode("utf-8"))
    # Brackets within brackets without end are no ValueError.
    except (ValueError, RecursionError) as error:
        raise damaged(MANIFEST_FILE, PathwaysError(UNREADABLE)) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise damaged(MANIFEST_FILE, f"format ≠ {FORMAT}")
    missing = {"edition", "tables", "sources", "variables"} - manifest.keys()
    if missing:
        raise damaged(MANIFEST_FILE, _missing(missing))
    shapes = {"tables": dict, "variables": dict, "sources": list}
    wrong = [name for name, shape in shapes.items() if not isinstance(manifest[name], shape)]
    if wrong:
        raise damaged(MANIFEST_FILE, ", ".join(wrong))
    return manifest


def read_table(folder: Traversable, name: str, manifest: Mapping[str, Any]) -> bytes:
    """Return a table's uncompressed bytes, checked against the manifest's hash."""
    try:
        # Hashed uncompressed: another version of zlib gives other compressed bytes for the same table.
        content = gzip.decompress(_read(folder, name))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise damaged(name, PathwaysError(UNREADABLE)) from error
    expected = _expected(manifest, name)
    digest = hashlib.sha256(content).hexdigest()
    if digest != expected:
        raise damaged(name, f"SHA-256 {digest[:12]}…, {expected[:12]}…")
    return content


def _read(folder: Traversable, name: str) -> bytes:
    try:
        return folder.joinpath(name).read_bytes()
    except OSError as error:
        # What was never installed does not come back by installing again.
        if folder != shipped():
            raise SnapshotError(
                mark(
                    "The folder {folder} holds no snapshot of figures that can be read ({name}: {reason}). "
                    "Name one that was written by: pathways snapshot build --from DIR --to DIR"
                ),
                folder=folder,
                name=name,
                reason=error,
            ) from None
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise damaged(name, PathwaysError(UNREADABLE)) from error
        raise SnapshotError(
            mark(
                "The file {name} of the snapshot of figures is missing. Reinstall Tamyr, or rebuild "
                "the snapshot with: pathways snapshot build --from DIR"
            ),
            name=name,
        ) from None


def damaged(name: str, reason: str | PathwaysError) -> SnapshotError:
    return SnapshotError(
        mark(
            "The file {name} of the snapshot of figures is damaged ({reason}). Reinstall Tamyr, or "
            "rebuild the snapshot with: pathways snapshot build --from DIR"
        ),
        name=name,
        reason=reason,
    )


def _missing(names: Iterable[str]) -> PathwaysError:
    return PathwaysError(mark("missing: {names}"), names=", ".join(sorted(names)))


def parse(content: bytes, name: str) -> Iterator[tuple[Key, Series]]:
    """Yield the series of a table; rows of one series are neighbours, years ascending."""
    rows = csv.reader(io.StringIO(content.decode("utf-8")))
    if tuple(next(rows, ())) != COLUMNS:
        raise damaged(name, "header")
    key: Key | None = None
    years: list[int] = []
    values: list[float] = []
    for place, source, variable, year, value in rows:
        if (place, source, variable) != key:
            if key:
                yield key, _series(key, years, values)
            if variable not in VARIABLES:
                raise damaged(name, f"variable {variable!r}")
            key, years, values = (place, source, variable), [], []
        years.append(int(year))
        values.append(float(value))
    if key:
        yield key, _series(key, years, values)


def _series(key: Key, years: list[int], values: list[float]) -> Series:
    place, source, variable = key
    return Series(
        place,
        variable,
        VARIABLES[variable].unit,
        source,
        np.array(years, dtype=np.int64),
        np.array(values, dtype=np.float64),
    )


# --- verifying ------------------------------------------------------------------------------


def verify(folder: Traversable) -> Snapshot:
    """Load everything and check what loading does not: counts, order, places, finiteness.

    Raises ``SnapshotError`` naming the file and the fault.
    """
    snapshot = load(folder)
    paths = pathways(folder)
    rows = {
        name: sum(len(series) for _, series in parse(read_table(folder, name, snapshot.manifest), name))
        for name in (REGION_FILE, OTHERS_FILE)
    }
    rows[PATHWAYS_FILE] = sum(len(series) for series in paths.series.values())
    for name, counted in rows.items():
        expected = snapshot.manifest["tables"][name]["rows"]
        if counted != expected:
            raise damaged(name, f"{counted} ≠ {expected}")
    for series in paths.series.values():
        if series.source not in snapshot.sources or not np.isfinite(series.values).all():
            raise damaged(PATHWAYS_FILE, f"{series.source} {series.variable}")
    for (place, source, variable), series in snapshot.figures.items():
        if source not in snapshot.sources:
            raise damaged(MANIFEST_FILE, f"source {source!r}")
        if not np.isfinite(series.values).all() or not (np.diff(series.years) > 0).all():
            raise damaged(
                REGION_FILE if place in REGION_PLACES else OTHERS_FILE, f"{place} {source} {variable}"
            )
    absent = set(REGION_PLACES) - set(snapshot.places())
    if absent:
        raise damaged(REGION_FILE, _missing(absent))
    return snapshot


def is_folder_of_figures(path: Path) -> bool:
    """Whether ``path`` looks like a folder of provider files (``owid/``, ``primap/`` …).

    Raises ``PathwaysError`` where nobody here may look into it.
    """
    try:
        return (path / "owid").is_dir()
    except OSError as error:
        raise PathwaysError(mark("{file}: {reason}"), file=path, reason=error) from None

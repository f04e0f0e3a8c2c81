"""Where a number comes from: Source, Step, Result.

A ``Result`` is the only form in which a number leaves this package: value, unit, year,
sources, method and the steps that led to it.
"""

import hashlib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from climate_pathways.core.quantities import unit
from climate_pathways.core.version import __version__

SOURCE_FILES = (".py", ".typ", ".toml")
# Of what lies here every file counts, whatever its kind: rules of the rating, the map, the fonts.
DATA, SNAPSHOT = "data", "snapshot"


@cache
def code_version() -> str:
    """Return the version of this code as ``0.1.0+1a2b3c4d``: release and hash of its text."""
    return f"{__version__}+{hash_of(Path(str(resources.files('climate_pathways'))))[:8]}"


def hash_of(package: Path) -> str:
    """Return the hash of every program, template and file of data below a folder, with their places.

    It names every assessment, edition and brief, so no list of folders stands here: code in a new
    folder must change it. The snapshot has a hash of its own, and translations change no number.
    """
    text = hashlib.sha256()
    # Sorted, since a disk lists its files in any order.
    for file in sorted(package.rglob("*")):
        place = file.relative_to(package)
        if _counts(file, place):
            # The place counts too: the same text in another file is another program.
            text.update(f"{place.as_posix()}\n".encode())
            text.update(file.read_bytes())
    return text.hexdigest()


def _counts(file: Path, place: Path) -> bool:
    folders = place.parts[:-1]
    if folders[:1] == (DATA,):
        return folders[1:2] != (SNAPSHOT,) and file.is_file()
    return file.suffix in SOURCE_FILES


@dataclass(frozen=True)
class Source:
    """One published data set, as one provider released it.

    ``edition`` dates it; ``files`` are the provider's file names.
    ``title`` and ``note`` are in English and marked for translation where they are declared.
    """

    id: str
    title: str
    provider: str
    licence: str
    url: str
    citation: str
    edition: str
    files: tuple[str, ...]
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the source as plain data, for the manifest and the JSON export."""
        return {
            "id": self.id,
            "title": self.title,
            "provider": self.provider,
            "licence": self.licence,
            "url": self.url,
            "citation": self.citation,
            "edition": self.edition,
            "files": list(self.files),
            "note": self.note,
        }


@dataclass(frozen=True)
class Step:
    """One thing done to figures on the way to a result; ``text`` is marked for translation."""

    text: str
    values: tuple[tuple[str, str | int | float], ...] = ()


@dataclass(frozen=True)
class Result:
    """A number with its unit, time, sources, method and steps.

    ``year`` is the year the number describes (the last one, for a span); ``sources`` are
    identifiers of ``Source``; ``method`` names the file in ``methods/`` that made it.
    """

    value: float
    unit: str
    year: int
    sources: tuple[str, ...]
    method: str
    since: int | None = None
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        unit(self.unit)
        # NaN differs from itself; JSON could not carry it, and a page would print "nan".
        if self.value != self.value or self.value in (float("inf"), float("-inf")):
            raise ValueError(f"a result must be a finite number, not {self.value!r} ({self.method})")

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain data with stable key order."""
        return {
            "value": self.value,
            "unit": self.unit,
            "year": self.year,
            "since": self.since,
            "sources": list(self.sources),
            "method": self.method,
            "steps": [{"text": step.text, "values": dict(step.values)} for step in self.steps],
            "flags": list(self.flags),
        }

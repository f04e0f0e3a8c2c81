"""How tests change provider files and update a snapshot from them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.science.sources.examples import BY_NAME, Example
from tests.science.sources.layouts import Grid

from climate_pathways.cli import main

Output = pytest.CaptureFixture[str]
FIRST_DAY, LATER = date(2026, 1, 2), date(2026, 3, 4)
SECTORS = BY_NAME["climate_watch.read_sectors"]


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files, those beside the folder too: an update leaves nothing lying about."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def rewrite(folder: Path, example: Example, change: Callable[[Grid], Grid]) -> None:
    (folder / example.file).write_bytes(example.encode(change(example.grid)))


def update(origin: Path, target: Path, *options: str, language: str = "en") -> int:
    return main(["data", "update", "--from", str(origin), "--in", str(target), "--lang", language, *options])

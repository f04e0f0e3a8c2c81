"""Which release this is: a word that changes with everything that pages and files are made by."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from climate_pathways.charts.drawing import renderer

PACKAGES = tuple(Path(__file__).resolve().parents[3] / name for name in ("climate_pathways", "tamyr"))
MAKERS = frozenset(
    (".css", ".html", ".js", ".json", ".mo", ".po", ".py", ".svg", ".toml", ".txt", ".typ", ".xml")
)
TOOLS = ("babel", "django", "msgspec", "openpyxl", "typst", "wagtail")


# Reading it takes a few hundredths of a second, so each process does it once, when it first keeps a thing.
@cache
def release() -> str:
    """Return a word that names this release: programs, templates, texts, styles, font and tools."""
    tools = [renderer(), *(f"{tool} {version(tool)}" for tool in TOOLS)]
    return state_of(PACKAGES, tools)


def state_of(folders: Iterable[Path], tools: Iterable[str] = ()) -> str:
    """Return a word that changes with every byte of what makes pages below some folders.

    Contents are read, not dates: packages are installed with the dates that their builder chose.
    """
    state = hashlib.sha256("\n".join(tools).encode())
    for folder in folders:
        for file in sorted(folder.rglob("*.*")):
            # Its place below the folder: where that itself lies says nothing of what it holds.
            place = file.relative_to(folder)
            if file.suffix in MAKERS and "tests" not in place.parts:
                state.update(f"{place}\n".encode())
                state.update(file.read_bytes())
    return state.hexdigest()[:16]


def name_in_cache(key: str, prefix: str, version: int) -> str:
    """Name what is kept: what one release made is never shown by another."""
    return f"{prefix}:{release()}:{version}:{key}"

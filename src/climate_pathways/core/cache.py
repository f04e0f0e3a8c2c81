"""Results kept on disk under the digest of what they are made of, so that nobody computes them twice.

``PATHWAYS_CACHE`` names the folder, or is ``off``; without it, it is ``climate-pathways`` in the
user's folder of caches. What cannot be read or kept is computed: no fault here stops a command.
"""

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from climate_pathways.core import written_file
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.provenance import code_version

VARIABLE, OFF = "PATHWAYS_CACHE", "off"
ASSESSMENTS, FIGURES = "assessments", "figures"
# How many of each kind are kept: a table of figures takes some megabytes.
MOST: Mapping[str, int] = {ASSESSMENTS: 200, FIGURES: 6}
DIGEST_BYTES = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Return where results are kept; ``None`` where nothing is to be kept."""
    named = os.environ.get(VARIABLE, "")
    if named == OFF:
        return None
    if named:
        return Path(named)
    try:
        caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        # A user without a home, as many a service is.
        return None
    return caches / "climate-pathways"


def read(kind: str, digest: str) -> bytes | None:
    """Return what this very code kept under a digest; ``None`` where nothing whole lies there."""
    place = _place(kind, digest)
    if place is None:
        return None
    try:
        content = place.read_bytes()
    except OSError:
        return None
    expected, rest = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
    return rest if hashlib.sha256(rest).digest() == expected else None


def keep(kind: str, digest: str, content: bytes) -> None:
    """Keep a result for later, and let go of the oldest of its kind."""
    place = _place(kind, digest)
    if place is None:
        return
    with suppress(OSError, PathwaysError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Its own hash stands before it: `read` takes nothing that a full disk or another program has cut.
        written_file.write(place, hashlib.sha256(content).digest() + content)
        _let_go(place.parent, MOST[kind])


def _place(kind: str, digest: str) -> Path | None:
    root = folder()
    # The code is part of the name: another release may make something else of the same inputs.
    return root / kind / f"{code_version()}-{digest}" if root else None


def _let_go(among: Path, most: int) -> None:
    # By when they were made: that a result is read leaves no trace on the disk.
    newest_first = sorted(among.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest_first[most:]:
        file.unlink(missing_ok=True)

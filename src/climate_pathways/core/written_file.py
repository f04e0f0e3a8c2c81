"""A file a person asked for: written whole or not at all, with a sentence where it cannot be."""

import os
import tempfile
from pathlib import Path

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark


def ensure_writable(path: Path) -> None:
    """Raise ``PathwaysError`` where ``path`` cannot be written, before work is done for it."""
    if path.is_dir():
        raise PathwaysError(
            mark("{path} is a folder. Name the file to write, such as {example}."),
            path=path,
            example=path / "brief.pdf",
        )
    if not path.parent.is_dir():
        raise PathwaysError(
            mark("There is no folder {folder}. Make it first, or name another place."), folder=path.parent
        )
    if not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise PathwaysError(mark("You may not write {path}. Name a place that you may write to."), path=path)


def write(path: Path, content: bytes) -> None:
    """Write a file by putting the finished one in its place; raise ``PathwaysError`` where that fails."""
    fresh = None
    try:
        # Beside its place: only within one disk is a move one step.
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as unfinished:
            fresh = Path(unfinished.name)
            unfinished.write(content)
        fresh.chmod(_usual_mode())
        # In one step: a reader finds the old file or the new one, never half of it.
        fresh.replace(path)
    except OSError as error:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        raise PathwaysError(
            mark(
                "{path} could not be written: {reason}. Nothing was changed. Make room or name another place."
            ),
            path=path,
            reason=error,
        ) from None


def _usual_mode() -> int:
    """Return the permissions that new files get; a temporary file is its owner's alone."""
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

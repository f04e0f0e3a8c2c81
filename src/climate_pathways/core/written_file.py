"""A file a person asked for: written whole or not at all, with a sentence where it cannot be."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark

# Not the whole name: with more before and after it, a long one would be too long for the disk.
SHOWN_OF_NAME = 32


def ensure_writable(path: Path, *, example: str = "brief.pdf") -> None:
    """Raise ``PathwaysError`` where ``path`` cannot be written, before work is done for it.

    ``example``: a name for the file, told to whoever named a folder.
    """
    try:
        former = _former(path)
        # As it was typed, where no link leads elsewhere.
        folder = _place(path).parent if path.is_symlink() else path.parent
        is_folder = folder.is_dir()
    except OSError as error:
        raise _not_written(path, error) from None
    if former and stat.S_ISDIR(former.st_mode):
        raise PathwaysError(
            mark("{path} is a folder. Name the file to write, such as {example}."),
            path=path,
            example=path / example,
        )
    _ensure_ordinary(path, former)
    if not is_folder:
        raise no_folder(folder)
    if not os.access(folder, os.W_OK) or (former and not os.access(path, os.W_OK)):
        raise PathwaysError(mark("You may not write {path}. Name a place that you may write to."), path=path)


def no_folder(folder: Path) -> PathwaysError:
    """Return the refusal of a folder that is not there: none is made of a slip of the pen."""
    return PathwaysError(
        mark("There is no folder {folder}. Make it first, or name another place."), folder=folder
    )


def write(path: Path, content: bytes) -> None:
    """Write a file by putting the finished one in its place; raise ``PathwaysError`` where that fails.

    A link goes on leading where it led, and who might read or own the former file still does.
    """
    fresh = None
    try:
        former, place = _former(path), _place(path)
        _ensure_ordinary(path, former)
        # Beside its place: only within one disk is a move one step.
        with tempfile.NamedTemporaryFile(
            dir=place.parent, prefix=f".{place.name[:SHOWN_OF_NAME]}.", delete=False
        ) as unfinished:
            fresh = Path(unfinished.name)
            unfinished.write(content)
        if former:
            keep_rights(fresh, former)
        else:
            fresh.chmod(_usual_mode())
        # In one step: a reader finds the old file or the new one, never half of it.
        fresh.replace(place)
    except OSError as error:
        if fresh is not None:
            fresh.unlink(missing_ok=True)
        raise _not_written(path, error) from None


def keep_rights(fresh: Path, former: os.stat_result) -> None:
    """Give a new file the owner, group and permissions of the one whose place it takes."""
    mode = stat.S_IMODE(former.st_mode)
    # Only the system's administrator may give a file away.
    with suppress(OSError):
        os.chown(fresh, -1, former.st_gid)
        os.chown(fresh, former.st_uid, -1)
    if fresh.stat().st_gid != former.st_gid:
        # What the former group might do is not for another one.
        mode &= ~stat.S_IRWXG
    fresh.chmod(mode)


def _former(path: Path) -> os.stat_result | None:
    """Return what lies at a place, behind links; ``None`` where there is nothing."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _place(path: Path) -> Path:
    """Return where a file really lies: a move onto a link would put the file in the link's place."""
    return Path(os.path.realpath(path))


def _ensure_ordinary(path: Path, former: os.stat_result | None) -> None:
    # A folder is refused by the system itself, or by a sentence of its own.
    if former and not (stat.S_ISREG(former.st_mode) or stat.S_ISDIR(former.st_mode)):
        raise PathwaysError(
            mark("{path} is a device or a pipe, not a file. Name a file to write."), path=path
        )


def _not_written(path: Path, error: OSError) -> PathwaysError:
    return PathwaysError(
        mark("{path} could not be written: {reason}. Nothing was changed. Make room or name another place."),
        path=path,
        reason=error,
    )


def _usual_mode() -> int:
    """Return the permissions that new files get; a temporary file is its owner's alone."""
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask

"""Putting a snapshot on the disk so that no interruption leaves a false one.

The new files are written into a folder beside the old ones and verified there. Then they are moved
one by one, the manifest last: until it is in place, the old one's hashes give a half state away.
The old files lie in a second folder meanwhile; the next run puts them back where need be.
"""

import gzip
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from climate_pathways.core import written_file
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.wording import mark
from climate_pathways.figures.snapshot import datapackage, snapshot

# The manifest last: once it is in place, everything that it names must be there.
FILES = (*snapshot.TABLES, datapackage.FILE, snapshot.MANIFEST_FILE)


def store(target: Path, tables: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    """Write the snapshot into ``target``, whole or not at all.

    Raises ``SnapshotError`` where what was written does not verify, ``PathwaysError`` where the
    disk is full or the folder may not be written.
    """
    fresh = beside(target, "new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        _write(fresh, tables, manifest)
        snapshot.verify(fresh)
        _swap(fresh, target)
    except OSError as error:
        raise not_written(target, error) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(target: Path) -> None:
    """Put the former snapshot back where an interruption left a half state in ``target``."""
    former = beside(target, "old")
    try:
        if not is_whole(target) and is_whole(former):
            # Copied, not moved: an interruption here, too, must leave the former files whole.
            for name in FILES:
                # One of before there were descriptions has none.
                if (former / name).exists():
                    shutil.copyfile(former / name, target / name)
                else:
                    (target / name).unlink(missing_ok=True)
    except OSError as error:
        raise not_written(target, error) from None
    shutil.rmtree(former, ignore_errors=True)


def not_written(target: Path, error: OSError) -> PathwaysError:
    return PathwaysError(
        mark(
            "The snapshot could not be written into {folder!r} ({reason}). The former one is as it was. "
            "Free the disk or choose another folder, then repeat."
        ),
        folder=target.name,
        reason=error,
    )


def is_whole(folder: Path) -> bool:
    """Whether every table in the folder is the one that its manifest names by hash, and its description agrees."""
    try:
        manifest = snapshot.read_manifest(folder)
        for name in snapshot.TABLES:
            snapshot.read_table(folder, name, manifest)
    except snapshot.SnapshotError:
        return False
    description = folder / datapackage.FILE
    return not description.exists() or description.read_bytes() == datapackage.described(manifest)


def beside(target: Path, kind: str) -> Path:
    """Return the hidden folder beside ``target``: on the same disk, so that moving is at once."""
    return target.parent / f".{target.name}.{kind}"


def _write(folder: Path, tables: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True)
    # Without mtime=0 gzip writes the time, and the same figures would give other bytes.
    files = {name: gzip.compress(content, compresslevel=9, mtime=0) for name, content in tables.items()}
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    files[datapackage.FILE] = datapackage.described(manifest)
    files[snapshot.MANIFEST_FILE] = text.encode("utf-8")
    for name, content in files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            # A rename may reach the disk before the content: after a power cut the file could be empty.
            os.fsync(file.fileno())


def _swap(fresh: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    former = beside(target, "old")
    # Kept until all files are moved: what `recover` puts back.
    shutil.copytree(target, former, dirs_exist_ok=True)
    try:
        for name in FILES:
            if (target / name).exists():
                written_file.keep_rights(fresh / name, (target / name).stat())
            (fresh / name).replace(target / name)
    finally:
        recover(target)

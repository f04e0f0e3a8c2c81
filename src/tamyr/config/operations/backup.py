"""Copy the database and what people uploaded into one sealed file, while the site is running."""

import io
import os
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pyrage.x25519 import Recipient

from tamyr.config.operations import manifest, postgresql, sqlite
from tamyr.config.operations.manifest import Manifest
from tamyr.config.operations.reasons import of_system
from tamyr.config.operations.refusal import Refused
from tamyr.config.operations.sealed import sealed
from tamyr.config.operations.site import COPY_DRAFT, Site, alone, draft_in
from tamyr.config.private_files import FILE

DATABASE, MEDIA = "database", "media"


def back_up(
    site: Site, file: Path, recipients: Sequence[Recipient], *, release: str, at: datetime
) -> Manifest:
    """Write a copy; it is whole as of one moment, or there is none."""
    with alone(site), _draft(site) as draft:
        # Uploads are held by a second name before the database's moment and after it: what it names is there,
        # whatever is taken away meanwhile.
        _hold(site.media, draft / MEDIA)
        rows, applied = _copy_database(site, draft / DATABASE)
        _hold(site.media, draft / MEDIA)
        files = list(files_below(draft / MEDIA))
        told = Manifest(
            made_at=at.isoformat(timespec="seconds"),
            release=release,
            database="sqlite" if site.is_sqlite else "postgresql",
            migrations=applied,
            rows=rows,
            files=len(files),
            file_bytes=sum(held.stat().st_size for held in files),
        )
        with sealed(file, recipients) as archive:
            add_bytes(archive, manifest.NAME, told.as_json())
            for held in (draft / DATABASE, *files):
                archive.add(held, str(held.relative_to(draft)), filter=_without_owner)
        return told


def name_of_copy(place: Path, at: datetime, kind: str = "tamyr") -> Path:
    """Return a file by its moment where a folder is named, so that a timer needs no program of its own."""
    return place / f"{kind}-{at:%Y-%m-%dT%H%M%SZ}.age" if place.is_dir() else place


def add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), FILE
    archive.addfile(entry, io.BytesIO(content))


def files_below(folder: Path) -> Iterator[Path]:
    # A link could lead out of the uploads: what lies there is no
    # part of the site, and nobody is to get it with a copy.
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


@contextmanager
def _draft(site: Site) -> Iterator[Path]:
    try:
        with draft_in(site, COPY_DRAFT) as draft:
            yield draft
    except OSError as error:
        english, russian = of_system(error)
        raise Refused(
            f"The data could not be copied ({english}). No copy was made; earlier ones are as they were.",
            f"Данные не удалось скопировать ({russian}). Копия не сделана, прежние остались как были.",
        ) from error


def _copy_database(site: Site, copy: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    if not site.is_sqlite:
        return postgresql.copy_database(site.database, copy)
    sqlite.copy_file(site.file, copy)
    return sqlite.rows_of(copy), sqlite.migrations_of(copy)


def _hold(media: Path, held: Path) -> None:
    for file in files_below(media):
        name = held / file.relative_to(media)
        name.parent.mkdir(parents=True, exist_ok=True)
        if not name.exists():
            _second_name(file, name)


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except FileNotFoundError:
        pass  # Taken away this moment: the database of the next one does not name it.
    except OSError:
        shutil.copyfile(file, name)  # Uploads lie on another disk than the data folder.


def _without_owner(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    # Whoever opens a copy need not learn what the accounts of this server are called.
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry

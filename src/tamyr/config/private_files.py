"""What the site keeps is for its own user alone: what it makes, and what lay there before."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from tamyr.config.terminal import said

FILE, FOLDER, MASK = 0o600, 0o700, 0o077
# By name, since somebody may point TAMYR_DATA_DIR at a folder that holds more than ours.
OURS = (
    "copies.lock",
    "copy-draft",
    "drawings",
    "field-keys",
    "media",
    "memory",
    "month-keys",
    "pathways",
    "prepared",
    "restore-draft",
    "secret-key",
    "set-up.lock",
    "static",
)
OF_SQLITE = ("", "-journal", "-shm", "-wal")
# What these write belongs to the sources, which others read.
WRITE_SOURCES = {"compilemessages", "makemessages", "makemigrations"}


def make_private(command: str = "") -> None:
    """Let whatever this process and those it starts make be readable by its own user only."""
    if command not in WRITE_SOURCES:
        os.umask(MASK)


def keep_private(data_dir: Path, databases: Iterable[str]) -> list[str]:
    """Close what lies in the data folder to everybody else; return in words what could not be closed."""
    of_databases = [Path(f"{name}{end}") for name in databases for end in OF_SQLITE]
    places = [data_dir, *(data_dir / name for name in OURS), *of_databases]
    refused = [
        path for place in places for path in _all_of(place, whole=place != data_dir) if not _close(path)
    ]
    if not refused:
        return []
    return [
        said(
            f"Other users of this machine can read {refused[0]}, and its mode cannot be changed. Whose is it?",
            f"Другие пользователи этой машины могут читать {refused[0]}, и изменить это нельзя. Чей он?",
        )
    ]


def keys_beside_data(data_dir: Path, environ: Iterable[str]) -> list[str]:
    """Return a warning where the keys lie in the folder of what they protect."""
    kept = {
        "TAMYR_SECRET_KEY": "secret-key",
        "TAMYR_FIELD_KEYS": "field-keys",
        "TAMYR_MONTH_KEYS": "month-keys",
    }
    beside = [data_dir / name for variable, name in kept.items() if variable not in set(environ)]
    if not beside:
        return []
    listed = ", ".join(str(path) for path in beside)
    return [
        said(
            f"The keys lie beside the data that they protect: {listed}. Whoever takes this folder or its copy "
            "reads everything. Keep them elsewhere and set TAMYR_FIELD_KEYS, TAMYR_MONTH_KEYS and TAMYR_SECRET_KEY.",
            f"Ключи лежат рядом с данными, которые они защищают: {listed}. Кто возьмёт эту папку или её копию, "
            "прочитает всё. Храните их в другом месте и задайте TAMYR_FIELD_KEYS, TAMYR_MONTH_KEYS и TAMYR_SECRET_KEY.",
        )
    ]


def _all_of(place: Path, *, whole: bool) -> Iterator[Path]:
    if place.is_symlink() or not place.exists():
        return
    yield place
    if whole and place.is_dir():
        for folder, folders, files in os.walk(place):
            yield from (Path(folder, name) for name in (*folders, *files))


def _close(path: Path) -> bool:
    """Say whether nobody else can open a path now; what a link leads to is not ours."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or not mode & MASK:
            return True
        path.chmod(FOLDER if stat.S_ISDIR(mode) else FILE)
    except FileNotFoundError:
        return True  # A part of a page that another process has just made anew.
    except PermissionError:
        return False
    return True

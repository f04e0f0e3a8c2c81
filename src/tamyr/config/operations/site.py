"""Where a site keeps what it cannot do without: its database and what people uploaded."""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tamyr.config.operations.refusal import Refused
from tamyr.config.private_files import FOLDER
from tamyr.config.settings.stores import parse_database

# Plain copies for as long as one is made or tried.
DRAFTS = COPY_DRAFT, RESTORE_DRAFT = "copy-draft", "restore-draft"
# The database's own file, and what SQLite keeps beside it while somebody has it open.
BESIDE_SQLITE = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Site:
    """A data folder, the address of a database, and the folder of uploads."""

    data_dir: Path
    database_url: str
    media: Path

    @property
    def database(self) -> Mapping[str, Any]:
        return parse_database(self.database_url) or {}

    @property
    def is_sqlite(self) -> bool:
        return str(self.database["ENGINE"]).endswith("sqlite3")

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        return Path(str(self.database["NAME"]))


def this_site() -> Site:
    from django.conf import settings

    address = os.environ.get("DATABASE_URL") or address_of(settings.DATA_DIR / "tamyr.sqlite3")
    return Site(settings.DATA_DIR, address, settings.MEDIA_ROOT)


def address_of(file: Path) -> str:
    return f"sqlite:///{quote(str(file))}"


@contextmanager
def alone(site: Site) -> Iterator[None]:
    """Let one copy or restore work at a time; the system frees the lock of a killed one."""
    site.data_dir.mkdir(parents=True, exist_ok=True)
    with (site.data_dir / "copies.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                "Another copy or restore of this site is running. Wait until it has ended.",
                "Сейчас идёт другое копирование или восстановление этого сайта. Дождитесь его конца.",
            ) from error
        for name in DRAFTS:  # What a killed one left lies there in clear.
            shutil.rmtree(site.data_dir / name, ignore_errors=True)
        yield


@contextmanager
def draft_in(site: Site, name: str) -> Iterator[Path]:
    """Make a place beside the data, closed to others, and remove it afterwards."""
    draft = site.data_dir / name
    draft.mkdir(mode=FOLDER)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)

"""Read which database the site has, and where finished pages and parts of pages are kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from tamyr.config.settings.environment import Environ, refusal, without_password
from tamyr.config.terminal import said

MEMORY_CACHE = "django.core.cache.backends.locmem.LocMemCache"
FILE_CACHE = "django.core.cache.backends.filebased.FileBasedCache"
NAME_IN_CACHE = "tamyr.ui.logic.release.name_in_cache"
MOMENT = {
    "BACKEND": MEMORY_CACHE,
    "LOCATION": "moment",
    "KEY_FUNCTION": NAME_IN_CACHE,
    "TIMEOUT": 60,
    "OPTIONS": {"MAX_ENTRIES": 2000},
}
SQLITE_OPTIONS: Mapping[str, object] = {
    # Without these, most of several writers at once fail with "database is locked".
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    # Whoever was told that an act is done finds it done, though the machine lose its power the next moment.
    # What is deleted is overwritten, too: forgotten words must not be read from the file.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}
# The same promise on PostgreSQL, whatever its server does by default: with "off" it answers before an act is written,
# and loses the last acts when one of its processes dies. The address itself may say otherwise.
AT_COMMIT = "-c synchronous_commit=on"


def read_caches(environ: Environ, variable: str, kept_in: Path) -> dict[str, dict[str, Any]]:
    """Return the caches: finished pages by default, parts of pages that outlive a process, and what one reader
    is shown on page after page, which stays in the memory of a process and is forgotten after a minute.
    """
    value = environ.get(variable) or "memory://"
    address = urlsplit(value)
    if value == "memory://":
        memory = {"BACKEND": MEMORY_CACHE, "KEY_FUNCTION": NAME_IN_CACHE, "OPTIONS": {"MAX_ENTRIES": 2000}}
        return {"default": memory, "prepared": file_cache(kept_in, 2000), "moment": MOMENT}
    if address.scheme == "file" and not address.netloc and address.path.strip("/"):
        folder = Path(unquote(address.path))
        prepared = file_cache(folder / "prepared", 2000)
        return {"default": file_cache(folder, 20000), "prepared": prepared, "moment": MOMENT}
    allowed = said(
        "memory:// (one per process) or file:///folder (shared by the processes of one machine)",
        "memory:// (своя у каждого процесса) или file:///папка (общая для процессов одной машины)",
    )
    raise refusal(variable, without_password(value), allowed, "file:///var/cache/tamyr")


def file_cache(folder: Path, entries: int) -> dict[str, Any]:
    """Return a cache that the processes of a machine share: it outlives them, and their release."""
    return {
        "BACKEND": FILE_CACHE,
        "LOCATION": str(folder),
        "KEY_FUNCTION": NAME_IN_CACHE,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }


def read_database(environ: Environ, variable: str, default: Path) -> dict[str, Any]:
    value = environ.get(variable) or f"sqlite:///{default}"
    database = parse_database(value)
    if database is None:
        allowed = said(
            "sqlite:////full/path/to/file, postgres://user:password@host:5432/name",
            "sqlite:////полный/путь/к/файлу, postgres://пользователь:пароль@узел:5432/имя",
        )
        example = "postgres://tamyr:secret@localhost:5432/tamyr"
        raise refusal(variable, without_password(value), allowed, example)
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    else:
        given = database.get("OPTIONS", {})
        database["OPTIONS"] = {**given, "options": f"{AT_COMMIT} {given.get('options', '')}".strip()}
    return database


def parse_database(address: str) -> dict[str, Any] | None:
    """Return Django's form of a database address, or None for one that cannot be used."""
    if not address.startswith(("sqlite://", "postgres://", "postgresql://")):
        return None
    try:
        database = dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    except ValueError:
        return None
    name = str(database["NAME"])
    usable = Path(name).is_absolute() if address.startswith("sqlite:") else bool(name)
    return database if usable else None

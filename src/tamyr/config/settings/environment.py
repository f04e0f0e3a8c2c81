"""Read the variables a person may set; refuse a bad one in words that say what to write instead."""

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

Environ = Mapping[str, str]

SECRET_KEY_LENGTH = 50
HOST = re.compile(r"\.?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\]")
SQLITE_OPTIONS: Mapping[str, object] = {
    # Without these three, most of several writers at once fail with "database is locked".
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def refuse(variable: str, value: str, allowed: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{variable} is {value!r}. Allowed: {allowed}. Example: {variable}={example}")


def read_flag(environ: Environ, variable: str) -> bool:
    value = environ.get(variable, "0")
    if value not in ("0", "1"):
        raise refuse(variable, value, "0 (off) or 1 (on)", "1")
    return value == "1"


def read_hosts(environ: Environ, variable: str) -> list[str]:
    value = environ.get(variable) or "localhost,127.0.0.1,[::1]"
    hosts = [host.strip().lower() for host in value.split(",")]
    if not all(HOST.fullmatch(host) for host in hosts):
        raise refuse(variable, value, "host names separated by commas, without * or ports", "tamyr.example.org")
    return hosts


def read_folder(environ: Environ, variable: str, default: Path) -> Path:
    value = environ.get(variable)
    folder = Path(value).expanduser() if value else default
    if not folder.is_absolute():
        raise refuse(variable, str(value), "the full path of a folder", "/var/lib/tamyr")
    if folder.exists() and not folder.is_dir():
        raise refuse(variable, str(value), "a folder, and this is a file", "/var/lib/tamyr")
    return folder


def read_site_url(environ: Environ, variable: str) -> str:
    """Return the public address without a slash at its end; empty: the address that was asked for."""
    value = environ.get(variable, "")
    address = urlsplit(value)
    whole = address.scheme in ("http", "https") and address.netloc and address.path in ("", "/")
    if value and (not whole or address.query or address.fragment):
        raise refuse(variable, value, "http:// or https:// and a host, without a path", "https://tamyr.example.org")
    return value.rstrip("/")


def read_cache(environ: Environ, variable: str) -> dict[str, Any]:
    value = environ.get(variable) or "memory://"
    address = urlsplit(value)
    if value == "memory://":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    if address.scheme == "file" and not address.netloc and address.path.strip("/"):
        return {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": unquote(address.path),
            "OPTIONS": {"MAX_ENTRIES": 20000},
        }
    allowed = "memory:// (one per process) or file:///folder (shared by the processes of one machine)"
    raise refuse(variable, without_password(value), allowed, "file:///var/cache/tamyr")


def read_database(environ: Environ, variable: str, default: Path) -> dict[str, Any]:
    value = environ.get(variable) or f"sqlite:///{default}"
    allowed = "sqlite:////full/path/to/file or postgres://user:password@host:5432/name"
    refusal = refuse(variable, without_password(value), allowed, "postgres://tamyr:secret@localhost:5432/tamyr")
    if not value.startswith(("sqlite:", "postgres:", "postgresql:")):
        raise refusal
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(value, conn_max_age=600, conn_health_checks=True))
    except ValueError:
        raise refusal from None
    if not database["NAME"]:
        raise refusal
    if database["ENGINE"].endswith("sqlite3"):
        if not Path(database["NAME"]).is_absolute():
            raise refusal
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    return database


def read_secret_key(environ: Environ, variable: str, *, kept_in: Path, required: bool) -> str:
    value = environ.get(variable, "")
    if value and len(value) < SECRET_KEY_LENGTH:
        shown = f"{len(value)} characters long"
        raise refuse(variable, shown, f"at least {SECRET_KEY_LENGTH} random characters", "$(openssl rand -base64 48)")
    if required and not value:
        allowed = f"at least {SECRET_KEY_LENGTH} random characters, and it must be set when TAMYR_HTTPS=1"
        raise refuse(variable, value, allowed, "$(openssl rand -base64 48)")
    return value or keep_secret(kept_in)


def keep_secret(file: Path) -> str:
    """Return the secret in ``file``, made on the first call and readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(SECRET_KEY_LENGTH))
        try:
            os.link(draft, file)  # Of two first starts at once, one wins and both read its secret.
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text().strip()


def without_password(address: str) -> str:
    """Return an address that may be shown: ``postgres://tamyr:***@host/name``."""
    shown = re.sub(r"^(\w*:/*)?([^:@/]*):?.*@", r"\1\2:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", shown)

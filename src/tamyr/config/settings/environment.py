"""Read the variables a person may set; refuse a bad one in words that say what to write instead."""

import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from tamyr.config.terminal import said
from tamyr.priorities.logic.encoders import USE, Package, is_installed

Environ = Mapping[str, str]

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
LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"\.?{LABEL}(\.{LABEL})*|\[[0-9a-f:]+\]")
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


def refusal(variable: str, value: str, allowed: str, example: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        said(
            f"{variable} is “{value}”. Allowed: {allowed}. Example: {variable}={example}",
            f"{variable} равно «{value}». Допустимо: {allowed}. Пример: {variable}={example}",
        )
    )


def read_flag(environ: Environ, variable: str) -> bool:
    value = environ.get(variable, "0")
    if value not in ("0", "1"):
        raise refusal(variable, value, said("0 (off) or 1 (on)", "0 (выключено) или 1 (включено)"), "1")
    return value == "1"


def read_encoder(environ: Environ, variable: str, package: Package = USE) -> bool:
    """Return whether proposals are compared by an encoder too; refuse one that is missing or not as it is known."""
    is_wanted = read_flag(environ, variable)
    if is_wanted and not is_installed(package):
        allowed = said(
            f"0, or 1 where {package.name} is installed with just the files that are known; here it is not",
            f"0 или, если установлен {package.name} именно с теми файлами, что известны, 1; здесь это не так",
        )
        raise refusal(variable, "1", allowed, "0")
    return is_wanted


def read_demo(environ: Environ, variable: str, *, https: bool, hosts: Iterable[str], site_url: str) -> bool:
    """Return whether this is a site for trying; refuse one that the world can reach."""
    is_demo = read_flag(environ, variable)
    public = [name for name in (*hosts, urlsplit(site_url).hostname or "") if name and not is_here(name)]
    if is_demo and (https or public):
        allowed = said(
            "0 where TAMYR_HTTPS=1, or where TAMYR_ALLOWED_HOSTS or TAMYR_SITE_URL name more than this machine"
            f"{named(public)}: everybody knows the example people's passwords",
            "0 там, где TAMYR_HTTPS=1, или где в TAMYR_ALLOWED_HOSTS или TAMYR_SITE_URL указана не только эта машина"
            f"{named(public)}: пароли примерных людей знают все",
        )
        raise refusal(variable, "1", allowed, "0")
    return is_demo


def is_here(host: str) -> bool:
    """Say whether a name or address means this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def named(public: Iterable[str]) -> str:
    listed = ", ".join(public)
    return f" ({listed})" if listed else ""


def read_hosts(environ: Environ, variable: str) -> list[str]:
    value = environ.get(variable) or "localhost,127.0.0.1,[::1]"
    hosts = [host.strip().lower() for host in value.split(",")]
    if not all(HOST.fullmatch(host) for host in hosts):
        allowed = said(
            "host names separated by commas, without * or ports", "имена узлов через запятую, без * и портов"
        )
        raise refusal(variable, value, allowed, "tamyr.example.org")
    return hosts


def read_folder(environ: Environ, variable: str, default: Path) -> Path:
    value = environ.get(variable) or str(default)
    folder = Path(value).expanduser()
    if not folder.is_absolute() or (folder.exists() and not folder.is_dir()):
        allowed = said("the full path of a folder, not of a file", "полный путь к папке, а не к файлу")
        raise refusal(variable, value, allowed, "/var/lib/tamyr")
    return folder


def read_site_url(environ: Environ, variable: str) -> str:
    """Return the public address without a slash at its end; empty: the address that was asked for."""
    value = environ.get(variable, "")
    if value and not re.fullmatch(rf"(?i)https?://({LABEL}(\.{LABEL})*|\[[0-9a-f:]+\])(:\d+)?/?", value):
        allowed = said("http:// or https:// and a host, no path", "http:// или https:// и имя узла, без пути")
        raise refusal(variable, without_password(value), allowed, "https://tamyr.example.org")
    return value.rstrip("/")


def read_source_url(environ: Environ, variable: str) -> str:
    """Return where the source of the running site is to be had; empty: no link to it is shown."""
    value = environ.get(variable, "")
    if value and not re.fullmatch(rf"(?i)https?://{LABEL}(\.{LABEL})*(:\d+)?(/[^\s\"'<>]*)?", value):
        allowed = said(
            "http:// or https://, a host and a path, without a password",
            "http:// или https://, имя узла и путь, без пароля",
        )
        raise refusal(variable, without_password(value), allowed, "https://code.example.org/tamyr")
    return value


def read_number(environ: Environ, variable: str, *, default: int, least: int, most: int) -> int:
    value = environ.get(variable, "") or str(default)
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        allowed = said(f"a whole number from {least} to {most}", f"целое число от {least} до {most}")
        raise refusal(variable, value, allowed, str(default))
    return int(value)


def read_mail_server(environ: Environ, variable: str, *, is_demo: bool) -> dict[str, Any]:
    """Return what Django's SMTP backend needs; nothing where no server is named or the site is for trying."""
    value = environ.get(variable, "")
    if not value or is_demo:
        return {}
    address = urlsplit(value)
    kinds = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
    try:
        port = address.port
    except ValueError:
        port = -1
    if address.scheme not in kinds or not address.hostname or port == -1 or address.path not in ("", "/"):
        allowed = "smtp://, smtps:// (TLS), smtp+starttls://"
        example = "smtps://user:password@mail.example.org:465"
        raise refusal(variable, without_password(value), allowed, example)
    return {
        "host": address.hostname,
        "port": port or kinds[address.scheme],
        "username": unquote(address.username or ""),
        "password": unquote(address.password or ""),
        "use_ssl": address.scheme == "smtps",
        "use_tls": address.scheme == "smtp+starttls",
        "timeout": 20,
    }


def read_mail_box(environ: Environ, variable: str, *, is_demo: bool) -> dict[str, Any]:
    """Return the mailbox that letters are fetched from; nothing where none is named or the site is for trying."""
    value = environ.get(variable, "")
    if not value or is_demo:
        return {}
    address = urlsplit(value)
    kinds = {"imap": 143, "imaps": 993}
    try:
        port = address.port
    except ValueError:
        port = -1
    if address.scheme not in kinds or not address.hostname or not address.username or port == -1:
        allowed = "imaps:// (TLS), imap://"
        raise refusal(
            variable, without_password(value), allowed, "imaps://user:password@mail.example.org:993/INBOX"
        )
    return {
        "host": address.hostname,
        "port": port or kinds[address.scheme],
        "username": unquote(address.username),
        "password": unquote(address.password or ""),
        "use_ssl": address.scheme == "imaps",
        "folder": unquote(address.path.strip("/")) or "INBOX",
    }


def read_scanner(environ: Environ, variable: str) -> str | tuple[str, int] | None:
    """Return where a virus scanner listens, as a socket is told it; nothing where none is named.

    It stands on this machine: it is shown letters that nobody else may read.
    """
    value = environ.get(variable, "")
    if not value:
        return None
    address = urlsplit(value)
    try:
        port = address.port
    except ValueError:
        port = None
    if address.scheme == "unix" and not address.netloc and address.path.strip("/"):
        return unquote(address.path)
    if address.scheme == "tcp" and port and is_here(address.hostname or "") and not address.path.strip("/"):
        return str(address.hostname), port
    allowed = said(
        "unix:///path of a socket, or tcp:// with this machine and a port",
        "unix:///путь к сокету или tcp:// с этой машиной и портом",
    )
    raise refusal(variable, without_password(value), allowed, "unix:///run/clamav/clamd.ctl")


def read_domain(environ: Environ, variable: str, default: str) -> str:
    value = environ.get(variable, "") or default
    if not re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}", value):
        raise refusal(
            variable,
            value,
            said("a domain in small letters", "домен строчными буквами"),
            "answers.example.org",
        )
    return value


def read_mail_address(environ: Environ, variable: str, default: str) -> str:
    value = environ.get(variable, "") or default
    if not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+", value):
        raise refusal(variable, value, said("a mail address", "почтовый адрес"), "tamyr@example.org")
    return value


def read_security_contact(environ: Environ, variable: str) -> str:
    """Return where a weakness of this site is to be told, as an address of RFC 9116; empty: the page of contacts."""
    value = environ.get(variable, "")
    if value and not re.fullmatch(
        r"mailto:[^@\s<>\"?]+@[^@\s<>\"?]+|https://[^\s<>\"]+|tel:\+[0-9-]+", value
    ):
        allowed = said("an address with mailto:, https:// or tel:", "адрес с mailto:, https:// или tel:")
        raise refusal(variable, value, allowed, "mailto:security@example.org")
    return value


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
        allowed = "sqlite:////full/path/to/file, postgres://user:password@host:5432/name"
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


def without_password(address: str) -> str:
    """Return an address that may be shown: ``postgres://tamyr:***@host/name``."""
    safe = re.sub(r"^(\w*:?//)?([^:@/]*):?.*@", r"\1\2:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", safe)

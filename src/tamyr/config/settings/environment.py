"""Read the variables a person may set; refuse a bad one in words that say what to write instead."""

import os
import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from tamyr.config.terminal import said
from tamyr.priorities.logic.encoders import USE, Package, is_installed

Environ = Mapping[str, str]

LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
HOST = re.compile(rf"\.?{LABEL}(\.{LABEL})*|\[[0-9a-f:]+\]")


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
            f"{named(public)}: everybody knows the example people’s passwords",
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
    """Return a folder that is there, made now if need be; refuse what is none, or cannot be made or written to."""
    value = environ.get(variable) or str(default)
    folder = Path(value).expanduser()
    if not folder.is_absolute() or (folder.exists() and not folder.is_dir()):
        allowed = said("the full path of a folder, not of a file", "полный путь к папке, а не к файлу")
        raise refusal(variable, value, allowed, "/var/lib/tamyr")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise no_folder(variable, value) from fault
    if not os.access(folder, os.W_OK | os.X_OK):
        raise no_folder(variable, value)
    return folder


def no_folder(variable: str, value: str) -> ImproperlyConfigured:
    allowed = said(
        "a folder that this user can make and write to",
        "папка, которую этот пользователь может создать и в которую может писать",
    )
    return refusal(variable, value, allowed, "/var/lib/tamyr")


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


def without_password(address: str) -> str:
    """Return an address that may be shown: ``postgres://tamyr:***@host/name``."""
    safe = re.sub(r"^(\w*:?//)?([^:@/]*):?.*@", r"\1\2:***@", address)
    return re.sub(r"(?i)(password=)[^&]*", r"\1***", safe)

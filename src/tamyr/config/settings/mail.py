"""Read where letters go out, where they come in, and who looks through their files."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from tamyr.config.settings.environment import Environ, is_here, refusal, without_password
from tamyr.config.terminal import said


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

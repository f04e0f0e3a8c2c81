"""Whose keys open a copy: public keys of age stand in a file, the private ones stay with people."""

import getpass
import sys
from pathlib import Path

from pyrage import IdentityError, RecipientError
from pyrage.x25519 import Identity, Recipient

from tamyr.config.operations.refusal import Refused

LEAST = 2
PRIVATE, PUBLIC = "AGE-SECRET-KEY-", "age1"


def read_recipients(file: Path) -> list[Recipient]:
    """Return the public keys of a file; refuse fewer than two, and any private key."""
    lines = _lines_of(file)
    if any(PRIVATE in line.upper() for _number, line in lines):
        raise Refused(
            f"{file} holds a private key. It must not be on this server: take it away and keep it with a person. "
            f"Only public keys, which begin with {PUBLIC}, belong here.",
            f"В файле {file} лежит закрытый ключ. На этом сервере его быть не должно: уберите его, пусть он хранится "
            f"у человека. Здесь нужны только открытые ключи, они начинаются с {PUBLIC}.",
        )
    # One key on two lines is one person, with whom the copy would be lost.
    keys = {line: _recipient(file, number, line) for number, line in lines}
    if len(keys) < LEAST:
        raise Refused(
            f"{file} names {len(keys)} key(s); at least {LEAST} different ones are needed, of two people: "
            "if one is lost, the copy still opens.",
            f"В файле {file} ключей: {len(keys)}. Нужно не меньше {LEAST} разных, у двух людей: "
            "если один потеряется, копия всё равно откроется.",
        )
    return list(keys.values())


def read_identities(file: Path | None) -> list[Identity]:
    """Return the private keys of a file, or of what is typed: they are kept in memory alone."""
    if file is not None:
        lines = _lines_of(file)
    elif sys.stdin.isatty():
        lines = [(1, getpass.getpass("AGE-SECRET-KEY: ").strip())]
    else:
        lines = _told(sys.stdin.read())
    if any(line.startswith(PUBLIC) for _number, line in lines):
        raise Refused(
            f"This is a public key. A copy is opened by a private one, which begins with {PRIVATE}.",
            f"Это открытый ключ. Копию открывает закрытый, он начинается с {PRIVATE}.",
        )
    try:
        keys = [Identity.from_str(line) for _number, line in lines]
    except IdentityError:
        keys = []
    if not keys:
        raise Refused(
            f"No private key of age was given: one line that begins with {PRIVATE}.",
            f"Закрытый ключ age не дан: нужна строка, которая начинается с {PRIVATE}.",
        )
    return keys


def _recipient(file: Path, number: int, line: str) -> Recipient:
    try:
        return Recipient.from_str(line)
    except RecipientError as error:
        raise Refused(
            f"{file}, line {number} is no public key of age. Expected: {PUBLIC} and 58 more characters.",
            f"{file}, строка {number}: это не открытый ключ age. Нужно: {PUBLIC} и ещё 58 знаков.",
        ) from error


def _lines_of(file: Path) -> list[tuple[int, str]]:
    try:
        return _told(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            f"{file} cannot be read. It should hold keys of age, one a line.",
            f"Файл {file} не читается. В нём должны быть ключи age, по одному в строке.",
        ) from error


def _told(text: str) -> list[tuple[int, str]]:
    lines = enumerate(text.splitlines(), start=1)
    return [(n, line.strip()) for n, line in lines if line.strip() and not line.strip().startswith("#")]

"""Who gets which answer where: the reviewed table ``permissions.toml``, and how it is read and written.

One entry per address; in it, roles that get the same answers stand together:
``"guest former" = "GET HEAD 403, POST 403, else 405"``.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("permissions.toml")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROLES = (
    "visitor",
    "guest",
    "former",
    "circle",
    "deputy",
    "delegate",
    "other delegate",
    "hidden delegate",
    "editor",
    "coordinator",
    "traveller",
    "locked",
)
# Signed in, or it was before: and a stranger to every page but the traveller's own.
STRANGERS = ("visitor", "traveller", "locked")
GROUPS = {
    "everybody": ROLES,
    "all signed in": tuple(role for role in ROLES if role not in STRANGERS),
    "strangers": STRANGERS,
}
HEAD = """\
# Which answer each role gets at each address: reviewed by people, checked by tests/house/test_routes.py.
# After adding an address run `make permissions`, and read what changed here before you commit it.
"""
Answers = dict[str, dict[str, str]]


def in_short(statuses: Mapping[str, int]) -> str:
    """Say the statuses of all methods: ``GET HEAD 200, POST 422, else 405``."""
    by_status: dict[int, list[str]] = {}
    for method in METHODS:
        by_status.setdefault(statuses[method], []).append(method)
    if len(by_status) == 1:
        return f"all {next(iter(by_status))}"
    parts = [f"{' '.join(methods)} {status}" for status, methods in by_status.items() if status != 405]
    return ", ".join([*parts, "else 405"] if 405 in by_status else parts)


@cache
def in_full(answers: str) -> Mapping[str, int]:
    """Read what ``in_short`` says: the status of every method."""
    found: dict[str, int] = {}
    for part in answers.split(", "):
        *methods, status = part.split()
        is_rest = methods[0] in ("all", "else")
        found |= dict.fromkeys(
            [each for each in METHODS if each not in found] if is_rest else methods, int(status)
        )
    return found


@cache
def read_table() -> Answers:
    """Return role → address → answers, as they stood when this process first asked."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    found: Answers = {role: {} for role in ROLES}
    for address, entry in table.items():
        for grouped, answers in entry.items():
            for role in GROUPS.get(grouped) or grouped.split(", "):
                found[role][address] = answers
    return found


def write_table(found: Answers) -> None:
    addresses = sorted({address for answers in found.values() for address in answers})
    lines = [HEAD]
    for address in addresses:
        lines.append(f"['{address}']")  # Taken literally: some addresses are patterns with backslashes.
        grouped: dict[str, list[str]] = {}
        for role, answers in found.items():
            if address in answers:
                grouped.setdefault(answers[address], []).append(role)
        lines += [f'"{named(roles)}" = "{answers}"' for answers, roles in grouped.items()]
        lines.append("")
    TABLE.write_text("\n".join(lines), encoding="utf-8")
    read_table.cache_clear()


def named(roles: list[str]) -> str:
    return next((name for name, group in GROUPS.items() if tuple(roles) == group), ", ".join(roles))

"""Heads of tables that are taken away are written alike: small letters, no abbreviation, of one thing one word."""

import ast
from collections.abc import Iterator

from tests.architecture.plan import PLATFORM, nodes_in

FEWEST_COLUMNS = 4


def heads_in(source: str) -> Iterator[list[str]]:
    """Yield each row of nothing but marked words."""
    for node in nodes_in(source):
        if isinstance(node, ast.Tuple):
            words = [word for part in node.elts for word in _words(part)]
            if len(words) >= FEWEST_COLUMNS and all(words):
                yield words


def _words(part: ast.expr) -> list[str]:
    if isinstance(part, ast.Starred) and isinstance(part.value, ast.Tuple):
        return [word for inner in part.value.elts for word in _words(inner)]
    is_marked = isinstance(part, ast.Call) and ast.unparse(part.func) == "_" and len(part.args) == 1
    text = part.args[0] if is_marked and isinstance(part, ast.Call) else None
    return [str(text.value)] if isinstance(text, ast.Constant) else [""]


def test_a_head_is_found() -> None:
    assert list(heads_in('yield (*(_("Day"), _("no.")), _("title"), _("state"))')) == [
        ["Day", "no.", "title", "state"]
    ]
    assert list(heads_in('("Day", _("no."), _("title"), _("state"))')) == []


def test_heads_of_tables_are_small_letters_without_an_abbreviation() -> None:
    files = [file for file in sorted(PLATFORM.rglob("*.py")) if "tests" not in file.parts]
    heads = {word for file in files for head in heads_in(file.read_text(encoding="utf-8")) for word in head}
    assert len(heads) > 40 and {"number", "what it did", "looked_up"} <= heads
    assert {word for word in heads if not word[0].islower() or word.endswith(".")} == set()

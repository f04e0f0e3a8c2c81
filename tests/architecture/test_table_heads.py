"""Heads of tables that are taken away are written alike: small letters, no abbreviation, of one thing one word."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.plan import PLATFORM, nodes_in, nodes_of

# So many marked words in brackets are a head, wherever they stand; of what is yielded or handed to a file, any number.
FEWEST_COLUMNS = 4
FILES = {"csv_file", "long_csv_file", "table_of"}


def heads_in(source: str) -> Iterator[list[str]]:
    """Yield each row of nothing but marked words."""
    if "_(" in source:
        nodes = nodes_in(source)
        handed = set(handed_to_files(nodes))
        for node in nodes:
            if isinstance(node, ast.Tuple | ast.List):
                words = [word for part in node.elts for word in _words(part)]
                fewest = 1 if node in handed else FEWEST_COLUMNS
                if len(words) >= fewest and all(words):
                    yield words


def handed_to_files(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield all parts of what becomes a row or a file of rows, by whichever names it is handed on."""
    given: dict[str, list[ast.expr]] = {}
    waiting: list[ast.expr] = []
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            given.setdefault(ast.unparse(target), []).append(node.value)
        elif isinstance(node, ast.Yield) and node.value:
            yield node.value
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in FILES:
            waiting += node.args[:1]
    while waiting:
        for part in nodes_of(waiting.pop()):
            yield part
            if isinstance(part, ast.Name):
                waiting += given.pop(part.id, [])


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


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('csv_file([(_("Date"), _("No.")), *rows], "a")', [["Date", "No."]]),
        ('head = _("Date"), _("No.")\ncsv_file([head, *rows], "a")', [["Date", "No."]]),
        (
            'head = [_("Date"), _("No.")]\nrows = [head, *found]\nanswers.long_csv_file(rows, "a")',
            [["Date", "No."]],
        ),
        ('yield _("Date"), _("No.")', [["Date", "No."]]),
        ('choices = [_("Yes"), _("No")]\ncsv_file(rows, "a")', []),
    ],
)
def test_a_head_of_few_words_is_known_by_where_it_goes(line: str, found: list[list[str]]) -> None:
    assert list(heads_in(line)) == found


def test_heads_of_tables_are_small_letters_without_an_abbreviation() -> None:
    files = [file for file in sorted(PLATFORM.rglob("*.py")) if "tests" not in file.parts]
    heads = {word for file in files for head in heads_in(file.read_text(encoding="utf-8")) for word in head}
    assert len(heads) > 40 and {"number", "what it did", "looked_up"} <= heads
    assert {word for word in heads if not word[0].islower() or word.endswith(".")} == set()

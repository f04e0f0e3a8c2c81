"""An error of ours says why in words of ours: a library's come in English, whoever reads them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.plan import nodes_of

SCIENCE = Path("src/climate_pathways")


def library_texts(tree: ast.AST) -> Iterator[int]:
    """Yield the lines on which an error is made with the text of one that was caught."""
    for handler in (node for node in nodes_of(tree) if isinstance(node, ast.ExceptHandler) and node.name):
        for call in (node for part in handler.body for node in nodes_of(part) if isinstance(node, ast.Call)):
            if "Error" in ast.unparse(call.func) or ast.unparse(call.func) == "damaged":
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                yield from (value.lineno for value in given if _is_its_text(value, str(handler.name)))


def _is_its_text(value: ast.expr, caught: str) -> bool:
    texts = (f"str({caught})", f"repr({caught})", f"{{{caught}}}")
    return any(text in ast.unparse(value) for text in texts) and "fault_in" not in ast.unparse(value)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("raise PathwaysError('no', reason=str(error))", 1),
        ("raise damaged(name, f'{error}')", 1),
        ("raise PathwaysError('no', reason=error)", 0),
        ("raise PathwaysError('no', reason=fault_in(str(error)))", 0),
    ],
)
def test_a_librarys_text_is_found(line: str, found: int) -> None:
    tree = ast.parse(f"try:\n    pass\nexcept ValueError as error:\n    {line}")
    assert len(list(library_texts(tree))) == found


def test_no_error_of_the_science_holds_a_librarys_text() -> None:
    files = sorted(SCIENCE.rglob("*.py"))
    assert len(files) > 100
    assert [
        f"{file}:{line}"
        for file in files
        for line in library_texts(ast.parse(file.read_text(encoding="utf-8")))
    ] == []

"""An error of ours says why in words of ours: a library's come in English, whoever reads them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.plan import nodes_in, nodes_of

SCIENCE, PLATFORM = Path("src/climate_pathways"), Path("src/tamyr")
# An error of ours that is a list of names or of acts, and one of Wagtail's that no reader sees.
WITHOUT_A_LIBRARY = {
    "src/tamyr/accounts/management/commands/migrate.py",
    "src/tamyr/network/management/commands/keep_in_step.py",
    "src/tamyr/safety/management/commands/expire.py",
    "src/tamyr/publishing/models/uploads.py",
}


def library_texts(source: str) -> Iterator[int]:
    """Yield the lines on which an error is made with the text of one that was caught."""
    for handler in (node for node in nodes_in(source) if isinstance(node, ast.ExceptHandler) and node.name):
        for call in (node for part in handler.body for node in nodes_of(part) if isinstance(node, ast.Call)):
            if "Error" in ast.unparse(call.func) or ast.unparse(call.func) in ("damaged", "Refused"):
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                yield from (value.lineno for value in given if _is_its_text(value, str(handler.name)))


def _is_its_text(value: ast.expr, caught: str) -> bool:
    told = (part for part in nodes_of(value) if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod))
    if any(f": {caught}}}" in ast.unparse(part.right) or ast.unparse(part.right) == caught for part in told):
        return True
    texts = (f"str({caught})", f"repr({caught})", f"{{{caught}}}", f"{caught}.strerror")
    return any(text in ast.unparse(value) for text in texts) and "fault_in" not in ast.unparse(value)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("raise PathwaysError('no', reason=str(error))", 1),
        ("raise damaged(name, f'{error}')", 1),
        ("raise Refused(f'no ({error.strerror})', f'нет ({error.strerror})')", 2),
        ("raise CommandError(_('no: %(error)s') % {'error': error})", 1),
        ("raise CommandError(_('no: %(error)s') % {'error': _why(error)})", 0),
        ("raise PathwaysError('no', reason=error)", 0),
        ("raise PathwaysError('no', reason=fault_in(str(error)))", 0),
    ],
)
def test_a_librarys_text_is_found(line: str, found: int) -> None:
    source = f"try:\n    pass\nexcept ValueError as error:\n    {line}"
    assert len(list(library_texts(source))) == found


@pytest.mark.parametrize(("folder", "least"), [(SCIENCE, 100), (PLATFORM, 500)])
def test_no_error_holds_a_librarys_text(folder: Path, least: int) -> None:
    files = sorted(folder.rglob("*.py"))
    assert len(files) > least
    assert [
        f"{file}:{line}"
        for file in files
        if str(file) not in WITHOUT_A_LIBRARY
        for line in library_texts(file.read_text(encoding="utf-8"))
    ] == []

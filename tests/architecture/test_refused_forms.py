"""What one page's form holds is never answered by another page without it: ``attempts.unsound`` looks whether it stands there."""

import ast
from collections.abc import Iterator

from tests.architecture import services
from tests.architecture.plan import parsed

UNPROCESSABLE = {"422", "UNPROCESSABLE"}
# Their pages draw the form always, or have no place for words of a stranger's letter outside of it.
DRAWN_ALWAYS = {"export_register", "write_more"}


def answered_alone(source: str) -> Iterator[str]:
    """Yield the views of one act that answer a faulty form themselves."""
    for view in parsed(source).body:
        if not isinstance(view, ast.FunctionDef):
            continue
        takes_an_act = any(ast.unparse(one) == "require_POST" for one in view.decorator_list)
        words = {ast.unparse(node) for node in ast.walk(view) if isinstance(node, ast.Constant | ast.Name)}
        if takes_an_act and words & UNPROCESSABLE:
            yield view.name


def test_no_view_of_an_act_answers_a_faulty_form_by_itself() -> None:
    found = [
        name for file in services.kind_files("views") for name in answered_alone(file.read_text("utf-8"))
    ]
    assert set(found) == DRAWN_ALWAYS


def test_the_scan_sees_a_form_that_is_dropped() -> None:
    dropped = "@require_POST\ndef add(request):\n    return show(request, 422)\n"
    assert list(answered_alone(dropped)) == ["add"]

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


def answered_as_sound(source: str) -> Iterator[str]:
    """Yield the views that read a form and draw every page under the status of one without a fault."""
    for view in parsed(source).body:
        if not isinstance(view, ast.FunctionDef):
            continue
        calls = [node for node in ast.walk(view) if isinstance(node, ast.Call)]
        called = {ast.unparse(call.func).rpartition(".")[2] for call in calls}
        drawn = [call for call in calls if ast.unparse(call.func) == "render"]
        says_how = any(part.arg == "status" for call in drawn for part in call.keywords)
        if "is_valid" in called and drawn and not says_how and "refused" not in called:
            yield view.name


def test_no_view_shows_a_faulty_form_as_a_sound_one() -> None:
    sources = [file.read_text("utf-8") for file in services.kind_files("views")]
    assert sum(".is_valid()" in source for source in sources) > 50
    assert [name for source in sources for name in answered_as_sound(source)] == []
    planted = (
        "def add(request):\n    if form.is_valid():\n        act()\n    return render(request, 'a', page)\n"
    )
    assert list(answered_as_sound(planted)) == ["add"]


def test_the_scan_sees_a_form_that_is_dropped() -> None:
    dropped = "@require_POST\ndef add(request):\n    return show(request, 422)\n"
    assert list(answered_alone(dropped)) == ["add"]

"""Every service that changes something leaves a line in the audit chain."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import plan

# Steps of an act whose line another function leaves, and what no person does.
WITHOUT_A_LINE = {
    "spend_app_code": "a step of signing in: begin_session leaves the line",
    "replace_ways": "a step of joining and coming back: their services leave the line",
    "keep_exposure_in_step": "follows a publication, whose line publishing/receivers.py leaves",
    "set_up_editors": "the first start of a site",
    "_store_assessment": "the start of a site with newer figures: the version names all it was made of",
    "submit_translation": "publishing/receivers.py leaves the line when a reading is asked for",
    "read_translation": "publishing/receivers.py leaves the line when a page is published or returned",
}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    rooms = (plan.ROOT / "src" / "tamyr").glob("*/services*")
    files = [file for place in rooms for file in ([place] if place.is_file() else place.glob("*.py"))]
    for file in sorted(files):
        yield from functions_of(file)


def functions_of(file: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield f"{file.parent.parent.name}:{node.name}", node


def is_one_transaction(function: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


def called_by(function: ast.FunctionDef) -> set[str]:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}


def leaving_a_line(all_functions: dict[str, ast.FunctionDef]) -> set[str]:
    """Return the functions that record an act, themselves or through another one."""
    recording, before = {"record_act"}, 0
    while len(recording) > before:
        before = len(recording)
        recording |= {
            name.split(":")[1] for name, node in all_functions.items() if called_by(node) & recording
        }
    return recording


def test_every_service_leaves_a_line_in_the_audit_chain() -> None:
    found = dict(functions())
    recording = leaving_a_line(found)
    silent = [
        name
        for name, node in found.items()
        if is_one_transaction(node) and name.split(":")[1] not in recording | set(WITHOUT_A_LINE)
    ]
    assert len(found) > 100
    assert silent == [], "call record_act, or say in WITHOUT_A_LINE why not"

"""Nothing stands in the sources that only its own definition, or only a test, names."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture import plan

# Whole files whose names a library asks for.
ASKED_FOR_BY_LIBRARIES = ("apps.py", "wagtail_hooks.py", "receivers.py", "formats.py", "settings/*.py")
# Methods that Django, Wagtail, allauth, ninja and Python’s reader of HTML look up by their names.
HOOKS = {
    "handler500",
    "latest_post_date",
    "process_view",
    "clear_expired",
    "send_messages",
    "handle_starttag",
    "handle_endtag",
    "handle_data",
    "_get_site_name",
    "get_by_natural_key",
    "get_full_name",
    "get_short_name",
    "_get_session_auth_hash",
    "from_db_value",
    "get_prep_value",
    "get_lookup",
    "can_publish",
    "can_publish_subpage",
    "can_set_view_restrictions",
    "can_copy_to",
    "can_copy",
    "can_unschedule",
    "can_move",
    "can_reorder_children",
    "can_delete",
    "can_unpublish",
    "permissions_for_user",
    "locked_for_user",
    "user_can_access_editor",
    "get_actions",
    "get_description",
}
# What people call from a notebook: docs/how-to/use-it-in-a-notebook.md.
FOR_NOTEBOOKS = {
    "to_pandas",
    "to_xarray",
    "to_pyam",
    "panel_frame",
    "results_frame",
    "gaps_frame",
    "write_iamc_csv",
    "carbon_budget_left",
}
# A later edition of figures that are read from another file. No page can show two editions of one source, but
# a whole download is checked by it: that the fuels are missing where the source says so, and the columns right.
TO_CHECK_BY = {"read_fossil"}
REGISTERED = re.compile(
    r"receiver\(|background\(|hooks\.register|asks_for_voice|keeps_record|leads_from_the_desk|leads_from_a_position|leads_from_a_letter|leads_from_a_country|decides_of_events|runs_beside_decisions|two_persons\(|^bars$|^needs$"
    r"|\.exception_handler\(|router\."
)
SUFFIXES = {".py", ".html", ".typ", ".toml", ".js", ".txt", ".xml"}


def test_everything_defined_is_used() -> None:
    used = _used()
    dead = [
        f"{file.relative_to(plan.ROOT)}:{line} {name}"
        for file in _sources()
        for name, line in definitions(file.read_text(encoding="utf-8"))
        if used[name] == 1 and name not in HOOKS | FOR_NOTEBOOKS | TO_CHECK_BY
    ]
    assert dead == []


def test_every_exception_is_still_needed() -> None:
    used = _used()
    needless = {name for name in HOOKS | FOR_NOTEBOOKS | TO_CHECK_BY if used[name] != 1}
    assert needless == set()


def test_what_notebooks_call_is_told_to_people() -> None:
    told = "".join(file.read_text(encoding="utf-8") for file in plan.ROOT.glob("docs/**/*.md"))
    assert {name for name in FOR_NOTEBOOKS if name not in told} == set()


def test_definitions_are_found() -> None:
    source = "A = 1\n_b: int = 2\nclass C:\n    def d(self): ...\n    def __len__(self): ...\n    def clean_e(self): ...\n"
    source += "@receiver(saved)\ndef f(): ...\n@property\ndef g(): ...\n"
    assert [name for name, _ in definitions(source)] == ["A", "_b", "C", "d", "g"]


def definitions(source: str) -> Iterator[tuple[str, int]]:
    """Yield what a module defines for others, and its classes' methods, with the line of each."""
    for node in ast.parse(source).body:
        yield from _named(node)
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    yield from _named(method)


def _named(node: ast.stmt) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        is_registered = any(REGISTERED.search(ast.unparse(mark)) for mark in node.decorator_list)
        if not is_registered and not node.name.startswith(("__", "clean_")):
            yield node.name, node.lineno
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        yield from ((target.id, node.lineno) for target in targets if isinstance(target, ast.Name))


def _sources() -> Iterator[Path]:
    for file in _readers():
        is_ours = file.suffix == ".py" and file.is_relative_to(plan.ROOT / "src")
        if is_ours and not any(file.match(pattern) for pattern in ASKED_FOR_BY_LIBRARIES):
            yield file


def _readers() -> Iterator[Path]:
    """Yield every file that runs: sources, templates, commands; no tests, no migrations, no faces.

    A face names what others may use, which is no use yet.
    """
    yield plan.ROOT / "pyproject.toml"
    for file in [*plan.ROOT.glob("src/**/*"), *plan.ROOT.glob("bin/*")]:
        is_left_out = {"tests", "migrations", "__pycache__"} & set(file.relative_to(plan.ROOT).parts)
        runs = file.is_file() and not is_left_out and (file.suffix in SUFFIXES or file.parent.name == "bin")
        if runs and not (file.name == "__init__.py" and "lazy(__name__)" in file.read_text(encoding="utf-8")):
            yield file


@cache
def _used() -> Counter[str]:
    return Counter(word for file in _readers() for word in _words(file))


def _words(file: Path) -> list[str]:
    return re.findall(r"[A-Za-z_]\w*", file.read_text(encoding="utf-8"))

"""Nothing stands in the sources that only its own definition, or only a test, names."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.architecture import plan
from tests.architecture.plan import nodes_in, parsed

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
# Names of modules that no import and no ``module.name`` asks for: each module of a kind is asked for its own, texts
# that another file writes are only marked, and libraries look the rest up.
LOOKED_UP = {"PUBLISHED", "TEXTS", "Command", "SessionStore", "__all__", "app_name", "urlpatterns"}
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


@pytest.mark.whole
def test_every_name_of_a_module_is_asked_for_there() -> None:
    """A word that only looks like it, such as the same name of another class, is no use of it."""
    asked, known = _asked(), HOOKS | FOR_NOTEBOOKS | TO_CHECK_BY | LOOKED_UP
    dead = [
        f"{file.relative_to(plan.ROOT)}:{line} {name}"
        for file in _sources()
        for name, line in unasked(file.read_text(encoding="utf-8"), _modules(file), asked)
        if name not in known and not (file.parent.name == "models" and name[0].isupper())
    ]
    assert dead == []


def test_a_name_that_only_looks_asked_for_is_found() -> None:
    source = "A = 1\nB = A\nC = 3\ndef d(): return d\ndef e(): ...\ndef f(): ...\n"
    others = "from x import f\nimport rooms.one as own\nown.C\nother.e\nd = e = 1\nprint(d, e)\n"
    asked = AskedNames(*_asks(others), set())
    assert [name for name, _ in unasked(source, {"one"}, asked)] == ["B", "d", "e"]


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
    for node in parsed(source).body:
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


@dataclass(frozen=True)
class AskedNames:
    """Names that are imported, pairs of a module and a name asked of it, and words outside Python and in addresses."""

    imported: set[str]
    of_modules: set[tuple[str, str]]
    words: set[str]


def unasked(source: str, modules: set[str], asked: AskedNames) -> Iterator[tuple[str, int]]:
    """Yield what a module defines and neither uses beside it nor is asked for."""
    left = [
        (node, name, line)
        for node in parsed(source).body
        for name, line in _named(node)
        if name not in asked.imported
        and name not in asked.words
        and not any((module, name) in asked.of_modules for module in modules)
    ]
    loads = [one for one in nodes_in(source) if isinstance(one, ast.Name)] if left else []
    for node, name, line in left:
        lines = {one.lineno for one in loads if one.id == name and isinstance(one.ctx, ast.Load)}
        if lines <= set(range(node.lineno, (node.end_lineno or 0) + 1)):
            yield name, line


def _modules(file: Path) -> set[str]:
    return set(file.relative_to(plan.ROOT).with_suffix("").parts)


def _asks(source: str) -> tuple[set[str], set[tuple[str, str]]]:
    """Return what is imported, and what is asked of which module, whatever a module is called here."""
    nodes = [
        node for node in nodes_in(source) if isinstance(node, ast.Import | ast.ImportFrom | ast.Attribute)
    ]
    imports = [alias for node in nodes if not isinstance(node, ast.Attribute) for alias in node.names]
    called = {alias.asname or alias.name.split(".")[-1]: alias.name.split(".")[-1] for alias in imports}
    of_modules = {
        (called.get(one.value.id, one.value.id), one.attr)
        for one in nodes
        if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)
    }
    return {alias.name for alias in imports}, of_modules


@cache
def _asked() -> AskedNames:
    asked = AskedNames(set(), set(), set())
    for file in [*_readers(), *plan.ROOT.glob("src/**/migrations/*.py")]:
        if file.suffix != ".py":
            asked.words.update(_words(file))
            continue
        source = file.read_text(encoding="utf-8")
        imported, of_modules = _asks(source)
        asked.imported.update(imported - _offered(parsed(source)))
        asked.of_modules.update(of_modules)
        # An address such as "tamyr.accounts.queries.zone_of", which a setting holds.
        asked.words.update(re.findall(r"[\"'][\w.]+\.(\w+)[\"']", source))
    other = {(old, name) for old, new in _other_names() for module, name in asked.of_modules if module == new}
    asked.of_modules.update(other)
    return asked


def _other_names() -> Iterator[tuple[str, str]]:
    """Yield modules that a face offers under another name, with that name."""
    for file in plan.ROOT.glob("src/**/__init__.py"):
        for node in nodes_in(file.read_text(encoding="utf-8")):
            if isinstance(node, ast.ImportFrom):
                yield from ((one.name, one.asname) for one in node.names if one.asname)


def _offered(tree: ast.Module) -> set[str]:
    """Return what a face only passes on."""
    lists = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and "__all__" in map(ast.unparse, node.targets)
    )
    return {str(name) for one in lists for name in ast.literal_eval(one)}


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

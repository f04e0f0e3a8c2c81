"""``shared`` is below every room: it holds nothing a room could own, and stays tiny."""

import ast

from tests.architecture import plan
from tests.architecture.plan import nodes_in

SHARED = plan.PLATFORM / "shared"
MOST_FILES, LONGEST_FILE = 13, 95


def test_shared_stays_tiny() -> None:
    files = [file for file in SHARED.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    assert {file.suffix for file in files} == {".py"} and {file.parent for file in files} == {SHARED}
    assert len(files) - 1 <= MOST_FILES, "what is shared by two rooms alone belongs to the one further up"
    assert {file.name for file in files if len(file.read_text().splitlines()) > LONGEST_FILE} == set()


def test_shared_has_no_models_and_is_no_app() -> None:
    taken = {
        name
        for file in SHARED.glob("*.py")
        for node in nodes_in(file.read_text(encoding="utf-8"))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None) or "", *(alias.name for alias in node.names))
    }
    assert taken.isdisjoint({"django.db", "models", "apps", "django.apps", "django.template"})


def test_addresses_that_are_taken_away_begin_with_the_sites_own() -> None:
    """By the host of a request, which may be one of two, an entry of a feed would have as many names."""
    found = {
        str(file.relative_to(plan.PLATFORM))
        for file in plan.PLATFORM.rglob("*.*")
        if file.suffix in (".py", ".html") and "build_absolute_uri" in file.read_text(encoding="utf-8")
    }
    assert found == set(), "origin_of(request) says where the site lives"

"""The words that members are bound by stand in two languages, however many the site speaks."""

import ast
import os
import subprocess
import sys
from functools import cache

import pytest

from tests.architecture import plan
from tests.architecture.plan import nodes_in

ROOMS = plan.ROOT / "src" / "tamyr"
# Where the site's own languages are meant: what the science says, and names of countries in any of them.
OF_THE_SITE = {
    "decisions/forms/options.py",
    "priorities/queries/evidence.py",
    "publishing/pages/figures.py",
    "shared/languages.py",
}
ASKED = {"language", "reader_language", "spoken", "get_language"}
A_THIRD = """
from django.conf import settings
from climate_pathways.core import wording
wording.LANGUAGES = (*wording.LANGUAGES, "kk")
settings.LANGUAGES = [*settings.LANGUAGES, ("kk", "Қазақша")]
import django
django.setup()
from django.urls import get_resolver
from django.utils.translation import override
from tamyr.shared.languages import bound_language, language
assert get_resolver().reverse_dict
with override("kk"):
    assert (language(), bound_language()) == ("kk", "en")
"""


@cache
def _sources() -> list[tuple[str, str]]:
    files = (file for file in ROOMS.rglob("*.py") if not {"tests", "migrations"} & set(file.parts))
    return [(str(file.relative_to(ROOMS)), file.read_text(encoding="utf-8")) for file in files]


def _looked_up(source: str) -> list[ast.Subscript]:
    """Return what is looked up by the language of the reader."""
    return [
        node
        for node in nodes_in(source)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Call)
        and isinstance(node.slice.func, ast.Name)
        and node.slice.func.id in ASKED
    ]


def test_no_words_are_looked_up_by_a_language_that_they_may_lack() -> None:
    found = [
        f"{name}:{node.lineno} {ast.unparse(node)}" for name, text in _sources() for node in _looked_up(text)
    ]
    assert found == []


def test_the_languages_of_the_site_are_asked_for_only_where_they_are_meant() -> None:
    asked = {
        name
        for name, text in _sources()
        for node in nodes_in(text)
        if isinstance(node, ast.ImportFrom) and node.module == "climate_pathways.core.wording"
        if "LANGUAGES" in {alias.name for alias in node.names}
    }
    assert asked == OF_THE_SITE


def test_a_look_up_by_the_reader_is_seen() -> None:
    looked_up = _looked_up("titles[language()]\ntitles[bound_language()]\ntitles.get(language())\n")
    assert [node.lineno for node in looked_up] == [1]


@pytest.mark.whole
def test_the_site_begins_with_a_third_language() -> None:
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.test"}
    begun = subprocess.run([sys.executable, "-c", A_THIRD], env=environ, capture_output=True, text=True)
    assert begun.returncode == 0, begun.stderr

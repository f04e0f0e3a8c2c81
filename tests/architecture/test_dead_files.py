"""No template, no class of the style sheets and no module of the science is there for nobody, or for tests alone."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.architecture import plan
from tests.architecture.plan import nodes_in

# Django asks for these by their names.
ASKED_FOR_BY_DJANGO = {"403_csrf.html", "404.html"}
# Modules that nobody imports, and why they are there.
UNIMPORTED = {
    "climate_pathways.cli": "the command line: pyproject.toml names it",
    "climate_pathways.assessment.former_texts": "texts of frozen assessments, for the catalogues",
    "climate_pathways.figures.sources.ndc_registry": "a whole download is checked by it, as by read_fossil",
}
TEMPLATE = re.compile(r"[\"']([\w./-]+\.(?:html|txt|xml|typ))[\"']")
QUOTED = re.compile(r"[\"']([\w -]+)[\"']")
CLASSES = re.compile(r"class=\"((?:{[%{].*?[%}]}|[^\"])*)\"")
# What is put together of a word and a number or a kind: ``rating-{{ step }}``.
STEM = re.compile(r"([\w-]+-)\{")


@cache
def texts() -> dict[Path, str]:
    """Return what runs on the site: sources, templates and scripts, without tests and migrations."""
    left_out = {"tests", "migrations", "__pycache__"}
    return {
        file: file.read_text(encoding="utf-8")
        for suffix in ("py", "html", "txt", "xml", "typ", "js")
        for file in plan.PLATFORM.rglob(f"*.{suffix}")
        if not left_out & set(file.relative_to(plan.PLATFORM).parts)
    }


def unasked(templates: Mapping[str, str], texts: Mapping[str, str]) -> set[str]:
    """Return the templates that nothing names; ``texts`` by room. A room may name its own without its own name."""
    asked = {room: set(TEMPLATE.findall(text)) for room, text in texts.items()}
    everywhere = set().union(*asked.values())
    return {
        name
        for name, room in templates.items()
        if name not in everywhere and name.removeprefix(f"{room}/") not in asked[room]
    }


def test_every_template_is_asked_for() -> None:
    by_room: dict[str, str] = {}
    for file, text in texts().items():
        room = file.relative_to(plan.PLATFORM).parts[0]
        by_room[room] = by_room.get(room, "") + text
    templates = {
        file.relative_to(folder).as_posix(): folder.parent.name
        for folder in plan.PLATFORM.glob("*/templates")
        for file in folder.rglob("*.*")
    }
    assert len(templates) > 300
    assert unasked(templates, by_room) == ASKED_FOR_BY_DJANGO


def test_a_template_that_nobody_asks_for_is_found() -> None:
    templates = {
        "demands/list.html": "demands",
        "demands/old.html": "demands",
        "demands/letter.txt": "demands",
    }
    asked = {"demands": 'render(request, "demands/list.html")\ntext = "letter.txt"', "ndc": '"old.html"'}
    assert unasked(templates, asked) == {"demands/old.html"}


# --- style sheets -------------------------------------------------------------------------------


def classes_of(sheet: str) -> set[str]:
    """Return the classes that a style sheet names before its declarations."""
    rules = re.sub(r"/\*.*?\*/|\"[^\"]*\"", "", sheet, flags=re.DOTALL)
    return set(re.findall(r"\.([A-Za-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", rules)))


def words_given(text: str) -> Iterator[str]:
    """Yield what may be a class: words in ``class="…"``, and strings that are nothing but such words."""
    for found in (*CLASSES.findall(text), *QUOTED.findall(text)):
        yield from re.findall(r"[\w-]+", found)


def undressed(classes: set[str], text: str) -> set[str]:
    given, stems = set(words_given(text)), set(STEM.findall(text))
    return {name for name in classes - given if f"{name.rpartition('-')[0]}-" not in stems}


def test_every_class_of_a_style_sheet_is_given_to_something() -> None:
    sheets = [*plan.PLATFORM.glob("*/static/**/*.css")]
    classes = set().union(*(classes_of(sheet.read_text(encoding="utf-8")) for sheet in sheets))
    assert len(classes) > 100
    assert undressed(classes, "\n".join(texts().values())) == set()


def test_a_class_that_nothing_bears_is_found() -> None:
    sheet = '.a:is(.b, p) { margin: .5rem } /* .c */ @media (x) { .step-2, .d::after { content: ".e" } }'
    assert classes_of(sheet) == {"a", "b", "step-2", "d"}
    text = '<p class="a {% if x == \'y\' %}b{% endif %}"> a sentence about d <i class="step-{{ number }}">'
    assert undressed(classes_of(sheet), text) == {"d"}


# --- the science --------------------------------------------------------------------------------


def imported(source: str) -> Iterator[str]:
    for node in nodes_in(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def unimported(modules: set[str], sources: Iterator[str]) -> set[str]:
    asked = {name for source in sources if "climate_pathways" in source for name in imported(source)}
    return modules - asked


def test_every_module_of_the_science_is_imported() -> None:
    science = [*plan.ROOT.glob("src/climate_pathways/**/*.py")]
    # A folder is there for what it holds.
    modules = {
        ".".join(file.relative_to(plan.ROOT / "src").with_suffix("").parts)
        for file in science
        if file.name != "__init__.py"
    }
    sources = [text for file, text in texts().items() if file.suffix == ".py"]
    sources += [file.read_text(encoding="utf-8") for file in science]
    assert len(modules) > 150
    assert unimported(modules, iter(sources)) == set(UNIMPORTED)


def test_a_module_that_nobody_imports_is_found() -> None:
    sources = [
        "from climate_pathways.core import tables",
        "def f():\n    import climate_pathways.methods.share",
    ]
    modules = {f"climate_pathways.{name}" for name in ("core.tables", "methods.share", "methods.old")}
    assert unimported(modules, iter(sources)) == {"climate_pathways.methods.old"}

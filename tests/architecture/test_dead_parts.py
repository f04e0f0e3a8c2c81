"""No part of a template, a style sheet or a script is there for nobody: loads, what a page is given, blocks, properties."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture import plan
from tests.architecture.plan import nodes_in
from tests.architecture.test_dead_files import texts

TAGS, FILTERS = re.compile(r"{%-?\s*(\w+)"), re.compile(r"(?:\||{%-?\s*filter\s)\s*(\w+)")
BLOCKS = re.compile(r"{%-?\s*block\s+(\w+)")
TAKEN = re.compile(r"[\"'](\w+)/[\w/.-]+\.html[\"']")
# What a page asks for itself; data of ours is read by the folder.
ASKED_FOR_BY_NAME = {".css", ".ico", ".js", ".png", ".svg", ".webp", ".woff2"}


@cache
def of_kind(*suffixes: str) -> dict[Path, str]:
    return {file: text for file, text in texts().items() if file.suffix in suffixes}


# --- what a template loads ----------------------------------------------------------------------


def unused_loads(template: str) -> list[str]:
    """Return the words of ``{% load %}`` of which a template uses neither tag nor filter."""
    used = {*TAGS.findall(template), *FILTERS.findall(template)}
    libraries = engines["django"].engine.template_libraries  # type: ignore[attr-defined]
    return [
        word
        for words, of in plan.LOADED.findall(template)
        for word in words.split()
        if used.isdisjoint({word} if of else {*libraries[word].tags, *libraries[word].filters})
    ]


def test_a_template_uses_what_it_loads() -> None:
    loading = [text for text in of_kind(".html").values() if "{% load" in text]
    assert len(loading) > 250
    found = {str(file): bare for file, text in of_kind(".html").items() if (bare := unused_loads(text))}
    assert found == {}


@pytest.mark.parametrize(
    ("template", "unused"),
    [
        ("{% load i18n ui %}{% translate 'Words' %}", ["ui"]),
        ("{% load i18n ui %}{% translate 'Words' as words %}{{ words|full_stop }}", []),
        ("{% load ui %}{% filter tied %}word{% endfilter %}", []),
        ("{% load tied command from ui %}{{ word|tied }}", ["command"]),
    ],
)
def test_a_load_that_is_not_used_is_found(template: str, unused: list[str]) -> None:
    assert unused_loads(template) == unused


# --- what a page is given -----------------------------------------------------------------------


def given_to_a_page(source: str) -> Iterator[str]:
    """Yield the words of what a template is drawn with: beside its crumbs, in ``render``, or under a name handed to it."""
    if "render(" not in source and '"crumbs"' not in source:
        return
    handed = set(re.findall(r"\brender\([^()]*?, (\w+)[,)]", source))
    for node in nodes_in(source):
        if isinstance(node, ast.Assign):
            is_a_page = ast.unparse(node.targets[0]) in handed
            given = [node.value] if is_a_page else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "render":
            given = node.args
        elif isinstance(node, ast.Dict) and '"crumbs"' in source:
            given = [node] if "crumbs" in words_of(node) else []
        else:
            continue
        yield from (word for part in given if isinstance(part, ast.Dict) for word in words_of(part))


def words_of(page: ast.Dict) -> list[str]:
    return [key.value for key in page.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]


def unread(
    by_room: Mapping[str, list[str]], templates: Mapping[str, str], named: Mapping[str, str]
) -> set[str]:
    """Return room and word of what no source reads, and no template of the room or of another that it takes one from."""
    words = {room: set(re.findall(r"\w+", text)) for room, text in templates.items()}
    taken = {
        # Around every page stands what ``ui`` draws.
        room: {room, "ui", *TAKEN.findall(text + templates.get(room, ""))} & words.keys()
        for room, text in named.items()
    }
    return {
        f"{room}: {word}"
        for room, given in by_room.items()
        for word in given
        if not any(word in words[other] for other in taken[room])
        and named[room].count(f'"{word}"') == given.count(word)
    }


def test_what_a_page_is_given_is_read() -> None:
    given: dict[str, list[str]] = {}
    templates: dict[str, str] = {}
    named: dict[str, str] = {}
    for file, text in of_kind(".html", ".py").items():
        room = file.relative_to(plan.PLATFORM).parts[0]
        if file.suffix == ".html":
            templates[room] = templates.get(room, "") + text
        else:
            named[room] = named.get(room, "") + text
            given.setdefault(room, []).extend(given_to_a_page(text))
    assert sum(map(len, given.values())) > 700
    assert unread(given, templates, named) == set()


def test_what_nobody_reads_is_found() -> None:
    source = (
        'def show(request):\n    page = {"rows": [], "lost": 1}\n    return render(request, "a.html", page)'
    )
    beside = 'def page():\n    return {"gone": 2, "crumbs": []}\ndef other():\n    return {"no_page": 3}'
    given = {"ndc": [*given_to_a_page(source), *given_to_a_page(beside)]}
    templates = {"ndc": '{% include "ui/trail.html" %}{{ rows }}', "ui": "{{ crumbs }}"}
    assert unread(given, templates, {"ndc": source + beside}) == {"ndc: lost", "ndc: gone"}


# --- blocks, and what style sheets and scripts name -----------------------------------------------


def test_every_block_is_filled_by_another_template() -> None:
    """A block that one template alone names is its text with two marks around it."""
    named = Counter(block for text in of_kind(".html").values() for block in set(BLOCKS.findall(text)))
    assert len(named) > 10 and [block for block, times in named.items() if times == 1] == []


@cache
def sheets() -> str:
    files = plan.PLATFORM.glob("*/static/**/*.css")
    return re.sub(r"/\*.*?\*/", "", "\n".join(file.read_text("utf-8") for file in files), flags=re.DOTALL)


def unused_in(sheet: str, text: str) -> set[str]:
    """Return the properties and movements of a style sheet that nothing asks for, and the ids and marks that nothing bears."""
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", sheet)) | set(re.findall(r"--\w[\w-]*", text))
    chosen = re.sub(r"\{[^{}]*\}", "{}", re.sub(r"\"[^\"]*\"", "", sheet))
    marks = set(re.findall(r"#([A-Za-z][\w-]*)|\[(data-[\w-]+)", chosen))
    bare = {mark for pair in marks for mark in pair if mark and mark not in text}
    moved = set(re.findall(r"[\w-]+", " ".join(re.findall(r"animation(?:-name)?\s*:([^;}]*)", sheet + text))))
    bare |= set(re.findall(r"@keyframes\s+([\w-]+)", sheet)) - moved
    return bare | set(re.findall(r"(--[\w-]+)\s*:", sheet)) - asked


def test_every_property_id_and_mark_of_a_style_sheet_is_used() -> None:
    assert sheets().count("var(--") > 100
    assert unused_in(sheets(), "\n".join(texts().values())) == set()


def test_a_property_that_nothing_asks_for_is_found() -> None:
    sheet = ":root { --ink: #fff; --old: 1 } #map, [data-gone] { color: var(--ink) } [data-once] { top: 0 }"
    assert unused_in(sheet, '<p id="map" data-once>') == {"--old", "data-gone"}
    moving = (
        "@keyframes nobody { to { top: 0 } } @keyframes turn { to { top: 1px } } p { animation: turn 1s }"
    )
    assert unused_in(moving, "") == {"nobody"}


def unused_names(script: str) -> set[str]:
    """Return what scripts give a name and name nowhere else."""
    given = re.findall(r"\bfunction\s+(\w+)|\b(?:const|let)\s+(\w+)\s*=", script)
    times = Counter(re.findall(r"\w+", script))
    return {name for pair in given for name in pair if name and times[name] == 1}


def test_every_name_of_a_script_is_used() -> None:
    script = "\n".join(of_kind(".js").values())
    assert script.count("function") > 50 and unused_names(script) == set()
    assert unused_names("function draw() { const top = 1 }\ndraw()") == {"top"}


def test_every_picture_font_sheet_and_script_is_asked_for() -> None:
    files = [file for file in plan.PLATFORM.glob("*/static/**/*") if file.suffix in ASKED_FOR_BY_NAME]
    text = sheets() + "\n".join(texts().values())
    assert len(files) > 5 and [file.name for file in files if file.name not in text] == []


# --- what nothing points at, and what nothing leads to ------------------------------------------------


# The id of a head is an address: whoever cites a part of a page has it, and we do not know who does.
BORNE = re.compile(r"<(?!h[1-6]\b)[a-z]\w*\b[^<>]*?\sid=\"([A-Za-z][\w-]*)\"")
POINTED = re.compile(
    r"#([A-Za-z][\w-]*)|\b(?:for|form|list|headers|popovertarget|commandfor|aria-[\w-]+|data-[\w-]+)=\"([\w -]+)\""
)
IN_QUOTES, TAG = re.compile(r"[\"']([A-Za-z][\w-]*)[\"']"), re.compile(r"{[%{].*?[%}]}")


def pointed_at_by_nothing(templates: str, sources: str, sheet: str) -> set[str]:
    """Return the ids of templates that no part of a page and no name in a source or a tag points at."""
    pointed = {
        word for pair in POINTED.findall(templates + sources + sheet) for word in " ".join(pair).split()
    }
    named = set(IN_QUOTES.findall("\n".join((sources, *TAG.findall(templates)))))
    return set(borne(templates)) - pointed - named


def borne(templates: str) -> list[str]:
    """Return the ids that templates write out, but for those that a tag makes."""
    return BORNE.findall(TAG.sub("…", templates))


def test_every_id_of_a_template_is_pointed_at() -> None:
    templates, sources = "\n".join(of_kind(".html").values()), "\n".join(of_kind(".py", ".js").values())
    assert len(borne(templates)) > 20
    assert pointed_at_by_nothing(templates, sources, sheets()) == set()


def test_an_id_that_nothing_points_at_is_found() -> None:
    templates = (
        '<h2 id="part"><p class="a" id="nobody"><p {% if x %}class="b"{% endif %} id="gone"><a href="#here">'
        '<i id="here"><i id="there"><label for="field"><input id="field"><p id="seen">{% show "kept" %}<b id="kept">'
    )
    assert pointed_at_by_nothing(templates, 'find("seen")', "#there { top: 0 }") == {"nobody", "gone"}


# Routes that are named nowhere, and what leads to them.
LED_OTHERWISE = {
    "evidence:guess": "an address that somebody typed",
    "evidence:propose_criterion_judgement": "the end of its page's own address",
    "evidence:propose_judgement": "the end of its page's own address",
    "network:demo": "its address is told where a site starts with the example",
    "work:healthz": "what watches a server asks for it",
}
ROUTE = re.compile(r"\bname=\"(\w+)\"")
NAMED = re.compile(r"[\"'](\w+:\w+)[\"']")
PUT_TOGETHER = re.compile(r"[\"'](\w+):((?:\w|{[^{}]*})*{[^{}]*}(?:\w|{[^{}]*})*)[\"']")


def led_to_by_nothing(routes: set[str], text: str) -> set[str]:
    """Return the routes whose names stand nowhere, whole or put together of more than a name that is given."""
    named = set(NAMED.findall(text))
    patterns = [
        re.compile(rf"{room}:" + r"\w+".join(re.split("{[^{}]*}", name)))
        for room, name in PUT_TOGETHER.findall(text)
        if re.sub("{[^{}]*}|_", "", name)
    ]
    return {route for route in routes - named if not any(pattern.fullmatch(route) for pattern in patterns)}


def test_something_leads_to_every_route() -> None:
    urls = {file.parent.name: text for file, text in of_kind(".py").items() if file.name == "urls.py"}
    routes = {
        f"{room}:{name}" for room, text in urls.items() if "app_name" in text for name in ROUTE.findall(text)
    }
    text = "\n".join(text for file, text in texts().items() if file.name != "urls.py")
    assert len(routes) > 350
    assert led_to_by_nothing(routes, text) == set(LED_OTHERWISE)


def test_a_route_that_nothing_leads_to_is_found() -> None:
    routes = {f"demands:{name}" for name in ("list", "nobody", "land_file", "land_old", "listed")}
    text = "{% url 'demands:list' %} reverse(f\"demands:{matter}_file\") reverse(f'demands:{name}')"
    assert led_to_by_nothing(routes, text) == {"demands:nobody", "demands:land_old", "demands:listed"}

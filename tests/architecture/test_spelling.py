"""What a reader sees has one apostrophe, ’, and one way to write a range of numbers, 38–43."""

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.plan import ROOT, nodes_in

TRANSLATIONS: dict[str, Any] = runpy.run_path(str(ROOT / "bin" / "translations.py"))
CATALOGUES = [TRANSLATIONS[name]["ru"] for name in ("PLATFORM", "SCIENCE")]
# In a command, a path or an example of code it stands before no letter of a word’s end.
STRAIGHT = re.compile(r"(?:[A-Za-z}]|^)'(?:s|t|re|ve|ll|m|d)\b|s' [a-z]")
# Numbers, and the places of a sentence where numbers come.
WIDE_RANGE = re.compile(r"(?:\d|\}|\)[sd]) [–-] (?:[\d−{]|%\()")
# Django’s own sentences are known by their letters; what is looked for in letters of others is as they write it.
OF_OTHERS = ("src/tamyr/ui/pages/terminal.py", "src/tamyr/replies/logic/")
# What a document prints and how it is called is quoted to the letter, and hashed.
QUOTED = re.compile(r"\s*(?:printed|title)\w* = ")


def straight_texts(source: str) -> Iterator[str]:
    """Yield the texts of a program with a straight apostrophe in a word; what explains the program is none."""
    if not STRAIGHT.search(source):
        return
    nodes = nodes_in(source)
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from [node.value] * bool(STRAIGHT.search(node.value))


def seen() -> Iterator[Path]:
    """Yield the programs whose texts somebody reads on a page, in a file or at the terminal."""
    for file in (*sorted((ROOT / "src").rglob("*.py")), ROOT / "manage.py", ROOT / "bin" / "recount.py"):
        place = file.relative_to(ROOT)
        if not {"tests", "migrations"} & set(place.parts) and not place.as_posix().startswith(OF_OTHERS):
            yield file


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""A person\'s."""\nx = "A person’s."', 0),
        ('x = "A person\'s."', 1),
        ('say(f"{name}\'s own")', 1),
        ("x = \"pip install 'tamyr[pdf]'\"", 0),
    ],
)
def test_a_straight_apostrophe_is_found(source: str, found: int) -> None:
    assert len(list(straight_texts(source))) == found


def test_no_text_of_ours_has_a_straight_apostrophe() -> None:
    files = list(seen())
    assert len(files) > 1000
    texts = ((file, text) for file in files for text in straight_texts(file.read_text(encoding="utf-8")))
    assert [f"{file.relative_to(ROOT)}: {text}" for file, text in texts] == []


def test_no_text_in_english_beside_the_programs_has_one() -> None:
    files = [file for file in sorted((ROOT / "src").rglob("*.toml")) if file.name != "fields.toml"]
    assert len(files) > 20
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    shown = [line for line in lines if not line.lstrip().startswith("#") and not QUOTED.match(line)]
    assert [line for line in shown if STRAIGHT.search(line)] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=("platform", "science"))
def test_no_text_to_translate_has_another_apostrophe_or_range(file: Path) -> None:
    catalogue = TRANSLATIONS["read"](ROOT / file, "ru")
    texts: list[str] = []
    for message in catalogue:
        places = [
            f"src/{'' if 'climate' in place else 'tamyr/'}{place}" for place, _line in message.locations
        ]
        if message.id and not any(place.startswith(OF_OTHERS) for place in places):
            for said in (message.id, message.string):
                texts += [said] if isinstance(said, str) else said
    assert len(texts) > 1000
    assert [text for text in texts if STRAIGHT.search(text) or WIDE_RANGE.search(text)] == []

"""Whoever follows a recipe gets what it promises, and a recipe that no longer fits is named at once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.recipes import (
    HOW_TO,
    INDEX,
    ROOT,
    Change,
    DoesNotFit,
    Run,
    apply,
    changed,
    environment,
    run,
    steps,
)

PAGES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(HOW_TO.glob("*.md"))}
RECIPES = [name for name, page in PAGES.items() if any(isinstance(step, Change) for step in steps(page))]
PROMISED = (
    "a-background-task",
    "a-chart",
    "a-language",
    "a-page-type",
    "a-principle",
    "a-role",
    "a-source",
    "an-export-column",
    "an-exposure-rule",
)
RUFF = str(Path(sys.executable).with_name("ruff"))
COPIED = ("src", "tests", "bin", "docs", "conftest.py", "manage.py", "pyproject.toml")


def test_there_is_a_recipe_for_each_extension() -> None:
    assert {f"add-{extension}" for extension in PROMISED} <= set(RECIPES)


def test_the_index_leads_to_every_page() -> None:
    index = INDEX.read_text(encoding="utf-8")
    missing = [name for name in PAGES if name != INDEX.stem and f"]({name}.md)" not in index]
    assert missing == []


# The one that touches most; `make test-trials` follows the others.
TELLING = ("add-a-principle",)


@pytest.mark.parametrize("name", RECIPES)
def test_every_change_fits_the_code_of_today(name: str) -> None:
    texts: dict[str, str | None] = {}
    for step in steps(PAGES[name]):
        if isinstance(step, Change):
            file = ROOT / step.path
            before = file.read_text(encoding="utf-8") if file.exists() else None
            after = changed(step, texts.get(step.path, before))
            texts[step.path] = after
    for path, text in texts.items():
        if path.endswith(".py"):
            assert tidy(path, str(text)) == text, f"{name}: ruff format writes {path} otherwise"


def tidy(path: str, text: str) -> str:
    """Return a file as ruff formats it, at its place in the house; refuse what ruff finds wrong with it."""
    for act in (("check", "--quiet"), ("format", "--quiet")):
        command = [RUFF, *act, "--stdin-filename", path, "-"]
        finished = subprocess.run(
            command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=False
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_shows_that_it_works(name: str) -> None:
    shown = [step for step in steps(PAGES[name]) if isinstance(step, Run) and step.says]
    assert shown and not shown[-1].refuses


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.whole if name in TELLING else pytest.mark.trial)
        for name in RECIPES
    ],
)
def test_following_a_recipe_gives_what_it_promises(name: str, tmp_path: Path) -> None:
    for place in COPIED:
        if (ROOT / place).is_dir():
            shutil.copytree(ROOT / place, tmp_path / place, ignore=shutil.ignore_patterns("browser"))
        else:
            shutil.copy(ROOT / place, tmp_path)
    environment(tmp_path)
    for step in steps(PAGES[name]):
        if isinstance(step, Change):
            apply(step, tmp_path)
        else:
            run(step, tmp_path)


def test_a_change_that_no_longer_fits_is_named() -> None:
    change = Change("src/a.py", "diff", " FIRST = 1\n+SECOND = 2\n")
    assert changed(change, "FIRST = 1\n") == "FIRST = 1\nSECOND = 2\n"
    for before in ("FIRST = 3\n", "FIRST = 1\nFIRST = 1\n", None):
        with pytest.raises(DoesNotFit, match=r"src/a\.py"):
            changed(change, before)
    with pytest.raises(DoesNotFit, match="is there already"):
        changed(Change("src/a.py", "new", "FIRST = 1\n"), "")

"""The recipes of ``docs/how-to`` as steps that a program can follow: files, changes, commands.

A recipe is a page that begins with ``# Add`` or ``# Hide``. In it stand, in the order in which they are done:

- ``In `path`, a new file:`` and a block, the whole file
- ``In `path`, at the end:`` and a block
- ``In `path`:`` and a ``diff`` block; its hunks are parted by ``@@`` lines
- a ``sh`` block of commands, then ``It prints:`` or ``It refuses:`` and a ``text`` block of lines
  that stand in what it says
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to"
INDEX = HOW_TO / "README.md"
BLOCK = r"\n\n```(?P<{0}kind>\w+)\n(?P<{0}text>.*?)^```$"
STEPS = re.compile(
    r"^In `(?P<path>[^`\n]+)`(?P<how>, a new file|, at the end|):"
    + BLOCK.format("file_")
    + r"|^```sh\n(?P<command>.*?)^```$(?:\n\nIt (?P<verdict>prints|refuses):"
    + BLOCK.format("said_")
    + r")?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Change:
    """What a recipe does to one file; ``how`` is ``new``, ``end`` or ``diff``."""

    path: str
    how: str
    text: str


@dataclass(frozen=True)
class Run:
    """Commands, whether they refuse, and lines that stand in what they say."""

    command: str
    refuses: bool = False
    says: tuple[str, ...] = ()


Step = Change | Run


class DoesNotFit(AssertionError):
    """A recipe names something that is no longer so."""


def steps(page: str) -> Iterator[Step]:
    for step in STEPS.finditer(page):
        if step["command"] is not None:
            said = tuple(line.strip() for line in (step["said_text"] or "").splitlines() if line.strip())
            yield Run(step["command"], refuses=step["verdict"] == "refuses", says=said)
        else:
            how = {", a new file": "new", ", at the end": "end", "": "diff"}[step["how"]]
            yield Change(step["path"], how, step["file_text"])


def changed(change: Change, before: str | None) -> str:
    """Return a file's text after a change; raise ``DoesNotFit`` where the change has no place in it."""
    if change.how == "new":
        if before is not None:
            raise DoesNotFit(f"{change.path} is there already")
        return change.text
    if before is None:
        raise DoesNotFit(f"{change.path} is not there")
    if change.how == "end":
        # As far apart as such files have it; a page's blocks begin with no empty lines.
        apart = {".po": "\n\n", ".py": "\n\n\n"}.get(Path(change.path).suffix, "\n")
        return f"{before.rstrip()}{apart}{change.text}"
    for hunk in re.split(r"^@@.*\n", change.text, flags=re.MULTILINE):
        before = _with_hunk(change.path, hunk, before)
    return before


def _with_hunk(path: str, hunk: str, before: str) -> str:
    lines = hunk.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    new = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    places = [place.start() for place in re.finditer(rf"^{re.escape(old)}", before, re.MULTILINE)]
    if len(places) != 1:
        raise DoesNotFit(f"{path} has {len(places)} times, where one is needed:\n{old}")
    return before[: places[0]] + new + before[places[0] + len(old) :]


def apply(change: Change, root: Path) -> None:
    file = root / change.path
    after = changed(change, file.read_text(encoding="utf-8") if file.exists() else None)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(after, encoding="utf-8")


def run(step: Run, root: Path) -> None:
    """Do what a person would type, in a copy of the house; raise ``DoesNotFit`` for another answer."""
    ours = ("TAMYR_", "PYTEST_", "DJANGO_", "PORT", "DATABASE_URL", "LC_", "LANG")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    finished = subprocess.run(
        ["sh", "-ec", step.command],
        cwd=root,
        env={
            **environ,
            "PYTHONPATH": str(root / "src"),
            "PYTEST_TIMEOUT": "500",
            "COLUMNS": "200",
            "LC_ALL": "C.UTF-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    missing = [line for line in step.says if line not in finished.stdout]
    if missing or (finished.returncode != 0) is not step.refuses:
        raise DoesNotFit(
            f"{step.command}ended with {finished.returncode} and did not say {missing}:\n{finished.stdout}"
        )


def environment(root: Path) -> None:
    """Let ``.venv/bin/…`` in a copy of the house mean the programs that run now."""
    (root / ".venv").symlink_to(sys.prefix)

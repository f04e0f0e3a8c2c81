"""What the pages of documentation name: files, links, symbols, words of the code, commands. History is left out."""

import re
import shlex
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.house.recipes import ROOT, Change, steps

PAGES = (
    *(
        ROOT / name
        for name in (
            "README.md",
            "README.ru.md",
            "ARCHITECTURE.md",
            "CONTRIBUTING.md",
            "SECURITY.md",
            "CODE_OF_CONDUCT.md",
        )
    ),
    *sorted(file for file in (ROOT / "docs").rglob("*.md") if "decisions" not in file.parts),
)
SOURCES = ("src", "tests", "bin", "benchmarks", "docs", "requirements", "packages", "deploy")
ENDINGS = r"py|toml|md|pot|po|html|xml|json|txt|typ|css|js|gz"
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PLACE = re.compile(rf"(?:{'|'.join(SOURCES)})/[\w./<>*…-]*|[\w./<>*-]+\.(?:{ENDINGS})")
SYMBOL = re.compile(r"(?:tamyr|climate_pathways)(?:\.\w+)+")
NAME = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z_]\w*)*(?:\(.*\))?")
WORD = re.compile(r"[A-Za-z_]\w+")
IMPORT = re.compile(r"^ *from ((?:tamyr|climate_pathways)[\w.]*) import (?:\(([^)]*)\)|(.+))$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page's prose with its code spans, and its blocks of code by language."""

    path: Path
    text: str

    @property
    def prose(self) -> str:
        return FENCE.sub("", self.text)

    @property
    def spans(self) -> list[str]:
        return [span[1] for span in SPAN.finditer(self.prose)]

    @property
    def made(self) -> set[str]:
        """The files that a reader of the page makes."""
        return {step.path for step in steps(self.text) if isinstance(step, Change)}

    def blocks(self, *languages: str) -> list[str]:
        return [block[2] for block in FENCE.finditer(self.text) if block[1] in languages]


def pages() -> list[Page]:
    return [Page(file, file.read_text(encoding="utf-8")) for file in PAGES]


# --- files ------------------------------------------------------------------------------------


@cache
def files() -> frozenset[str]:
    """Return every file and folder of the house by its path from the root."""
    kept = [file for place in SOURCES for file in (ROOT / place).rglob("*")]
    top = [file for file in ROOT.iterdir() if file.is_file()]
    ours = [file for file in (*kept, *top) if "__pycache__" not in file.parts]
    return frozenset(file.relative_to(ROOT).as_posix() for file in ours)


def missing_files(page: Page, known: Set[str]) -> Iterator[str]:
    """Yield what stands in a code span like a file's place, and is none: whole, or its last parts."""
    there = known | page.made
    for span in page.spans:
        if span not in there and PLACE.fullmatch(span):
            wanted = re.compile(r"(?:.*/)?" + re.sub(r"\\\*|<\w+>|…", r"[^/]+", re.escape(span.rstrip("/"))))
            if not any(wanted.fullmatch(path) for path in there):
                yield span


def broken_links(page: Page) -> Iterator[str]:
    for link in LINK.findall(page.prose):
        if not link.startswith(("http", "mailto:", "/")) and not (page.path.parent / link).exists():
            yield link


# --- symbols ----------------------------------------------------------------------------------


def words_of_the_code() -> set[str]:
    """Return every word of the sources and settings, for names that stand alone in a sentence."""
    found: set[str] = set()
    texts = [file for place in SOURCES[:4] for file in (ROOT / place).rglob("*.py")]
    for file in (*texts, *(ROOT / "bin").iterdir(), ROOT / "pyproject.toml", ROOT / "Makefile"):
        if file.is_file() and "recipes" not in file.stem:
            found |= set(WORD.findall(file.read_text(encoding="utf-8")))
    return found


def unknown_names(page: Page, known: Set[str]) -> Iterator[str]:
    """Yield names with a mark of code in them (``max_rows``, ``ReadTwice``, ``LINES``) that no code has."""
    there = known | {word for block in page.blocks("python", "py", "diff") for word in WORD.findall(block)}
    for span in page.spans:
        bare = span.split("(")[0]
        if (
            NAME.fullmatch(span)
            and re.search(r"_|[a-z][A-Z]|^[A-Z]{4,}|\.", bare)
            and not PLACE.fullmatch(span)
        ):
            yield from (f"{span}: {word}" for word in WORD.findall(bare) if word not in there)


def symbols(page: Page) -> Iterator[str]:
    """Yield the modules and names of ours that a page's sentences and examples import, but for what it adds."""
    yield from (span for span in page.spans if SYMBOL.fullmatch(span))
    lines = "".join(page.blocks("diff")).splitlines()
    added = {word for line in lines if line.startswith("+") for word in WORD.findall(line)}
    for block in page.blocks("python", "py", "sh"):
        for module, several, one in IMPORT.findall(block):
            if f"src/{module.replace('.', '/')}.py" not in page.made:
                names = {name.split(" as ")[0].strip() for name in (several or one).split(",")}
                yield from (f"{module}.{name}" for name in sorted(names - added - {""}))


# --- commands ---------------------------------------------------------------------------------


def commands(page: Page) -> Iterator[list[str]]:
    """Yield the words of every command line that starts one of our programs."""
    spans = [span for span in page.spans if re.match(r"(make|pathways|manage\.py|\.venv/bin/\w+) ", span)]
    lines = [line for block in page.blocks("sh") for line in re.sub(r"\\\n", " ", block).splitlines()]
    for line in (*spans, *lines):
        for part in re.split(r"&&|;|\|", line.split(" #")[0]):
            try:
                words = shlex.split(part.replace("…", "").replace("'", '"'))
            except ValueError:  # A word of a sentence, or a line of a text that a command is given.
                continue
            if words and (words[0] in ("make", "pathways", "manage.py") or words[0].startswith(".venv/bin/")):
                yield [word.removeprefix(".venv/bin/") for word in words]


@cache
def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def options_of(words: Iterable[str]) -> list[str]:
    return [word.split("=")[0] for word in words if word.startswith("--") and len(word) > 2]

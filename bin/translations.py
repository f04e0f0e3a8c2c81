#!/usr/bin/env python3
"""Collect the texts to translate (``bin/translations.py collect``) or say what lacks (``check``).

Two catalogues for each language: the platform's, collected by Django with GNU gettext, and the
science's, collected by Babel from its own words ``mark`` and ``say``. Beside each pair lies a template
without translations (``.pot``), by which a translation platform serves them.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
# English is the language of the source.
LANGUAGES = ("ru",)
PLATFORM = {code: Path("src/tamyr/locale", code, "LC_MESSAGES", "django.po") for code in LANGUAGES}
SCIENCE = {code: Path("src/climate_pathways/locale", f"{code}.po") for code in LANGUAGES}
TEMPLATES = (Path("src/tamyr/locale/django.pot"), Path("src/climate_pathways/locale/template.pot"))
PLACE = re.compile(r"(?<!\{)\{(\w+)(?:![rsa])?(?::[^{}]*)?\}(?!\})")
# Sentences are given a country's name and its form after “of”: a language takes the one that it needs.
FORMS = {"of": "name"}
SPOKEN = ("climate_pathways/assessment/sentences/", "climate_pathways/figures/sentences/")
KEYWORDS = {"mark": None, "say": (2,)}


def read(file: Path, language: str | None) -> Catalog:
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as handle:
        return read_po(handle, locale=language, abort_invalid=True)


def collect(root: Path) -> None:
    for language in LANGUAGES:
        collect_platform(root, language)
        collect_science(root, language)


def collect_platform(root: Path, language: str) -> None:
    file = root / PLATFORM[language]
    file.parent.mkdir(parents=True, exist_ok=True)
    environ = {
        **os.environ,
        "PYTHONPATH": str(root / "src"),
        "DJANGO_SETTINGS_MODULE": "tamyr.config.settings.base",
        "TAMYR_DATA_DIR": str(root / "var"),
    }
    command = [sys.executable, "-m", "django", "makemessages", "--locale", language, "--verbosity", "0"]
    options = ["--add-location", "file", "--no-obsolete", "--ignore", "tests", "--no-wrap", "--keep-pot"]
    subprocess.run([*command, *options], cwd=root / "src" / "tamyr", env=environ, check=True)
    keep_plain_header(file)
    keep_plain_header(root / TEMPLATES[0])


def collect_science(root: Path, language: str) -> None:
    folder = root / "src" / "climate_pathways"
    template = Catalog()
    for name, _line, text, comments, context in extract_from_dir(
        folder, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        template.add(
            text, locations=[(f"climate_pathways/{name}", 0)], auto_comments=comments, context=context
        )
    file = root / SCIENCE[language]
    catalogue = read(file, language)
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    file.parent.mkdir(exist_ok=True)
    write(file, catalogue)
    write(root / TEMPLATES[1], template)


def write(file: Path, catalogue: Catalog) -> None:
    with file.open("wb") as handle:
        write_po(handle, catalogue, width=0, include_lineno=False, sort_by_file=True)
    keep_plain_header(file)


def keep_plain_header(file: Path) -> None:
    """Drop header lines that name people, dates and tools: they change without a text changing."""
    kept = ("Language:", "MIME-Version", "Content-", "Plural-Forms")
    head, rest = file.read_text("utf-8").split("\n\n", 1)
    lines = [line for line in head.split("\n") if not line.startswith('"') or line[1:].startswith(kept)]
    if file.suffix == ".pot":
        # It has no language yet, and what stands in the places of one cannot be read.
        lines = [line for line in lines if not line.startswith(("#", '"Language:', '"Plural-Forms'))]
    file.write_text("\n".join(lines) + "\n\n" + rest, "utf-8")


def texts(catalogue: Catalog) -> set[tuple[str, ...]]:
    ids = [message.id for message in catalogue if message.id]
    return {(text,) if isinstance(text, str) else tuple(text) for text in ids}


def misplaced(message: Message, said: str) -> list[str]:
    """Return what is wrong with the ``{places}`` of a translation; a form of a name counts as the name."""
    text = message.id if isinstance(message.id, str) else " ".join(message.id)
    asked, given = (PLACE.findall(words) for words in (text, said))
    # A place that nobody passes stops the page; one that is left out loses a number.
    if {FORMS.get(place, place) for place in asked} != {FORMS.get(place, place) for place in given}:
        return [f"other places: {text!r}"]
    is_spoken = all(file.startswith(SPOKEN) for file, _ in message.locations)
    unknown = [place for place in FORMS if place in given and place not in asked and not is_spoken]
    return [f"nobody passes {{{place}}} there: {text!r}" for place in unknown]


def unfinished(catalogue: Catalog) -> list[str]:
    messages = []
    for message in catalogue:
        parts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(parts)):
            messages.append(f"{'doubtful' if message.fuzzy else 'untranslated'}: {message.id!r}")
        messages += [f"{error}: {message.id!r}" for error in message.check(catalogue)]
        if message.id and all(parts):
            messages += misplaced(message, " ".join(map(str, parts)))
        if message.previous_id or any("msgid" in comment for comment in message.user_comments):
            messages.append(f"an earlier text is left beside it: {message.id!r}")
    return messages


def faults() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(
            ROOT / "src", Path(folder, "src"), ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
        collect(Path(folder))
        templates = [fault for file in TEMPLATES for fault in stale(file, Path(folder))]
        catalogues = [(file, code) for code in LANGUAGES for file in (PLATFORM[code], SCIENCE[code])]
        return [
            *templates,
            *(fault for file, code in catalogues for fault in compare(file, code, Path(folder))),
        ]


def compare(file: Path, language: str, fresh: Path) -> list[str]:
    return stale(file, fresh, language) + [
        f"{file}: {fault}" for fault in unfinished(read(ROOT / file, language))
    ]


def stale(file: Path, fresh: Path, language: str | None = None) -> list[str]:
    kept, found = texts(read(ROOT / file, language)), texts(read(fresh / file, language))
    lacking = [f"{file}: not collected, run make translations: {text[0]!r}" for text in sorted(found - kept)]
    gone = [
        f"{file}: no longer in the code, run make translations: {text[0]!r}" for text in sorted(kept - found)
    ]
    return lacking + gone


def main() -> None:
    if sys.argv[1:] == ["collect"]:
        collect(ROOT)
    elif sys.argv[1:] != ["check"]:
        sys.exit(f"bin/translations.py: {' '.join(sys.argv[1:])!r} is not one of: collect, check")
    elif found := faults():
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()

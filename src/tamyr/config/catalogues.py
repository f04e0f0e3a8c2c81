"""Compile the translations that Django reads: ``python -m tamyr.config.catalogues``, where a start may not write."""

import io
import os
from hashlib import sha256
from pathlib import Path

from babel.messages import mofile, pofile

from tamyr.config.terminal import refuse_arguments

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_catalogues(folder: Path) -> None:
    """Write a ``.mo`` beside each ``.po`` under ``folder`` that has none made of the same words.

    A file's date says nothing: a release that is unpacked bears the dates of those who packed it.
    """
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        words = source.read_bytes()
        if not target.exists() or not target.read_bytes().endswith(made_of(words)):
            compile_catalogue(source, words, target)


def made_of(words: bytes) -> bytes:
    """Return what a compiled catalogue ends with, behind all that its readers look at."""
    return sha256(words).digest()


def compile_catalogue(source: Path, words: bytes, target: Path) -> None:
    messages = pofile.read_po(
        io.BytesIO(words), locale=source.parts[-3], domain=source.stem, abort_invalid=True
    )
    compiled = io.BytesIO()
    mofile.write_mo(compiled, messages)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.write_bytes(compiled.getvalue() + made_of(words))
    draft.replace(target)  # In one step: another process may be reading it.


def main() -> None:
    refuse_arguments("Compile the catalogues of words.", "Собрать каталоги переводов.")
    compile_catalogues(LOCALE)


if __name__ == "__main__":
    main()

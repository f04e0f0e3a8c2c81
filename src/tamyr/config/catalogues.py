"""Compile the translations that Django reads: ``python -m tamyr.config.catalogues``, where a start may not write."""

import io
import os
import sys
from pathlib import Path

from babel.messages import mofile, pofile

from tamyr.config.terminal import said

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_catalogues(folder: Path) -> None:
    """Write a ``.mo`` beside each ``.po`` under ``folder`` that has none newer than itself."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_catalogue(source, target)


def compile_catalogue(source: Path, target: Path) -> None:
    with source.open("rb") as handle:
        messages = pofile.read_po(handle, locale=source.parts[-3], domain=source.stem, abort_invalid=True)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, messages)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    draft.write_bytes(compiled.getvalue())
    draft.replace(target)  # In one step: another process may be reading it.


def main() -> None:
    if sys.argv[1:]:
        given = " ".join(sys.argv[1:])
        sys.exit(
            said(
                f"Nothing more is to be said here: “{given}”.", f"Здесь ничего добавлять не нужно: «{given}»."
            )
        )
    compile_catalogues(LOCALE)


if __name__ == "__main__":
    main()

"""Words set as a paper: a PDF that is read out as it is read, and the same bytes for the same words."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from importlib import resources
from typing import Any, Final

from climate_pathways.charts import font_folder
from climate_pathways.core.characters import with_texts
from climate_pathways.core.optional import optional
from climate_pathways.core.ties import tied_text

STANDARD: Final = "ua-1"


def typeset(
    room: str, template: str, content: Mapping[str, Any], dated: datetime, *, adopted: Collection[str]
) -> bytes:
    """Return what a room's template makes of words, which it finds under its own name; no word can turn into markup.

    ``adopted`` names what others wrote and voted on: it stands letter by letter as they did, and its hash with it.
    """
    # Loaded by whoever asks for a paper: no other page waits for the typesetter.
    typst = optional("typst")
    file = resources.files(f"tamyr.{room}").joinpath("templates", room, template)
    with resources.as_file(file) as path:
        made = typst.compile(
            str(path),
            root=str(path.parent),
            font_paths=[str(font_folder())],
            # Fonts of one machine would make other bytes of the same words than those of the next.
            ignore_system_fonts=True,
            sys_inputs={name: _told(words, adopted) for name, words in content.items()},
            format="pdf",
            pdf_standards=[STANDARD],
            timestamp=dated,
        )
    assert isinstance(made, bytes)
    return made


def _told(words: Any, adopted: Collection[str]) -> str:
    return json.dumps(with_texts(words, tied_text, but=adopted), ensure_ascii=False)

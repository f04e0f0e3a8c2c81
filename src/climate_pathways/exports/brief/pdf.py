"""A brief → an accessible PDF (PDF/UA-1): tagged, titled, in its language, one bundled font.

Typst sets it from a template that ships with the package; content goes in as JSON, so that no text
can turn into markup. Nothing is read from disk but the font, nothing is fetched.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any, Final

from climate_pathways.charts.drawing import font_folder
from climate_pathways.core.characters import harmless, with_texts
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.optional import optional
from climate_pathways.core.ties import tied, tied_text
from climate_pathways.core.wording import mark, say
from climate_pathways.exports.brief.content import Brief

STANDARD: Final = "ua-1"
MOST_PAGES = 4
SIZES_PT = (9.0, 8.5, 8.0, 7.7)
LABELS = {
    "page": mark("page {page} of {pages}"),
    "rating": mark("Rating"),
    "of": mark("{step} of 5"),
    "key": mark("In short"),
}


def typeset_pdf(brief: Brief, drawings: Mapping[str, str]) -> bytes:
    """Return the brief as PDF, byte-identical for the same content.

    ``drawings``: picture's identifier → SVG. Raises ``PathwaysError`` where the typesetter refuses.
    """
    # Loaded by whoever asks for a PDF: the other commands must not wait for the typesetter.
    typst = optional("typst")

    # An alternative is read aloud and never laid out in lines.
    words = with_texts({**brief.as_dict(), "labels": _labels(brief)}, tied_text, but=("alternative",))
    content = harmless({**words, "drawings": {name: tied(drawing) for name, drawing in drawings.items()}})
    try:
        return _set(content, datetime.combine(date.fromisoformat(brief.dated), time(), UTC))
    except typst.TypstError as error:
        raise PathwaysError(mark("The brief of {code} could not be set."), code=brief.iso3) from error


def _set(content: dict[str, Any], moment: datetime) -> bytes:
    """Return the PDF in the largest letters with which it keeps to its pages.

    ``moment``: when it counts as made, fixed so that the same content gives the same bytes on any day.
    """
    typst = optional("typst")

    with resources.as_file(resources.files("climate_pathways").joinpath("data", "brief.typ")) as template:
        for size in SIZES_PT:
            compiler = typst.Compiler(
                str(template),
                # No path in the template leads out of this folder.
                root=template.parent,
                font_paths=[str(font_folder())],
                # The fonts of a machine must not change the bytes, nor stand in for missing letters.
                ignore_system_fonts=True,
                sys_inputs={"brief": json.dumps({**content, "size": size}, ensure_ascii=False)},
            )
            # The template notes its number of pages under this name.
            if int(compiler.query("<pages>", field="value", one=True)) <= MOST_PAGES:
                break
        # In the smallest letters it may take more pages: a brief that is too long is printed all the same.
        made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=moment)
    assert isinstance(made, bytes)
    return made


def _labels(brief: Brief) -> dict[str, str]:
    return {
        # The template fills in the pages: nothing else knows them.
        name: say(brief.language, text, page="{page}", pages="{pages}", step=brief.step)
        for name, text in LABELS.items()
    }

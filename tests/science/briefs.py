"""The brief of a country in tests: its content, its paper, and the words that a reader of the paper gets."""

import io
import re
from functools import cache
from typing import Any

import pikepdf
from tests.science.assessed import Assessments
from tests.shipped import DRAWN

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.exports.brief.content import Brief, brief, pictures
from climate_pathways.exports.brief.pdf import typeset_pdf
from climate_pathways.figures.snapshot.snapshot import region


@cache
def content(iso3: str, language: str) -> Brief:
    return brief(Assessments()[iso3], region().sources, language)


@cache
def drawings(iso3: str, language: str) -> dict[str, str]:
    return drawn(Assessments()[iso3], language)


def drawn(assessment: Assessment, language: str) -> dict[str, str]:
    made = pictures(assessment, language)
    return {name: DRAWN.svg(specification, language) for name, specification in made.items()}


@cache
def paper(iso3: str, language: str) -> bytes:
    return typeset_pdf(content(iso3, language), drawings(iso3, language))


def opened(iso3: str, language: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(paper(iso3, language)))


# --- reading a PDF --------------------------------------------------------------------------


def letters(font: Any) -> dict[int, str]:
    """Return glyph → text by the table that a reader copies text with."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(text, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(start + offset)
    return found


def text_of(document: pikepdf.Pdf) -> str:
    """Return the text of all pages without spaces, as far as its fonts say what glyphs mean."""
    return "".join(text_in(page.obj) for page in document.pages)


def text_in(page: Any) -> str:
    return squeezed(text_as_set(page))


def text_as_set(page: Any) -> str:
    fonts = {str(name): letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    said, current = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, instruction.operator
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        if str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else operands
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    raw = bytes(piece)
                    said += [
                        current.get(int.from_bytes(raw[at : at + 2]), "") for at in range(0, len(raw), 2)
                    ]
    return "".join(said)


def squeezed(text: str) -> str:
    # A soft hyphen or the hyphen at a line's end is no part of the words.
    return re.sub(r"[\s\u00ad\u200b\u2011-]", "", text)


def elements(document: pikepdf.Pdf) -> list[Any]:
    """Return every element of the structure tree."""
    found, waiting = [], [document.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append(element)
            if "/K" in element:
                waiting.append(element.K)
    return found

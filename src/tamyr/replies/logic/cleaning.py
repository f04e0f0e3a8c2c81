"""What of a file may be given on: its words, its pixels or its pages as pictures, made anew, with nothing that came along with them."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from climate_pathways.core.optional import optional
from tamyr.replies.logic.reading.charsets import decoded
from tamyr.safety.logic.pictures import PictureRefused, clean_picture

PICTURES = ("image/jpeg", "image/png", "image/webp")
TEXTS = ("text/plain", "text/csv")
PDF = "application/pdf"
CLEANED = (*PICTURES, *TEXTS, PDF)
# As pixels they are in memory all at once.
MOST_PAGES = 60
DOTS_AN_INCH = 110
# Whatever a page says of its size, its longer side becomes that of A4.
PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#let sheet(..size) = image("/" + sys.inputs.letter, format: "pdf", page: int(sys.inputs.page), ..size)
#context {
  let (width, height) = measure(sheet())
  if width > height { sheet(width: 297mm) } else { sheet(height: 297mm) }
}
"""


class TooManyPages(Exception):
    """A document has more pages than are drawn."""


@dataclass(frozen=True)
class Clean:
    content: bytes
    media_type: str


def cleaned(content: bytes, media_type: str) -> Clean | None:
    """Return what of a file can be given on; nothing where it cannot be made anew. To be called apart: it draws what strangers wrote."""
    if media_type in TEXTS:
        return Clean(decoded(content).text.encode(), "text/plain")
    if media_type in PICTURES:
        return _clean_picture(content, media_type)
    return _clean_pages(content) if media_type == PDF else None


def _clean_picture(content: bytes, media_type: str) -> Clean | None:
    try:
        return Clean(clean_picture(content), media_type)
    except PictureRefused:
        return None


def _clean_pages(content: bytes) -> Clean | None:
    typst = optional("typst")
    try:
        pages = [Image.open(io.BytesIO(page)).convert("RGB") for page in _drawn(content)]
    except (typst.TypstError, TooManyPages):
        return None
    out = io.BytesIO()
    # Neither when nor by which program it was made.
    nothing = dict.fromkeys(("creationDate", "modDate", "producer"))
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_AN_INCH, quality=80, **nothing
    )
    return Clean(out.getvalue(), PDF)


def _drawn(content: bytes) -> Iterator[bytes]:
    """Give the pages of a PDF as pictures. Raises the library's error for one that cannot be drawn, or ``TooManyPages``."""
    typst = optional("typst")
    # Nothing of the letter lies on the disk: the library is given a file in memory.
    letter = os.memfd_create("letter")
    with os.fdopen(letter, "wb", closefd=True) as file:
        file.write(content)
        file.flush()
        for page in range(1, MOST_PAGES + 2):
            try:
                yield typst.compile(
                    PAGE,
                    root="/proc/self/fd",
                    format="png",
                    ppi=DOTS_AN_INCH,
                    ignore_system_fonts=True,
                    sys_inputs={"letter": str(letter), "page": str(page)},
                )
            except typst.TypstError as error:
                if page == 1 or f"page {page} does not exist" not in error.message:
                    raise
                return
    raise TooManyPages

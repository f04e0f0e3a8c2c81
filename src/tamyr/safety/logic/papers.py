"""The pages of a PDF drawn again as pictures on fresh pixels, so that nothing travels along with them."""

import io
import os
from dataclasses import dataclass
from typing import Literal

from PIL import Image, PdfParser

from climate_pathways.core.optional import optional

PDF = "application/pdf"
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
Fault = Literal["locked", "broken", "too-many-pages"]


class PaperRefused(Exception):
    """A PDF that is not drawn, and the fault; who shows it says it in words."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Paper:
    """A PDF in which nothing but pictures of pages is left, and how many."""

    content: bytes
    pages: int


def clean_paper(content: bytes, most: int = MOST_PAGES) -> Paper:
    """Return a PDF of pictures of the pages of one; raise ``PaperRefused``. To be called apart: it draws what strangers wrote."""
    pages = [Image.open(io.BytesIO(page)).convert("RGB") for page in _drawn(content, most)]
    out = io.BytesIO()
    # Neither when nor by which program it was made.
    nothing = dict.fromkeys(("creationDate", "modDate", "producer"))
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS_AN_INCH, quality=80, **nothing
    )
    return Paper(out.getvalue(), len(pages))


def pages_of(paper: bytes) -> list[bytes]:
    """Return the pictures of a PDF that ``clean_paper`` made, each as JPEG. To be given no other."""
    read = PdfParser.PdfParser(buf=paper)
    pages = [read.read_indirect(page) for page in read.pages]
    return [bytes(read.read_indirect(page.Resources.XObject[b"image"]).buf) for page in pages]


def _drawn(content: bytes, most: int) -> list[bytes]:
    """Return the pages of a PDF as pictures. Whether it has too many is asked first, before any is drawn."""
    # Nothing of the paper lies on the disk: the library is given a file in memory.
    with os.fdopen(os.memfd_create("letter"), "wb") as file:
        file.write(content)
        file.flush()
        if _page(file.fileno(), most + 1) is not None:
            raise PaperRefused("too-many-pages")
        drawn: list[bytes] = []
        while len(drawn) < most and (page := _page(file.fileno(), len(drawn) + 1)) is not None:
            drawn.append(page)
    if not drawn:
        raise PaperRefused("broken")
    return drawn


def _page(letter: int, number: int) -> bytes | None:
    """Return one page as a picture; nothing where the PDF has no such page."""
    typst = optional("typst")
    try:
        drawn: bytes = typst.compile(
            PAGE,
            root="/proc/self/fd",
            format="png",
            ppi=DOTS_AN_INCH,
            ignore_system_fonts=True,
            sys_inputs={"letter": str(letter), "page": str(number)},
        )
    except typst.TypstError as error:
        if f"page {number} does not exist" in error.message:
            return None
        raise PaperRefused("locked" if "encrypted" in error.message else "broken") from error
    return drawn

"""The pages of a PDF drawn again as pictures on fresh pixels, so that nothing travels along with them."""

import io
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

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
Fault = Literal["locked", "broken", "too-many-pages", "filled"]
# Beyond this, what is packed in a paper is not unpacked to be looked at.
MOST_UNPACKED = 40_000_000
HIDDEN, UNSEEN = 2, 32
OBJECT, STREAM = re.compile(rb"(?<![0-9])([0-9]{1,9})\s+[0-9]{1,5}\s+obj\b"), re.compile(rb">>\s*stream\r?\n")


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
        if _is_filled(content):
            raise PaperRefused("filled")
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


def _is_filled(content: bytes) -> bool:
    """Whether something lies upon a page that is not drawn with it: a filled field, a stamp, a note.

    What cannot be read counts as that. Of an object that was written anew each version is looked at.
    """
    known: dict[int, list[bytes]] = {}
    try:
        for number, said in _objects(content):
            known.setdefault(number, []).append(said)
        return any(
            _lies_there(annotation, known)
            for versions in known.values()
            for said in versions
            if b"/Annots" in said
            for annotation in _listed(_value(said).get(b"Annots"), known)
        )
    except (
        PdfParser.PdfFormatError,
        zlib.error,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ):
        return True


def _objects(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the number and the words of each object, also of those that are packed together."""
    found = list(OBJECT.finditer(content))
    ends = [*(opening.start() for opening in found[1:]), len(content)]
    for opening, end in zip(found, ends, strict=True):
        stream = STREAM.search(content, opening.end(), end)
        said = _plain(content[opening.end() : stream.start() + 2 if stream else end])
        yield int(opening[1]), said
        if stream and b"/ObjStm" in said:
            yield from _unpacked(_value(said), content, stream.end())


def _unpacked(head: dict[bytes, Any], content: bytes, begin: int) -> Iterator[tuple[int, bytes]]:
    packed, end = head.get(b"Filter"), content.find(b"endstream", begin)
    length = head.get(b"Length")
    body = content[begin : begin + length if isinstance(length, int) else end]
    if packed is not None:
        reader = zlib.decompressobj()
        if packed not in (b"FlateDecode", [b"FlateDecode"]) or head.get(b"DecodeParms") is not None:
            raise ValueError("packed otherwise")
        body = reader.decompress(body, MOST_UNPACKED)
        if not reader.eof:
            raise ValueError("unpacks to too much")
    first, count = head[b"First"], head[b"N"]
    places = [int(figure) for figure in body[:first].split()[: 2 * count]]
    begins = [first + place for place in places[1::2]]
    for number, start, stop in zip(places[::2], begins, [*begins[1:], len(body)], strict=True):
        yield number, _plain(body[start:stop])


def _plain(said: bytes) -> bytes:
    """Return words in which no letter of a name is written by its number."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda sign: bytes([int(sign[1], 16)]), said)


def _value(said: bytes) -> Any:
    return PdfParser.PdfParser.get_value(said + b" ", 0)[0]


def _listed(given: Any, known: dict[int, list[bytes]]) -> Iterator[Any]:
    """Give what a list holds, which may be told by its number, as may each in it."""
    if isinstance(given, PdfParser.IndirectReference):
        for said in known[given.object_id]:
            value = _value(said)
            yield from value if isinstance(value, list) else [value]
    elif given is not None:
        yield from given


def _lies_there(one: Any, known: dict[int, list[bytes]]) -> bool:
    if isinstance(one, PdfParser.IndirectReference):
        return any(_lies_there(_value(said), known) for said in known[one.object_id])
    if one is None:
        return False
    flags = one.get(b"F", 0)
    is_hidden = isinstance(flags, int) and bool(flags & (HIDDEN | UNSEEN))
    return one.get(b"Subtype") != b"Link" and not is_hidden

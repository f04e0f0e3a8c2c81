"""What can be given on of a file is made anew of its words, pixels or pages, or nothing is."""

import io
import re
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tamyr.replies.logic.cleaning import NotCleaned, cleaned
from tamyr.replies.tests.corpus.attaching import DOCX
from tamyr.replies.tests.corpus.attaching import PDF as BROKEN_PDF
from tamyr.replies.tests.filing import CANARY, photograph, picture
from tamyr.safety.logic.papers import PDF


def document() -> bytes:
    return picture("PDF", title=CANARY, author=CANARY) + b"\n% <</S/JavaScript>>"


# What it is, its bytes, and what it becomes: nothing where it cannot be made anew.
KINDS = [
    ("image/jpeg", photograph(), "image/jpeg"),
    ("image/png", picture("PNG"), "image/png"),
    ("image/webp", picture("WEBP"), "image/webp"),
    (PDF, document(), PDF),
    ("text/plain", "План".encode("cp1251") + b"\x0c\x1b[31m", "text/plain"),
    ("text/csv", b"a,b\r\n", "text/plain"),
    ("image/gif", picture("GIF"), None),
    ("image/tiff", picture("TIFF"), None),
    ("image/jpeg", photograph()[:200], None),
    (PDF, BROKEN_PDF, None),
    (DOCX, b"PK\x03\x04", None),
    ("text/calendar", b"BEGIN:VCALENDAR", None),
    ("application/msword", b"\xd0\xcf\x11\xe0", None),
]


@pytest.mark.parametrize(("kind", "content", "becomes"), KINDS, ids=lambda value: str(value)[:24])
def test_each_kind_is_made_anew_or_not_at_all(kind: str, content: bytes, becomes: str | None) -> None:
    if becomes is None:
        with pytest.raises(NotCleaned):
            cleaned(content, kind)
        return
    made = cleaned(content, kind)
    assert made.media_type == becomes
    assert not any(
        word in made.content
        for word in (
            CANARY.encode(),
            "".join(f"\0{sign}" for sign in CANARY).encode(),
            b"JavaScript",
            b"\x1b[31m",
        )
    )


def test_a_copy_of_a_document_has_its_pages() -> None:
    out = io.BytesIO()
    sheets = [Image.new("RGB", size, (250, 250, 250)) for size in ((40, 60), (60, 40))]
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    made = cleaned(out.getvalue(), PDF)
    assert made.content.count(b"/Type /Page\n") == 2
    assert made.content.startswith(b"%PDF-") and b"CreationDate" not in made.content


def annotated(mode: pikepdf.ObjectStreamMode = pikepdf.ObjectStreamMode.disable, **said: Any) -> bytes:
    """Return a PDF upon whose page lies what is said, told by its number as programs do."""
    paper = pikepdf.new()
    page = paper.add_blank_page(page_size=(200, 200))
    one = paper.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=[10, 10, 90, 90], **said))
    page.Annots = paper.make_indirect(pikepdf.Array([one]))
    paper.Root.AcroForm = pikepdf.Dictionary(Fields=[one])
    out = io.BytesIO()
    paper.save(out, object_stream_mode=mode)
    return out.getvalue()


PACKED, FIELD = pikepdf.ObjectStreamMode.generate, pikepdf.Name.Widget
FILLED = {
    "a field": annotated(Subtype=FIELD, FT=pikepdf.Name.Tx, V="Example"),
    "a field, packed": annotated(PACKED, Subtype=FIELD),
    "a stamp": annotated(Subtype=pikepdf.Name.Stamp),
    "a list that breaks off": annotated(Subtype=FIELD).replace(b"/Rect [", b"/Rect <"),
    "one that is not found": re.sub(
        rb"/Annots [0-9] 0 R", b"/Annots 99 0 R", annotated(Subtype=pikepdf.Name.Link)
    ),
    "packed, and not to be unpacked": annotated(PACKED).replace(b"/FlateDecode", b"/LZWDecode  "),
}


@pytest.mark.parametrize("name", FILLED)
def test_of_a_document_with_filled_fields_or_stamps_no_copy_is_made(name: str) -> None:
    with pytest.raises(NotCleaned) as refused:
        cleaned(FILLED[name], PDF)
    assert refused.value.why in (("filled", "broken") if name.startswith("packed") else ("filled",))


@pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.disable, PACKED])
def test_links_and_what_is_hidden_lie_upon_no_page(mode: pikepdf.ObjectStreamMode) -> None:
    for said in ({"Subtype": pikepdf.Name.Link}, {"Subtype": FIELD, "F": 2}, {"Subtype": FIELD, "F": 32}):
        assert cleaned(annotated(mode, **said), PDF).media_type == PDF

"""What proves that a letter was handed over, as a person hands it in on a page."""

import io
from typing import Any
from uuid import uuid4

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Missive

CANARY = b"Example Camera of Aygul"
GPS = 0x8825
# As high as any page, and soon drawn.
NARROW = (42, 842)


def photograph(form: str = "JPEG") -> bytes:
    """Return a picture that says where and with what it was taken, and for whom."""
    exif = Image.Exif()
    exif[0x0110] = CANARY.decode()
    exif.get_ifd(GPS).update({1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 56.0, 44.0)})
    out = io.BytesIO()
    more: dict[str, Any] = {"comment": CANARY, "xmp": CANARY} if form == "JPEG" else {}
    Image.new("RGB", (60, 40), "green").save(out, form, exif=exif, **more)
    return out.getvalue()


def portal_pdf(
    pages: int = 2, size: tuple[int, int] = (595, 842), is_stamped: bool = False, **kept: Any
) -> bytes:
    """Return the receipt of a portal, which names whom it was made for and by what, and would run something."""
    paper = pikepdf.new()
    stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9])
    for _page in range(pages):
        page = paper.add_blank_page(page_size=size)
        if is_stamped:
            page.Annots = pikepdf.Array([stamp])
    paper.docinfo["/Author"] = CANARY.decode()
    paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=CANARY.decode())
    out = io.BytesIO()
    paper.save(out, **kept)
    return out.getvalue()


def hand(
    person: Person, missive: Missive, file: bytes | None = None, name: str = "IMG_1.jpg", **changed: str
) -> Any:
    typed: dict[str, Any] = {
        "kind": "registered",
        "on": "2026-03-02",
        "number": "No 17",
        "form_key": str(uuid4()),
        **changed,
    }
    if file is not None:
        typed["file"] = SimpleUploadedFile(name, file)
    return signed_in(person).post(f"/en/deliveries/letters/{missive.pk}/handed/", typed)

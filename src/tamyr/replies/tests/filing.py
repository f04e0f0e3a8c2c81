"""Files that come with letters, and where one is found, as the tests of this room need them."""

import io

from PIL import Image

from tamyr.replies.models import Arrival, Mailbox
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.tests.corpus.making import mail, part, several, words
from tamyr.replies.tests.mailing import ANSWER, came

CANARY = "canary of the camera"


def picture(form: str, **hidden: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), (20, 90, 40)).save(out, form, **hidden)
    return out.getvalue()


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = CANARY
    return picture("JPEG", exif=exif, comment=CANARY.encode())


# One that can be made anew, one that is held, and one that is not what it is called.
FILES = (("снимок.jpg", photograph()), ("ответ.zip", b"PK\x05\x06" + b"\0" * 18), ("x.docx", b"{\\rtf1 x"))


def with_files(box: Mailbox, *files: tuple[str, bytes]) -> Arrival:
    parts = [part(content, f'application/x; name="{name}"', "base64") for name, content in files]
    return came(mail(several(words(ANSWER), *parts), to=address_of(box)))


def page(arrival: Arrival, number: int, more: str = "") -> str:
    return f"/en/replies/{arrival.pk}/files/{arrival.files.get(number=number).pk}/{more}"

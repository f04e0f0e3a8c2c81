"""A file that came is held, given with a warning, or made anew: and only what was made anew is ever everybody's."""

import io
import re
import socketserver
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from threading import Thread
from typing import Any

import pikepdf
import pytest
from django.db import IntegrityError
from django.test import Client
from PIL import Image
from tests.entry import sign_in

from tamyr.accounts.models import Person
from tamyr.replies.logic.cleaning import NotCleaned, cleaned
from tamyr.replies.models import Arrival, ArrivedFile, Mailbox, PublicWords, Scan
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services import files
from tamyr.replies.services.files import check_waiting, scanned
from tamyr.replies.tests.corpus.attaching import DOCX
from tamyr.replies.tests.corpus.attaching import PDF as BROKEN_PDF
from tamyr.replies.tests.corpus.making import mail, part, several, words
from tamyr.replies.tests.mailing import ANSWER, AT, came
from tamyr.safety.logic.papers import PDF
from tamyr.safety.services.faults import PartlyDone

CANARY = "canary of the camera"
EICAR_STANDS_FOR = b"a virus, as this scanner knows it"


def picture(form: str, **hidden: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 60), (20, 90, 40)).save(out, form, **hidden)
    return out.getvalue()


def photograph() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = CANARY
    return picture("JPEG", exif=exif, comment=CANARY.encode())


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


# --- in the letter ----------------------------------------------------------------------------

FILES = (("снимок.jpg", photograph()), ("ответ.zip", b"PK\x05\x06" + b"\0" * 18), ("x.docx", b"{\\rtf1 x"))
pytestmark = pytest.mark.django_db


def with_files(box: Mailbox, *files: tuple[str, bytes]) -> Arrival:
    parts = [part(content, f'application/x; name="{name}"', "base64") for name, content in files]
    return came(mail(several(words(ANSWER), *parts), to=address_of(box)))


@pytest.fixture
def arrival(box: Mailbox) -> Arrival:
    return with_files(box, *FILES)


@pytest.fixture
def hers(client: Client, aygul: Person) -> Client:
    return sign_in(client, aygul)


def page(arrival: Arrival, number: int, more: str = "") -> str:
    return f"/en/replies/{arrival.pk}/files/{arrival.files.get(number=number).pk}/{more}"


def test_what_is_held_is_given_to_nobody_and_what_is_not_clean_with_a_warning(
    hers: Client, arrival: Arrival
) -> None:
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2, 3)] == [200, 404, 200]
    assert [hers.get(page(arrival, number, "copy/")).status_code for number in (1, 2, 3)] == [200, 404, 404]
    assert arrival.files.get(number=3).no_copy == "broken"
    shown = hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert "Held: it is given to nobody" in shown and "open it only where it can do no harm" in shown
    assert page(arrival, 2) not in shown


@pytest.mark.parametrize("number", [2, 3])
def test_what_was_not_made_anew_is_shown_to_nobody(hers: Client, arrival: Arrival, number: int) -> None:
    assert hers.post(page(arrival, number, "show/"), {"is_public": "1"}).status_code == 409
    with pytest.raises(IntegrityError):
        arrival.files.filter(number=number).update(is_public=True, shown_at=AT)


def test_a_file_is_saved_under_a_name_that_says_nothing_and_runs_nothing(
    hers: Client, arrival: Arrival
) -> None:
    for more in ("", "copy/"):
        answer = hers.get(page(arrival, 1, more))
        assert answer["Content-Disposition"] == 'attachment; filename="file-1.jpg"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert (
            "sandbox" in answer["Content-Security-Policy"]
            and "'self'" not in answer["Content-Security-Policy"]
        )
    assert hers.get(page(arrival, 3))["Content-Disposition"] == 'attachment; filename="file-3.rtf"'


def test_everybody_has_the_clean_copy_once_a_second_person_has_looked_at_it(
    hers: Client, arrival: Arrival, dana: Person, aygul: Person
) -> None:
    public, stranger, second = {"words": "Words."}, Client(), sign_in(Client(), dana)
    hers.post(f"/en/replies/{arrival.pk}/words/", public)
    assert second.post(f"/en/replies/{arrival.pk}/words/check/", public).status_code == 302
    assert stranger.get(page(arrival, 1, "copy/")).status_code == 404
    assert hers.post(page(arrival, 1, "show/"), {"is_public": "1"}).status_code == 302
    assert PublicWords.objects.get().checked_at is None, "what is shown later is looked at anew"
    assert stranger.get(page(arrival, 1, "copy/")).status_code == 404
    check = f"/en/replies/{arrival.pk}/words/check/"
    both = {**public, "beside": str(arrival.files.get(number=1).pk)}
    assert second.post(check, public).status_code == 409, "the file was not there when the page was opened"
    assert hers.post(check, both).status_code == 409
    assert second.post(check, both).status_code == 302
    answer = stranger.get(page(arrival, 1, "copy/"))
    given = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert given.startswith(b"\xff\xd8") and CANARY.encode() not in given
    assert stranger.get(page(arrival, 1)).status_code == 404, "as it came it stays with those who handle it"
    shown = stranger.get(f"/en/replies/{arrival.pk}/").content.decode()
    assert page(arrival, 1, "copy/") in shown and "снимок" not in shown


def test_whoever_showed_a_file_is_not_the_second_to_look_at_it(
    hers: Client, arrival: Arrival, dana: Person
) -> None:
    second = sign_in(Client(), dana)
    hers.post(f"/en/replies/{arrival.pk}/words/", {"words": "Words."})
    second.post(page(arrival, 1, "show/"), {"is_public": "1"})
    both = {"words": "Words.", "beside": str(arrival.files.get(number=1).pk)}
    assert second.post(f"/en/replies/{arrival.pk}/words/check/", both).status_code == 409
    read_it = "I have read it: show it to everybody"
    assert read_it not in second.get(f"/en/replies/{arrival.pk}/").content.decode()


# --- a virus scanner --------------------------------------------------------------------------


class Clamd(socketserver.StreamRequestHandler):
    """Speaks the INSTREAM of clamd: a length and so many bytes, again and again, until the length is zero."""

    most = 1_000_000

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > self.most:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        found = b"Example.Virus FOUND" if EICAR_STANDS_FOR in content else b"OK"
        self.wfile.write(b"stream: " + found + b"\0")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[str]:
    place = str(tmp_path / "clamd")
    with socketserver.ThreadingUnixStreamServer(place, Clamd) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield place
        server.shutdown()


SAID = [
    (b"words", "clean"),
    (b"x" * 200_000 + EICAR_STANDS_FOR, "infected"),
    (b"x" * 2_000_000, "unchecked"),
    (b"", "clean"),
]


@pytest.mark.parametrize(("content", "said"), SAID, ids=lambda value: str(value)[:12])
def test_the_scanner_is_believed_only_where_it_speaks_clearly(
    scanner: str, content: bytes, said: str
) -> None:
    assert scanned(content, scanner) == said


def test_what_the_scanner_knows_is_held_and_what_it_could_not_see_waits_for_it(
    settings: object, scanner: str, box: Mailbox, hers: Client
) -> None:
    settings.VIRUS_SCANNER = f"{scanner}-away"  # type: ignore[attr-defined]
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words, " + EICAR_STANDS_FOR))
    assert [file.scan for file in arrival.files.all()] == [Scan.UNCHECKED] * 2
    assert not arrival.files.exclude(cleaned_type="").exists()
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2)] == [404, 404]
    assert (
        "waits to be looked through for viruses".capitalize()
        in hers.get(f"/en/replies/{arrival.pk}/").content.decode()
    )
    assert check_waiting(scanner=f"{scanner}-away", at=AT) == 0
    assert check_waiting(scanner=scanner, at=AT) == 2
    assert [file.scan for file in arrival.files.all()] == [Scan.CLEAN, Scan.INFECTED]
    assert [hers.get(page(arrival, number)).status_code for number in (1, 2)] == [200, 404]
    assert hers.get(page(arrival, 1, "copy/")).status_code == 200


def test_a_virus_that_is_known_later_takes_a_file_back_from_everybody(scanner: str, box: Mailbox) -> None:
    arrival = with_files(box, ("two.txt", b"words, " + EICAR_STANDS_FOR))
    arrival.files.update(is_public=True, shown_at=AT)
    check_waiting(scanner=scanner, at=AT)
    file = ArrivedFile.objects.get()
    assert (file.scan, file.is_public, file.cleaned_type) == (Scan.INFECTED, False, "")


def test_a_file_that_does_not_open_keeps_no_other_one_from_the_scanner(scanner: str, box: Mailbox) -> None:
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words"))
    broken = arrival.files.get(number=1)
    broken.content = "-"
    broken.save()
    with pytest.raises(PartlyDone, match="files: "):
        check_waiting(scanner=scanner, at=AT)
    assert [file.scan for file in arrival.files.all()] == ["", Scan.CLEAN]


def test_the_files_of_one_letter_take_no_longer_than_others_can_wait(
    box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_PROCESSOR_SECONDS", 0.001)
    arrival = with_files(box, ("one.txt", b"words"), ("two.txt", b"words"), ("three.exe", b"MZ"))
    assert [file.no_copy for file in arrival.files.all()] == ["", "too-costly", ""]
    assert [bool(file.safe_copy) for file in arrival.files.all()] == [True, False, False]

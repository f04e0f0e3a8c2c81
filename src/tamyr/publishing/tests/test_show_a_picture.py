"""A picture loses everything but its pixels, and is shown only where it stands on a page."""

import io
import json
import struct
import zlib
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.entry import signed_in
from wagtail.models import UploadedFile

from tamyr.accounts.models import Person
from tamyr.publishing.models import ON_A_PAGE, ArticlePage, File, Picture
from tamyr.publishing.tests.writing import publish, write_article
from tamyr.safety.logic.documents import DocumentRefused
from tamyr.safety.logic.pictures import PictureRefused, clean_picture
from tamyr.safety.services.expiry import forget_what_ran_out

CANARY = b"canary-of-the-camera"


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG", exif=exif, comment=CANARY, icc_profile=CANARY)
    return out.getvalue()


def png() -> bytes:
    info, out = PngInfo(), io.BytesIO()
    info.add_text("Author", CANARY.decode())
    Image.new("RGBA", (40, 30), "green").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "WEBP", xmp=CANARY, exif=b"Exif\0\0" + CANARY)
    return out.getvalue()


@pytest.mark.parametrize("draw", [jpeg, png, webp])
def test_nothing_but_pixels_is_kept(draw: object) -> None:
    sent: bytes = draw()  # type: ignore[operator]
    assert CANARY in sent
    kept = clean_picture(sent)
    assert CANARY not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 30)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"x" * 8_000_001, "too-large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        (b"GIF89a" + b"0" * 40, "unknown"),
        (jpeg()[:300] + b"0" * 10, "broken"),
    ],
)
def test_a_picture_that_is_none_is_refused(data: bytes, fault: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        clean_picture(data)
    assert refused.value.fault in (fault, "unknown")


def upload(person: Person, data: bytes, name: str) -> str:
    file = SimpleUploadedFile(name, data, content_type="image/jpeg")
    sent = {"title": "Example lake", "source": "Example photographer", "file": file}
    return signed_in(person).post("/editing/images/add/", sent).content.decode()


@pytest.mark.usefixtures("site")
def test_an_editor_uploads_a_picture(emin: Person) -> None:
    upload(emin, jpeg(), "IMG_Nursultan.jpg")
    kept = Picture.objects.get()
    assert CANARY not in kept.file.read() and "Nursultan" not in kept.file.name


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("draw", "name"), [(png, "lake.jpg"), (jpeg, "lake.svg"), (jpeg, "lake.gif")])
def test_a_mislabelled_picture_is_refused(emin: Person, draw: object, name: str) -> None:
    upload(emin, draw(), name)  # type: ignore[operator]
    assert not Picture.objects.exists()


def picture_on(emin: Person, erika: Person) -> tuple[str, Picture]:
    """Return the address of a picture on a draft of an article, and the picture."""
    cache.clear()  # It would know the picture of an earlier test by its key.
    upload(emin, jpeg((900, 600)), "lake.jpg")
    picture = Picture.objects.get()
    page = write_article(emin)
    page.body = [("picture", {"picture": picture, "words": "A lake", "caption": ""})]
    page.save()
    page.save_revision(user=emin)
    return picture.get_rendition(ON_A_PAGE).url, picture


# Wagtail leaves the file in memory that it drew a picture into to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("site")
def test_a_picture_is_shown_with_its_page_and_not_before(emin: Person, erika: Person, client: Client) -> None:
    address, picture = picture_on(emin, erika)
    assert client.get(address).status_code == 404
    assert signed_in(emin).get(address).status_code == 200
    publish(ArticlePage.objects.get(), erika)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert address in client.get("/ru/news/example-news/").content.decode()
    assert client.get(f"/media/{picture.file.name}").status_code == 404, "the original is never handed out"


@pytest.mark.usefixtures("site")
def test_only_pdf_documents_are_taken(emin: Person) -> None:
    editor = signed_in(emin)
    for name, data in (("report.pdf", b"%PDF-1.7 example"), ("page.pdf", b"<html>"), ("x.html", b"<html>")):
        file = SimpleUploadedFile(name, data)
        editor.post("/editing/documents/add/", {"title": "Example report", "file": file})
    kept = File.objects.get()
    assert kept.filename.startswith("report") and not kept.is_cleaned
    assert Client().get(kept.url).status_code == 404


def png_of(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (4, 4)) -> bytes:
    head = (b"IHDR", struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0))
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (head, *chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


TEXT_BOMB = (b"zTXt", b"a\0\0" + zlib.compress(bytes(2_000_000)))
DOORS = ("add/", "chooser/create/", "multiple/add/")


@pytest.mark.alike
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("data", "name"),
    [
        (jpeg()[:12], "cut.jpg"),
        pytest.param(jpeg()[:-40], "cut.jpg", marks=pytest.mark.whole),
        pytest.param(png()[:40], "cut.png", marks=pytest.mark.whole),
        pytest.param(webp()[:20], "cut.webp", marks=pytest.mark.whole),
        (png_of(size=(60_000, 60_000)), "bomb.png"),
        (png_of(TEXT_BOMB), "bomb.png"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "lake.svg"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "lake.png", marks=pytest.mark.whole),
    ],
)
def test_a_picture_that_cannot_be_drawn_gets_a_sentence_at_every_door(
    emin: Person, data: bytes, name: str
) -> None:
    editor = signed_in(emin)
    for door in DOORS:
        answer = editor.post(f"/editing/images/{door}", form_for(door, data, name))
        text = json.loads(answer.content).get("error_message", "") if "multiple" in door else ""
        assert answer.status_code == 200
        assert "send it again" in (text or answer.content.decode()), door
    assert not Picture.objects.exists() and not UploadedFile.objects.exists()


def form_for(door: str, data: bytes, name: str) -> dict[str, object]:
    file = SimpleUploadedFile(name, data, content_type="image/png")
    if "multiple" in door:
        return {"title": "Example lake", "files[]": file}
    prefix = "image-chooser-upload-" if "chooser" in door else ""
    return {f"{prefix}title": "Lake", f"{prefix}source": "Example photographer", f"{prefix}file": file}


@pytest.mark.usefixtures("site")
def test_pictures_added_several_at_once_are_clean_before_their_form_is_whole(emin: Person) -> None:
    editor = signed_in(emin)
    sent = form_for("multiple/add/", jpeg(), "IMG_Nursultan.jpg")
    key = json.loads(editor.post("/editing/images/multiple/add/", sent).content)["uploaded_file_id"]
    waiting = UploadedFile.objects.get()
    assert CANARY not in waiting.file.read() and "Nursultan" not in waiting.file.name
    words = {f"uploaded-image-{key}-{name}": "Example" for name in ("title", "source")}
    editor.post(f"/editing/images/multiple/create_from_uploaded_image/{key}/", words)
    assert CANARY not in Picture.objects.get().file.read()
    assert not default_storage.exists(waiting.file.name)


@pytest.mark.usefixtures("site")
def test_what_was_brought_and_not_finished_is_forgotten_after_a_day(emin: Person) -> None:
    signed_in(emin).post("/editing/images/multiple/add/", form_for("multiple/add/", jpeg(), "lake.jpg"))
    alone = default_storage.save("wagtail_uploads/lake.jpg", ContentFile(b"an act undone leaves its file"))
    now = timezone.now()
    assert "uploads" not in forget_what_ran_out(at=now + timedelta(hours=23))
    assert forget_what_ran_out(at=now + timedelta(hours=25))["uploads"] == 2
    assert not UploadedFile.objects.exists() and not default_storage.exists(alone)


@pytest.mark.usefixtures("site")
def test_however_a_picture_is_kept_it_is_drawn_anew() -> None:
    kept = Picture.objects.create(title="Lake", source="Example", file=ContentFile(jpeg(), name="IMG_1.exe"))
    assert CANARY not in kept.file.read() and kept.file.name.endswith(".jpg")
    with pytest.raises(PictureRefused), transaction.atomic():
        Picture.objects.create(title="Lake", source="Example", file=ContentFile(b"<svg/>", name="a.svg"))
    with pytest.raises(DocumentRefused), transaction.atomic():
        File.objects.create(title="Report", file=ContentFile(b"<html>", name="report.pdf"))


def of_former_times() -> Picture:
    """Return a picture kept as it came."""
    kept = Picture.objects.create(title="Lake", source="Example", file=ContentFile(jpeg(), name="lake.jpg"))
    raw = default_storage.save("pictures/raw.jpg", ContentFile(jpeg((900, 600))))
    Picture.objects.update(file=raw)
    kept.refresh_from_db()
    return kept


# Wagtail leaves the file in memory that it drew a picture into to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("site")
def test_a_size_says_nothing_that_its_original_still_says() -> None:
    kept = of_former_times()
    for drawn in (kept.get_rendition("width-100"), *kept.get_renditions("original", "max-9x9").values()):
        assert CANARY not in drawn.file.read()
    import_module("tamyr.publishing.migrations.0003_fresh_pictures").draw_anew(apps, None)
    kept.refresh_from_db()
    assert CANARY not in kept.file.read() and not kept.renditions.exists()
    assert not default_storage.exists("pictures/raw.jpg")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("site")
def test_a_size_that_no_page_shows_is_for_editors(emin: Person, erika: Person, client: Client) -> None:
    address, picture = picture_on(emin, erika)
    publish(ArticlePage.objects.get(), erika)
    large = picture.get_rendition("original").url
    assert client.get(address).status_code == 200
    assert client.get(large).status_code == 404 and signed_in(erika).get(large).status_code == 200

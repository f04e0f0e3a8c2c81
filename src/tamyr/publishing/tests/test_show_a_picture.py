"""A picture loses everything but its pixels, and is shown only where it stands on a page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tamyr.accounts.models import Person
from tamyr.publishing.models import File, Picture
from tamyr.publishing.tests.writing import publish, sign_in, write_article
from tamyr.safety.logic.pictures import PictureRefused, clean_picture

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
    return sign_in(person).post("/editing/images/add/", sent).content.decode()


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
    upload(emin, jpeg((900, 600)), "lake.jpg")
    picture = Picture.objects.get()
    page = write_article(emin)
    page.body = [("picture", {"picture": picture, "words": "A lake", "caption": ""})]
    page.save()
    page.save_revision(user=emin)
    return picture.get_rendition("width-800|format-webp").url, picture


# Wagtail leaves the file in memory that it drew a picture into to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("site")
def test_a_picture_is_shown_with_its_page_and_not_before(emin: Person, erika: Person, client: Client) -> None:
    address, picture = picture_on(emin, erika)
    assert client.get(address).status_code == 404
    assert sign_in(emin).get(address).status_code == 200
    from tamyr.publishing.models import ArticlePage

    publish(ArticlePage.objects.get(), erika)
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert address in client.get("/ru/news/example-news/").content.decode()
    assert client.get(f"/media/{picture.file.name}").status_code == 404, "the original is never handed out"


@pytest.mark.usefixtures("site")
def test_only_pdf_documents_are_taken(emin: Person) -> None:
    editor = sign_in(emin)
    for name, data in (("report.pdf", b"%PDF-1.7 example"), ("page.pdf", b"<html>"), ("x.html", b"<html>")):
        file = SimpleUploadedFile(name, data)
        editor.post("/editing/documents/add/", {"title": "Example report", "file": file})
    kept = File.objects.get()
    assert kept.filename.startswith("report") and not kept.is_cleaned
    assert Client().get(kept.url).status_code == 404

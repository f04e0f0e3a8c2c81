"""What is hidden in a picture does not come along; a document is what its bytes say, or is refused."""

import io
import zipfile
from collections.abc import Iterator

import pytest
from PIL import Image, PngImagePlugin

from tamyr.safety.logic import pictures
from tamyr.safety.logic.documents import LARGEST, DocumentRefused, check_document
from tamyr.safety.logic.pictures import PictureRefused, check_label, clean_picture

FORMATS = ("JPEG", "PNG", "WEBP")
# Artist, description, software, copyright, model, maker, dates, the user's comment, the serial number.
TEXT_TAGS = (0x013B, 0x010E, 0x0131, 0x8298, 0x0110, 0x010F, 0x0132, 0x9C9B, 0x9C9C, 0x9C9D, 0xA431)


def canary(n: int) -> str:
    return f"canary{n:03}x"


def loaded(form: str, start: int) -> tuple[bytes, list[str]]:
    """Return a picture with canaries wherever its format can hide some."""
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    words = [canary(start + n) for n in range(len(TEXT_TAGS) + 4)]
    exif = Image.Exif()
    for tag, word in zip(TEXT_TAGS, words, strict=False):
        exif[tag] = word
    exif[0x0112] = 6  # Turned by a quarter.
    xmp, icc, comment, trailing = words[-4:]
    hidden: dict[str, object] = {"exif": exif, "icc_profile": icc.encode() * 20}
    if form == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp)
        info.add_text("Comment", comment, zip=False)
        hidden["pnginfo"] = info
    else:
        hidden |= {"xmp": xmp.encode()} | ({"comment": comment.encode()} if form == "JPEG" else {})
    out = io.BytesIO()
    picture.save(out, form, **hidden)
    return out.getvalue() + trailing.encode(), words


def found_in(data: bytes, words: list[str]) -> set[str]:
    return {word for word in words if word.encode() in data}


def test_no_hidden_word_of_forty_comes_along() -> None:
    hidden = 0
    for n, form in enumerate(FORMATS):
        data, words = loaded(form, 100 * n)
        hidden += len(found_in(data, words))
        assert found_in(clean_picture(data), words) == set()
    assert hidden >= 40


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_picture_is_upright_and_has_nothing_but_pixels(form: str) -> None:
    with Image.open(io.BytesIO(clean_picture(loaded(form, 0)[0]))) as clean:
        assert (clean.format, clean.size) == (form, (20, 40))
        assert not clean.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "Comment"} & clean.info.keys()


def test_transparency_stays() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(clean_picture(out.getvalue()))) as clean:
        assert clean.getpixel((0, 0)) == (0, 0, 0, 0)


def bad_pictures() -> Iterator[tuple[bytes, str]]:
    whole = io.BytesIO()
    Image.linear_gradient("L").save(whole, "JPEG")
    yield b"", "empty"
    yield b"\xff\xd8" + b"0" * pictures.LARGEST_BYTES, "too-large"
    yield whole.getvalue()[: len(whole.getvalue()) // 2], "broken"
    yield b"GIF89a" + bytes(40), "unknown"
    yield b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"
    yield b"\0\0\0 ftypheic" + bytes(40), "heif"
    bomb = io.BytesIO()
    Image.new("1", (8000, 6000)).save(bomb, "PNG")
    yield bomb.getvalue(), "too-many-pixels"


@pytest.mark.parametrize(("data", "fault"), list(bad_pictures()), ids=lambda value: str(value)[:16])
def test_a_picture_that_is_none_or_too_much_is_refused(data: bytes, fault: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        clean_picture(data)
    assert refused.value.fault == fault


def test_a_mislabelled_picture_is_refused() -> None:
    with pytest.raises(PictureRefused, match="mislabelled"):
        check_label("photo.png", loaded("JPEG", 0)[0])
    check_label("PHOTO.JPG", loaded("JPEG", 0)[0])


def office(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "<xml/>")
    return out.getvalue()


GOOD = [
    (b"%PDF-1.7 words", "Statute.PDF", False),
    (office("word/document.xml"), "statute.docx", False),
    (office("content.xml"), "statute.odt", False),
    ("Устав\t1\r\n\f".encode(), "statute.txt", True),
]


@pytest.mark.parametrize(("data", "name", "is_cleaned"), GOOD)
def test_a_document_is_what_its_bytes_say(data: bytes, name: str, is_cleaned: bool) -> None:
    assert check_document(data, name).is_cleaned == is_cleaned


BAD = [
    (b"", "a.txt", "empty"),
    (b"x" * (LARGEST + 1), "a.txt", "too-large"),
    (b"%PDF-1.7", "a.docx", "mislabelled"),
    (b"words", "a.pdf", "mislabelled"),
    (office("xl/workbook.xml"), "a.xlsx", "unknown"),
    (b"PK\x03\x04 broken", "a.docx", "unknown"),
    (b"MZ\x90\x00\x03", "a.txt", "unknown"),
    (b"words\x1f", "a.txt", "unknown"),
    (b"\xff\xd8\xff\xe0", "a.pdf", "unknown"),
]


@pytest.mark.parametrize(("data", "name", "fault"), BAD, ids=lambda value: str(value)[:16])
def test_any_other_document_is_refused(data: bytes, name: str, fault: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        check_document(data, name)
    assert refused.value.fault == fault


def test_a_document_brings_no_folder_along() -> None:
    assert check_document(b"words", "C:\\Users\\Somebody\\..\\a.txt").filename == "a.txt"

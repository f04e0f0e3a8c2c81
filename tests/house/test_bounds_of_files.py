"""A document and a picture are taken up to their bounds, by the last part of their name."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tamyr.safety.logic import pictures
from tamyr.safety.logic.documents import LARGEST, DocumentRefused, check_document


def test_a_document_is_taken_up_to_its_bound_under_the_last_part_of_its_name() -> None:
    assert len(check_document(b"a" * LARGEST, "a.txt").content) == LARGEST == 5_000_000
    with pytest.raises(DocumentRefused) as refused:
        check_document(b"a" * (LARGEST + 1), "a.txt")
    assert refused.value.fault == "too-large"
    kept = check_document(b"%PDF-1.7", "C:\\папка/" + "x" * 120 + ".PDF")
    assert kept.filename == "x" * 96 + ".PDF" and not kept.is_cleaned
    assert check_document(b"a\r\n\tb\f", "a.txt").is_cleaned
    for data, name, fault in (
        (b"a\x1fb", "a.txt", "unknown"),
        (b"a", "a.pdf", "mislabelled"),
        (b"", "a", "empty"),
    ):
        with pytest.raises(DocumentRefused) as refused:
            check_document(data, name)
        assert refused.value.fault == fault


def drawn(form: str, mode: str = "RGB", size: tuple[int, int] = (3, 2), **how: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **how)
    return out.getvalue()


def test_a_picture_is_taken_up_to_its_pixels_with_its_transparency(monkeypatch: pytest.MonkeyPatch) -> None:
    clear = Image.open(io.BytesIO(pictures.clean_picture(drawn("PNG", "RGBA"))))
    assert clear.mode == "RGBA" and Image.open(io.BytesIO(pictures.clean_picture(drawn("PNG")))).mode == "RGB"
    exif = Image.Exif()
    exif[0x0112] = 6  # Held upright: the sensor's rows are the picture's columns.
    turned = Image.open(io.BytesIO(pictures.clean_picture(drawn("JPEG", exif=exif))))
    assert turned.size == (2, 3)
    monkeypatch.setattr(pictures, "LARGEST_PIXELS", 6)
    pictures.clean_picture(drawn("PNG"))
    with pytest.raises(pictures.PictureRefused) as refused:
        pictures.clean_picture(drawn("PNG", size=(7, 1)))
    assert refused.value.fault == "too-many-pixels"
    pictures.check_label("A.JPEG", drawn("JPEG"))
    with pytest.raises(pictures.PictureRefused):
        pictures.check_label("a.jpg", drawn("PNG"))


def test_only_an_upload_of_its_size_is_a_document(client: Client, db: None) -> None:
    answer = client.post("/en/join/", {"documents": SimpleUploadedFile("a.txt", b"")})
    assert answer.status_code == 422

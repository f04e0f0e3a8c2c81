"""Pictures drawn again on fresh pixels, so that nothing travels along with them."""

import io
from typing import Literal

from PIL import Image, ImageOps

LARGEST_BYTES = 8_000_000
LARGEST_PIXELS = 40_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
# Pillow's own bounds, told from the header: a warning, and an error at twice as much.
BOMBS = (Image.DecompressionBombWarning, Image.DecompressionBombError)
SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",)}
# How a photograph of a phone begins that no library here may read: docs/decisions/0028-licences-are-checked.md.
HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
Fault = Literal["empty", "too-large", "too-many-pixels", "heif", "unknown", "broken", "mislabelled"]


class PictureRefused(Exception):
    """A picture that is not taken, and the fault; the form says it in the sender's language."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def clean_picture(data: bytes) -> bytes:
    """Return the picture in its own format with nothing but pixels; raise ``PictureRefused``."""
    if not data:
        raise PictureRefused("empty")
    if len(data) > LARGEST_BYTES:
        raise PictureRefused("too-large")
    return _drawn_again(data)


def picture_format(data: bytes) -> str:
    """Return JPEG, PNG or WEBP, told from the bytes."""
    if data[4:8] == b"ftyp" and data[8:12] in HEIF:
        raise PictureRefused("heif")
    try:
        # No other decoder is tried: each of them is code that a stranger’s bytes would reach.
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            return str(picture.format)
    except BOMBS as error:
        raise PictureRefused("too-many-pixels") from error
    except Exception as error:  # noqa: BLE001 (a decoder fails on a stranger's bytes in ways that nobody lists)
        raise PictureRefused("unknown") from error


def check_label(filename: str, data: bytes) -> None:
    """Raise ``PictureRefused`` where a file's name says another format than its bytes."""
    if not filename.lower().endswith(SUFFIXES[picture_format(data)]):
        raise PictureRefused("mislabelled")


def _drawn_again(data: bytes) -> bytes:
    form = picture_format(data)
    try:
        with Image.open(io.BytesIO(data), formats=(form,)) as picture:
            # Asked before the pixels are unpacked: so far only the header was read.
            if picture.width * picture.height > LARGEST_PIXELS:
                raise PictureRefused("too-many-pixels")
            picture.load()
            # Before the pixels are taken: how the camera was held stands in EXIF, which is left behind.
            upright = _upright(picture)
    except PictureRefused:
        raise
    except Exception as error:  # noqa: BLE001 (as above)
        raise PictureRefused("broken") from error
    return _saved(_fresh(upright, form), form)


def _upright(picture: Image.Image) -> Image.Image:
    """Turn a picture as its camera was held; what cannot be read of that is left alone."""
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # noqa: BLE001 (EXIF is a stranger's bytes as well, and left behind whatever it says)
        return picture


def _fresh(picture: Image.Image, form: str) -> Image.Image:
    has_alpha = form != "JPEG" and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
    mode = "RGBA" if has_alpha else "RGB"
    drawn = picture.convert(mode)
    # Re-saving keeps EXIF, comments and profiles; bytes of pixels carry none of them.
    return Image.frombytes(mode, drawn.size, drawn.tobytes())


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    quality = {"JPEG": {"quality": 90}, "WEBP": {"quality": 90}}.get(form, {})
    picture.save(out, form, **quality)
    return out.getvalue()

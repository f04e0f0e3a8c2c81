"""What of a file may be given on: its words, its pixels or its pages as pictures, made anew, with nothing that came along with them."""

from dataclasses import dataclass

from tamyr.replies.logic.reading.charsets import decoded
from tamyr.safety.logic.papers import PDF, PaperRefused, clean_paper
from tamyr.safety.logic.pictures import PictureRefused, clean_picture

PICTURES = ("image/jpeg", "image/png", "image/webp")
TEXTS = ("text/plain", "text/csv")
CLEANED = (*PICTURES, *TEXTS, PDF)


@dataclass(frozen=True)
class Clean:
    content: bytes
    media_type: str


def cleaned(content: bytes, media_type: str) -> Clean | None:
    """Return what of a file can be given on; nothing where it cannot be made anew. To be called apart: it draws what strangers wrote."""
    if media_type in TEXTS:
        return Clean(decoded(content).text.encode(), "text/plain")
    try:
        if media_type in PICTURES:
            return Clean(clean_picture(content), media_type)
        return Clean(clean_paper(content).content, PDF) if media_type == PDF else None
    except (PictureRefused, PaperRefused):
        return None

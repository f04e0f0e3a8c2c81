"""What of a file may be given on: its words, its pixels or its pages as pictures, made anew, with nothing that came along with them."""

from dataclasses import dataclass

from tamyr.replies.logic.office.reading import READERS, office_words
from tamyr.replies.logic.office.words import Aside, NotUnderstood
from tamyr.replies.logic.reading.charsets import decoded
from tamyr.safety.logic.papers import PDF, PaperRefused, clean_paper
from tamyr.safety.logic.pictures import PictureRefused, clean_picture

PICTURES = ("image/jpeg", "image/png", "image/webp")
TEXT = "text/plain"
TEXTS = (TEXT, "text/csv")
CLEANED = (*PICTURES, *TEXTS, PDF, *READERS)


class NotCleaned(Exception):
    """A file that nothing is made anew of: why, and what stands there."""

    def __init__(self, why: str, value: str = "") -> None:
        super().__init__(why, value)
        self.why, self.value = why, value


@dataclass(frozen=True)
class CleanCopy:
    """What was made anew, and words that were not meant to be given, for those who handle the letter alone."""

    content: bytes
    media_type: str
    aside: tuple[Aside, ...] = ()


def cleaned(content: bytes, media_type: str) -> CleanCopy:
    """Return what of a file can be given on. To be called apart: it reads what strangers wrote. Raises ``NotCleaned``."""
    try:
        return _made(content, media_type)
    except NotUnderstood as refused:
        raise NotCleaned(refused.why, refused.value) from refused
    except (PictureRefused, PaperRefused) as refused:
        raise NotCleaned(refused.fault) from refused
    # Too little memory is told by `apart`, as of all that costs too much; it is no fault of the file.
    except (NotCleaned, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a library makes of what a stranger sent
        raise NotCleaned("broken", type(error).__name__) from error


def _made(content: bytes, media_type: str) -> CleanCopy:
    if media_type in TEXTS:
        # A table too comes out as plain text: as a table it would be opened by what computes it.
        return CleanCopy(decoded(content).text.encode(), TEXT)
    if media_type in PICTURES:
        return CleanCopy(clean_picture(content), media_type)
    if media_type == PDF:
        return CleanCopy(clean_paper(content).content, PDF)
    if media_type not in READERS:
        raise NotCleaned("kind")
    words = office_words(content, media_type)
    return CleanCopy(words.text.encode(), TEXT, words.aside)

"""Which documents of office programs are read, and by what."""

from collections.abc import Callable, Mapping

from tamyr.replies.logic.office import rich, text, word
from tamyr.replies.logic.office.words import NotUnderstood, Words
from tamyr.replies.logic.reading.files import OOXML, OPEN_DOCUMENT


def _sheet(content: bytes) -> Words:
    # What reads workbooks takes longer to come in than most files to be made anew, each in a process of its own.
    from tamyr.replies.logic.office import sheet

    return sheet.read(content)


READERS: Mapping[str, Callable[[bytes], Words]] = {
    OOXML["word/"]: word.read,
    OOXML["xl/"]: _sheet,
    f"{OPEN_DOCUMENT}text": text.read,
    "application/rtf": rich.read,
}
LARGEST = 30_000_000


def office_words(content: bytes, media_type: str) -> Words:
    """Return all words of a document. Raises ``NotUnderstood`` rather than give a part. To be called apart."""
    if len(content) > LARGEST:
        raise NotUnderstood("too-large")
    try:
        return READERS[media_type](content)
    except (ValueError, IndexError, OverflowError, RecursionError) as error:
        # A figure where another was promised: whoever wrote it did not keep to the form.
        raise NotUnderstood("broken") from error

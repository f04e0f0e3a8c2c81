"""Titles of the texts that were read: the document's own words, and what we add of the copy, apart from each other."""

from dataclasses import dataclass

from climate_pathways.core.wording import SOURCE_LANGUAGE, mark, say
from climate_pathways.pledges.documents import Citation

# Descriptions of ours, and no document's title.
OURS = (mark("NDC registry, metadata"),)
# How an entry's title ends where we say which copy of the document it is; the longest first.
ENDINGS = {
    " (unofficial translation), text": mark("unofficial translation, text"),
    " (text of the English translation)": mark("text of the English translation"),
    ", text of the English translation": mark("text of the English translation"),
    " (text of the English document)": mark("text of the English document"),
    " (English translation, text)": mark("English translation, text"),
    " (English translation)": mark("English translation"),
    " (translated reprint)": mark("translated reprint"),
    " (English text)": mark("English text"),
    " (текст)": mark("text"),
    " (text)": mark("text"),
    ", text": mark("text"),
}
# The text is in this language; its title is told in English.
TOLD = {" (in Ukrainian)": mark("in Ukrainian"), " (in Russian)": mark("in Russian")}


@dataclass(frozen=True)
class Title:
    """A title: ``own`` is in ``language``, which need not be the reader's; ``note`` is ours and in the reader's."""

    own: str
    language: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.own} ({self.note})" if self.note else self.own


def shown_title(citation: Citation, language: str) -> Title:
    """Return the title of a text as a reader of the language meets it; in its own language it stands as it is."""
    if citation.title in OURS:
        return Title(say(language, citation.title), language)
    notes = ENDINGS | TOLD
    ending = next((ending for ending in notes if citation.title.endswith(ending)), "")
    own = SOURCE_LANGUAGE if ending in TOLD else citation.language
    if own == language or not ending:
        return Title(citation.title, own)
    return Title(citation.title.removesuffix(ending), own, say(language, notes[ending]))

"""Where something stands in a document, in a reader's language: ``section 2.1, item 4(a)``.

Files give places in English, as the document numbers them; what a document itself calls a place is
not translated.
"""

import re

from climate_pathways.core.wording import mark, say

WORDS = (
    mark("greenhouse gas emissions in the base year"),
    mark("emissions per base year"),
    mark("results of the inventory"),
    mark("population profile"),
    mark("opening section"),
    mark("reference data"),
    mark("Mitigation"),
    mark("summary table"),
    mark("of the updated NDC"),
    mark("of the second NDC"),
    mark("of the NDC 3.0"),
    mark("summary"),
    mark("Article"),
    mark("adaptation communication"),
    mark("national circumstances"),
    mark("note to the base year"),
    mark("reference indicators"),
    mark("information table"),
    mark("main assumptions"),
    mark("economic profile"),
    mark("table by sector"),
    mark("introduction"),
    mark("paragraphs"),
    mark("adaptation"),
    mark("paragraph"),
    mark("sections"),
    mark("glossary"),
    mark("chapter"),
    mark("section"),
    mark("tables"),
    mark("energy"),
    mark("annex"),
    mark("items"),
    mark("parts"),
    mark("table"),
    mark("item"),
    mark("note"),
    mark("part"),
    mark("and"),
    mark("row"),
)
# The longest first: “table by sector” is no table.
_KNOWN = re.compile(rf"\b(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b(?![^“]*”)")


def place_text(place: str, language: str) -> str:
    """Return a place as a reader of the language finds it."""
    return _KNOWN.sub(lambda found: say(language, found[0]), place)

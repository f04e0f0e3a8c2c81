"""Where something stands in a document, in a reader's language: ``section 2.1, item 4(a)``.

Files give places in English, as the document numbers them; what a document itself calls a place is
not translated.
"""

import re

from climate_pathways.core.wording import mark, say

# Phrases whole, where a language puts their words into another case: “table in section 11”.
WORDS = (
    mark("how the INDC contributes to the objective of the Convention"),
    mark("paragraph on the contribution by 2050"),
    mark("target relative to the reference indicator"),
    mark("greenhouse gas emissions in the base year"),
    mark("planning processes and forecasts"),
    mark("considered emissions reduction"),
    mark("characteristics of the NDCs"),
    mark("national climate strategies"),
    mark("pre-2020 mitigation policy"),
    mark("Contribution to adaptation"),
    mark("Contribution to mitigation"),
    mark("results of the inventory"),
    mark("emissions per base year"),
    mark("National circumstances"),
    mark("chapter on the transparency framework"),
    mark("fairness and ambition"),
    mark("intended contribution"),
    mark("mitigation objectives"),
    mark("oil and gas sector"),
    mark("executive summary"),
    mark("other commitments"),
    mark("section on industry"),
    mark("contribution to"),
    mark("opening section"),
    mark("reference data"),
    mark("base year by item"),
    mark("general goal"),
    mark("Mitigation"),
    mark("mitigation"),
    mark("tables for"),
    mark("table for"),
    mark("LULUCF"),
    mark("INDC"),
    mark("population profile"),
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
    mark("agriculture"),
    mark("buildings"),
    mark("carbon pricing"),
    mark("land use"),
    mark("short-lived pollutants"),
    mark("transport"),
    mark("waste"),
    mark("forecast"),
    mark("financing"),
    mark("total of both columns"),
    mark("table in section"),
    mark("measure"),
    mark("water resources"),
    mark("energy sector"),
    mark("power sector"),
    mark("transportation sector"),
    mark("AFOLU"),
)
# The longest first: “table by sector” is no table.
KNOWN = re.compile(rf"\b(?:{'|'.join(sorted(WORDS, key=len, reverse=True))})\b(?![^“]*”)")
QUOTED = re.compile(r"“([^”]*)”")


def place_text(place: str, language: str) -> str:
    """Return a place as a reader of the language finds it."""
    said = KNOWN.sub(lambda found: say(language, found[0]), place)
    # Of a document's own name for a place only the quotation marks are put into the language.
    return QUOTED.sub(lambda found: say(language, mark("“{name}”"), name=found[1]), said)

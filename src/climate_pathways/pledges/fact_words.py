"""What a document prints, in a reader's words: its numbers, its other aims, and where they stand."""

from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_plain
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges.account import Commitment, Difference, Fact
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.places import place_text

ACCOUNTS = {
    accounts.INVENTORY: mark("inventory"),
    accounts.TARGET: mark("target"),
    accounts.REMOVALS_TARGET: mark("target for removals"),
    accounts.BASELINE: mark("baseline"),
    accounts.WITH_MEASURES: mark("scenario with measures"),
    accounts.WITH_MORE_MEASURES: mark("scenario with additional measures"),
    accounts.SCENARIO: mark("scenario of the document"),
}
QUANTITIES = {
    accounts.NET: mark("Emissions with land use"),
    accounts.GROSS: mark("Emissions without land use"),
    accounts.LAND_USE: mark("Land use"),
    accounts.UNCLEAR_FOOTING: mark("Emissions, land use not stated"),
    accounts.CUT: mark("Cut in tonnes"),
    accounts.GDP: mark("GDP"),
    accounts.GDP_GROWTH: mark("Growth of GDP"),
    accounts.POPULATION: mark("Population"),
    accounts.INTENSITY: mark("Emissions per unit of GDP"),
}
THEMES = {
    "methane": mark("Methane"),
    "removals": mark("Removals"),
    "forest": mark("Forests"),
    "renewables": mark("Renewables"),
    "efficiency": mark("Energy efficiency"),
    "coal": mark("Coal"),
    "transport": mark("Transport"),
    "waste": mark("Waste"),
    "agriculture": mark("Agriculture"),
    "finance": mark("Finance"),
    "adaptation": mark("Adaptation"),
    "other": mark("Other aims"),
}


def fact_name(fact: Fact, language: str) -> str:
    """Name a printed number: ``Emissions with land use in 2023 (inventory)``."""
    return say(
        language,
        mark("{quantity} in {year} ({account})"),
        quantity=say(language, QUANTITIES[fact.quantity]),
        year=fact.year,
        account=say(language, ACCOUNTS[fact.account]),
    )


def fact_value(fact: Fact, language: str) -> str:
    """Write a printed number with all its figures and its unit."""
    return f"{say_plain(language, fact.value)}\u00a0{unit_label(fact.unit, language)}"


def theme_name(theme: str, language: str) -> str:
    """Return the name of a theme under which facts of a document stand."""
    return say(language, THEMES[theme])


def line_text(place: str, line: int, language: str) -> str:
    """Say where a number stands in a document: ``section 2.2, line 495``."""
    return say(language, mark("{place}, line {line}"), place=place_text(place, language), line=line)


def quoted(printed: str, language: str) -> str:
    """Quote what a document prints, so that a reader can search its text for it."""
    return say(language, mark("“{name}”"), name=printed)


def passage(entry: Fact | Commitment | Pledge, language: str) -> str:
    """Say where an entry stands and what is printed there; empty where it was not read at a place."""
    if not entry.line:
        return ""
    return f"{line_text(entry.place, entry.line, language)}: {quoted(entry.printed, language)}"


def difference_places(difference: Difference, language: str) -> str:
    """Say where the two places of a difference stand, and what is printed at each."""
    places = (
        (difference.text, difference.line, difference.printed),
        (difference.other_text, difference.other_line, difference.other_printed),
    )
    # A text is named where the two are not one.
    is_one = difference.text == difference.other_text
    return "; ".join(
        say(language, mark("line {line}: {quote}"), line=line, quote=quoted(printed, language))
        if is_one
        else say(
            language,
            mark("{text}, line {line}: {quote}"),
            text=text.rpartition(".")[0],
            line=line,
            quote=quoted(printed, language),
        )
        for text, line, printed in places
    )


def text_address(pledges: Pledges, text: str) -> str:
    """Return the address of a text that was read; empty where none is known."""
    citation = pledges.citation_of(text)
    return citation.url if citation else ""

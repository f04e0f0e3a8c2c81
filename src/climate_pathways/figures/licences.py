"""Under which licence a number may be passed on: a provider's figure under its own, a result under ours.

What derives from the core database of the Climate Equity Reference Project stands under that database's
licence: fair shares begin with its emissions and its baseline, and so do gaps and ratings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from climate_pathways.core.wording import mark, say
from climate_pathways.figures.snapshot import snapshot


@dataclass(frozen=True)
class Licence:
    """A licence by its usual short name, and where its text stands."""

    name: str
    url: str


OWN = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
FROM_CERP = Licence("GPL-3.0", "https://www.gnu.org/licenses/gpl-3.0.html")
# Of documents that a country handed in: facts, quoted with their place.
DOCUMENT = mark("public document of the country, quoted with its place")
RESULTS = mark(
    "Our own results: {own}. Fair shares, gaps and ratings derive from the Climate Equity Reference database "
    "and stand under its licence, {cerp}. Figures belong to their providers, each under the licence named beside it."
)
IN_BRIEF = mark(
    "Licences: results {own}; fair shares, gaps and ratings {cerp}, as they derive from the Climate Equity Reference "
    "database; figures under those of their providers."
)
UNKNOWN = mark("not stated")
ADDRESSES = {
    OWN.name: OWN.url,
    FROM_CERP.name: FROM_CERP.url,
    # As the source words its licence: reworded there, it would lose its address here.
    "GPL-3.0, also for what derives from it": FROM_CERP.url,
    "CC BY 3.0 IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
}


def of_results(language: str, text: str = RESULTS) -> str:
    """Say under which licences results stand, and that figures stand under those of their providers."""
    return say(language, text, own=OWN.name, cerp=FROM_CERP.name)


def address_of(licence: str) -> str:
    """Return where the text of a licence stands; empty where its words say more than one licence's name."""
    return ADDRESSES.get(licence, "")


def licence_address(source: str) -> str:
    """Return where the licence of a source stands by its identifier, whatever language its words are in."""
    return address_of(of_source(source))


@cache
def of_source(source: str) -> str:
    """Return the licence of a provider's figures by the source's identifier, in English."""
    if source == "documents":
        return DOCUMENT
    # Sources outside of the snapshot, such as a user's own file, have no licence that we know.
    known = snapshot.region().sources.get(source)
    return known.licence if known else UNKNOWN


def of_sources(sources: Iterable[str]) -> str:
    """Return the licences of several sources, each with the source's identifier where they differ."""
    named = {source: of_source(source) for source in sources}
    if len(set(named.values())) == 1:
        return next(iter(named.values()))
    return "; ".join(f"{source}: {licence}" for source, licence in named.items())


@cache
def in_language(licence: str, language: str) -> str:
    """Say what ``of_source`` or ``of_sources`` returned in a language."""
    known = {source.licence for source in snapshot.region().sources.values()} | {DOCUMENT, UNKNOWN}
    # The longest first: the name of one licence may stand in the words of another.
    for text in sorted(filter(None, known), key=len, reverse=True):
        if text in licence:
            return say(language, text).join(in_language(part, language) for part in licence.split(text))
    return licence

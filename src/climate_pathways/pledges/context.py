"""What changes the meaning of a country's figures and promises: collapse, war, recalculation and more.

One reviewed file per country, ``data/context/<ISO3>.toml``: each circumstance in a sentence or two of
our own, with its place in a document that was read or with its source.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from climate_pathways.core.entries import among, ensure
from climate_pathways.core.wording import mark, say
from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.criteria import check_place
from climate_pathways.pledges.documents import Pledges
from climate_pathways.pledges.entries import country_file, entry_of, shipped_text

# In reading order.
THEMES = {
    "collapse": mark("Emissions after 1990"),
    "war-and-occupation": mark("War and its consequences"),
    "territory": mark("Which territory is counted"),
    "recalculation": mark("Recalculated figures"),
    "energy-links": mark("Energy links"),
    "sanctions": mark("Sanctions"),
}
PLEDGE, TREND, NEUTRALITY, FAIR_SHARE = "pledge", "trend", "neutrality", "fair-share"
MATTERS = (PLEDGE, TREND, NEUTRALITY, FAIR_SHARE)


@dataclass(frozen=True)
class Circumstance:
    """One thing to bear in mind. ``matters_for``: the chapters that it changes the meaning of;
    ``breaks_trend``: the trend of the last ten years is by the source not one of policies.

    ``printed`` stands word for word in ``line`` of the text file ``text`` of ``document``; without a
    document there is a source, by title, publisher and address.
    """

    theme: str
    matters_for: tuple[str, ...]
    says_en: str
    says_ru: str
    from_year: int | None = None
    document: str = ""
    text: str = ""
    place: str = ""
    line: int | None = None
    printed: str = ""
    source_title: str = ""
    source_publisher: str = ""
    source_url: str = ""
    breaks_trend: bool = False

    def says(self, language: str) -> str:
        return self.says_ru if language == "ru" else self.says_en


@dataclass(frozen=True)
class Context:
    """One country's circumstances, by theme in reading order."""

    iso3: str
    reviewed_on: date
    circumstances: tuple[Circumstance, ...]


def circumstance_name(theme: str, language: str) -> str:
    """Return the name of a theme of a country's circumstances, such as war and its consequences."""
    return say(language, THEMES[theme])


@cache
def read(iso3: str) -> Context:
    """Return one country's circumstances; raise ``PathwaysError`` for a country that has no file."""
    text = shipped_text("context", iso3)
    return parse(text, file=f"context/{iso3}.toml", pledges=pledge_file.read(iso3))


def parse(text: str, *, file: str, pledges: Pledges) -> Context:
    """Return the circumstances in a file's text; raise ``TableError`` naming the entry and what is wrong."""
    data = country_file(text, file=file)
    for name in data:
        among(name, ("iso3", "reviewed_on", "context"), file, name)
    ensure(data["iso3"] == pledges.iso3, file, "iso3", data["iso3"], mark("the country of its documents."))
    entries = [
        entry_of(Circumstance, entry, file, f"context.{number}")
        for number, entry in enumerate(data.get("context", []), start=1)
    ]
    for number, circumstance in enumerate(entries, start=1):
        _check(circumstance, pledges, file, f"context.{number}")
    order = list(THEMES)
    # Within a theme the order of the file stays: what matters most stands first there.
    listed = tuple(sorted(entries, key=lambda circumstance: order.index(circumstance.theme)))
    whole = {"iso3": data["iso3"], "reviewed_on": data.get("reviewed_on"), "circumstances": listed}
    return entry_of(Context, whole, file, "reviewed_on")


def _check(circumstance: Circumstance, pledges: Pledges, file: str, place: str) -> None:
    among(circumstance.theme, tuple(THEMES), file, f"{place}.theme")
    matters = circumstance.matters_for
    ensure(bool(matters), file, f"{place}.matters_for", matters, mark("at least one of what it matters for."))
    for name in matters:
        among(name, MATTERS, file, f"{place}.matters_for")
    for name in ("says_en", "says_ru"):
        ensure(bool(getattr(circumstance, name)), file, f"{place}.{name}", "", mark("a sentence of our own."))
    # Where neither is given the entry is refused for its document: a source is the exception.
    if circumstance.document or not circumstance.source_title:
        check_place(circumstance, pledges, file, place)
        return
    for name in ("source_publisher", "source_url"):
        given = getattr(circumstance, name)
        ensure(bool(given), file, f"{place}.{name}", given, mark("who published the source, and where."))

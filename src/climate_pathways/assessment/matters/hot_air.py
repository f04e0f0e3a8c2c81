"""Hot air and land use: what the years after 1990 gave to a promised cut, what recalculation moved.

A cut promised from a base year was partly there before anybody promised it, where emissions had fallen
since. Base, level and target are of one inventory and one footing, so that nothing is mixed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.matters.footings_panel import (
    FEWEST_FOR_A_LINE,
    SINCE,
    footings_panel,
    own_reading,
)
from climate_pathways.core.panels import Panel
from climate_pathways.core.quantities import rounded
from climate_pathways.core.tables import Series
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.series import LAND_USE_BY_SOURCE, TOTALS_BY_SOURCE
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import (
    GROSS,
    INVENTORY,
    LAND_USE,
    NET,
    UNCLEAR_FOOTING,
    Fact,
    beside_another_total,
    is_same,
)
from climate_pathways.pledges.context import Circumstance
from climate_pathways.pledges.documents import Document, Pledge
from climate_pathways.pledges.inventory import Inventory, national, of_document

AFTER_COLLAPSE = 2000
THEMES = ("collapse", "recalculation", "war-and-occupation", "territory")
GROSS_BY_SOURCE = ((NATIONAL, "ghg_excl_lulucf_ar5"), *TOTALS_BY_SOURCE)


@dataclass(frozen=True)
class Level:
    """Emissions of a year, Mt CO2e: without land use, with it, and land use; ``None`` where not known."""

    year: int
    gross: float | None
    net: float | None
    land: float | None

    def on(self, footing: str) -> float | None:
        return {GROSS: self.gross, NET: self.net, LAND_USE: self.land}[footing]


@dataclass(frozen=True)
class PartOfCut:
    """The level of a year or the mean of several, Mt CO2e, and the part of a promised cut there; 1 is all of it."""

    years: tuple[int, ...]
    level: float
    part: float

    @property
    def year(self) -> int:
        return self.years[-1]


@dataclass(frozen=True)
class InventoryCut:
    """A promised cut on the target's own footing by the national inventory, Mt CO2e.

    ``before``: in the last inventory year before the first promise, if the inventory has one;
    ``recent``: in the mean of the last five years, since a single year swings with the forests.
    """

    pledge: Pledge
    footing: str
    base: float
    target: float
    before: PartOfCut | None
    latest: PartOfCut
    recent: PartOfCut | None


@dataclass(frozen=True)
class Printing:
    """What a document prints of one inventory year; the facts by quantity, with their places."""

    document: Document
    year: int
    facts: tuple[Fact, ...]

    def of(self, quantity: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.quantity == quantity), None)

    @property
    def gwp(self) -> str:
        """Return the potentials, such as ``AR5``; empty where the document names none."""
        return next((fact.gwp.removesuffix("GWP100") for fact in self.facts if fact.gwp), "")


@dataclass(frozen=True)
class HotAir:
    """Everything that the page on hot air and land use says of a country.

    ``inventory``: the newest national one; ``of_documents``: what the newest document with an
    inventory prints, where there is no national one; ``first_promise``: the day of the first document
    with a target; ``land`` and ``gross``: published series, never averaged.
    """

    iso3: str
    version: str
    inventory: Inventory | None
    of_documents: tuple[Document, Inventory] | None
    first_promise: date | None
    already: tuple[InventoryCut, ...]
    printed: tuple[Printing, ...]
    land: tuple[Series, ...]
    gross: tuple[Series, ...]
    panel: Panel | None
    context: tuple[Circumstance, ...]

    @property
    def main(self) -> InventoryCut | None:
        """Return the cut of the target that reaches furthest before 2041, by own effort where there is one."""
        ahead = [cut for cut in self.already if cut.pledge.year <= kinds.HEADLINE_UNTIL]
        own = [cut for cut in ahead if not cut.pledge.is_conditional]
        return max(own or ahead, key=lambda cut: cut.pledge.year, default=None)

    @property
    def levels(self) -> tuple[Level, ...]:
        """Return the first year, 2000 and the latest; all of them where there are few."""
        known = self.inventory or (self.of_documents[1] if self.of_documents else None)
        if known is None:
            return ()
        years = sorted({*known.gross, *known.net})
        if len(years) >= FEWEST_FOR_A_LINE:
            years = [year for year in years if year in (SINCE, AFTER_COLLAPSE, years[-1])]
        return tuple(
            Level(year, known.gross.get(year), known.net.get(year), known.land.get(year)) for year in years
        )

    def values_of(self, year: int, footing: str) -> tuple[float, ...]:
        """Return what versions and the newest inventory give for a year, oldest document first."""
        found = [
            fact.value
            for printed in self.printed
            for fact in printed.facts
            if printed.year == year and fact.quantity == footing
        ]
        if self.inventory and year in self.inventory.values(footing):
            found.append(self.inventory.values(footing)[year])
        return tuple(found)


def hot_air_of(found: Assessment, figures: Snapshot) -> HotAir:
    """Return what the collapse, recalculation and land use mean for a country's promises."""
    inventory = national(found.iso3, figures)
    # Also of documents that were replaced: what counts is when a state first promised anything.
    days = [document.submitted_on for document in found.pledges.documents if found.pledges.of(document)]
    of_documents = None if inventory else _newest_printed(found)
    return HotAir(
        iso3=found.iso3,
        version=found.version,
        inventory=inventory,
        of_documents=of_documents,
        first_promise=min(days, default=None),
        already=tuple(_already(found, inventory, min(days, default=None))) if inventory else (),
        printed=tuple(_printed(found)),
        land=tuple(_series(found.iso3, figures, LAND_USE_BY_SOURCE)),
        gross=tuple(_series(found.iso3, figures, GROSS_BY_SOURCE)),
        panel=footings_panel(found, inventory, of_documents[1] if of_documents else None),
        context=tuple(entry for entry in found.context if entry.theme in THEMES),
    )


def _series(iso3: str, figures: Snapshot, names: tuple[tuple[str, str], ...]) -> Iterator[Series]:
    for source, variable in names:
        series = figures.series(iso3, source, variable)
        if series is not None and len(series):
            yield series


def _newest_printed(found: Assessment) -> tuple[Document, Inventory] | None:
    for document in reversed(found.pledges.contributions()):
        # One target is enough: all of a document lead to the same inventory.
        for pledge in found.pledges.of(document)[:1]:
            printed = of_document(found.pledges.account(pledge))
            if printed:
                return document, printed
    return None


# --- the cut that was there -----------------------------------------------------------------------


def _already(found: Assessment, inventory: Inventory, first: date | None) -> Iterator[InventoryCut]:
    for pledge in found.pledges.ahead(found.as_of):
        own, base_year = own_reading(found, pledge), pledge.base_year
        if pledge.type != kinds.BASE_YEAR or own is None or own.footing not in (NET, GROSS):
            continue
        values = inventory.values(own.footing)
        if not base_year or base_year not in values or max(values) <= base_year:
            continue
        base = values[base_year]
        # The middle of a promised range, as in the central reading of the target.
        target = base * (1 - fmean(pledge.reduction_percent) / 100)
        # A state may promise to stay as it is or to grow by less: of such a cut there is no part.
        if target >= base:
            continue
        recent = inventory.last_years(own.footing)
        # Not the year of the promise itself: a part of it came after.
        past = [year for year in values if first and base_year < year < first.year]
        yield InventoryCut(
            pledge=pledge,
            footing=own.footing,
            base=rounded(base),
            target=rounded(target),
            before=_reached((max(past),), values, base, target) if past else None,
            latest=_reached((max(values),), values, base, target),
            recent=_reached(recent, values, base, target) if recent else None,
        )


def _reached(years: Sequence[int], values: Mapping[int, float], base: float, target: float) -> PartOfCut:
    level = fmean(values[year] for year in years)
    # Not cut off at its ends: above one there is room to spare, below zero emissions rose.
    return PartOfCut(tuple(years), rounded(level), rounded((base - level) / (base - target)))


# --- what documents print --------------------------------------------------------------------------


def _printed(found: Assessment) -> Iterator[Printing]:
    """Yield the first and the latest printed year of each document, oldest document first."""
    for document in sorted(found.pledges.documents, key=lambda document: document.submitted_on):
        facts = [
            fact
            for fact in found.pledges.facts
            if fact.document == document.id
            and fact.account == INVENTORY
            and fact.quantity in (GROSS, NET, LAND_USE, UNCLEAR_FOOTING)
        ]
        years = sorted({fact.year for fact in facts})
        for year in dict.fromkeys((*years[:1], *years[-1:])):
            yield from _of_year(document, year, [fact for fact in facts if fact.year == year])


def _of_year(document: Document, year: int, facts: list[Fact]) -> Iterator[Printing]:
    """Yield a year's numbers, and once more what the document prints otherwise for the same year."""
    beside = beside_another_total(facts)
    first: dict[str, Fact] = {}
    others: list[Fact] = []
    for fact in facts:
        if fact in beside or not is_same(fact.value, first.setdefault(fact.quantity, fact).value):
            others.append(fact)
    yield Printing(document, year, tuple(first.values()))
    # It ends: the first total of a year never stands beside itself, so that each round has fewer facts.
    if others:
        yield from _of_year(document, year, others)

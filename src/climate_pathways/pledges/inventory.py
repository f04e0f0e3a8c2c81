"""A national inventory: emissions without and with land use, of one submission and one set of potentials.

Land use converts a target between its footings only within one inventory: never the sink of one
provider with the base of another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from climate_pathways.core.tables import Series
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges.account import GROSS, LAND_USE, MEAN_YEARS, NET, Account

DOCUMENT = "document"
NATIONAL_GWP = "AR5GWP100"
# Two years are no basis for a mean. A document's printed years may be of several vintages: all five, or none.
FEWEST_YEARS = {NATIONAL: 3, DOCUMENT: MEAN_YEARS}
Values = dict[int, float]


@dataclass(frozen=True)
class Inventory:
    """Yearly emissions without land use, with it, and land use itself, Mt CO2e in ``gwp``.

    ``source``: ``unfccc-crt`` or ``document``; ``submission``: the year of the tables, if known.
    """

    source: str
    gwp: str
    gross: Mapping[int, float]
    net: Mapping[int, float]
    land: Mapping[int, float]
    submission: int | None = None

    def values(self, footing: str) -> Mapping[int, float]:
        return self.net if footing == NET else self.gross

    def latest(self, footing: str) -> int | None:
        """Return the latest year with a value on this footing."""
        return max(self.values(footing), default=None)

    def last_years(self, footing: str) -> tuple[int, ...]:
        """Return the last five years, or those of them there are; none where there are too few."""
        latest = self.latest(footing)
        if latest is None:
            return ()
        # By the calendar: a gap leaves fewer years, and does not reach further back.
        years = tuple(year for year in sorted(self.values(footing)) if year > latest - MEAN_YEARS)
        return years if len(years) >= FEWEST_YEARS[self.source] else ()

    def mean(self, footing: str) -> float | None:
        values = [self.values(footing)[year] for year in self.last_years(footing)]
        return fmean(values) if values else None

    def recent_land(self) -> Values:
        """Return land use by year over the last five years there are."""
        latest = max(self.land, default=0)
        return {year: self.land[year] for year in sorted(self.land) if year > latest - MEAN_YEARS}


def national(iso3: str, figures: Snapshot) -> Inventory | None:
    """Return the newest national inventory in the shipped figures; nothing where there is none."""
    gross = figures.series(iso3, NATIONAL, "ghg_excl_lulucf_ar5")
    land = figures.series(iso3, NATIONAL, "ghg_lulucf_ar5")
    if gross is None or land is None:
        return None
    submission = figures.series(iso3, NATIONAL, "inventory_submission")
    without, sink = _by_year(gross), _by_year(land)
    # Without its land use a year has no net total, which would be the gross one by another name.
    net = {year: value + sink[year] for year, value in without.items() if year in sink}
    made_in = int(submission.values[-1]) if submission is not None else None
    return Inventory(NATIONAL, NATIONAL_GWP, without, net, sink, made_in)


def _by_year(series: Series) -> Values:
    return {int(year): float(value) for year, value in zip(series.years, series.values, strict=True)}


def of_document(account: Account) -> Inventory | None:
    """Return the inventory that a document prints; nothing where it prints no total of any year.

    What is missing of gross, net and land use follows from the two others of the same year.
    """
    facts = {footing: account.inventory(footing) for footing in (GROSS, NET, LAND_USE)}
    gross, net, land = ({year: fact.value for year, fact in facts[name].items()} for name in facts)
    if not gross and not net:
        return None
    for year in {*gross, *net}:
        if year in net and year in land:
            # What is printed stays: only what the document leaves out follows from the other two.
            gross.setdefault(year, net[year] - land[year])
        if year in gross and year in land:
            net.setdefault(year, gross[year] + land[year])
        if year in gross and year in net:
            land.setdefault(year, net[year] - gross[year])
    named = [fact.gwp for footing in (NET, GROSS) for fact in facts[footing].values() if fact.gwp]
    # The last one named is that of the latest year, without land use where that is printed.
    return Inventory(DOCUMENT, named[-1] if named else "", gross, net, land)

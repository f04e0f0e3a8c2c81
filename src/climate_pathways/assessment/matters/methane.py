"""Methane of a country: what sources say of it, what was promised, and whether a pledge was joined.

Sources differ by factors, so that each keeps its name, its potentials and its edition; nothing is averaged.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.grounds import METHANE_FROM
from climate_pathways.core.panels import LINES, Panel, panel_of
from climate_pathways.core.tables import Series
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.pledges.account import Commitment
from climate_pathways.pledges.documents import Document

PANEL, SINCE, INVENTORY = "methane", 1990, NATIONAL
# Source, methane, and all gases of the same source in the same potentials.
SERIES = (
    *METHANE_FROM,
    ("primap-histcr", "ch4_excl_lulucf", "ghg_excl_lulucf"),
    ("primap-histtp", "ch4_excl_lulucf", "ghg_excl_lulucf"),
    ("edgar-7", "ch4_excl_lulucf", "ghg_excl_lulucf"),
)


@dataclass(frozen=True)
class PledgePassage:
    """Where a document speaks of the Global Methane Pledge; ``joined``: whether it says that the country joined."""

    document: str
    text: str
    place: str
    line: int
    printed: str
    joined: bool = True


# Only what stands in a document that was read: lists of others are no proof.
PASSAGES = {
    "ARM": PledgePassage(
        "ndc-3",
        "ARM-third_ndc-EN.txt",
        "information table, item 3(a)",
        157,
        "accession to the Global Methane Pledge",
    ),
    "AZE": PledgePassage(
        "ndc-3", "AZE-third_ndc-EN.txt", "section 1", 516, "has signed up to the Global Methane Pledge"
    ),
    "MDA": PledgePassage(
        "ndc-3",
        "MDA-third_ndc-EN.txt",
        "section 2.1, item 1(d)",
        64,
        "As a participating country in the Global Methane Pledge",
    ),
    "TKM": PledgePassage(
        "ndc-2",
        "TKM-revised_first_ndc-EN.txt",
        "table 2, row 1",
        382,
        "welcomes the initiative for the Global Methane Commitment",
        joined=False,
    ),
    "UZB": PledgePassage(
        "ndc-3",
        "UZB-third_ndc-EN.txt",
        "information table",
        1420,
        # Closed by the mark that stands in the text: its line is searched for these very signs.
        'country has joined the "Global Methane Pledge”',
    ),
}


@dataclass(frozen=True)
class MethaneSeries:
    """What one source says of methane, Mt CO2e: its series, and its part of all gases in the latest year."""

    series: Series
    part: float | None


@dataclass(frozen=True)
class Disagreement:
    """The sources furthest apart in a year that most of them know."""

    year: int
    low: Series
    high: Series

    @property
    def factor(self) -> float:
        return (self.high.at(self.year) or 0.0) / (self.low.at(self.year) or 1.0)


@dataclass(frozen=True)
class Methane:
    """Everything that the page on methane says of a country."""

    iso3: str
    version: str
    submission: int | None
    told: tuple[MethaneSeries, ...]
    aims: tuple[tuple[Document, Commitment], ...]
    passage: tuple[Document, PledgePassage] | None
    panel: Panel | None

    @property
    def main(self) -> MethaneSeries:
        """Return the inventory, else the first source there is."""
        return self.told[0]

    @property
    def apart(self) -> Disagreement | None:
        """Return the sources furthest apart in the latest year that most of them know."""
        known = [told.series for told in self.told]
        years = sorted({int(year) for series in known for year in series.years})
        year = max(
            years, key=lambda year: (sum(series.at(year) is not None for series in known), year), default=0
        )
        # Zero is left out with what is not known: nothing can be so many times as much.
        values = [(value, series) for series in known if (value := series.at(year))]
        if len(values) < 2:
            return None
        low, high = min(values, key=lambda pair: pair[0]), max(values, key=lambda pair: pair[0])
        return Disagreement(year, low[1], high[1])


def methane_of(found: Assessment, figures: Snapshot) -> Methane:
    """Return what is known of a country's methane, and what its documents promise of it."""
    iso3, pledges = found.iso3, found.pledges
    submission = figures.series(iso3, INVENTORY, "inventory_submission")
    passage = PASSAGES.get(iso3)
    told = tuple(_told(iso3, figures))
    return Methane(
        iso3=iso3,
        version=found.version,
        submission=int(submission.values[-1]) if submission is not None else None,
        told=told,
        aims=tuple(
            (pledges.document(aim.document), aim) for aim in pledges.commitments if aim.theme == "methane"
        ),
        passage=(pledges.document(passage.document), passage) if passage else None,
        panel=panel_of(PANEL, LINES, [(each.series.source, each.series) for each in told], since=SINCE),
    )


def _told(iso3: str, figures: Snapshot) -> Iterator[MethaneSeries]:
    for source, methane, everything in SERIES:
        series, total = figures.series(iso3, source, methane), figures.series(iso3, source, everything)
        if series is not None and len(series):
            # All gases of the same year, which need not be the last one that they are known for.
            whole = total.at(series.last_year) if total is not None else None
            yield MethaneSeries(series, float(series.values[-1]) / whole if whole else None)

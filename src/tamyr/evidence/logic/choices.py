"""What a reader may ask of the evidence pages: a measure, an order, a first year, other assumptions."""

from dataclasses import dataclass
from urllib.parse import urlencode

from climate_pathways.assessment import AXES, Assessment
from climate_pathways.charts.tables import axis_column
from climate_pathways.core.naming import place_name
from climate_pathways.pledges import condition_text, pledge_phrase


@dataclass(frozen=True)
class Measure:
    """A figure by which countries are compared: its word in addresses and its result's name.

    ``axis``: of the rating, which the map shows by its steps and no table sorts by here.
    """

    slug: str
    result: str
    axis: str = ""


MEASURES = {
    measure.slug: measure
    for measure in (
        Measure("total", "ghg"),
        Measure("per-person", "ghg_per_person"),
        Measure("change", "change"),
        Measure("trend", "trend"),
        Measure("per-gdp", "ghg_per_gdp"),
        Measure("cumulative", "cumulative_co2"),
        Measure("fossil-electricity", "electricity_fossil"),
    )
}
AXIS_MEASURES = {measure.slug: measure for measure in (Measure(f"axis-{axis}", "", axis) for axis in AXES)}
DEFAULT_MEASURE = MEASURES["per-person"]
BY_NAME = "name"
FIRST_YEARS = (1850, 1990)


@dataclass(frozen=True)
class RegionChoice:
    """What a reader of the region page asked for: the map's measure, the table's order."""

    measure: Measure
    sort: Measure | None
    descending: bool

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        asked = {
            "measure": "" if self.measure == DEFAULT_MEASURE else self.measure.slug,
            "sort": self.sort.slug if self.sort else "",
            "order": "desc" if self.descending else "",
        }
        words = {name: word for name, word in asked.items() if word}
        return f"?{urlencode(words)}" if words else ""


@dataclass(frozen=True)
class CountryChoice:
    """What a reader of a country's page asked for: the first year of the chart by gas."""

    since: int

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        return "" if self.since == FIRST_YEARS[0] else f"?since={self.since}"


@dataclass(frozen=True)
class CorrectionsChoice:
    """What a reader of the list of corrections asked for: one country, or empty for all."""

    country: str

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        return f"?{urlencode({'country': self.country})}" if self.country else ""

    def words(self, language: str) -> str:
        """Say what the list is narrowed to; nothing where it is whole."""
        return place_name(self.country, language) if self.country else ""


# What the comparison of assessments is sorted by, beside the countries' names.
COMPARED = (
    "pledge",
    "share",
    "gap",
    "chance",
    *(axis_column(axis) for axis in AXES),
    "neutral",
)


@dataclass(frozen=True)
class ComparisonChoice:
    """What a reader of the comparison of assessments asked for: the order."""

    sort: str
    descending: bool

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        if (self.sort, self.descending) == (BY_NAME, False):
            return ""
        return f"?{urlencode({'sort': self.sort, 'order': 'desc' if self.descending else 'asc'})}"


# --- what if ----------------------------------------------------------------------------------

OWN_TARGET = "own"
# The words of each group stand in ``forms.what_if.HEADINGS``: one that has none there stops the page.
GROUPS = {
    "world": ("path", "path_position", "population"),
    "history": ("history_since", "repayment_year"),
    "income": ("responsibility_weight", "threshold", "baseline_trend", "exponent"),
    "data": ("source", "gwp", "gdp", "gini", "duty_inputs"),
}


@dataclass(frozen=True)
class PledgeOption:
    """A target in force that may be judged: its identifier and its words."""

    id: str
    label: str


def pledge_options(assessment: Assessment, language: str) -> tuple[PledgeOption, ...]:
    """Return the targets in force and ahead, the one the country is judged by first."""
    by_id = {pledge.id: pledge for pledge in assessment.pledges.current()}
    names = [judged.pledge for judged in assessment.judged]
    # Sorting keeps the order of equals: the others stay as they were.
    names.sort(key=lambda name: name != assessment.headline)
    return tuple(
        PledgeOption(
            name,
            f"{pledge_phrase(by_id[name], language)} ({condition_text(by_id[name].condition, language)})",
        )
        for name in names
    )

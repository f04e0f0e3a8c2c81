"""The tables that compare the countries, by figures and by assessments: rows, order and heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from climate_pathways.charts.tables import ComparedRow
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import Result
from climate_pathways.core.wording import say_rounded
from climate_pathways.figures import Standing, quantity
from tamyr.evidence.logic.choices import BY_NAME, COMPARED, MEASURES, ComparisonChoice, Measure
from tamyr.evidence.logic.measures import MeasureChoice, common_year


@dataclass(frozen=True)
class Cell:
    """A figure in the comparison table, ready to print; ``text`` is empty where there is none.

    ``year`` is given where it is not the same for the whole column.
    """

    measure: Measure
    text: str
    year: int | None
    value: float | None


@dataclass(frozen=True)
class Row:
    """One country of the comparison."""

    iso3: str
    name: str
    cells: tuple[Cell, ...]

    def value_of(self, measure: Measure) -> float | None:
        return next(cell.value for cell in self.cells if cell.measure == measure)


def comparison(standings: Mapping[str, Standing], language: str) -> list[Row]:
    """Return one row per country of analysis, in alphabetical order of the language."""
    in_head = {measure: common_year(standings, measure) for measure in MEASURES.values()}
    rows = [
        Row(
            iso3,
            place_name(iso3, language),
            tuple(_cell(standings[iso3], measure, in_head[measure], language) for measure in in_head),
        )
        for iso3 in COUNTRIES
    ]
    return sorted(rows, key=lambda row: row.name)


def _cell(standing: Standing, measure: Measure, year_in_head: int | None, language: str) -> Cell:
    result = standing.results.get(measure.result)
    if result is None:
        return Cell(measure, "", None, None)
    year = None if result.year == year_in_head else result.year
    return Cell(measure, bare_number(result, language), year, result.value)


def bare_number(result: Result, language: str) -> str:
    """Write a result without its unit, for a table whose head names the unit."""
    if result.unit in ("%", "%/year"):
        # By its last no-break space: thousands of percent have one of their own.
        return quantity(result, language).rpartition("\u00a0")[0]
    return say_rounded(language, result.value)


def ordered(rows: Sequence[Row], measure: Measure | None, *, descending: bool) -> list[Row]:
    """Sort by a measure, or by name for ``None``; countries without the figure come last."""
    if measure is None:
        return list(reversed(rows)) if descending else list(rows)
    # By whether there is a figure and not by its truth: zero is one.
    known = [row for row in rows if row.value_of(measure) is not None]
    unknown = [row for row in rows if row.value_of(measure) is None]
    # Sorted apart from those without a figure, which come last in both directions.
    known.sort(key=lambda row: row.value_of(measure) or 0.0, reverse=descending)
    return known + unknown


@dataclass(frozen=True)
class TableColumn:
    """A head of the comparison table: what it says and the address that sorts by it."""

    label: str
    unit: str
    year: int | None
    href: str
    sorted: str


def table_columns(
    choices: Sequence[MeasureChoice],
    name: str,
    shown: Measure,
    sort: Measure | None,
    *,
    descending: bool,
) -> list[TableColumn]:
    """Return the table's heads, the first one called ``name``; a sorted one's link turns the order."""
    asked = sort.slug if sort else BY_NAME
    by_name = MeasureChoice(BY_NAME, name, "", None)
    return [_table_column(choice, shown, choice.slug == asked, descending) for choice in (by_name, *choices)]


def _table_column(choice: MeasureChoice, shown: Measure, is_sorted: bool, descending: bool) -> TableColumn:
    # Numbers are most telling from the highest down, names from A on.
    order = ("asc" if descending else "desc") if is_sorted else ("asc" if choice.slug == BY_NAME else "desc")
    state = ("descending" if descending else "ascending") if is_sorted else ""
    href = f"?measure={shown.slug}&sort={choice.slug}&order={order}#table"
    return TableColumn(choice.label, choice.unit, choice.year, href, state)


# --- assessments ------------------------------------------------------------------------------


def ordered_assessments(rows: Sequence[ComparedRow], choice: ComparisonChoice) -> list[ComparedRow]:
    """Sort by a figure, or by name; countries without the figure come last."""
    if choice.sort == BY_NAME:
        return list(reversed(rows)) if choice.descending else list(rows)
    known = [row for row in rows if row.cells[choice.sort].value is not None]
    unknown = [row for row in rows if row.cells[choice.sort].value is None]
    known.sort(key=lambda row: row.cells[choice.sort].value or 0.0, reverse=choice.descending)
    return known + unknown


def assessment_columns(
    labels: Mapping[str, str], units: Mapping[str, str], choice: ComparisonChoice
) -> list[TableColumn]:
    """Return the table's heads, the first one that of the names; a sorted one's link turns the order."""
    return [
        _assessment_column(name, labels[name], units.get(name, ""), choice) for name in (BY_NAME, *COMPARED)
    ]


def _assessment_column(name: str, label: str, unit: str, choice: ComparisonChoice) -> TableColumn:
    is_sorted = name == choice.sort
    # Names, years and steps are read from the first on, amounts from the largest down.
    is_from_the_first = name in (BY_NAME, "neutral") or name.startswith("axis_")
    natural = "asc" if is_from_the_first else "desc"
    order = ("asc" if choice.descending else "desc") if is_sorted else natural
    state = ("descending" if choice.descending else "ascending") if is_sorted else ""
    return TableColumn(label, unit, None, f"?sort={name}&order={order}#table", state)

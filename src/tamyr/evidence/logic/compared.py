"""The comparison of assessments: its order and the heads of its table."""

from collections.abc import Mapping, Sequence

from climate_pathways.charts.tables.countries import ComparedRow
from tamyr.evidence.logic.choices import BY_NAME, COMPARED, ComparisonChoice
from tamyr.evidence.logic.comparison import TableColumn


def ordered(rows: Sequence[ComparedRow], choice: ComparisonChoice) -> list[ComparedRow]:
    """Sort by a figure, or by name; countries without the figure come last."""
    if choice.sort == BY_NAME:
        return list(reversed(rows)) if choice.descending else list(rows)
    known = [row for row in rows if row.cells[choice.sort].value is not None]
    unknown = [row for row in rows if row.cells[choice.sort].value is None]
    known.sort(key=lambda row: row.cells[choice.sort].value or 0.0, reverse=choice.descending)
    return known + unknown


def columns(
    labels: Mapping[str, str], units: Mapping[str, str], choice: ComparisonChoice
) -> list[TableColumn]:
    """Return the table's heads, the first one that of the names; a sorted one's link turns the order."""
    return [_column(name, labels[name], units.get(name, ""), choice) for name in (BY_NAME, *COMPARED)]


def _column(name: str, label: str, unit: str, choice: ComparisonChoice) -> TableColumn:
    is_sorted = name == choice.sort
    # Names and years are read from the first on, amounts from the largest down.
    natural = "asc" if name in (BY_NAME, "neutral") else "desc"
    order = ("asc" if choice.descending else "desc") if is_sorted else natural
    state = ("descending" if choice.descending else "ascending") if is_sorted else ""
    return TableColumn(label, unit, None, f"?sort={name}&order={order}#table", state)

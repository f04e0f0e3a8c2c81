"""A chart’s words on a page: title, caption, alternative, and its numbers as a table."""

from dataclasses import dataclass

from climate_pathways.charts import LegendItem
from climate_pathways.charts.panels import CHARTS, alternative, caption, note, panel_legend, title
from climate_pathways.core.naming import role_name
from climate_pathways.core.panels import Panel
from climate_pathways.core.wording import say_rounded
from climate_pathways.figures import Standing


@dataclass(frozen=True)
class Figure:
    """A chart's words: title, caption, alternative, and its numbers as a table."""

    id: str
    title: str
    caption: str
    alternative: str
    note: str
    legend: tuple[LegendItem, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shortened: bool


TABLE_ROWS = 12
LONG_CHART = "gases"


def shown_panel(standing: Standing, panel_id: str, since: int) -> Panel:
    """Return a panel as the page shows it: the long one by gas from the year asked for."""
    panel = standing.panels[panel_id]
    return panel.since(since) if panel_id == LONG_CHART else panel


def figures(standing: Standing, since: int, language: str) -> list[Figure]:
    """Return the words of every chart there is for the country, in reading order."""
    present = [chart for chart in CHARTS if chart in standing.panels]
    return [figure(shown_panel(standing, chart, since), standing.iso3, language) for chart in present]


def figure(panel: Panel, place: str, language: str) -> Figure:
    return Figure(
        id=panel.id,
        title=title(panel.id, language),
        caption=caption(panel, language),
        alternative=alternative(panel, place, language),
        note=note(panel.id, language),
        legend=tuple(panel_legend(panel, language)),
        head=tuple(role_name(column.role, language) for column in panel.columns),
        rows=table_rows(panel, language),
        shortened=len(panel.years) > TABLE_ROWS,
    )


def table_rows(panel: Panel, language: str) -> tuple[tuple[str, ...], ...]:
    """Return years and values at even steps, latest first; every year is in the CSV file."""
    # Rounded up, so that there are never more rows than that.
    step = max(1, -(-len(panel.years) // TABLE_ROWS))
    # From the last year down, so that it is always among them.
    positions = range(len(panel.years) - 1, -1, -step)
    return tuple(
        (str(panel.years[i]), *(_number(column.values[i], language) for column in panel.columns))
        for i in positions
    )


def _number(value: float | None, language: str) -> str:
    return "–" if value is None else say_rounded(language, value)

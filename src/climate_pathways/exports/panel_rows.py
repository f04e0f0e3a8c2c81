"""Figures as rows for a spreadsheet: one figure per row, each with unit and source."""

from collections.abc import Iterable, Mapping

from climate_pathways.core.panels import Panel
from climate_pathways.figures.standing import Standing

PANEL_HEADER = ("place", "chart", "series", "year", "value", "unit", "source")
RESULT_HEADER = ("place", "figure", "value", "unit", "since", "year", "source", "method", "edition")

Rows = list[tuple[object, ...]]


def panel_rows(panels: Iterable[Panel], place: str) -> Rows:
    """Return a header and one row per figure of the panels; years without a figure are absent."""
    rows: Rows = [PANEL_HEADER]
    for panel in panels:
        for column in panel.columns:
            source = "+".join(column.sources)
            rows += [
                (place, panel.id, column.role, year, value, panel.unit, source)
                for year, value in zip(panel.years, column.values, strict=True)
                if value is not None
            ]
    return rows


def result_rows(standings: Mapping[str, Standing]) -> Rows:
    """Return a header and one row per key figure of every standing."""
    rows: Rows = [RESULT_HEADER]
    for place, standing in standings.items():
        for name, result in sorted(standing.results.items()):
            value = int(result.value) if result.unit == "year" else float(f"{result.value:.6g}")
            source = "+".join(result.sources)
            rows.append(
                (
                    place,
                    name,
                    value,
                    result.unit,
                    result.since or "",
                    result.year,
                    source,
                    result.method,
                    standing.edition,
                )
            )
    return rows

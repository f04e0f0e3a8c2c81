"""A panel → a chart specification.

Colours are the design tokens in their light form; the pages' style sheet maps the same
values to dark ones. A *framed* chart carries its title, source and date for the press.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from climate_pathways.charts.colours import DASHES, INK, MUTED, PAPER, POINT_SHAPES, colour_of
from climate_pathways.charts.layers import SHAPES
from climate_pathways.charts.panels.words import alternative, caption, note, point_roles, stacked_roles, title
from climate_pathways.charts.specification import Size, Specification, config, wrap
from climate_pathways.core.naming import place_name, role_name
from climate_pathways.core.panels import Panel
from climate_pathways.core.quantities import unit_label
from climate_pathways.figures.sentences.standing import headline
from climate_pathways.figures.standing import Standing

WIDE = Size(680, 300, 2)
NARROW = Size(300, 260, 2)
# With title and margin about twice as wide as high, as previews of shared links show it.
CARD = Size(1060, 300, 4)


def panel_chart(
    panel: Panel, place: str, language: str, *, size: Size, framed: bool = False
) -> Specification:
    """Return the specification of a panel's chart.

    ``place`` is the country whose own line is drawn strongest. Layers that go below zero
    cannot be stacked honestly: such a panel is drawn as lines.
    """
    stacked, points = stacked_roles(panel), point_roles(panel)
    lines = [column.role for column in panel.columns if column.role not in (*stacked, *points)]
    shared = {"x": _x_axis(panel, size), "color": _colour(panel, language, size if framed else None)}
    layers = [_stack(stacked, panel, language)] if stacked else []
    if lines:
        layers.append(_lines(lines, panel, language))
    layers += [_points(role, panel, language) for role in points]
    for layer in layers:
        layer["encoding"].update(shared)
    layers.append(_zero_line())
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": alternative(panel, place, language),
        "width": size.width,
        "height": size.height,
        "padding": 16 if framed else 2,
        "background": PAPER if framed else "transparent",
        **(_frame(panel, place, language, size) if framed else {}),
        "data": {"values": _values(panel, stacked)},
        "layer": layers,
        "resolve": {"scale": {"y": "shared"}},
        "config": config(),
    }


def _values(panel: Panel, stacked: Sequence[str]) -> list[dict[str, Any]]:
    """Return one datum per year and column; in a stack a silent source counts as nothing."""
    rows: list[dict[str, Any]] = []
    for position, column in enumerate(panel.columns):
        for year, value in zip(panel.years, column.values, strict=True):
            filled = 0.0 if value is None and column.role in stacked else value
            if filled is not None:
                rows.append({"t": year, "v": filled, "c": column.role, "o": position})
    return rows


def _x_axis(panel: Panel, size: Size) -> dict[str, Any]:
    return {
        "field": "t",
        "type": "quantitative",
        "scale": {"domain": [panel.years[0], panel.last_year], "nice": False},
        "axis": {"format": "d", "title": None, "grid": False, "tickCount": size.width // 75},
    }


def _y_axis(panel: Panel, language: str) -> dict[str, Any]:
    return {
        "field": "v",
        "type": "quantitative",
        "axis": {
            "title": unit_label(panel.unit, language),
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -10,
            "tickCount": 5,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
    }


def _colour(panel: Panel, language: str, size: Size | None) -> dict[str, Any]:
    """Return the colours; with a size also a drawn legend that fits it."""
    roles = [column.role for column in panel.columns]
    return {
        "field": "c",
        "type": "nominal",
        "scale": {"domain": roles, "range": [colour_of(role) for role in roles]},
        "legend": _drawn_legend(panel, language, size) if size else None,
    }


def _drawn_legend(panel: Panel, language: str, size: Size) -> dict[str, Any]:
    names = {column.role: role_name(column.role, language) for column in panel.columns}
    symbol = (
        {"symbolType": "square", "symbolStrokeWidth": 0, "symbolSize": 110}
        if stacked_roles(panel)
        else {"symbolType": "stroke", "symbolStrokeWidth": 3, "symbolSize": 200}
    )
    return {
        "orient": "bottom",
        "direction": "horizontal",
        "title": None,
        "columns": size.legend_columns,
        "labelExpr": _label_expression(names),
        "labelLimit": 0,
        "offset": 14,
        "columnPadding": 14,
        "rowPadding": 5,
        "symbolOpacity": 1,
        **symbol,
    }


def _label_expression(names: Mapping[str, str]) -> str:
    """Map roles to names inside Vega's expression language; the texts go in as JSON strings."""
    return f"{json.dumps(dict(names), ensure_ascii=False)}[datum.label]"


def _stack(roles: Sequence[str], panel: Panel, language: str) -> dict[str, Any]:
    return {
        "transform": [{"filter": {"field": "c", "oneOf": list(roles)}}],
        "mark": {"type": "area", "line": False, "interpolate": "linear"},
        "encoding": {
            "y": {**_y_axis(panel, language), "stack": "zero"},
            # In the order of the panel's columns, as the legend and the words name them.
            "order": {"field": "o", "type": "quantitative"},
        },
    }


def _lines(roles: Sequence[str], panel: Panel, language: str) -> dict[str, Any]:
    # A solid line is a dash without a gap here: the scale needs an entry for each role.
    dashes = [DASHES.get(role, [1, 0]) for role in roles]
    return {
        "transform": [{"filter": {"field": "c", "oneOf": list(roles)}}],
        "mark": {"type": "line", "strokeWidth": 2.2, "point": len(panel.years) < 8},
        "encoding": {
            "y": _y_axis(panel, language),
            "strokeDash": {
                "field": "c",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": list(roles), "range": dashes},
            },
        },
    }


def _points(role: str, panel: Panel, language: str) -> dict[str, Any]:
    shape = POINT_SHAPES.get(role, "circle")
    hollow = {"fill": PAPER, "strokeWidth": 2} if shape == "hollow" else {}
    return {
        "transform": [{"filter": {"field": "c", "equal": role}}],
        "mark": {
            "type": "point",
            "shape": SHAPES.get(shape, shape),
            "filled": not hollow,
            # An upright line fills a tenth of its square only.
            "size": 200 if shape == "upright" else 70,
            "opacity": 1,
            **hollow,
        },
        "encoding": {"y": _y_axis(panel, language)},
    }


def _zero_line() -> dict[str, Any]:
    # Data of its own: with the chart's, the line would be drawn once for every figure.
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "color": MUTED, "strokeWidth": 1},
        "encoding": {"y": {"datum": 0}},
    }


def _frame(panel: Panel, place: str, language: str, size: Size) -> dict[str, Any]:
    return {
        "title": {
            "text": f"{place_name(place, language)}: {title(panel.id, language)}",
            # Cut from its page, a picture must still say what it counts.
            "subtitle": wrap(
                f"{caption(panel, language)} {note(panel.id, language)}".strip(), size.width // 7
            ),
            "anchor": "start",
            "frame": "bounds",
            "offset": 22,
        }
    }


def country_card(standing: Standing, language: str) -> Specification:
    """Return the picture for shared links: name, headline sentence, emissions since 1990."""
    # Standings of earlier releases have no panel of the level.
    panel = standing.panels.get("level") or standing.panels["sectors"]
    spec = panel_chart(panel, standing.iso3, language, size=CARD, framed=True)
    spec["title"] = {
        "text": place_name(standing.iso3, language),
        "subtitle": [*wrap(headline(standing, language), 74), caption(panel, language)],
        "anchor": "start",
        "frame": "bounds",
        "offset": 22,
        "fontSize": 44,
        "subtitleFontSize": 22,
        "subtitlePadding": 12,
        "subtitleColor": INK,
    }
    return spec

"""A panel → a chart specification (Vega-Lite as a plain dictionary).

Colours are the design tokens in their light form; the pages' style sheet maps the same
values to dark ones. A *framed* chart carries its title, source and date for the press.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.assessment import Assessment
from climate_pathways.countries import COUNTRIES, WORLD
from climate_pathways.naming import REGION, place_name, role_name, source_name
from climate_pathways.panels import LINES, Panel
from climate_pathways.quantities import unit_label
from climate_pathways.summary import headline
from climate_pathways.wording import mark, say, say_significant

Specification = dict[str, Any]

INK, MUTED, GRID, PAPER = "#1C2321", "#5B6460", "#DDD8CB", "#FBF8F1"
SPRUCE, GLACIER, APRICOT, POMEGRANATE, MOSS = "#14453D", "#2F7EA8", "#E39A2D", "#A9262E", "#5C7F3B"
SAND, SLATE, PLUM, TEAL, RUST = "#C9B98F", "#6C7A89", "#7A4E7E", "#3F8F8B", "#B4552D"

COLOURS = {
    "ghg_co2": SLATE, "ghg_ch4": APRICOT, "ghg_n2o": PLUM,
    "sector_electricity_heat": SPRUCE, "sector_transport": GLACIER, "sector_manufacturing": RUST,
    "sector_buildings": APRICOT, "sector_fugitive": SLATE, "sector_other_fuel": TEAL,
    "sector_industry": PLUM, "sector_agriculture": MOSS, "sector_waste": SAND,
    "sector_land_use": INK,
    "coal": INK, "oil": RUST, "gas": SLATE, "nuclear": PLUM, "hydro": GLACIER, "wind": TEAL,
    "solar": APRICOT, "bioenergy": MOSS, "other_renewables": SAND,
    "flaring": POMEGRANATE, "cement": SAND, "other_industry": PLUM,
    "climate-watch": SPRUCE, "owid-co2": APRICOT, "primap-histcr": POMEGRANATE, "primap-histtp": GLACIER,
    "crf-2023": PLUM, "nai-2023": PLUM, "edgar-7": SLATE,
    WORLD: SLATE, REGION: GLACIER,
}  # fmt: skip
OWN_COLOUR = POMEGRANATE
DASHES = {
    WORLD: [2, 3],
    REGION: [7, 3],
    "owid-co2": [7, 3],
    "primap-histtp": [2, 3],
    "sector_land_use": [5, 3],
}

TITLES = {
    "gases": mark("Emissions by gas, with land use"),
    "sectors": mark("Emissions by sector"),
    "per_person": mark("Emissions per person"),
    "electricity": mark("Electricity by source"),
    "energy": mark("Primary energy by source"),
    "fuels": mark("Fossil CO₂ by origin"),
    "sources": mark("What different sources say"),
    "land_use_sources": mark("Land use and forests: what different sources say"),
}
NOTES = {
    "gases": mark("CO₂, methane and nitrous oxide; no F-gases. Land use is modelled."),
    "sectors": mark("All Kyoto gases, without international ships and aircraft."),
    "per_person": mark("Greenhouse gases without land use."),
    "sources": mark(
        "Without land use. Our World in Data leaves out F-gases and takes out modelled land-use CO₂; of PRIMAP-hist and the inventories five years are here."
    ),
    "land_use_sources": mark(
        "Below zero, land takes up more than it gives off. Inventories and models count different land."
    ),
}
CHARTS = tuple(TITLES)


@dataclass(frozen=True)
class Size:
    """The plot's width and height in pixels, and how many legend columns fit."""

    width: int
    height: int
    legend_columns: int


WIDE = Size(680, 300, 2)
NARROW = Size(300, 260, 2)
CARD = Size(1060, 300, 4)


def title(chart: str, language: str) -> str:
    """Return a chart's title without the place."""
    return say(language, TITLES[chart])


def note(chart: str, language: str) -> str:
    """Return what a reader must know to read the chart rightly; often nothing."""
    return say(language, NOTES[chart]) if chart in NOTES else ""


def caption(panel: Panel, language: str) -> str:
    """Return the line that names sources, last year and unit."""
    names = ", ".join(source_name(source, language) for source in panel.sources)
    return say(
        language,
        mark("Sources: {names}. Years {first}–{last}. Unit: {unit}."),
        names=names.rstrip("."),
        first=panel.years[0],
        last=panel.last_year,
        unit=unit_label(panel.unit, language).rstrip("."),
    )


def alternative(panel: Panel, place: str, language: str) -> str:
    """Say in words what the chart shows: first and last value of each line or layer."""
    parts = [
        say(
            language,
            mark("{title}, {place}."),
            title=title(panel.id, language),
            place=place_name(place, language),
        )
    ]
    for column in panel.columns:
        known = [(year, v) for year, v in zip(panel.years, column.values, strict=True) if v is not None]
        (first, start), (last, end) = known[0], known[-1]
        parts.append(
            say(
                language,
                mark("{name}: {start} in {first}, {end} in {last}."),
                name=role_name(column.role, language), start=say_significant(language, start), first=first, end=say_significant(language, end), last=last,
            )
        )  # fmt: skip
    return " ".join(parts)


def chart(panel: Panel, place: str, language: str, *, size: Size, framed: bool = False) -> Specification:
    """Return the specification of a panel's chart.

    ``place`` is the country whose own line is drawn strongest. Layers that go below zero
    cannot be stacked honestly: such a panel is drawn as lines.
    """
    stacked = stacked_roles(panel)
    lines = [column.role for column in panel.columns if column.role not in stacked]
    shared = {"x": _x_axis(panel, size), "color": _colour(panel, language, size if framed else None)}
    layers = [_stack(stacked, panel, language)] if stacked else []
    if lines:
        layers.append(_lines(lines, panel, language))
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


def stacked_roles(panel: Panel) -> list[str]:
    """Return the layers drawn on top of each other: none where one of them goes below zero."""
    parts = [column for column in panel.columns if column.role not in panel.net]
    if panel.kind == LINES or any((value or 0) < 0 for part in parts for value in part.values):
        return []
    return [part.role for part in parts]


@dataclass(frozen=True)
class LegendItem:
    """How one line or layer is drawn, for a legend beside the chart."""

    name: str
    colour: str
    is_line: bool
    dash: str


def legend(panel: Panel, language: str) -> list[LegendItem]:
    """Return the legend of a panel in drawing order."""
    stacked = stacked_roles(panel)
    return [
        LegendItem(
            role_name(column.role, language),
            colour_of(column.role),
            column.role not in stacked,
            " ".join(map(str, DASHES.get(column.role, ()))),
        )
        for column in panel.columns
    ]


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
            "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -10,
            "tickCount": 5, "domain": False, "ticks": False, "labelPadding": 6,
        },
    }  # fmt: skip


def colour_of(role: str) -> str:
    """Return the colour of a role; fuels share one colour across panels."""
    if role in COUNTRIES:
        return OWN_COLOUR
    for name in (role, role.partition("_")[2]):
        if name in COLOURS:
            return COLOURS[name]
    return SLATE


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
        "orient": "bottom", "direction": "horizontal", "title": None, "columns": size.legend_columns,
        "labelExpr": _label_expression(names), "labelLimit": 0, "offset": 14,
        "columnPadding": 14, "rowPadding": 5, "symbolOpacity": 1, **symbol,
    }  # fmt: skip


def _label_expression(names: Mapping[str, str]) -> str:
    """Map roles to names inside Vega's expression language; the texts go in as JSON strings."""
    import json

    return f"{json.dumps(dict(names), ensure_ascii=False)}[datum.label]"


def _stack(roles: Sequence[str], panel: Panel, language: str) -> dict[str, Any]:
    return {
        "transform": [{"filter": {"field": "c", "oneOf": list(roles)}}],
        "mark": {"type": "area", "line": False, "interpolate": "linear"},
        "encoding": {
            "y": {**_y_axis(panel, language), "stack": "zero"},
            "order": {"field": "o", "type": "quantitative"},
        },
    }


def _lines(roles: Sequence[str], panel: Panel, language: str) -> dict[str, Any]:
    dashes = [DASHES.get(role, [1, 0]) for role in roles]
    return {
        "transform": [{"filter": {"field": "c", "oneOf": list(roles)}}],
        "mark": {"type": "line", "strokeWidth": 2.2, "point": len(panel.years) < 8},
        "encoding": {
            "y": _y_axis(panel, language),
            "strokeDash": {
                "field": "c", "type": "nominal", "legend": None,
                "scale": {"domain": list(roles), "range": dashes},
            },
        },
    }  # fmt: skip


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
            "subtitle": wrap(caption(panel, language), size.width // 7),
            "anchor": "start", "frame": "bounds", "offset": 22,
        }
    }  # fmt: skip


def config() -> dict[str, Any]:
    """Return the look all charts share."""
    return {
        "font": "DejaVu Sans",
        "view": {"stroke": None},
        "axis": {
            "labelColor": MUTED, "titleColor": MUTED, "gridColor": GRID, "domainColor": MUTED,
            "tickColor": MUTED, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal",
        },
        "legend": {"labelColor": INK, "labelFontSize": 12},
        "title": {
            "color": INK, "fontSize": 18, "fontWeight": "bold", "subtitleColor": MUTED,
            "subtitleFontSize": 12, "subtitlePadding": 6,
        },
    }  # fmt: skip


def card(assessment: Assessment, language: str) -> Specification:
    """Return the picture for shared links: name, headline sentence, emissions since 1990."""
    panel = assessment.panels["sectors"]
    spec = chart(panel, assessment.iso3, language, size=CARD, framed=True)
    spec["title"] = {
        "text": place_name(assessment.iso3, language),
        "subtitle": [*wrap(headline(assessment, language), 74), caption(panel, language)],
        "anchor": "start", "frame": "bounds", "offset": 22,
        "fontSize": 44, "subtitleFontSize": 22, "subtitlePadding": 12, "subtitleColor": INK,
    }  # fmt: skip
    return spec


def wrap(text: str, width: int) -> list[str]:
    """Break a sentence into lines of at most ``width`` characters."""
    import textwrap

    return textwrap.wrap(text, width)


def framed_map(specification: Specification, heading: str, note: str) -> Specification:
    """Return a map's specification with title, note and paper, for the press."""
    return {
        **specification,
        "padding": 16,
        "background": PAPER,
        "title": {"text": heading, "subtitle": note, "anchor": "start", "frame": "bounds", "offset": 14},
        "config": {**config(), **specification.get("config", {})},
    }

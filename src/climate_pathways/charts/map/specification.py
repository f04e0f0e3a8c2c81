"""The region map as a Vega-Lite specification: twelve countries shaded by class.

The outlines are projected and cut here, in pixels of the canvas, so that Vega needs no
geography: paths come out with one decimal, and two versions of it draw the same map.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple

from climate_pathways.charts.colours import INK, check_colour, readable_on
from climate_pathways.charts.map import projection as map_plane
from climate_pathways.charts.map.boundaries import CONTEXT, region_shapes
from climate_pathways.charts.map.projection import Position
from climate_pathways.core.countries import COUNTRIES

Layer = dict[str, Any]

LEFT_KM, BOTTOM_KM, HEIGHT_KM = -3080.0, -6940.0, 4130.0
"""The frame: its south-west corner on the plane and its height; a wider canvas shows more Siberia."""

WIDE_PX = 600
BORDER_PX = 0.8
INSET_PX = 0.8
"""Countries end this far inside the canvas: a border on its edge would widen the drawing."""
POINTER_GAP_PX = 10.0
FONT = "DejaVu Sans"
FONT_SIZE = 11
# No such host can ever be (RFC 2606): a link that nobody finished leads nowhere.
LINK_HOST = "https://map.invalid"


class Label(NamedTuple):
    """Where a country's code stands; a small country is pointed at from ``beside``."""

    longitude: float
    latitude: float
    beside: tuple[float, float] | None = None


# Placed by hand: the middle of an outline may lie outside of it, or where the code does not fit.
LABELS = {
    "ARM": Label(44.8, 40.4, beside=(41.6, 39.0)),
    "AZE": Label(48.1, 40.5),
    "BLR": Label(28.0, 53.5),
    "GEO": Label(43.6, 42.05),
    "KAZ": Label(67.5, 48.2),
    "KGZ": Label(75.3, 41.6),
    "MDA": Label(28.5, 47.2, beside=(25.6, 45.3)),
    "RUS": Label(84.0, 60.0),
    "TJK": Label(70.9, 38.35),
    "TKM": Label(59.0, 39.3),
    "UKR": Label(31.6, 49.2),
    "UZB": Label(63.9, 41.8),
}


def map_specification(
    values: Mapping[str, float | None],
    *,
    colours: Sequence[str],
    missing_colour: str,
    context_colour: str,
    border_colour: str,
    thresholds: Sequence[float],
    labels: Mapping[str, str],
    links: Mapping[str, str] | None,
    width: int,
    height: int,
    title: str,
    description: str,
    legend: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a Vega-Lite specification that draws ``values`` by ISO3 code.

    A value below the first of the ascending ``thresholds`` gets the first of ``colours``
    (``#RRGGBB``, low to high, one more than thresholds), a value equal to one the class above;
    ``None`` or no value gets ``missing_colour``. ``labels`` is the sentence a screen reader
    says for each country; ``links`` leads to a page (``/…`` or ``https://…``): pass the
    drawn SVG through ``finish_map``. ``legend`` names the classes low to high and,
    last, what is missing; without it none is drawn. An empty ``title`` is not drawn.

    Raises ``ValueError`` for a country without a sentence, a colour, class or link that does
    not fit.
    """
    _check_classes(colours, thresholds, legend)
    classes = {iso3: class_of(values.get(iso3), thresholds) for iso3 in COUNTRIES}
    palette = [check_colour(colour) for colour in (*colours, missing_colour)]
    shades = {iso3: palette[number] for iso3, number in classes.items()}
    rows = [
        {"class": legend[number] if legend else str(number), "shade": shades[iso3]}
        | _feature(iso3, labels, links or {}, width, height)
        for iso3, number in classes.items()
    ]
    specification = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": description,
        "width": width,
        "height": height,
        "padding": 0,
        "background": None,
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "config": {"view": {"stroke": None}, "font": FONT},
        "layer": [
            _context_layer(check_colour(context_colour), width, height),
            *_country_layers(rows, check_colour(border_colour), _fill(legend, palette, width)),
            *_label_layers(shades, links or {}, height),
        ],
    }
    if title:
        specification["title"] = {"text": title, "anchor": "start", "color": INK, "fontSize": 14}
    return specification


@lru_cache(maxsize=64)
def finish_map(svg: str) -> str:
    """Return the drawn map with links back on the site and outlines written a third shorter.

    The links carry a placeholder host until here: without one the drawing library would put
    its own before a bare path. Outlines become steps of one decimal from point to point.
    """
    linked = svg.replace(f'"{LINK_HOST}/', '"/')
    # A letter's link is for the pointer: by keyboard and by ear the country's shape is the link.
    linked = re.sub(r"<a ([^>]*)>(?=<text)", r'<a \1 tabindex="-1" aria-hidden="true">', linked)
    return re.sub(r' d="((?:M[-0-9.,L]+Z)+)"', lambda path: f' d="{_in_steps(path[1])}"', linked)


def _in_steps(path: str) -> str:
    return "".join(f"M{_ring_in_steps(ring)}Z" for ring in re.findall("M([^Z]+)Z", path))


def _ring_in_steps(ring: str) -> str:
    tenths = [[round(float(number) * 10) for number in point.split(",")] for point in ring.split("L")]
    # Tenths as whole numbers: steps of rounded decimals would add up to a ring that does not close.
    steps = [f"{(x - a) / 10:g},{(y - b) / 10:g}" for (a, b), (x, y) in pairwise(tenths)]
    return ring.split("L", maxsplit=1)[0] + "l" + " ".join(steps).replace(",-", "-").replace(" -", "-")


def class_of(value: float | None, thresholds: Sequence[float]) -> int:
    """Return the class of a value, 0 for the lowest; a missing one's comes after the last."""
    if value is not None and not isfinite(value):
        raise ValueError(f"{value} has no class: give a finite number, or None where there is none")
    # Not zero: a missing figure must never look like a low one.
    return len(thresholds) + 1 if value is None else bisect_right(thresholds, value)


def to_pixels(longitude: float, latitude: float, height: int) -> Position:
    """Return a place on a canvas of this height, from its top left corner."""
    east, north = map_plane.project(longitude, latitude)
    scale = height / HEIGHT_KM
    return round((east - LEFT_KM) * scale, 1), round(height - (north - BOTTOM_KM) * scale, 1)


@lru_cache(maxsize=64)
def outline(owner: str, width: int, height: int, inset: float = 0.0) -> dict[str, Any]:
    """Return an area's outline as a GeoJSON geometry in pixels, cut to the canvas less ``inset``."""
    box = (inset, inset, width - inset, height - inset)
    polygons = (
        [ring for ring in (_ring(ring, height, box) for ring in polygon) if ring]
        for polygon in region_shapes()[owner]
    )
    return {"type": "MultiPolygon", "coordinates": [polygon for polygon in polygons if polygon]}


def _ring(ring: Sequence[Position], height: int, box: tuple[float, float, float, float]) -> list[Position]:
    points = map_plane.clip([to_pixels(*point, height) for point in ring], box)
    points = [(round(x, 1), round(y, 1)) for x, y in points]
    # Before the first point comes the last one: a ring that repeats its start loses the repetition.
    points = [point for i, point in enumerate(points) if point != points[i - 1]]
    return [*points, points[0]] if len(points) > 2 else []


def _check_classes(colours: Sequence[str], thresholds: Sequence[float], legend: Sequence[str]) -> None:
    if len(colours) != len(thresholds) + 1 or list(thresholds) != sorted(set(thresholds)):
        raise ValueError(
            f"{len(colours)} colours need {len(colours) - 1} ascending thresholds, not {list(thresholds)}"
        )
    # Vega colours by the name of a class: two of one name would have one colour.
    if legend and (len(legend) != len(colours) + 1 or len(set(legend)) != len(legend)):
        raise ValueError(f"the legend {list(legend)} must name {len(colours)} classes, and the missing one")


def _feature(
    iso3: str, labels: Mapping[str, str], links: Mapping[str, str], width: int, height: int
) -> dict[str, Any]:
    if not labels.get(iso3):
        raise ValueError(f"{iso3} has no sentence in labels: a screen reader would pass over it")
    feature = {
        "type": "Feature",
        "geometry": outline(iso3, width, height, inset=INSET_PX),
        "iso3": iso3,
        "label": labels[iso3],
    }
    return feature | {"href": _link(links[iso3])} if iso3 in links else feature


def _link(address: str) -> str:
    # Two slashes would lead to another host.
    if re.match(r"/(?!/)", address):
        return LINK_HOST + address
    if address.startswith("https://"):
        return address
    raise ValueError(f"link {address!r} is neither a path on this site (/…) nor https://…")


def _context_layer(colour: str, width: int, height: int) -> Layer:
    feature = {"type": "Feature", "geometry": outline(CONTEXT, width, height)}
    mark = {"type": "geoshape", "fill": colour, "aria": False, "clip": False}
    return {"data": {"values": [feature]}, "mark": mark}


def _country_layers(rows: Sequence[dict[str, Any]], border_colour: str, fill: Layer) -> list[Layer]:
    # Vega would write a link to "null" for a row without one: those get a layer of their own.
    parts = [[row for row in rows if "href" not in row], [row for row in rows if "href" in row]]
    return [_country_layer(part, border_colour, fill) for part in parts if part]


def _country_layer(rows: list[dict[str, Any]], border_colour: str, fill: Layer) -> Layer:
    mark = {
        "type": "geoshape",
        "stroke": border_colour,
        "strokeWidth": BORDER_PX,
        "strokeJoin": "round",
        "clip": False,
    }
    encoding: dict[str, Any] = {"fill": fill, "description": {"field": "label"}}
    if "href" in rows[0]:
        encoding["href"] = {"field": "href"}
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def _fill(legend: Sequence[str], colours: Sequence[str], width: int) -> Layer:
    if not legend:
        # Without a scale the field is the colour itself; with one
        # Vega would choose colours of its own for it.
        return {"field": "shade", "type": "nominal", "scale": None}
    keys = {
        "title": None,
        "orient": "bottom",
        "direction": "horizontal",
        "columns": 6 if width >= WIDE_PX else 3,
        "symbolType": "square",
        "symbolSize": 140,
        "symbolStrokeWidth": 0,
        "labelColor": INK,
        "labelFontSize": FONT_SIZE,
        "labelLimit": 0,
    }
    scale = {"domain": list(legend), "range": list(colours)}
    return {"field": "class", "type": "nominal", "scale": scale, "legend": keys}


def _label_layers(shades: Mapping[str, str], links: Mapping[str, str], height: int) -> list[Layer]:
    texts, pointers = [], []
    for iso3, label in LABELS.items():
        x, y = to_pixels(label.longitude, label.latitude, height)
        colour = readable_on(shades[iso3])
        if label.beside:
            aside_x, aside_y = to_pixels(*label.beside, height)
            pointers.append({"x": x, "y": y, "x2": aside_x, "y2": aside_y})
            x, y, colour = aside_x - POINTER_GAP_PX, aside_y, INK
        text = {"x": x, "y": y, "code": COUNTRIES[iso3].iso2, "colour": colour}
        texts.append(text | {"href": _link(links[iso3])} if iso3 in links else text)
    # Vega would write a link to "null" for a row without one: those get a layer of their own.
    parts = [[text for text in texts if ("href" in text) == linked] for linked in (False, True)]
    return [_pointer_layer(pointers), *(_text_layer(part) for part in parts if part)]


def _pointer_layer(pointers: list[dict[str, float]]) -> Layer:
    # Pixels by now: as ``x`` and ``y`` Vega would put them on a scale of its own; the projection leaves them
    # as they are.
    encoding = {
        "longitude": {"field": "x"},
        "latitude": {"field": "y"},
        "longitude2": {"field": "x2"},
        "latitude2": {"field": "y2"},
    }
    mark = {"type": "rule", "aria": False, "clip": False, "color": INK, "strokeWidth": 0.75}
    return {"data": {"values": pointers}, "mark": mark, "encoding": encoding}


def _text_layer(texts: list[dict[str, Any]]) -> Layer:
    # The sentence on the country's outline says the name; codes are for the eye only.
    mark = {"type": "text", "aria": False, "clip": False, "fontSize": FONT_SIZE, "fontWeight": "bold"}
    encoding: dict[str, Any] = {
        "longitude": {"field": "x"},
        "latitude": {"field": "y"},
        "text": {"field": "code"},
        "color": {"field": "colour", "type": "nominal", "scale": None},
    }
    if "href" in texts[0]:
        encoding["href"] = {"field": "href"}
    return {"data": {"values": texts}, "mark": mark, "encoding": encoding}

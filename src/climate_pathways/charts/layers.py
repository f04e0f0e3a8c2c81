"""Parts of a drawing: lines, areas, points and words, each a layer with its own few data.

A layer reads ``x`` and ``y`` (``x2``, ``y2``) by the scales that the whole drawing shares.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from climate_pathways.charts.colours import INK, PAPER
from climate_pathways.charts.legends import LegendItem
from climate_pathways.charts.specification import Size, Specification, config, wrap

Layer = dict[str, Any]
FONT_SIZE = 12
# Drawn letters are about this wide, in parts of their height: DejaVu Sans, Cyrillic included.
LETTER = 0.62
LEGEND_ROW, KEY_WIDTH = 19, 38
# An upright line as a path of Vega's symbols, which lie between −1 and 1.
SHAPES = {"hollow": "circle", "upright": "M-0.15,-1H0.15V1H-0.15Z"}


@dataclass(frozen=True)
class Window:
    """The part of a scale that is shown, and how many pixels it takes."""

    low: float
    high: float
    pixels: int

    def place(self, value: float) -> float:
        """Return how many pixels a value lies from the low end."""
        return (value - self.low) / (self.high - self.low) * self.pixels

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def limited(self, value: float) -> float:
        """Return the value, or the end of the scale that it lies beyond."""
        return min(max(value, self.low), self.high)


def window(core: Iterable[float], outer: Iterable[float], pixels: int, *, beyond: float) -> Window:
    """Return a scale that shows all of ``core`` and zero, and of ``outer`` at most ``beyond`` more.

    A tail far longer than what matters would squeeze it; the drawing says where a tail goes on.
    """
    low, high = min(0.0, *core), max(0.0, *core)
    more = beyond * (high - low)
    low, high = max(min([low, *outer]), low - more), min(max([high, *outer]), high + more)
    margin = 0.04 * (high - low)
    # Zero stays the edge where nothing lies below it: an area must not float above its axis.
    return Window(low - margin if low < 0 else low, high + margin, pixels)


def clipped(rows: Sequence[tuple[float, float, float]], levels: Window) -> list[tuple[float, float, float]]:
    """Return an area (x, low, high) cut off where it leaves the scale, straight between its rows.

    The drawing’s own clipping would name its parts by numbers, which clash on a page of several.
    """
    edge = list(rows[:1])
    for before, after in pairwise(rows):
        steps = {
            _crossing(before[side], after[side], end) for side in (1, 2) for end in (levels.low, levels.high)
        }
        for step in sorted({1.0, *(step for step in steps if 0 < step < 1)}):
            x, low, high = (
                start + step * (end_value - start) for start, end_value in zip(before, after, strict=True)
            )
            edge.append((x, low, high))
    return [(x, levels.limited(low), levels.limited(high)) for x, low, high in edge]


def _crossing(before: float, after: float, end: float) -> float:
    """Return at which part of the way from one value to the next an end is crossed, or zero."""
    return (end - before) / (after - before) if after != before else 0.0


def width_of(text: str, size: float = FONT_SIZE) -> float:
    """Return about how many pixels a text takes."""
    return len(text) * size * LETTER


def line(
    points: Iterable[tuple[float, float]], colour: str, *, width: float = 2.2, dash: Sequence[int] = ()
) -> Layer:
    mark = {"type": "line", "stroke": colour, "strokeWidth": width}
    return _layer(
        [{"x": x, "y": y} for x, y in points], {**mark, **({"strokeDash": list(dash)} if dash else {})}
    )


def area(rows: Iterable[tuple[float, float, float]], colour: str, opacity: float) -> Layer:
    """Fill between two values of each x."""
    values = [{"x": x, "y": low, "y2": high} for x, low, high in rows]
    return _layer(values, {"type": "area", "fill": colour, "fillOpacity": opacity}, "y2")


def upright(rows: Iterable[tuple[float, float, float]], colour: str, width: float = 2) -> Layer:
    """Draw a bar from one y to another at each x."""
    values = [{"x": x, "y": low, "y2": high} for x, low, high in rows]
    return _layer(values, _bar(colour, width), "y2")


def level(
    rows: Iterable[tuple[float, float, float]], colour: str, width: float = 2, opacity: float = 1
) -> Layer:
    """Draw a bar from one x to another at each y: rows of (low, high, y)."""
    values = [{"x": low, "x2": high, "y": y} for low, high, y in rows]
    return _layer(values, {**_bar(colour, width), "strokeOpacity": opacity}, "x2")


def block(low: float, high: float, edges: tuple[float, float], colour: str, opacity: float) -> Layer:
    """Fill from one x to another between two ``edges``, values of y."""
    layer = _layer(
        [{"x": low, "x2": high, "y": edges[0], "y2": edges[1]}],
        {"type": "rect", "fill": colour, "fillOpacity": opacity},
        "x2",
    )
    # Beside ``x2``: a rectangle has two ends in both directions.
    layer["encoding"]["y2"] = {"field": "y2"}
    return layer


def _bar(colour: str, width: float) -> Layer:
    return {"type": "rule", "stroke": colour, "strokeWidth": width}


def dots(
    points: Iterable[tuple[float, float]],
    colour: str,
    *,
    shape: str = "circle",
    hollow: bool = False,
    size: int = 85,
) -> Layer:
    mark = {
        "type": "point",
        "shape": shape,
        "size": size,
        "opacity": 1,
        "stroke": colour,
        "strokeWidth": 2 if hollow else 1,
        "fill": PAPER if hollow else colour,
        "filled": False,
    }
    return _layer([{"x": x, "y": y} for x, y in points], mark)


def words(
    texts: Iterable[tuple[float, float, str]],
    *,
    colour: str = INK,
    align: str = "center",
    size: float = FONT_SIZE,
    bold: bool = False,
    shift: tuple[float, float] = (0, 0),
) -> Layer:
    """Write texts at places of the scales, moved by ``shift`` pixels."""
    mark = {
        "type": "text",
        "fill": colour,
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "fontWeight": "bold" if bold else "normal",
        "dx": shift[0],
        "dy": shift[1],
    }
    layer = _layer([{"x": x, "y": y, "t": text} for x, y, text in texts], mark)
    layer["mark"]["aria"] = True
    layer["encoding"] |= dict.fromkeys(("text", "description"), {"field": "t", "type": "nominal"})
    return layer


def inside(x: float, text: str, pixels: int, *, size: float = FONT_SIZE, gap: float = 5) -> float:
    """Return where a text beside ``x`` begins: right of it, left of it, or as far as there is room."""
    width = width_of(text, size)
    if x + gap + width <= pixels:
        return x + gap
    return x - gap - width if x - gap - width >= 0 else max(0.0, pixels - width)


def set_off(layer: Layer) -> list[Layer]:
    """Return words with a rim of paper below them, for a ground that is not bare."""
    rim = {**layer["mark"], "fill": PAPER, "stroke": PAPER, "strokeWidth": 3.5, "strokeJoin": "round"}
    # The rim first: later layers lie above earlier ones.
    return [{**layer, "mark": rim}, layer]


def _layer(values: list[dict[str, Any]], mark: Layer, second: str = "") -> Layer:
    encoding = {second: {"field": second}} if second else {}
    # Left to itself, Vega would read every mark aloud by its bare coordinates.
    return {"data": {"values": values}, "mark": {"aria": False, **mark}, "encoding": encoding}


def at_pixels(layer: Layer, x: float, y: float) -> Layer:
    """Return a layer of one point or text at pixels from the drawing's upper left corner."""
    encoding = {**layer["encoding"], "x": {"value": x}, "y": {"value": y}}
    return {**layer, "encoding": encoding}


def moved(layer: Layer, x: float) -> Layer:
    """Return a layer of one text at so many pixels from the left, its height as it was."""
    return {**layer, "encoding": {**layer["encoding"], "x": {"value": x}}}


def drawing(layers: Sequence[Layer], *, x: Layer, y: Layer, size: Size, description: str) -> Specification:
    """Return layers over shared scales as a specification for a page."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": size.width,
        "height": size.height,
        "padding": 2,
        "background": "transparent",
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **x},
            "y": {"field": "y", "type": "quantitative", **y},
        },
        "layer": list(layers),
        "config": config(),
    }


def for_press(
    spec: Specification,
    heading: str,
    under: str,
    legend: Sequence[LegendItem],
    *,
    below: float,
    left: float = 0,
    right: float = 0,
) -> Specification:
    """Return a drawing with title, sources and legend on paper: cut from its page it still says all.

    ``left`` and ``right``: pixels that words take beside the scales; ``below``: those of an axis.
    """
    whole = spec["width"] + left + right
    top = spec["height"] + below + LEGEND_ROW
    return {
        **spec,
        "padding": 16,
        "background": PAPER,
        "layer": [*spec["layer"], *_legend(legend, whole, -left, top)],
        "title": {
            # By about how many pixels a letter of each takes.
            "text": wrap(heading, int(whole / 11.6)),
            "subtitle": wrap(under, int(whole / 6.9)),
            "anchor": "start",
            "frame": "bounds",
            "offset": 20,
        },
    }


def _legend(items: Sequence[LegendItem], whole: float, left: float, top: float) -> Iterator[Layer]:
    for item in items:
        lines = wrap(item.name, int((whole - KEY_WIDTH) / (FONT_SIZE * LETTER)))
        yield from _key(item, left, top)
        for text in lines:
            said = words([(0, 0, text)], align="left")
            yield at_pixels(said, left + KEY_WIDTH, top)
            top += LEGEND_ROW


def _key(item: LegendItem, left: float, top: float) -> Iterator[Layer]:
    """Draw what a legend's name stands for, as the drawing shows it."""
    middle = left + KEY_WIDTH / 2 - 5
    if item.shape:
        hollow = item.shape == "hollow"
        shape = SHAPES.get(item.shape, item.shape)
        yield at_pixels(dots([(0, 0)], item.colour, shape=shape, hollow=hollow), middle, top)
        return
    # Stroke dashes are text in a legend, because HTML and SVG want them so.
    dash = {"strokeDash": [int(part) for part in item.dash.split()]} if item.dash else {}
    width = 2.4 if item.is_line else 12
    mark = {
        "type": "rule",
        "aria": False,
        "stroke": item.colour,
        "strokeWidth": width,
        "strokeOpacity": item.opacity,
        **dash,
    }
    layer = at_pixels({"data": {"values": [{}]}, "mark": mark, "encoding": {}}, left, top)
    layer["encoding"]["x2"] = {"value": left + KEY_WIDTH - 10}
    yield layer

"""Where the words of a drawing stand: every text of an SVG with its box in pixels."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

from PIL import ImageFont

from climate_pathways.charts.drawing import font_folder

_SPACE = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_STARTS = {"start": 0.0, "middle": 0.5, "end": 1.0}


class Text(NamedTuple):
    """A text and the box of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Text") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def size_of(svg: str) -> tuple[float, float]:
    width, height = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0]
    return float(width), float(height)


def texts(svg: str) -> list[Text]:
    """Return all texts in an SVG, rims left out."""
    return list(_within(ElementTree.fromstring(svg), 0, 0))


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, int | float):
        yield float(value)


def ensure_readable(svg: str) -> None:
    """No text outside the picture, none on another, and no number that is none."""
    assert "NaN" not in svg and "undefined" not in svg and "null" not in svg
    width, height = size_of(svg)
    found = texts(svg)
    assert found
    assert max(text.bottom for text in found) > height - 40, "the picture has an empty margin"
    assert min(text.top for text in found) < 40, "the picture has an empty margin"
    for text in found:
        assert text.left >= -1 and text.right <= width + 1, text
        assert text.top >= -1 and text.bottom <= height + 1, text
    for text, other in combinations(found, 2):
        assert not text.overlaps(other), (text, other)


def _within(element: ElementTree.Element, x: float, y: float) -> Iterator[Text]:
    found = _MOVE.search(element.get("transform", ""))
    if found:
        x, y = x + float(found[1]), y + float(found[2])
    if element.tag == f"{_SPACE}text":
        if element.get("stroke") is None:
            yield from _lines(element, x, y)
        return
    for child in element:
        yield from _within(child, x, y)


def _lines(element: ElementTree.Element, x: float, y: float) -> Iterator[Text]:
    size = float(element.get("font-size", "12").removesuffix("px"))
    start = _STARTS[element.get("text-anchor", "start")]
    font = _font(element.get("font-weight") == "bold")
    for part in [element, *element]:
        y += float(part.get("dy", 0))
        if part.text:
            width = font.getlength(part.text) * size / 100
            left = x - start * width
            yield Text(part.text, left, y - 0.75 * size, left + width, y + 0.05 * size)


@cache
def _font(is_bold: bool) -> ImageFont.FreeTypeFont:
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    return ImageFont.truetype(str(font_folder() / name), 100)

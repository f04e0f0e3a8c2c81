"""Rows of a picture: where they lie, their words, and the marks that they share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.charts.captions import Words
from climate_pathways.charts.colours import FAIR, GAP, INK, MUTED, PLEDGE
from climate_pathways.charts.layers import (
    FONT_SIZE,
    LETTER,
    Layer,
    Window,
    at_pixels,
    dots,
    drawing,
    for_press,
    inside,
    level,
    moved,
    set_off,
    upright,
    words,
)
from climate_pathways.charts.numbers import Against
from climate_pathways.charts.specification import Size, Specification, wrap
from climate_pathways.core.wording import say_rounded

ROOMY = 500
AXIS_BELOW = 50
SMALL = FONT_SIZE - 1


@dataclass(frozen=True)
class Row:
    """A row's words: what it shows, and its figures."""

    label: str
    figures: str
    bold: bool = False


@dataclass(frozen=True)
class Plan:
    """Where rows lie: words beside the scale where there is room, else above each bar.

    ``left`` and ``right``: pixels for words beside the scale; ``top``: for words above all rows; ``below``:
    for marks below a bar, where the next row's words stand under it.
    """

    rows: Sequence[Row]
    width: int
    left: int
    right: int
    top: int
    step: int
    below: int = 0

    @property
    def height(self) -> int:
        return self.top + self.step * len(self.rows)

    @property
    def is_roomy(self) -> bool:
        return self.left > 0

    def y(self, number: int) -> float:
        """Return the height of a row's bar."""
        return (
            self.top + self.step * number + (self.step / 2 if self.is_roomy else self.step - self.below - 12)
        )

    def labels(self) -> Iterator[Layer]:
        """Yield the rows' words: one layer for all that look alike and begin at the same pixel."""
        alike: dict[tuple[float, str, bool], list[tuple[float, str]]] = {}
        for number, row in enumerate(self.rows):
            for look, y, text in self._texts(number, row):
                # One layer per look: a layer of its own for each word would repeat its mark each time.
                alike.setdefault(look, []).append((y, text))
        for (x, colour, bold), alike_texts in alike.items():
            size = FONT_SIZE if colour == INK else SMALL
            texts = [(0.0, y, text) for y, text in alike_texts]
            said = words(texts, align="left", colour=colour, bold=bold, size=size)
            yield from (moved(layer, x) for layer in set_off(said))

    def _texts(self, number: int, row: Row) -> Iterator[tuple[tuple[float, str, bool], float, str]]:
        middle = self.y(number)
        if not self.is_roomy:
            yield (4, INK, True), middle - 29, row.label
            yield (4, MUTED, False), middle - 15, row.figures
            return
        lines = wrap(row.label, int((self.left - 4) / (FONT_SIZE * LETTER)))
        for place, text in enumerate(lines):
            yield (-self.left, INK, row.bold), middle + 14 * (place - (len(lines) - 1) / 2), text
        yield (self.width + 12, MUTED, False), middle, row.figures


def plan(rows: Sequence[Row], size: Size, *, left: int, right: int, top: int, below: int = 0) -> Plan:
    if size.width < ROOMY:
        # Room for two lines of words above each bar, which stand beside it where there is more width.
        return Plan(rows, size.width, 0, 0, top, 54 + below, below)
    return Plan(rows, size.width - left - right, left, right, top, 40)


def drawn(
    layers: Iterable[Layer], lay: Plan, across: Window, said: Words, unit: str, framed: bool
) -> Specification:
    spec = drawing(
        [*layers, *lay.labels()],
        x={
            "scale": {"domain": [across.low, across.high], "nice": False},
            "axis": {
                "title": unit,
                "titleAnchor": "start",
                "titleAlign": "left",
                "tickCount": max(3, lay.width // 80),
                "domain": False,
                "ticks": False,
                "labelPadding": 6,
                "titlePadding": 6,
            },
        },
        # Upside down: rows are counted from the top.
        y={"scale": {"domain": [lay.height, 0], "nice": False, "zero": False}, "axis": None},
        size=Size(lay.width, lay.height, 1),
        description=said.alternative,
    )
    if not framed:
        return spec
    return for_press(
        spec, said.title, said.under, said.legend, left=lay.left, right=lay.right, below=AXIS_BELOW
    )


def zero(lay: Plan) -> Layer:
    return upright([(0, lay.top - 4, lay.height)], MUTED, 1)


def flag(x: float, y: float, text: str, colour: str, across: Window) -> Iterator[Layer]:
    """Write beside an upright line, where there is room."""
    place = inside(across.place(x), text, across.pixels, size=SMALL)
    said = words([(0, 0, text)], colour=colour, align="left", bold=True, size=SMALL)
    return (at_pixels(layer, place, y) for layer in set_off(said))


def spans(rows: Iterable[tuple[float, float, float]], colour: str, across: Window, **look: float) -> Layer:
    """Draw bars (low, high, y), each as far as the picture goes."""
    # Ended here and not by Vega, whose clipping names its parts by numbers
    # that clash on a page of several pictures.
    return level(((across.limited(low), across.limited(high), y) for low, high, y in rows), colour, **look)


def cut_off(rows: Iterable[tuple[float, float, float]], across: Window, language: str) -> Iterator[Layer]:
    """Say how far a bar goes on that the picture cuts off: rows of (low, high, y)."""
    for low, high, y in rows:
        if low not in across:
            text = f"◂ {say_rounded(language, low)}"
            said = words([(across.low, y, text)], colour=MUTED, align="left", size=SMALL, shift=(2, 0))
            yield from set_off(said)
        if high not in across:
            text = f"{say_rounded(language, high)} ▸"
            said = words([(across.high, y, text)], colour=MUTED, align="right", size=SMALL, shift=(-2, 0))
            yield from set_off(said)


def between(rows: Iterable[tuple[float, float, float]]) -> Iterator[Layer]:
    """Draw from fair share to pledge; where the pledge is lower, in the colour of what is met."""
    bars = list(rows)
    # A row goes from fair share to pledge, a bar from its lower end to its higher one.
    yield level((row for row in bars if row[1] > row[0]), GAP, 5)
    yield level(((low, high, y) for high, low, y in bars if low <= high), FAIR, 5)


def pledge_dots(rows: Sequence[tuple[Against, float, float]]) -> Iterator[Layer]:
    # A layer has one mark for all its points: the hollow ones, told without colour, need one of their own.
    for conditional in (False, True):
        points = [(x, y) for pledge, x, y in rows if pledge.promise.is_conditional is conditional]
        yield dots(points, PLEDGE, hollow=conditional, size=110)

"""The way to neutrality as a picture: what was, what is promised, and what is fair."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts.captions import pathway_words
from climate_pathways.charts.colours import (
    BAND,
    FAIR,
    FAIR_TEXT,
    GAP,
    HISTORY,
    INNER,
    MUTED,
    OUTER,
    PACE,
    PACE_DASH,
    PLEDGE,
    PLEDGE_TEXT,
    SPAN,
    STRAIGHT,
)
from climate_pathways.charts.layers import (
    FONT_SIZE,
    Layer,
    Window,
    area,
    at_pixels,
    clipped,
    dots,
    drawing,
    for_press,
    inside,
    line,
    moved,
    set_off,
    upright,
    width_of,
    window,
    words,
)
from climate_pathways.charts.numbers import UNIT, PathwayFigures, Promise, pathway_figures
from climate_pathways.charts.specification import Size, Sizes, Specification
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_rounded

PATHWAY_SIZES = Sizes(wide=Size(680, 360, 2), narrow=Size(320, 330, 1), printed=Size(600, 340, 2))
# A tail of the fair shares may take this much of the picture beyond all the rest.
BEYOND = 0.35
AXIS_BELOW = 28
SMALL = FONT_SIZE - 1
LINE_HEIGHT = 14
# Where there is room, lines are named at their ends, in this many pixels.
ROOMY, BESIDE = 500, 140
YearLabel = tuple[float, float, str]


def pathway_chart(
    assessment: Assessment, language: str, *, size: Size = PATHWAY_SIZES.wide, framed: bool = False
) -> Specification:
    """Return the specification of the way to neutrality; ``framed`` for the press."""
    said, figures = pathway_words(assessment, language), pathway_figures(assessment)
    beside = BESIDE if size.width >= ROOMY else 0
    # The names beside the scale take their pixels from it, so that the
    # picture stays as wide as it was asked for.
    size = Size(size.width - beside, size.height, size.legend_columns)
    years = Window(figures.history[0][0], figures.last_year, size.width)
    levels = _levels(figures, size.height)
    pathway = _PathwayLayers(figures, years, levels, language)
    layers = [*pathway.layers(), *(pathway.names() if beside else ())]
    spec = drawing(
        layers, x=_x_axis(years), y=_y_axis(levels, language), size=size, description=said.alternative
    )
    if not framed:
        return spec
    return for_press(spec, said.title, said.under, said.legend, below=AXIS_BELOW, right=beside)


def _levels(figures: PathwayFigures, height: int) -> Window:
    core = [value for _, value in (*figures.history, *figures.pace)]
    core += [value for path in figures.paths for _, value in path.points]
    core += [end for _, low, high in figures.band for end in (low, high)]
    core += [end for promise in figures.promises for end in (promise.low, promise.high)]
    # The middle half is always shown whole: only the tails beyond it may be cut.
    core += [end for share in figures.fan for end in (share.lower, share.upper)]
    outer = [end for share in figures.fan for end in (share.low, share.high)]
    return window(core, outer, height, beyond=BEYOND)


def _x_axis(years: Window) -> Layer:
    step = 10 if years.pixels > 400 else 20
    ticks = [*range(int(years.low), int(years.high) + 1, step)]
    return {
        "scale": {"domain": [years.low, years.high], "nice": False},
        "axis": {"format": "d", "title": None, "grid": False, "values": ticks},
    }


def _y_axis(levels: Window, language: str) -> Layer:
    return {
        "scale": {"domain": [levels.low, levels.high], "nice": False},
        "axis": {
            "title": unit_label(UNIT, language),
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -10,
            "tickCount": 6,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
    }


@dataclass(frozen=True)
class _PathwayLayers:
    """The layers of one country's picture, from the ground up."""

    figures: PathwayFigures
    years: Window
    levels: Window
    language: str

    def layers(self) -> list[Layer]:
        figures = self.figures
        return [
            area(
                clipped([(share.year, share.low, share.high) for share in figures.fan], self.levels),
                FAIR,
                OUTER,
            ),
            area(((share.year, share.lower, share.upper) for share in figures.fan), FAIR, INNER),
            area(figures.band, BAND, SPAN),
            line([(self.years.low, 0), (self.years.high, 0)], MUTED, width=1),
            line(((share.year, share.median) for share in figures.fan), FAIR, width=2.4),
            line(figures.pace, PACE, width=1.8, dash=PACE_DASH),
            *(line(path.points, STRAIGHT, width=1.8) for path in figures.paths),
            line(figures.history, HISTORY, width=2.6),
            *self.gap(),
            *self.pledges(),
            *self.gap_label(),
            *self.ends(),
            *self.tails(),
        ]

    def gap(self) -> Iterator[Layer]:
        main = self.figures.main
        if main is None or main.gap.gap_median <= 0:
            return
        x, share, pledge = self.x_of(main.promise), main.gap.share_median, main.promise.central
        yield upright([(x, share, pledge)], GAP, 3)
        yield dots([(x, share)], GAP, shape="diamond", size=70)

    def gap_label(self) -> Iterator[Layer]:
        main = self.figures.main
        if main is None or main.gap.gap_median <= 0:
            return
        text = say(
            self.language, mark("gap {value} Mt"), value=say_rounded(self.language, main.gap.gap_median)
        )
        x = inside(self.years.place(self.x_of(main.promise)), text, self.years.pixels)
        said = words([(0, main.gap.share_median, text)], colour=GAP, align="left", bold=True, shift=(0, 14))
        yield from (moved(layer, x) for layer in set_off(said))

    def pledges(self) -> Iterator[Layer]:
        promises = self.figures.promises
        yield upright(((self.x_of(promise), promise.low, promise.high) for promise in promises), PLEDGE, 2)
        for conditional in (False, True):
            points = [
                (self.x_of(promise), promise.central)
                for promise in promises
                if promise.is_conditional is conditional
            ]
            yield dots(points, PLEDGE, hollow=conditional)
        labels = words(self.year_labels(), colour=PLEDGE_TEXT, bold=True, size=SMALL, shift=(0, -9))
        yield from set_off(labels)

    def x_of(self, promise: Promise) -> float:
        """Return a year; two pledges for one year stand side by side."""
        same = [peer for peer in self.figures.promises if peer.year == promise.year]
        if len(same) < 2:
            return promise.year
        # Six pixels, in years.
        apart = 6 * (self.years.high - self.years.low) / self.years.pixels
        return promise.year + (apart if promise.is_conditional else -apart)

    def year_labels(self) -> list[YearLabel]:
        """Return each pledge's year above its bars, moved up where it would touch another."""
        tops = {promise.year: 0.0 for promise in self.figures.promises}
        for promise in self.figures.promises:
            # The zero put in before stands for no height as yet: a pledge below zero is labelled at its own.
            tops[promise.year] = max(tops[promise.year] or promise.high, promise.high)
        labels = [(float(year), top, str(year)) for year, top in sorted(tops.items())]
        return apart(labels, self.years, self.levels)

    def ends(self) -> Iterator[Layer]:
        """Mark the year of neutrality where the straight path ends."""
        ends = [(path.neutral_by, 0.0) for path in self.figures.paths]
        yield dots(ends, STRAIGHT, shape="diamond", size=80)

    def tails(self) -> Iterator[Layer]:
        """Say how far a tail goes on that the picture cuts off."""
        if not self.figures.fan:
            return
        lowest = min(self.figures.fan, key=lambda share: share.low)
        highest = max(self.figures.fan, key=lambda share: share.high)
        for year, value, edge, arrow, dy in (
            (lowest.year, lowest.low, self.levels.low, "▼", -8),
            (highest.year, highest.high, self.levels.high, "▲", 8),
        ):
            if value not in self.levels:
                text = say(
                    self.language,
                    mark("{arrow} to {value} ({year})"),
                    arrow=arrow,
                    value=say_rounded(self.language, value),
                    year=year,
                )
                across = inside(self.years.place(year), text, self.years.pixels, size=SMALL, gap=2)
                said = words([(year, edge, text)], colour=MUTED, size=SMALL, align="left", shift=(0, dy))
                yield from (moved(layer, across) for layer in set_off(said))

    def names(self) -> Iterator[Layer]:
        """Name the lines at their ends, none on top of another."""
        # Pixels grow downwards: from the highest line on, each name stands at least a line lower.
        lowest = -float(LINE_HEIGHT)
        for value, text, colour in sorted(self.ending(), key=lambda ending: -ending[0]):
            lowest = max(self.levels.pixels - self.levels.place(value), lowest + LINE_HEIGHT + 1)
            said = words([(0, 0, text)], colour=colour, align="left", bold=True)
            yield at_pixels(said, self.years.pixels + 10, lowest)

    def ending(self) -> Iterator[tuple[float, str, str]]:
        """Yield where each line ends, its name and its colour."""
        if self.figures.fan:
            yield self.figures.fan[-1].median, say(self.language, mark("fair share")), FAIR_TEXT
        if self.figures.pace:
            yield self.figures.pace[-1][1], say(self.language, mark("in step with 1.5 °C")), MUTED
        if self.figures.paths:
            years = ", ".join(str(path.neutral_by) for path in self.figures.paths)
            promised = all(path.is_promised for path in self.figures.paths)
            text = mark("neutral by {years}") if promised else mark("if neutral by {years}")
            yield 0.0, say(self.language, text, years=years), STRAIGHT


def apart(labels: Sequence[YearLabel], across: Window, up: Window) -> list[YearLabel]:
    """Return labels moved up until none touches one before it."""
    placed: list[YearLabel] = []
    rise = LINE_HEIGHT * (up.high - up.low) / up.pixels
    for x, y, text in labels:
        higher = y
        # Only upwards: below lies the bar that the year belongs to.
        while any(_touch((x, higher, text), label, across, rise) for label in placed):
            higher += rise / 4
        placed.append((x, higher, text))
    return placed


def _touch(label: YearLabel, neighbour: YearLabel, across: Window, rise: float) -> bool:
    (x, y, text), (near_x, near_y, near_text) = label, neighbour
    sideways = abs(across.place(x) - across.place(near_x))
    return sideways < (width_of(text) + width_of(near_text)) / 2 + 2 and abs(y - near_y) < rise

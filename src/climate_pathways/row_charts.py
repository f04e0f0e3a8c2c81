"""Pictures in rows: principles side by side, gaps by pledge, countries by main pledge."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment import Assessment
from climate_pathways.assessment_figures import (
    UNIT,
    Against,
    Compared,
    PrincipleFigures,
    Share,
    compared,
    judged,
    principle_figures,
)
from climate_pathways.chart_layers import (
    FONT_SIZE,
    LETTER,
    Layer,
    Window,
    at_pixels,
    dots,
    drawing,
    for_press,
    level,
    set_off,
    upright,
    window,
    words,
)
from climate_pathways.chart_words import INK, MUTED
from climate_pathways.charts import Size, Specification, wrap
from climate_pathways.choices import REFERENCE
from climate_pathways.fair_result import OVERALL
from climate_pathways.naming import method_name, place_name
from climate_pathways.quantities import unit_label
from climate_pathways.way_alternatives import NOTHING, pledge_name, step_name
from climate_pathways.way_alternatives import shown as in_figures
from climate_pathways.way_chart_words import (
    FAIR,
    GAP,
    INNER,
    OUTER,
    PACE,
    PLEDGE,
    TODAY,
    TODAY_DASH,
    Words,
    gap_words,
    principle_words,
    region_words,
)
from climate_pathways.wording import mark, say, say_number

WIDE, NARROW, PRINT = Size(680, 0, 2), Size(320, 0, 1), Size(600, 0, 2)
ROOMY = 500
AXIS_BELOW = 50
BEYOND = 0.4
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

    ``left`` and ``right``: pixels for words beside the scale; ``top``: for words above all rows.
    """

    rows: Sequence[Row]
    width: int
    left: int
    right: int
    top: int
    step: int

    @property
    def height(self) -> int:
        return self.top + self.step * len(self.rows)

    @property
    def is_roomy(self) -> bool:
        return self.left > 0

    def y(self, number: int) -> float:
        """Return the height of a row's bar."""
        return self.top + self.step * number + (self.step / 2 if self.is_roomy else self.step - 12)

    def labels(self) -> Iterator[Layer]:
        for number, row in enumerate(self.rows):
            for x, y, text, align, colour, bold in self._texts(number, row):
                size = FONT_SIZE if colour == INK else SMALL
                said = words([(0, 0, text)], align=align, colour=colour, bold=bold, size=size)
                yield from (at_pixels(layer, x, y) for layer in set_off(said))

    def _texts(self, number: int, row: Row) -> Iterator[tuple[float, float, str, str, str, bool]]:
        middle = self.y(number)
        if not self.is_roomy:
            yield 0, middle - 29, row.label, "left", INK, True
            yield 0, middle - 15, row.figures, "left", MUTED, False
            return
        lines = wrap(row.label, int((self.left - 10) / (FONT_SIZE * LETTER)))
        for place, text in enumerate(lines):
            yield -self.left, middle + 14 * (place - (len(lines) - 1) / 2), text, "left", INK, row.bold
        yield self.width + 12, middle, row.figures, "left", MUTED, False


def plan(rows: Sequence[Row], size: Size, *, left: int, right: int, top: int) -> Plan:
    if size.width < ROOMY:
        return Plan(rows, size.width, 0, 0, top, 54)
    return Plan(rows, size.width - left - right, left, right, top, 40)


def _drawn(
    layers: Iterable[Layer], lay: Plan, across: Window, said: Words, unit: str, framed: bool
) -> Specification:
    spec = drawing(
        [*layers, *lay.labels()],
        x={
            "scale": {"domain": [across.low, across.high], "nice": False},
            "axis": {
                "title": unit, "titleAnchor": "start", "titleAlign": "left", "tickCount": max(3, lay.width // 80),
                "domain": False, "ticks": False, "labelPadding": 6, "titlePadding": 6,
            },
        },
        y={"scale": {"domain": [lay.height, 0], "nice": False, "zero": False}, "axis": None},
        size=Size(lay.width, lay.height, 1),
        description=said.alternative,
    )  # fmt: skip
    if not framed:
        return spec
    return for_press(
        spec, said.title, said.under, said.legend, left=lay.left, right=lay.right, below=AXIS_BELOW
    )


def _zero(lay: Plan) -> Layer:
    return upright([(0, lay.top - 4, lay.height)], MUTED, 1)


def _flag(x: float, y: float, text: str, colour: str, across: Window) -> Iterator[Layer]:
    """Write beside an upright line, on the side where there is more room."""
    is_right = across.place(x) > across.pixels / 2
    layer = words(
        [(x, y, text)], colour=colour, align="right" if is_right else "left", bold=True, size=SMALL,
        shift=(-5 if is_right else 5, 0),
    )  # fmt: skip
    return iter(set_off(layer))


# --- principle by principle -----------------------------------------------------------------


def principle_chart(
    assessment: Assessment, language: str, *, size: Size = WIDE, framed: bool = False
) -> Specification:
    """Return the specification of the principles side by side in the main pledge's year."""
    said, shown = principle_words(assessment, language), principle_figures(assessment)
    rows = [
        Row(method_name(one.principle, language), _bracketed(one.median, one.low, one.high, language), one.principle == OVERALL)
        for one in shown.shares
    ]  # fmt: skip
    lay = plan(rows, size, left=200, right=135, top=44)
    ends = [end for one in shown.shares for end in (one.low, one.high)]
    pledged = [shown.promise.low, shown.promise.high] if shown.promise else []
    across = window([*ends, *pledged, shown.today], [], lay.width, beyond=0)
    layers = [*_marks(shown, lay, across, language), *_bars(shown.shares, lay)]
    return _drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _marks(shown: PrincipleFigures, lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    yield _zero(lay)
    today = upright([(shown.today, 14, lay.height)], TODAY, 1.5)
    yield {**today, "mark": {**today["mark"], "strokeDash": list(TODAY_DASH)}}
    text = say(
        language,
        mark("emissions of {year}: {value}"),
        year=shown.today_year,
        value=in_figures(shown.today, language),
    )
    yield from _flag(shown.today, 10, text, TODAY, across)
    promise = shown.promise
    if promise:
        middle = (lay.height + 34) / 2
        span = level([(promise.low, promise.high, middle)], PLEDGE, lay.height - 34, 0.15)
        yield span
        yield upright([(promise.central, 28, lay.height)], PLEDGE, 2)
        value = in_figures(promise.central, language)
        text = say(language, mark("pledge for {year}: {value}"), year=promise.year, value=value)
        yield from _flag(promise.central, 28, text, PLEDGE, across)


def _bars(shares: Sequence[Share], lay: Plan) -> Iterator[Layer]:
    for colour, is_reference in ((FAIR, False), (PACE, True)):
        rows = [
            (one, lay.y(number))
            for number, one in enumerate(shares)
            if (one.principle == REFERENCE) is is_reference
        ]
        yield level(((one.low, one.high, y) for one, y in rows), colour, 12, OUTER)
        yield level(((one.lower, one.upper, y) for one, y in rows), colour, 12, INNER)
        yield upright(((one.median, y - 9, y + 9) for one, y in rows), colour, 3)


def _bracketed(value: float, low: float, high: float, language: str) -> str:
    digits = 0 if max(abs(low), abs(high)) >= 100 else 1
    middle, start, end = (say_number(language, one, digits) for one in (value, low, high))
    return f"{middle} [{start}; {end}]"


# --- gaps -----------------------------------------------------------------------------------


def gap_chart(
    assessment: Assessment, language: str, *, size: Size = WIDE, framed: bool = False
) -> Specification:
    """Return the specification of the gap of each pledge in force."""
    said, found = gap_words(assessment, language), judged(assessment)
    rows = [Row(pledge_name(one.promise, language), _gap_said(one, language)) for one in found]
    lay = plan(rows or [Row(say(language, NOTHING), "")], size, left=160, right=175, top=8)
    core = [end for one in found for end in (one.promise.low, one.promise.high, one.gap.share_median)]
    outer = [end for one in found for end in (one.gap.share_low, one.gap.share_high)]
    across = window(core or [1.0], outer, lay.width, beyond=BEYOND)
    layers = [_zero(lay), *_gap_layers(found, lay, across, language)]
    return _drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _gap_said(one: Against, language: str) -> str:
    gap = one.gap
    numbers = _bracketed(gap.gap_median, gap.gap_low, gap.gap_high, language)
    return say(language, mark("gap {numbers}"), numbers=numbers)


def _gap_layers(found: Sequence[Against], lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    placed = [(one, lay.y(number)) for number, one in enumerate(found)]
    yield level(((one.gap.share_low, one.gap.share_high, y) for one, y in placed), FAIR, 12, OUTER)
    yield from _between(((one.gap.share_median, one.promise.central, y) for one, y in placed))
    yield level(((one.promise.low, one.promise.high, y) for one, y in placed), PLEDGE, 2)
    yield dots(((one.gap.share_median, y) for one, y in placed), FAIR, shape="diamond", size=130)
    yield from _pledge_dots([(one, one.promise.central, y) for one, y in placed])
    for one, y in placed:
        low, high = (in_figures(end, language) for end in (one.gap.share_low, one.gap.share_high))
        if one.gap.share_low not in across:
            yield words([(across.low, y, f"◂ {low}")], colour=MUTED, align="left", size=SMALL, shift=(2, 0))
        if one.gap.share_high not in across:
            yield words(
                [(across.high, y, f"{high} ▸")], colour=MUTED, align="right", size=SMALL, shift=(-2, 0)
            )


def _between(rows: Iterable[tuple[float, float, float]]) -> Iterator[Layer]:
    """Draw from fair share to pledge; where the pledge is lower, in the colour of what is met."""
    found = list(rows)
    yield level((row for row in found if row[1] > row[0]), GAP, 5)
    yield level(((low, high, y) for high, low, y in found if low <= high), FAIR, 5)


def _pledge_dots(rows: Sequence[tuple[Against, float, float]]) -> Iterator[Layer]:
    for conditional in (False, True):
        points = [(x, y) for one, x, y in rows if one.promise.is_conditional is conditional]
        yield dots(points, PLEDGE, hollow=conditional, size=110)


# --- countries ------------------------------------------------------------------------------


def region_chart(
    assessments: Sequence[Assessment], language: str, *, size: Size = WIDE, framed: bool = False
) -> Specification:
    """Return the specification of the countries' main pledges beside their fair shares."""
    said, found = region_words(assessments, language), compared(assessments)
    lay = plan([_country(one, language) for one in found], size, left=150, right=205, top=30)
    placed = [(one, one.against, lay.y(number)) for number, one in enumerate(found) if one.against]
    core = [end for one, _, _ in placed for end in (one.pledge_percent, one.share_percent)]
    outer = [one.percent(end) for one, mine, _ in placed for end in (mine.promise.low, mine.promise.high)]
    across = window([*core, 100], outer, lay.width, beyond=0.15)
    base = max(one.base_year for one in found)
    layers = [
        _zero(lay),
        *_today_line(lay, across, base, language),
        *_between((one.share_percent, one.pledge_percent, y) for one, _, y in placed),
        level(((one.percent(mine.promise.low), one.percent(mine.promise.high), y) for one, mine, y in placed), PLEDGE, 1.5),
        dots(((one.share_percent, y) for one, _, y in placed), FAIR, shape="diamond", size=130),
        *_pledge_dots([(mine, one.pledge_percent, y) for one, mine, y in placed]),
    ]  # fmt: skip
    return _drawn(
        layers, lay, across, said, say(language, mark("% of the emissions of {year}"), year=base), framed
    )


def _country(one: Compared, language: str) -> Row:
    place = place_name(one.iso3, language)
    if one.against is None:
        return Row(place, say(language, mark("no target to compare")), bold=True)
    return Row(f"{place}, {one.against.promise.year}", step_name(one.against.step, language), bold=True)


def _today_line(lay: Plan, across: Window, year: int, language: str) -> Iterator[Layer]:
    line = upright([(100, 14, lay.height)], TODAY, 1.5)
    yield {**line, "mark": {**line["mark"], "strokeDash": list(TODAY_DASH)}}
    yield from _flag(100, 10, say(language, mark("emissions of {year}"), year=year), TODAY, across)

"""Pictures in rows: principles side by side, gaps by pledge, countries by main pledge."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts.alternatives import NOTHING, pledge_name, step_name
from climate_pathways.charts.alternatives import shown as in_figures
from climate_pathways.charts.captions import (
    FAIR,
    INNER,
    OUTER,
    PACE,
    PLEDGE,
    PLEDGE_TEXT,
    TODAY,
    TODAY_DASH,
    gap_words,
    principle_words,
    region_words,
)
from climate_pathways.charts.interval_rows import (
    NARROW,
    PRINT,
    WIDE,
    Plan,
    Row,
    between,
    cut_off,
    drawn,
    flag,
    plan,
    pledge_dots,
    spans,
    zero,
)
from climate_pathways.charts.layers import Layer, Window, block, dots, level, upright, window
from climate_pathways.charts.numbers import (
    UNIT,
    Against,
    Compared,
    PrincipleFigures,
    Share,
    compared,
    judged,
    principle_figures,
)
from climate_pathways.charts.panels import Size, Specification
from climate_pathways.core.naming import method_name, place_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_number
from climate_pathways.fair_shares.choices import REFERENCE
from climate_pathways.fair_shares.result import OVERALL

__all__ = ["NARROW", "PRINT", "WIDE", "gap_chart", "principle_chart", "region_chart"]

BEYOND = 0.4

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
    lay = plan(rows, size, left=214, right=140, top=44)
    ends = [end for one in shown.shares for end in (one.low, one.high)]
    pledged = [shown.promise.low, shown.promise.high] if shown.promise else []
    across = window([*ends, *pledged, shown.today], [], lay.width, beyond=0)
    layers = [*_marks(shown, lay, across, language), *_bars(shown.shares, lay)]
    return drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _marks(shown: PrincipleFigures, lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    yield zero(lay)
    today = upright([(shown.today, 14, lay.height)], TODAY, 1.5)
    yield {**today, "mark": {**today["mark"], "strokeDash": list(TODAY_DASH)}}
    text = say(
        language,
        mark("emissions of {year}: {value}"),
        year=shown.today_year,
        value=in_figures(shown.today, language),
    )
    yield from flag(shown.today, 10, text, TODAY, across)
    promise = shown.promise
    if promise:
        yield block(promise.low, promise.high, (34, lay.height), PLEDGE, 0.15)
        yield upright([(promise.central, 28, lay.height)], PLEDGE, 2)
        value = in_figures(promise.central, language)
        text = say(language, mark("pledge for {year}: {value}"), year=promise.year, value=value)
        yield from flag(promise.central, 28, text, PLEDGE_TEXT, across)


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
    middle, start, end = (say_number(language, float(f"{one:.3g}"), digits) for one in (value, low, high))
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
    layers = [zero(lay), *_gap_layers(found, lay, across, language)]
    return drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _gap_said(one: Against, language: str) -> str:
    gap = one.gap
    numbers = _bracketed(gap.gap_median, gap.gap_low, gap.gap_high, language)
    return say(language, mark("gap {numbers}"), numbers=numbers)


def _gap_layers(found: Sequence[Against], lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    placed = [(one, lay.y(number)) for number, one in enumerate(found)]
    shares = [(one.gap.share_low, one.gap.share_high, y) for one, y in placed]
    yield spans(shares, FAIR, across, width=12, opacity=OUTER)
    yield from between(((one.gap.share_median, one.promise.central, y) for one, y in placed))
    yield level(((one.promise.low, one.promise.high, y) for one, y in placed), PLEDGE, 2)
    yield dots(((one.gap.share_median, y) for one, y in placed), FAIR, shape="diamond", size=130)
    yield from pledge_dots([(one, one.promise.central, y) for one, y in placed])
    yield from cut_off(shares, across, language)


# --- countries ------------------------------------------------------------------------------


def region_chart(
    assessments: Sequence[Assessment], language: str, *, size: Size = WIDE, framed: bool = False
) -> Specification:
    """Return the specification of the countries' main pledges beside their fair shares."""
    said, found = region_words(assessments, language), compared(assessments)
    lay = plan([_country(one, language) for one in found], size, left=150, right=205, top=30)
    placed = [(one, one.against, lay.y(number)) for number, one in enumerate(found) if one.against]
    core = [end for one, _, _ in placed for end in (one.pledge_percent, one.share_percent)]
    readings = [(one.percent(mine.promise.low), one.percent(mine.promise.high), y) for one, mine, y in placed]
    across = window([*core, 100], [end for one in readings for end in one[:2]], lay.width, beyond=0.15)
    base = max(one.base_year for one in found)
    layers = [
        zero(lay),
        *_today_line(lay, across, base, language),
        *between((one.share_percent, one.pledge_percent, y) for one, _, y in placed),
        spans(readings, PLEDGE, across, width=1.5),
        dots(((one.share_percent, y) for one, _, y in placed), FAIR, shape="diamond", size=130),
        *pledge_dots([(mine, one.pledge_percent, y) for one, mine, y in placed]),
        *cut_off(readings, across, language),
    ]
    return drawn(
        layers,
        lay,
        across,
        said,
        say(language, mark("percent of the emissions of {year}"), year=base),
        framed,
    )


def _country(one: Compared, language: str) -> Row:
    place = place_name(one.iso3, language)
    if one.against is None:
        return Row(place, say(language, mark("no target to compare")), bold=True)
    return Row(f"{place}, {one.against.promise.year}", step_name(one.against.step, language), bold=True)


def _today_line(lay: Plan, across: Window, year: int, language: str) -> Iterator[Layer]:
    line = upright([(100, 14, lay.height)], TODAY, 1.5)
    yield {**line, "mark": {**line["mark"], "strokeDash": list(TODAY_DASH)}}
    yield from flag(100, 10, say(language, mark("emissions of {year}"), year=year), TODAY, across)

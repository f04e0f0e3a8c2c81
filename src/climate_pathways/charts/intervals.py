"""Pictures in rows: principles side by side, gaps by pledge, countries by main pledge."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts.alternatives import NOTHING, pledge_name, step_name
from climate_pathways.charts.captions import gap_words, principle_words, region_words
from climate_pathways.charts.colours import FAIR, INNER, OUTER, PACE, PLEDGE, PLEDGE_TEXT, TODAY, TODAY_DASH
from climate_pathways.charts.interval_rows import (
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
    CountryFigures,
    PrincipleFigures,
    compared,
    judged,
    principle_figures,
)
from climate_pathways.charts.specification import Size, Sizes, Specification
from climate_pathways.core.naming import place_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_rounded
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.fair_shares.words import line_name
from climate_pathways.pledges.words import bracketed

# A chart in rows is as high as its rows need.
ROW_SIZES = Sizes(wide=Size(680, 0, 2), narrow=Size(320, 0, 1), printed=Size(600, 0, 2))
BEYOND = 0.4
# Pixels below a bar at which its ends beyond the scale are named.
OFF_SCALE = 13

# --- principle by principle -----------------------------------------------------------------


def principle_chart(
    assessment: Assessment, language: str, *, size: Size = ROW_SIZES.wide, framed: bool = False
) -> Specification:
    """Return the specification of the principles side by side in the main pledge's year."""
    said, figures = principle_words(assessment, language), principle_figures(assessment)
    rows = [
        Row(
            line_name(share.principle, figures.references, language),
            bracketed(share.median, share.low, share.high, language),
            share.principle == OVERALL,
        )
        for share in figures.shares
    ]
    lay = plan(rows, size, left=214, right=140, top=44)
    ends = [end for share in figures.shares for end in (share.low, share.high)]
    pledged = [figures.promise.low, figures.promise.high] if figures.promise else []
    # All of it is core: this picture has no words for a bar that goes on beyond its scale.
    across = window([*ends, *pledged, figures.today], [], lay.width, beyond=0)
    layers = [*_marks(figures, lay, across, language), *_bars(figures, lay)]
    return drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _marks(figures: PrincipleFigures, lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    yield zero(lay)
    today = upright([(figures.today, 14, lay.height)], TODAY, 1.5)
    yield {**today, "mark": {**today["mark"], "strokeDash": list(TODAY_DASH)}}
    text = say(
        language,
        mark("emissions of {year}: {value}"),
        year=figures.today_year,
        value=say_rounded(language, figures.today),
    )
    yield from flag(figures.today, 10, text, TODAY, across)
    promise = figures.promise
    if promise:
        yield block(promise.low, promise.high, (34, lay.height), PLEDGE, 0.15)
        # It ends lower than the line of today's emissions, so that the
        # words on both find room where they are equal.
        yield upright([(promise.central, 28, lay.height)], PLEDGE, 2)
        value = say_rounded(language, promise.central)
        text = say(language, mark("pledge for {year}: {value}"), year=promise.year, value=value)
        yield from flag(promise.central, 28, text, PLEDGE_TEXT, across)


def _bars(figures: PrincipleFigures, lay: Plan) -> Iterator[Layer]:
    for colour, is_reference in ((FAIR, False), (PACE, True)):
        rows = [
            (share, lay.y(number))
            for number, share in enumerate(figures.shares)
            if (share.principle in figures.references) is is_reference
        ]
        yield level(((share.low, share.high, y) for share, y in rows), colour, 12, OUTER)
        yield level(((share.lower, share.upper, y) for share, y in rows), colour, 12, INNER)
        yield upright(((share.median, y - 9, y + 9) for share, y in rows), colour, 3)


# --- gaps -----------------------------------------------------------------------------------


def gap_chart(
    assessment: Assessment, language: str, *, size: Size = ROW_SIZES.wide, framed: bool = False
) -> Specification:
    """Return the specification of the gap of each pledge in force."""
    said, pledges = gap_words(assessment, language), judged(assessment)
    rows = [Row(pledge_name(pledge.promise, language), _gap_said(pledge, language)) for pledge in pledges]
    lay = plan(rows or [Row(say(language, NOTHING), "")], size, left=160, right=175, top=8)
    core = [
        end
        for pledge in pledges
        for end in (pledge.promise.low, pledge.promise.high, pledge.gap.share_median)
    ]
    outer = [end for pledge in pledges for end in (pledge.gap.share_low, pledge.gap.share_high)]
    # Without a pledge any scale does: the picture says that there is nothing to compare.
    across = window(core or [1.0], outer, lay.width, beyond=BEYOND)
    layers = [zero(lay), *_gap_layers(pledges, lay, across, language)]
    return drawn(layers, lay, across, said, unit_label(UNIT, language), framed)


def _gap_said(pledge: Against, language: str) -> str:
    gap = pledge.gap
    numbers = bracketed(gap.gap_median, gap.gap_low, gap.gap_high, language)
    return say(language, mark("gap {numbers}"), numbers=numbers)


def _gap_layers(pledges: Sequence[Against], lay: Plan, across: Window, language: str) -> Iterator[Layer]:
    placed = [(pledge, lay.y(number)) for number, pledge in enumerate(pledges)]
    shares = [(pledge.gap.share_low, pledge.gap.share_high, y) for pledge, y in placed]
    yield spans(shares, FAIR, across, width=12, opacity=OUTER)
    yield from between(((pledge.gap.share_median, pledge.promise.central, y) for pledge, y in placed))
    yield level(((pledge.promise.low, pledge.promise.high, y) for pledge, y in placed), PLEDGE, 2)
    yield dots(((pledge.gap.share_median, y) for pledge, y in placed), FAIR, shape="diamond", size=130)
    yield from pledge_dots([(pledge, pledge.promise.central, y) for pledge, y in placed])
    yield from cut_off(shares, across, language)


# --- countries ------------------------------------------------------------------------------


def region_chart(
    assessments: Sequence[Assessment], language: str, *, size: Size = ROW_SIZES.wide, framed: bool = False
) -> Specification:
    """Return the specification of the countries' main pledges beside their fair shares."""
    said, countries = region_words(assessments, language), compared(assessments)
    lay = plan(
        [_country(country, language) for country in countries],
        size,
        left=150,
        right=205,
        top=30,
        below=OFF_SCALE,
    )
    placed = [
        (country, country.against, lay.y(number))
        for number, country in enumerate(countries)
        if country.against
    ]
    core = [end for country, _, _ in placed for end in (country.pledge_percent, country.share_percent)]
    readings = [
        (country.percent(mine.promise.low), country.percent(mine.promise.high), y)
        for country, mine, y in placed
    ]
    by_principle = [
        (country.percent(mine.share_span.low), country.percent(mine.share_span.high), y)
        for country, mine, y in placed
    ]
    across = window(
        [*core, 100], [end for reading in readings for end in reading[:2]], lay.width, beyond=0.15
    )
    base = max(country.base_year for country in countries)
    layers = [
        zero(lay),
        *_today_line(lay, across, base, language),
        *between((country.share_percent, country.pledge_percent, y) for country, _, y in placed),
        spans(by_principle, FAIR, across, width=5, opacity=OUTER),
        spans(readings, PLEDGE, across, width=1.5),
        dots(((country.share_percent, y) for country, _, y in placed), FAIR, shape="diamond", size=130),
        *pledge_dots([(mine, country.pledge_percent, y) for country, mine, y in placed]),
        *cut_off(readings, across, language),
        # Below its bar, which begins where the diamond may stand.
        *cut_off([(low, high, y + OFF_SCALE) for low, high, y in by_principle], across, language),
    ]
    return drawn(
        layers,
        lay,
        across,
        said,
        say(language, mark("percent of the emissions of {year}"), year=base),
        framed,
    )


def _country(country: CountryFigures, language: str) -> Row:
    place = place_name(country.iso3, language)
    if country.against is None:
        return Row(place, say(language, mark("no target to compare")), bold=True)
    return Row(
        f"{place}, {country.against.promise.year}", step_name(country.against.step, language), bold=True
    )


def _today_line(lay: Plan, across: Window, year: int, language: str) -> Iterator[Layer]:
    line = upright([(100, 14, lay.height)], TODAY, 1.5)
    yield {**line, "mark": {**line["mark"], "strokeDash": list(TODAY_DASH)}}
    yield from flag(100, 10, say(language, mark("emissions of {year}"), year=year), TODAY, across)

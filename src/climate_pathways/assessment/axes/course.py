"""Course: where present policies lead, by the document itself where it says so, against its own target.

First the document's path with measures, else its baseline, else the trend of the last ten years of the
national inventory, else of the international series. Each is named; none is mixed with another.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, Figure, OtherStep, not_judged
from climate_pathways.assessment.axes.rule import axes_rule, step_at
from climate_pathways.core.quantities import rounded
from climate_pathways.core.tables import Series
from climate_pathways.figures.level import NATIONAL
from climate_pathways.methods.trend import average_yearly_change
from climate_pathways.pledges.account import BASELINE, GROSS, NET, UNCLEAR_FOOTING, WITH_MEASURES, Account
from climate_pathways.pledges.comparisons import Span
from climate_pathways.pledges.inventory import Inventory
from climate_pathways.pledges.readings import ReadPledge

RULE = axes_rule().axis(nouns.COURSE)
TREND, SERIES_TREND = "trend", "series-trend"
BASES = (WITH_MEASURES, BASELINE, TREND, SERIES_TREND)
READING, BASIS, FOOTING = "reading", "basis", "footing"


@dataclass(frozen=True)
class Course:
    """Where present policies lead in the target's year, and the target, on one footing; Mt CO2e.

    ``basis``: one of ``BASES``; ``since``: the trend's last year of figures; ``percent``: its growth a year.
    """

    basis: str
    footing: str
    leads_to: float
    target: Span
    source: str
    since: int | None = None
    percent: float | None = None

    def above(self, target: float) -> float | None:
        """Return by how many percent it leads above a target; nothing for a target of zero or below."""
        # Rounded before it is judged: a course that meets its target must not miss it by a last digit.
        return rounded(100 * (self.leads_to / target - 1)) if target > 0 else None

    def step(self, target: float) -> str:
        above = self.above(target)
        if above is None:
            # Percent of nothing is no number: at or below the target is still at or below it.
            above = 0.0 if self.leads_to <= target else float("inf")
        return step_at(RULE, above, {})


def course_axis(courses: Sequence[Course], year: int, *, pledge: str = "", notes: Sequence[str] = ()) -> Axis:
    """Return the axis by the first of ``courses`` whose footing is known; the others say what another basis would
    make of it."""
    main = next(iter(on_a_footing(courses)), None)
    if main is None:
        return not_judged(nouns.COURSE, nouns.NO_COURSE, pledge)
    target = main.target.central
    above = main.above(target)
    return Axis(
        nouns.COURSE,
        step=main.step(target),
        pledge=pledge,
        measure=None if above is None else Figure(RULE.measure, above, RULE.unit, year, about=main.basis),
        figures=tuple(_figures(main, year)),
        others=tuple(_others(main, courses)),
        notes=tuple(_notes(main, notes)),
    )


def _figures(main: Course, year: int) -> Iterator[Figure]:
    # Sentences and the names of rows take the two apart again at the colon.
    about = f"{main.basis}:{main.footing}"
    yield Figure("leads_to", rounded(main.leads_to), "Mt CO2e", year, about=about, source=main.source)
    yield Figure("target", rounded(main.target.central), "Mt CO2e", year, about=main.footing)
    if main.percent is not None:
        yield Figure(
            "trend", rounded(main.percent), "%/year", main.since, about=main.basis, source=main.source
        )


def _others(main: Course, courses: Sequence[Course]) -> Iterator[OtherStep]:
    for end in ("low", "high"):
        yield OtherStep(READING, end, main.step(getattr(main.target, end)))
    for other in courses:
        if other is main:
            continue
        if other.basis == main.basis:
            yield OtherStep(FOOTING, other.footing, other.step(other.target.central))
        else:
            yield OtherStep(BASIS, other.basis, other.step(other.target.central))


def _notes(main: Course, notes: Sequence[str]) -> Iterator[str]:
    yield from notes
    if main.target.central <= 0:
        yield nouns.TARGET_NOT_POSITIVE
    if main.leads_to <= main.target.central:
        yield nouns.ASKS_NOTHING
    if main.basis == SERIES_TREND:
        yield nouns.FROM_SERIES


def courses_of(
    read: ReadPledge,
    account: Account,
    inventory: Inventory | None,
    series: Series,
    *,
    emitted: tuple[int, float],
) -> tuple[Course, ...]:
    """Return every course that can be set beside a target, in the published order.

    ``inventory``: the newest national one; ``series``: the country's emissions in an international series
    without land use, yearly; ``emitted``: a year, and what the series that the target is bridged to say of it.
    """
    own = read.own
    if own is None:
        return ()
    printed = [course for basis in (WITH_MEASURES, BASELINE) for course in _printed(read, account, basis)]
    trends = (_inventory_trend(read, inventory), _series_trend(read, series, emitted))
    unclear = _of_unclear_footing(read, account, {course.basis for course in printed})
    return (*printed, *(trend for trend in trends if trend is not None), *unclear)


def _printed(read: ReadPledge, account: Account, basis: str) -> Iterator[Course]:
    """Yield what the document prints for the target's year, the target's own footing first."""
    own = read.own
    if own is None:
        return
    spans = {NET: own.net, GROSS: own.gross}
    for footing in sorted(spans, key=lambda name: name != own.footing):
        span = spans[footing]
        # A number in other potentials cannot be set beside the target; what names none is taken for the same.
        facts = [fact for fact in account.ahead(footing, basis) if fact.gwp in ("", own.gwp) or not own.gwp]
        if span is not None and facts:
            yield Course(basis, footing, fmean(fact.value for fact in facts), span, facts[0].document)


def _of_unclear_footing(read: ReadPledge, account: Account, known: Collection[str]) -> Iterator[Course]:
    """Yield what the document prints without saying whether land use counts, beside the target's own footing: it is no
    ground for a step, and a reader of the document looks for it."""
    own = read.own
    span = (own.net if own.footing == NET else own.gross) if own else None
    for basis in (WITH_MEASURES, BASELINE):
        facts = account.ahead(UNCLEAR_FOOTING, basis)
        if span is not None and facts and basis not in known:
            yield Course(basis, UNCLEAR_FOOTING, facts[0].value, span, facts[0].document)


def _inventory_trend(read: ReadPledge, inventory: Inventory | None) -> Course | None:
    if inventory is None or read.own is None:
        return None
    # On the footing without land use only: a net series may pass zero, and growth in percent has no meaning
    # there.
    beside = [
        comparison
        for comparison in read.own.comparisons
        if (comparison.inventory, comparison.footing) == (NATIONAL, GROSS)
    ]
    values = inventory.values(GROSS)
    if not beside or not values:
        return None
    years = np.array(sorted(values), dtype=np.int64)
    levels = np.array([values[int(year)] for year in years])
    recent = average_yearly_change(
        Series(read.target.iso3, "ghg", "Mt CO2e", inventory.source, years, levels)
    )
    if recent is None:
        return None
    leads_to = float(levels[-1]) * (1 + recent.value / 100) ** (read.target.year - int(years[-1]))
    # The latest year and the mean stand beside one and the same target.
    target = beside[0].target
    return Course(TREND, GROSS, leads_to, target, inventory.source, int(years[-1]), recent.value)


def _series_trend(read: ReadPledge, series: Series, emitted: tuple[int, float]) -> Course | None:
    year, level = emitted
    if not read.is_comparable or level <= 0:
        return None
    recent = average_yearly_change(series)
    if recent is None:
        return None
    target = read.target
    span = Span(target.low_mt_co2e, target.central_mt_co2e, target.high_mt_co2e)
    # The trend may reach further than the series that the target is bridged to.
    leads_to = level * (1 + recent.value / 100) ** (target.year - year)
    return Course(SERIES_TREND, GROSS, leads_to, span, series.source, series.last_year, recent.value)


def on_a_footing(courses: Sequence[Course]) -> tuple[Course, ...]:
    """Return the courses that a step may rest on: those that say whether land use counts."""
    return tuple(course for course in courses if course.footing != UNCLEAR_FOOTING)


def without_trends(courses: Sequence[Course]) -> tuple[Course, ...]:
    """Return the courses that rest on a document, where the trend of the last years is not one of policies."""
    return tuple(course for course in courses if course.basis not in (TREND, SERIES_TREND))

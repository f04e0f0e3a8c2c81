"""The five axes of one country from what is known of it, each from inputs of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, not_judged
from climate_pathways.assessment.axes.checklists import neutrality_axis, quality_axis
from climate_pathways.assessment.axes.course import course_axis, courses_of, on_a_footing, without_trends
from climate_pathways.assessment.axes.domestic import RegionalPathways, domestic_axis
from climate_pathways.assessment.axes.fair_share import fair_share_axis
from climate_pathways.core.tables import Series
from climate_pathways.fair_shares.categories import CategoryShares
from climate_pathways.pledges.account import Account
from climate_pathways.pledges.context import Circumstance
from climate_pathways.pledges.criteria import Criteria
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.inventory import Inventory
from climate_pathways.pledges.readings import ReadPledge


@dataclass(frozen=True)
class AxisGrounds:
    """What the axes of one country are made from.

    ``promised``: the target that the country speaks of first, where it lies ahead; ``account``: its
    document's; ``series``: emissions in an international series without land use, yearly; ``emitted``:
    those of the series that targets are bridged to, by year, Mt CO2e.
    """

    promised: ReadPledge | None
    account: Account | None
    inventory: Inventory | None
    series: Series
    emitted: Mapping[int, float]
    shares: CategoryShares
    regional: RegionalPathways
    criteria: Criteria
    circumstances: tuple[Circumstance, ...]


def axes_of(grounds: AxisGrounds) -> tuple[Axis, ...]:
    """Return the five axes in the published order; one without its inputs says that it is not judged, and why."""
    return (
        _fair_share(grounds),
        _domestic(grounds),
        _course(grounds),
        neutrality_axis(grounds.criteria.neutrality),
        quality_axis(grounds.criteria.quality),
    )


def axis_of_pledge(read: ReadPledge, shares: CategoryShares) -> Axis:
    """Return the fair-share axis of one target."""
    if not read.is_comparable:
        return not_judged(nouns.FAIR_SHARE, nouns.NOT_COMPARABLE, read.pledge.id)
    return fair_share_axis(read.target, shares, pledge=read.pledge.id, notes=tuple(limits_of(read.pledge)))


def limits_of(pledge: Pledge) -> Iterator[str]:
    """Yield how a target is limited in its own words: what is said of its tonnes holds for the stated cut."""
    if pledge.at_least:
        yield nouns.AT_LEAST
    if pledge.up_to:
        yield nouns.UP_TO
    if pledge.is_conditional:
        yield nouns.CONDITIONAL


def _fair_share(grounds: AxisGrounds) -> Axis:
    if grounds.promised is None:
        return not_judged(nouns.FAIR_SHARE, nouns.NO_TARGET)
    # As each judged target is: the axis of the country cannot differ from that of its target.
    return axis_of_pledge(grounds.promised, grounds.shares)


def _domestic(grounds: AxisGrounds) -> Axis:
    read = grounds.promised
    if read is None:
        return not_judged(nouns.DOMESTIC, nouns.NO_TARGET)
    if not read.is_comparable:
        return not_judged(nouns.DOMESTIC, nouns.NOT_COMPARABLE, read.pledge.id)
    notes = tuple(limits_of(read.pledge))
    return domestic_axis(read.target, grounds.emitted, grounds.regional, pledge=read.pledge.id, notes=notes)


def _course(grounds: AxisGrounds) -> Axis:
    read, account = grounds.promised, grounds.account
    if read is None or account is None:
        return not_judged(nouns.COURSE, nouns.NO_TARGET)
    latest = max(grounds.emitted)
    emitted = (latest, grounds.emitted[latest])
    courses = courses_of(read, account, grounds.inventory, grounds.series, emitted=emitted)
    # Before war is asked for: where no trend can be set beside the target, none is broken either.
    if not on_a_footing(courses) and not read.is_comparable:
        return not_judged(nouns.COURSE, nouns.TREND_APART, read.pledge.id)
    if any(circumstance.breaks_trend for circumstance in grounds.circumstances):
        printed = without_trends(courses)
        # A path whose footing is not known is no ground for a step: it is the trend that is missed.
        if on_a_footing(courses) and not on_a_footing(printed):
            return not_judged(nouns.COURSE, nouns.TREND_BROKEN, read.pledge.id)
        courses = printed
    return course_axis(courses, read.target.year, pledge=read.pledge.id, notes=tuple(limits_of(read.pledge)))

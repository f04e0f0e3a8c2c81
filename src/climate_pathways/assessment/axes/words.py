"""The names of axes and steps, why an axis is not judged, and what to bear in mind, for readers.

The rule file holds the same texts: a test holds the two together.
"""

from climate_pathways.assessment.axes import axis as nouns
from climate_pathways.assessment.axes.axis import Axis, OtherStep, PathResult
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.core.naming import method_name
from climate_pathways.core.wording import lower_start, mark, say
from climate_pathways.fair_shares.categories import AR6_C3, AR6_C6, AR6_C7, AS_NET, BY_MARKER
from climate_pathways.fair_shares.global_paths import AR6_C1
from climate_pathways.fair_shares.result import OVERALL
from climate_pathways.pledges.account import BASELINE, GROSS, NET, WITH_MEASURES
from climate_pathways.pledges.criteria import ANSWERS, NEUTRALITY, QUALITY, criterion_name

# Asked for by nobody: what a data file says reaches the catalogues by standing here.
TEXTS = (
    mark("Fair share"),
    mark("like 1.5 °C"),
    mark("below 2 °C"),
    mark("2–3 °C"),
    mark("3–4 °C"),
    mark("beyond"),
    mark("Target over the country’s fair share of 1.5 °C, by the principle kindest to it"),
    mark("The target is at or below the country’s fair share of the median path of IPCC category C1."),
    mark("The target is at or below the country’s fair share of the median path of IPCC category C3."),
    mark("The target is at or below the country’s fair share of the median path of IPCC category C6."),
    mark("The target is at or below the country’s fair share of the median path of IPCC category C7."),
    mark("The target is above the country’s fair share of the median path of IPCC category C7."),
    mark("Domestic pathway"),
    mark("within the region’s 1.5 °C pathway"),
    mark("within the region’s pledges"),
    mark("within the region’s current policies"),
    mark("above them all"),
    mark("Target in percent of the emissions of the latest common year"),
    mark("The target’s index is at or below that of the region’s 1.5 °C pathway (IMP-REN)."),
    mark("The target’s index is at or below that of the region’s pledges, median."),
    mark("The target’s index is at or below that of the region’s current policies, median."),
    mark("The target’s index is above that of the region’s current policies, median."),
    mark("Course"),
    mark("leads to the target or below it"),
    mark("leads near the target"),
    mark("leads past the target"),
    mark("Where present policies lead, in percent above the target"),
    mark("Where present policies lead is at or below the target."),
    mark("Where present policies lead is above the target by at most ten percent."),
    mark("Where present policies lead is above the target by more than ten percent."),
    mark("Neutrality"),
    mark("in law, with a plan and targets on the way"),
    mark("in law or with a plan"),
    mark("in words"),
    mark("no year named"),
    mark("Facts of eight answered with yes"),
    mark("One year for the whole country, set by law, with an adopted plan and targets on the way."),
    mark("One year for the whole country, set by law or with an adopted plan that leads there."),
    mark("A year, a period or several years are named; neither law nor adopted plan was found."),
    mark("No year of neutrality is named in the documents that were read."),
    mark("Quality of the NDC"),
    mark("checkable, and made with civil society"),
    mark("checkable"),
    mark("checkable in part"),
    mark("not checkable"),
    mark("Criteria of eight answered with yes"),
    mark(
        "Base, inventory, gases and tonnes are all stated, land use stands apart for both years, conditions are named, and civil society was consulted."
    ),
    mark("Base, inventory, gases and tonnes are all stated; land use and conditions at least in part."),
    mark("Some of base, inventory, gases and tonnes are stated, or land use or conditions are not."),
    mark("Neither base, inventory, gases nor tonnes are stated."),
)
NOT_JUDGED = mark("not judged")
REASONS = {
    nouns.NO_TARGET: mark("no target in tonnes lies ahead"),
    nouns.NOT_COMPARABLE: mark("the inventory and the international series have no recent year in common"),
    nouns.NO_INCOME: mark("two of the four principles need income figures that the country lacks"),
    nouns.NO_PRINCIPLE: mark("none of the four equity principles was chosen"),
    nouns.BEYOND_PATHS: mark("the paths it would be held against do not cover the target’s year"),
    nouns.NO_COURSE: mark(
        "the document prints no path with measures and no baseline on the target’s footing, and there are no ten years of figures"
    ),
    nouns.TREND_BROKEN: mark(
        "the document prints no path on the target’s footing, and the trend of the last years is one of war, not of policies"
    ),
    nouns.TREND_APART: mark(
        "the document prints no path on the target’s footing, and no trend can be set beside it: its inventory and the "
        "international series have no recent year in common"
    ),
    nouns.UNREAD: mark("the document that may name a year of neutrality was not read"),
    nouns.NO_CHECKLIST: mark("there is no checklist"),
}
NOTES = {
    nouns.AT_LEAST: mark(
        "The document says “at least”: the step is that of the stated cut, and a larger one may be better."
    ),
    nouns.UP_TO: mark(
        "The document says “up to”: the step is that of the largest cut, and a smaller one may be worse."
    ),
    nouns.CONDITIONAL: mark("The target depends on support from abroad."),
    nouns.INTERPOLATED: mark(
        "The IPCC gives no cut of this category for the target’s year: it is read between two years."
    ),
    nouns.SHARE_USED_UP: mark(
        "The fair share of 1.5 °C is zero or below even under the kindest principle, so that the target cannot be divided by it."
    ),
    nouns.CO2_BESIDE_GHG: mark(
        "The pathway is of fossil CO₂, the target of all greenhouse gases: two indices of different things."
    ),
    nouns.REGIONAL: mark(
        "The pathway is that of the region at least cost, from one model: no path of the country."
    ),
    nouns.ASKS_NOTHING: mark("The target asks for nothing beyond it."),
    nouns.FROM_SERIES: mark(
        "There are no ten years of the national inventory: the trend is that of an international series."
    ),
    nouns.NOT_READ: mark("Some answers were not read, and count neither for nor against."),
    nouns.TARGET_NOT_POSITIVE: mark("The target is zero or below, so that no percentage of it is given."),
}
BASES = {
    WITH_MEASURES: mark("the document’s path with measures"),
    BASELINE: mark("the document’s baseline"),
    "trend": mark("the ten-year trend of the national inventory"),
    "series-trend": mark("the ten-year trend of an international series"),
}
FOOTINGS = {NET: mark("with land use"), GROSS: mark("without land use")}
# A trend is held against the target as its own source counts, which may differ from what the document states.
FOOTINGS_OF_TRENDS = {
    "trend": mark("without land use, by the national inventory"),
    "series-trend": mark("without land use, by an international series"),
}
ENDS = {"low": mark("the lowest reading of the target"), "high": mark("the highest reading of the target")}
PATH_ENDS = {"min": mark("the lowest of the pathways"), "max": mark("the highest of the pathways")}
KINDS = {
    nouns.KINDEST: mark("The principle kindest to the country"),
    nouns.MEDIAN: mark("Median of all draws"),
    nouns.HARSHEST: mark("The harshest principle"),
}


def axis_name(axis: str, language: str) -> str:
    """Return the name of an axis of the rating, by its code in the second rule."""
    return say(language, axes_rule().axis(axis).name)


def step_word(axis: str, step: str, language: str) -> str:
    """Return a step in a reader's words; that it is not judged where there is none."""
    return say(language, axes_rule().axis(axis).step(step).word if step else NOT_JUDGED)


def criterion_of(axis: str, step: str, language: str) -> str:
    """Return the published criterion of a step."""
    return say(language, axes_rule().axis(axis).step(step).criterion)


def measure_name(axis: str, language: str) -> str:
    return say(language, axes_rule().axis(axis).says)


def axis_reason(axis: Axis, language: str) -> str:
    """Return why an axis is not judged; empty where it is."""
    return say(language, REASONS[axis.reason]) if axis.reason else ""


def principle_text(principle: str, language: str) -> str:
    """Name a principle, or the median of all of them."""
    return say(language, KINDS[nouns.MEDIAN]) if principle == OVERALL else method_name(principle, language)


def result_name(result: PathResult, language: str) -> str:
    """Name the result of a principle or of the median: ``The harshest principle: equal per person``."""
    kind = say(language, KINDS[result.kind])
    if result.kind == nouns.MEDIAN:
        return kind
    return f"{kind}: {lower_start(principle_text(result.principle, language))}"


def other_text(axis: str, other: OtherStep, language: str) -> str:
    """Say which single assumption another step rests on."""
    if other.assumption == "principle":
        return lower_start(principle_text(other.level, language))
    if other.assumption == "since":
        return say(language, mark("index since {year}"), year=other.level)
    if other.assumption == "unread":
        return _unread(axis, other.level, language)
    return say(language, OTHERS[other.assumption][other.level])


OTHERS = {
    "category": {BY_MARKER: mark("the marker scenarios in place of the categories’ medians")},
    "land-use": {AS_NET: mark("cuts with land use, taken over as they are")},
    "reading": ENDS,
    "pathway": PATH_ENDS,
    "basis": BASES,
    "footing": FOOTINGS,
}


# Every name of a figure that an axis holds: for one without its words a comparison of versions would fail.
AXIS_ITEMS = {
    "step": mark("Step"),
    "other": mark("Step given another assumption"),
    "target": mark("Target"),
    "share": mark("Fair share"),
    "emitted": mark("Emitted"),
    "pathway": mark("Pathway of the region, in percent of the emissions of the latest common year"),
    "leads_to": mark("Where present policies lead"),
    "trend": mark("Trend of the last ten years"),
    "answers": mark("Answers"),
}
PATHS = {
    AR6_C1: mark("IPCC category C1"),
    AR6_C3: mark("IPCC category C3"),
    AR6_C6: mark("IPCC category C6"),
    AR6_C7: mark("IPCC category C7"),
    "imp-ren|median": mark("1.5 °C (IMP-REN)"),
    "pledges|median": mark("pledges, median"),
    "current-policies|median": mark("current policies, median"),
}


def about_text(axis: str, about: str, language: str) -> str:
    """Say what a number of an axis is about: a path, a principle, a basis, a footing, an answer."""
    # A code stands in one of these alone, so that their order decides nothing.
    for words in (PATHS, BASES, FOOTINGS, ANSWERS, KINDS):
        if about in words:
            return say(language, words[about])
    return lower_start(principle_text(about, language)) if axis == nouns.FAIR_SHARE else about


def _unread(axis: str, level: str, language: str) -> str:
    if level == "all":
        return say(language, mark("if all that was not read said yes"))
    group = NEUTRALITY if axis == nouns.NEUTRALITY else QUALITY
    return say(
        language,
        mark("if what was not read said yes to “{criterion}”"),
        criterion=criterion_name(group, level, language),
    )

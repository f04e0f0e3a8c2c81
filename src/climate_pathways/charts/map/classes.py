"""The words and classes of a map: where one shade ends and the next begins, and its legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from climate_pathways.assessment.axes.axis import Axis
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.axes.words import NOT_JUDGED, axis_name, step_word
from climate_pathways.charts.colours import MUTED, SPRUCE
from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import Result
from climate_pathways.core.wording import lower_start, mark, say, say_plain
from climate_pathways.figures.sentences.quantities import quantity

CLASSES = 5
COLOURS = ("#E6EFE9", "#B9D4C6", "#7FB09B", "#3F8069", SPRUCE)
# Two sides of zero that people who do not tell red from green tell apart: blue falls, orange rises.
BELOW_ZERO = ("#1B5E85", "#7FB2CE", "#D3E6F0")
ABOVE_ZERO = ("#F6DFC8", "#E0A266", "#9A4A12")
MISSING_COLOUR, CONTEXT_COLOUR, BORDER_COLOUR = "#D9D4C7", "#EFEBE0", MUTED
# Of a place of which too little is known to shade it by a figure.
CAUTION_COLOUR = ABOVE_ZERO[0]


@dataclass(frozen=True)
class MapWords:
    """What a map needs besides outlines: values, class limits, colours, sentences."""

    title: str
    values: Mapping[str, float | None]
    thresholds: tuple[float, ...]
    colours: tuple[str, ...]
    legend: tuple[str, ...]
    labels: Mapping[str, str]
    note: str


def words_for_map(title: str, results: Mapping[str, Result | None], language: str) -> MapWords:
    """Return the words and classes of a map of one result by country."""
    values = [result.value for result in results.values() if result]
    is_diverging = bool(values) and min(values) < 0 < max(values)
    thresholds = diverging_thresholds(values) if is_diverging else class_thresholds(values)
    return MapWords(
        title=title,
        values={iso3: result.value if result else None for iso3, result in results.items()},
        thresholds=thresholds,
        colours=diverging_colours(thresholds) if is_diverging else spaced_colours(len(thresholds) + 1),
        legend=(
            *legend(thresholds, language, is_signed=is_diverging),
            say(language, mark("no figure")),
        ),
        labels={iso3: country_label(iso3, result, language) for iso3, result in results.items()},
        note=say(
            language,
            mark("Latest year for which each country has a figure; years and sources are in the table."),
        ),
    )


def words_for_axis(axis: str, axes: Mapping[str, Axis | None], language: str) -> MapWords:
    """Return the words and classes of a map of one axis of the rating: a class each step, the best one darkest."""
    steps = axes_rule().axis(axis).steps[::-1]
    places = {step.id: number for number, step in enumerate(steps)}
    judged = {iso3: found for iso3, found in axes.items() if found is not None and found.is_judged}
    missing = say(language, NOT_JUDGED)
    return MapWords(
        title=say(language, mark("The rating: {axis}"), axis=lower_start(axis_name(axis, language))),
        values={iso3: float(places[judged[iso3].step]) if iso3 in judged else None for iso3 in axes},
        # A value on a limit belongs to the class above it: one limit a step from the second one on.
        thresholds=tuple(float(number) for number in range(1, len(steps))),
        colours=spaced_colours(len(steps)),
        legend=(*(say(language, step.word) for step in steps), missing),
        labels={
            iso3: f"{place_name(iso3, language)}: {step_word(axis, judged[iso3].step, language) if iso3 in judged else missing}"
            for iso3 in axes
        },
        note=say(language, mark("The darker, the better the step; the measure behind it is in the table.")),
    )


def country_label(iso3: str, result: Result | None, language: str) -> str:
    """Return the sentence a screen reader says for a country."""
    amount = quantity(result, language) if result else say(language, mark("no figure"))
    return f"{place_name(iso3, language)}: {amount}"


def diverging_thresholds(values: Sequence[float]) -> tuple[float, ...]:
    """Return limits of which one is zero, with up to three classes on either side of it."""
    below, above = ([value for value in values if value < 0], [value for value in values if value >= 0])
    return (
        *class_thresholds(below, len(BELOW_ZERO)),
        0.0,
        *class_thresholds(above, len(ABOVE_ZERO)),
    )


def diverging_colours(thresholds: Sequence[float]) -> tuple[str, ...]:
    """Return a colour for each class, one hue below zero and another above, strongest far from it."""
    below = thresholds.index(0.0) + 1
    above = len(thresholds) + 1 - below
    return (*_spaced(BELOW_ZERO, below), *_spaced(ABOVE_ZERO, above))


def class_thresholds(values: Sequence[float], classes: int = CLASSES) -> tuple[float, ...]:
    """Return up to four limits that part values where they part by themselves, or one less than ``classes``.

    Natural breaks (Fisher 1958, Jenks 1967): of all ways to cut the sorted values into so many
    classes, the one with the least squared distance to the classes' means. Each limit is the
    roundest number between its neighbours.
    """
    distinct = sorted(set(values))
    if len(distinct) < 2:
        return ()
    # By trying all: twelve countries can be cut into five classes in
    # 330 ways, too few to need a quicker method.
    cuts = min(
        combinations(range(1, len(distinct)), min(classes, len(distinct)) - 1),
        key=lambda cuts: sum(_spread(distinct[a:b]) for a, b in pairwise((0, *cuts, len(distinct)))),
    )
    return tuple(roundest_between(distinct[cut - 1], distinct[cut]) for cut in cuts)


def _spread(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values)


def roundest_between(low: float, high: float) -> float:
    """Return the number with the fewest figures above ``low`` and not above ``high``."""
    middle = (low + high) / 2
    for figures in range(1, 17):
        rounded = float(f"{middle:.{figures}g}")
        # A limit belongs to the class above it, so that it may equal the higher neighbour only.
        if low < rounded <= high:
            return rounded
    return high


def spaced_colours(count: int) -> tuple[str, ...]:
    """Choose ``count`` of the map's colours, as far apart as they go."""
    return _spaced(COLOURS, count)


def _spaced(colours: Sequence[str], count: int) -> tuple[str, ...]:
    last = len(colours) - 1
    # One class of a side has the middle colour: pale, it would look like no change.
    return (
        (colours[last // 2],)
        if count == 1 and colours is not COLOURS
        else tuple(colours[round(i * last / max(1, count - 1))] for i in range(count))
    )


def legend(thresholds: Sequence[float], language: str, *, is_signed: bool = False) -> list[str]:
    """Return the name of each class, low to high; ``is_signed``: what rises has its plus."""
    if not thresholds:
        return [say(language, mark("all"))]
    pluses = ("+" if is_signed and limit > 0 else "" for limit in thresholds)
    limits = [plus + say_plain(language, limit) for plus, limit in zip(pluses, thresholds, strict=True)]
    between = [say(language, mark("{low} to {high}"), low=low, high=high) for low, high in pairwise(limits)]
    return [
        say(language, mark("under {limit}"), limit=limits[0]),
        *between,
        say(language, mark("{limit} and more"), limit=limits[-1]),
    ]

"""The words and classes of a map: where one shade ends and the next begins, and its legend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from climate_pathways.assessment.axes.axis import Axis
from climate_pathways.assessment.axes.rule import axes_rule
from climate_pathways.assessment.axes.words import NOT_JUDGED, axis_name, step_word
from climate_pathways.charts.colours import PAPER, SPRUCE
from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import Result
from climate_pathways.core.wording import lower_start, mark, say, say_plain
from climate_pathways.figures.sentences import quantity

CLASSES = 5
COLOURS = ("#E6EFE9", "#B9D4C6", "#7FB09B", "#3F8069", SPRUCE)
MISSING_COLOUR, CONTEXT_COLOUR, BORDER_COLOUR = "#D9D4C7", "#EFEBE0", PAPER


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
    thresholds = class_thresholds([result.value for result in results.values() if result])
    return MapWords(
        title=title,
        values={iso3: result.value if result else None for iso3, result in results.items()},
        thresholds=thresholds,
        colours=spaced_colours(len(thresholds) + 1),
        legend=(*legend(thresholds, language), say(language, mark("no figure"))),
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


def class_thresholds(values: Sequence[float]) -> tuple[float, ...]:
    """Return up to four limits that part values where they part by themselves.

    Natural breaks (Fisher 1958, Jenks 1967): of all ways to cut the sorted values into five
    classes, the one with the least squared distance to the classes' means. Each limit is the
    roundest number between its neighbours.
    """
    distinct = sorted(set(values))
    if len(distinct) < 2:
        return ()
    cuts = min(
        combinations(range(1, len(distinct)), min(CLASSES, len(distinct)) - 1),
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
    last = len(COLOURS) - 1
    return tuple(COLOURS[round(i * last / max(1, count - 1))] for i in range(count))


def legend(thresholds: Sequence[float], language: str) -> list[str]:
    """Return the name of each class, low to high."""
    if not thresholds:
        return [say(language, mark("all"))]
    limits = [say_plain(language, limit) for limit in thresholds]
    between = [say(language, mark("{low} to {high}"), low=low, high=high) for low, high in pairwise(limits)]
    return [
        say(language, mark("under {limit}"), limit=limits[0]),
        *between,
        say(language, mark("{limit} and more"), limit=limits[-1]),
    ]

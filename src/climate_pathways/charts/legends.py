"""How each line, layer and point is drawn, for a legend beside or in a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import FORMER_LEVEL
from climate_pathways.charts.colours import (
    BAND,
    DASHES,
    FAIR,
    GAP,
    HISTORY,
    INNER,
    OUTER,
    PACE,
    PACE_DASH,
    PLEDGE,
    POINT_SHAPES,
    SPAN,
    STRAIGHT,
    TODAY,
    TODAY_DASH,
    colour_of,
)
from climate_pathways.charts.numbers import PathwayFigures, PrincipleFigures, Promise
from climate_pathways.charts.panels.words import point_roles, stacked_roles
from climate_pathways.core.naming import role_name, source_name
from climate_pathways.core.panels import Panel
from climate_pathways.core.wording import mark, say


@dataclass(frozen=True)
class LegendItem:
    """How one line or layer is drawn, for a legend beside the chart.

    ``shape``: of a point (``circle``, ``hollow``, ``diamond``, ``upright`` line),
    empty for lines and areas.
    """

    name: str
    colour: str
    is_line: bool
    dash: str
    opacity: float = 1.0
    shape: str = ""


def panel_legend(panel: Panel, language: str) -> list[LegendItem]:
    """Return the legend of a panel in drawing order."""
    stacked, points = stacked_roles(panel), point_roles(panel)
    return [
        LegendItem(
            role_name(column.role, language),
            colour_of(column.role),
            False,
            "",
            shape=POINT_SHAPES.get(column.role, "circle"),
        )
        if column.role in points
        else LegendItem(
            role_name(column.role, language),
            colour_of(column.role),
            column.role not in stacked,
            " ".join(map(str, DASHES.get(column.role, ()))),
        )
        for column in panel.columns
    ]


def pathway_legend(figures: PathwayFigures, language: str) -> Iterator[LegendItem]:
    source = ", ".join(source_name(name, language) for name in figures.history_sources)
    text = mark("Emissions: {source}")
    if figures.history_sources == (FORMER_LEVEL,):
        text = mark("Emissions ({source})")
    yield LegendItem(say(language, text, source=source), HISTORY, True, "")
    if figures.band:
        yield LegendItem(say(language, mark("From the lowest to the highest source")), BAND, False, "", SPAN)
    yield from pledge_keys(figures.promises, language)
    # Only where it is drawn: a pledge that is enough leaves no gap.
    if figures.main and figures.main.gap.gap_median > 0:
        yield gap_key(language)
    for path in figures.paths:
        text = (
            mark("Straight to neutrality in {year}, as promised")
            if path.is_promised
            else mark("Straight to zero, if neutral by {year}; no document that we read promises a year")
        )
        yield LegendItem(say(language, text, year=path.neutral_by), STRAIGHT, True, "")
    if figures.pace:
        yield LegendItem(say(language, PACE_NAME), PACE, True, " ".join(map(str, PACE_DASH)))
    if figures.fan:
        yield from fair_keys(language)


PACE_NAME = mark("In step with the world’s 1.5 °C path (not an equity principle)")


def pledge_keys(promises: Sequence[Promise], language: str) -> Iterator[LegendItem]:
    """Yield the keys of pledges; a conditional one is hollow, so that it is told without colour."""
    if any(not promise.is_conditional for promise in promises):
        text = mark("Pledge, with the span of all ways to read it")
        yield LegendItem(say(language, text), PLEDGE, False, "", shape="circle")
    if any(promise.is_conditional for promise in promises):
        text = mark("Pledge that depends on support from abroad")
        yield LegendItem(say(language, text), PLEDGE, False, "", shape="hollow")


def gap_key(language: str) -> LegendItem:
    return LegendItem(say(language, mark("Gap to the fair share (median)")), GAP, True, "")


def fair_keys(language: str) -> Iterator[LegendItem]:
    yield LegendItem(say(language, mark("Fair share: median")), FAIR, True, "")
    # The middle half is drawn upon the nine tenths: the key is about as dark as both together.
    yield LegendItem(
        say(language, mark("Fair share: the middle half of the results")), FAIR, False, "", OUTER + INNER
    )
    yield LegendItem(say(language, mark("Fair share: nine tenths of the results")), FAIR, False, "", OUTER)


def principle_legend(figures: PrincipleFigures, language: str) -> Iterator[LegendItem]:
    yield LegendItem(say(language, mark("Median")), FAIR, False, "", shape="upright")
    yield LegendItem(say(language, mark("The middle half of the results")), FAIR, False, "", OUTER + INNER)
    yield LegendItem(say(language, mark("Nine tenths of the results")), FAIR, False, "", OUTER)
    if figures.references:
        yield LegendItem(
            say(language, mark("Not among the equity principles, for comparison")),
            PACE,
            False,
            "",
            OUTER + INNER,
        )
    if figures.promise:
        text = mark("Main pledge for {year}, with the span of all ways to read it")
        yield LegendItem(say(language, text, year=figures.promise.year), PLEDGE, True, "")
    text = mark("Emissions in {year} (mean of international series)")
    yield LegendItem(
        say(language, text, year=figures.today_year), TODAY, True, " ".join(map(str, TODAY_DASH))
    )


def gap_legend(promises: Sequence[Promise], language: str) -> Iterator[LegendItem]:
    yield from pledge_keys(promises, language)
    yield gap_key(language)
    yield LegendItem(
        say(language, mark("Fair share: median, and nine tenths of the results as a bar")),
        FAIR,
        False,
        "",
        shape="diamond",
    )


def region_legend(language: str) -> Iterator[LegendItem]:
    # Hollow and full differ in print without colours, too.
    yield LegendItem(say(language, mark("Main pledge")), PLEDGE, False, "", shape="circle")
    yield LegendItem(
        say(language, mark("Main pledge that depends on support from abroad")),
        PLEDGE,
        False,
        "",
        shape="hollow",
    )
    yield gap_key(language)
    text = mark("Fair share: median, and the medians from the lowest to the highest principle as a bar")
    yield LegendItem(say(language, text), FAIR, False, "", shape="diamond")

"""What is said of a chart outside its picture: title, caption, note, alternative."""

from itertools import pairwise

from climate_pathways.core.naming import OWN_TITLES, TITLES, place_name, role_name, source_name
from climate_pathways.core.panels import LINES, POINTS, Column, Panel
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import SEVERAL, mark, say, say_count, say_rounded

NOTES = {
    "gases": mark("CO₂, methane and nitrous oxide; no F-gases. Land use is modelled."),
    "level": mark(
        "AR5 warming potentials. Below zero, land takes up more than it gives off. Where no national inventory is known, PRIMAP-hist stands in."
    ),
    "sectors": mark(
        "All Kyoto gases without land use, international ships and aircraft, AR6 warming potentials. "
        "One provider’s estimate for all countries alike: it shows the parts, not the level, which is the inventory’s."
    ),
    "per_person": mark("Greenhouse gases without land use."),
    "sources": mark(
        "Without land use. Our World in Data leaves out F-gases and takes out modelled land-use CO₂. "
        "Warming potentials: inventories and PRIMAP-hist, country-reported, by AR5; "
        "EDGAR and PRIMAP-hist, third-party, by AR6; Climate Watch’s file does not say which."
    ),
    "footings": mark(
        "The inventory by AR5 warming potentials; targets and what documents print in the potentials of each document. "
        "A line goes straight over years without a figure."
    ),
    "methane": mark(
        "Without land use. Inventory and PRIMAP-hist 2.6.1 by AR5 warming potentials (28), the others by AR6 (27.9)."
    ),
    "land_use_sources": mark(
        "Below zero, land takes up more than it gives off. Inventories and models count different land."
    ),
}
CHARTS = tuple(TITLES)
# Years without a figure over which no line is drawn.
WIDE_GAP = 10
WITH_GAPS = (*OWN_TITLES, "level", "per_person", "sources", "land_use_sources")


def title(chart: str, language: str) -> str:
    """Return a chart's title without the place."""
    return say(language, (TITLES | OWN_TITLES)[chart])


def note(chart: str, language: str) -> str:
    """Return what a reader must know to read the chart rightly; often nothing."""
    return say(language, NOTES[chart]) if chart in NOTES else ""


def caption(panel: Panel, language: str) -> str:
    """Return the line that names sources, last year and unit."""
    names = ", ".join(source_name(source, language) for source in panel.sources)
    return say_count(
        language,
        mark(
            "Source: {names}. Years {first}–{last}. Unit: {unit}. | "
            "Sources: {names}. Years {first}–{last}. Unit: {unit}."
        ),
        min(len(panel.sources), SEVERAL),
        names=names.rstrip("."),
        first=panel.years[0],
        last=panel.last_year,
        unit=unit_label(panel.unit, language).rstrip("."),
    )


def alternative(panel: Panel, place: str, language: str) -> str:
    """Say in words what the chart shows: first and last value of each line or layer."""
    parts = [
        say(
            language,
            mark("{title}, {place}."),
            title=title(panel.id, language),
            place=place_name(place, language),
        )
    ]
    for column in panel.columns:
        # Series of one panel begin in different years.
        known = [(year, v) for year, v in zip(panel.years, column.values, strict=True) if v is not None]
        (first, start), (last, end) = known[0], known[-1]
        # A single target has one year.
        text = (
            mark("{name}: {start} in {first}, {end} in {last}.")
            if len(known) > 1
            else mark("{name}: {start} in {first}.")
        )
        parts.append(
            say(
                language,
                text,
                name=role_name(column.role, language),
                start=say_rounded(language, start),
                first=first,
                end=say_rounded(language, end),
                last=last,
            )
        )
    return " ".join(parts)


def stacked_roles(panel: Panel) -> list[str]:
    """Return the layers drawn on top of each other: none where one of them goes below zero."""
    parts = [column for column in panel.columns if column.role not in panel.net]
    # A stack of layers below and above zero hides what it shows.
    if panel.kind in (LINES, POINTS) or any((value or 0) < 0 for part in parts for value in part.values):
        return []
    return [part.role for part in parts]


def point_roles(panel: Panel) -> list[str]:
    """Return the columns drawn as points: targets, what documents print, all where years are too few."""
    return [
        column.role
        for column in panel.columns
        if panel.kind == POINTS
        or column.role.startswith(("target_", "printed_"))
        or (panel.id in WITH_GAPS and _has_wide_gap(panel, column))
    ]


def _has_wide_gap(panel: Panel, column: Column) -> bool:
    known = [year for year, value in zip(panel.years, column.values, strict=True) if value is not None]
    return any(after - before > WIDE_GAP for before, after in pairwise(known))

"""What is said of a chart outside its picture: title, caption, note, alternative, legend."""

from dataclasses import dataclass

from climate_pathways.core.countries import COUNTRIES, WORLD
from climate_pathways.core.naming import REGION, TITLES, place_name, role_name, source_name
from climate_pathways.core.panels import LINES, Panel
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_significant

INK, MUTED, GRID, PAPER = "#1C2321", "#5B6460", "#DDD8CB", "#FBF8F1"
SPRUCE, GLACIER, APRICOT, POMEGRANATE, MOSS = "#14453D", "#2F7EA8", "#E39A2D", "#A9262E", "#5C7F3B"
GLACIER_TEXT, MOSS_TEXT = "#1F6A92", "#4B6A33"
SAND, SLATE, PLUM, TEAL, RUST = "#C9B98F", "#6C7A89", "#7A4E7E", "#3F8F8B", "#B4552D"

COLOURS = {
    "ghg_co2": SLATE, "ghg_ch4": APRICOT, "ghg_n2o": PLUM,
    "sector_electricity_heat": SPRUCE, "sector_transport": GLACIER, "sector_manufacturing": RUST,
    "sector_buildings": APRICOT, "sector_fugitive": SLATE, "sector_other_fuel": TEAL,
    "sector_industry": PLUM, "sector_agriculture": MOSS, "sector_waste": SAND,
    "sector_land_use": INK,
    "coal": INK, "oil": RUST, "gas": SLATE, "nuclear": PLUM, "hydro": GLACIER, "wind": TEAL,
    "solar": APRICOT, "bioenergy": MOSS, "other_renewables": SAND,
    "flaring": POMEGRANATE, "cement": SAND, "other_industry": PLUM,
    "climate-watch": SPRUCE, "owid-co2": APRICOT, "primap-histcr": POMEGRANATE, "primap-histtp": GLACIER,
    "crf-2023": PLUM, "nai-2023": PLUM, "edgar-7": SLATE,
    WORLD: SLATE, REGION: GLACIER,
}  # fmt: skip
OWN_COLOUR = POMEGRANATE
DASHES = {
    WORLD: [2, 3],
    REGION: [7, 3],
    "owid-co2": [7, 3],
    "primap-histtp": [2, 3],
    "sector_land_use": [5, 3],
}

NOTES = {
    "gases": mark("CO₂, methane and nitrous oxide; no F-gases. Land use is modelled."),
    "sectors": mark("All Kyoto gases, without international ships and aircraft."),
    "per_person": mark("Greenhouse gases without land use."),
    "sources": mark(
        "Without land use. Our World in Data leaves out F-gases and takes out modelled land-use CO₂; of PRIMAP-hist and the inventories five years are here. "
        "Warming potentials: PRIMAP-hist, inventories and EDGAR by AR6; Climate Watch’s file does not say which."
    ),
    "land_use_sources": mark(
        "Below zero, land takes up more than it gives off. Inventories and models count different land."
    ),
}
CHARTS = tuple(TITLES)


def title(chart: str, language: str) -> str:
    """Return a chart's title without the place."""
    return say(language, TITLES[chart])


def note(chart: str, language: str) -> str:
    """Return what a reader must know to read the chart rightly; often nothing."""
    return say(language, NOTES[chart]) if chart in NOTES else ""


def caption(panel: Panel, language: str) -> str:
    """Return the line that names sources, last year and unit."""
    names = ", ".join(source_name(source, language) for source in panel.sources)
    return say(
        language,
        mark("Sources: {names}. Years {first}–{last}. Unit: {unit}."),
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
        known = [(year, v) for year, v in zip(panel.years, column.values, strict=True) if v is not None]
        (first, start), (last, end) = known[0], known[-1]
        parts.append(
            say(
                language,
                mark("{name}: {start} in {first}, {end} in {last}."),
                name=role_name(column.role, language), start=say_significant(language, start), first=first, end=say_significant(language, end), last=last,
            )
        )  # fmt: skip
    return " ".join(parts)


def stacked_roles(panel: Panel) -> list[str]:
    """Return the layers drawn on top of each other: none where one of them goes below zero."""
    parts = [column for column in panel.columns if column.role not in panel.net]
    if panel.kind == LINES or any((value or 0) < 0 for part in parts for value in part.values):
        return []
    return [part.role for part in parts]


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


def legend(panel: Panel, language: str) -> list[LegendItem]:
    """Return the legend of a panel in drawing order."""
    stacked = stacked_roles(panel)
    return [
        LegendItem(
            role_name(column.role, language),
            colour_of(column.role),
            column.role not in stacked,
            " ".join(map(str, DASHES.get(column.role, ()))),
        )
        for column in panel.columns
    ]


def colour_of(role: str) -> str:
    """Return the colour of a role; fuels share one colour across panels."""
    if role in COUNTRIES:
        return OWN_COLOUR
    for name in (role, role.partition("_")[2]):
        if name in COLOURS:
            return COLOURS[name]
    return SLATE

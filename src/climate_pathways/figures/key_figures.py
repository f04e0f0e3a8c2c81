"""What is said of where a country stands: results, panels and spreads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from climate_pathways.core.countries import WORLD
from climate_pathways.core.naming import REGION
from climate_pathways.core.panels import LINES, STACKED, Panel, panel_of
from climate_pathways.core.provenance import Result, Step
from climate_pathways.core.tables import Series
from climate_pathways.core.variables import GASES
from climate_pathways.core.wording import mark
from climate_pathways.figures import level
from climate_pathways.figures.series import (
    BASE_YEAR,
    ENERGY,
    ESTIMATED_SECTORS,
    FOSSIL_POWER,
    FUELS,
    INDUSTRIAL_BASE_YEAR,
    POWER,
    RENEWABLE_POWER,
    Figures,
    comparison,
    land_use_by_source,
    sum_of,
    totals_by_source,
)
from climate_pathways.methods import disagreement, peak, ratio, total, trend
from climate_pathways.methods.disagreement import Spread

# The base year of the region's pledges per unit of GDP.
INTENSITY_BASE_YEAR = 2010
# Where fewer sources know a year, it says little of how far they lie apart.
FEWEST_SOURCES = 4

# --- results --------------------------------------------------------------------------------


def results(figures: Figures) -> Iterator[tuple[str, Result]]:
    emissions = figures.total()
    if emissions:
        yield from _levels(figures, emissions)
        course = figures.course() or emissions
        yield from _named(
            # The change is one of two years, which every level has; a trend and a peak need the years
            # between.
            change=trend.change_since(emissions, BASE_YEAR),
            trend=trend.average_yearly_change(course),
            peak=peak.peak_year(course.between(BASE_YEAR, course.last_year)),
        )
        yield from _relative(figures, emissions)
    yield from _land_use(figures)
    yield from _cumulative(figures)
    yield from _electricity(figures)
    # Of the region nothing, as long as one of the twelve lacks it: shares would be added up here.
    energy = figures.of("energy-institute", "energy_share_fossil")
    if energy:
        yield "energy_fossil", latest(energy, "reported")


def _levels(figures: Figures, emissions: Series) -> Iterator[tuple[str, Result]]:
    """Yield the latest level on each footing that its source knows, with who says it."""
    # Sentences read the year of submission out of this step.
    steps = (level.origin(figures.snapshot, figures.place),)
    method = "total" if figures.place == REGION else "reported"
    yield "ghg", replace(latest(emissions, method), steps=steps)
    with_land_use = level.net(figures.snapshot, figures.place)
    if with_land_use:
        yield "ghg_net", replace(latest(with_land_use, "total"), steps=steps)


def _named(**results: Result | None) -> Iterator[tuple[str, Result]]:
    for name, result in results.items():
        if result is not None:
            yield name, result


def latest(series: Series, method: str, step: str | None = None) -> Result:
    """Return the last value of a series as a result."""
    return Result(
        value=float(series.values[-1]),
        unit=series.unit,
        year=series.last_year,
        sources=tuple(series.source.split("+")),
        method=method,
        steps=(Step(step),) if step else (),
    )


def _relative(figures: Figures, emissions: Series) -> Iterator[tuple[str, Result]]:
    # The texts beside these numbers name Climate Watch, by which `Figures.total` has the World.
    world = figures.among(WORLD).total()
    people, gdp = figures.people_to(emissions.last_year), figures.gdp()
    if world:
        yield from _named(world_share=ratio.latest(ratio.share(emissions, world), emissions, world))
    if people:
        yield from _named(ghg_per_person=ratio.latest(ratio.per_person(emissions, people), emissions, people))
    if gdp:
        yield from _named(
            ghg_per_gdp=ratio.latest(ratio.per_gdp(emissions, gdp), emissions, gdp),
            intensity_change=trend.change_since(
                ratio.per_gdp(figures.course() or emissions, gdp), INTENSITY_BASE_YEAR
            ),
        )
    for name, place in (("world", WORLD), ("region", REGION)):
        other = figures.among(place)
        top, bottom = other.total(), other.people()
        if top and bottom:
            yield from _named(
                **{f"{name}_per_person": ratio.latest(ratio.per_person(top, bottom), top, bottom)}
            )


def _land_use(figures: Figures) -> Iterator[tuple[str, Result]]:
    land_use = level.land_use(figures.snapshot, figures.place)
    if land_use:
        # Exactly zero is rather a missing estimate than a finding, and its reader is told so.
        zero = ("reported-as-zero",) if not land_use.values[-1] else ()
        yield "land_use", replace(latest(land_use, "reported"), flags=zero)
    with_land_use = figures.of("jones", "ghg")
    if with_land_use:
        yield "peak_with_land_use", peak.peak_year(with_land_use)


def _cumulative(figures: Figures) -> Iterator[tuple[str, Result]]:
    fossil, world = figures.of("gcb", "co2_fossil"), figures.among(WORLD).of("gcb", "co2_fossil")
    if not fossil:
        return
    # Records of some countries begin after 1850; before its first record a country counts as zero.
    start = max(INDUSTRIAL_BASE_YEAR, fossil.first_year)
    since_start = total.cumulative(fossil, start, "Gt CO2")
    since_base = total.cumulative(fossil, BASE_YEAR, "Gt CO2")
    yield from _named(cumulative_co2=since_start, cumulative_co2_1990=since_base)
    everyone = total.cumulative(world, INDUSTRIAL_BASE_YEAR, "Gt CO2") if world else None
    if since_start and everyone:
        yield (
            "cumulative_share",
            Result(
                value=100 * since_start.value / everyone.value,
                unit="%",
                year=since_start.year,
                since=INDUSTRIAL_BASE_YEAR,
                sources=since_start.sources,
                method="total",
                steps=(
                    Step(
                        mark("{part} of the world’s {whole} Gt CO₂ since {since}"),
                        (
                            ("part", since_start.value),
                            ("whole", everyone.value),
                            ("since", INDUSTRIAL_BASE_YEAR),
                        ),
                    ),
                ),
            ),
        )


def _electricity(figures: Figures) -> Iterator[tuple[str, Result]]:
    groups = {
        "electricity_fossil": FOSSIL_POWER,
        "electricity_nuclear": ("nuclear",),
        "electricity_renewables": RENEWABLE_POWER,
        "electricity_wind_solar": ("wind", "solar"),
    }
    for name, fuels in groups.items():
        shares = [s for fuel in fuels if (s := figures.of("ember", f"elec_share_{fuel}"))]
        part = sum_of(shares, figures.place, name)
        # Shares of countries must not be added: for the region they are computed from what was generated.
        if part and figures.place != REGION:
            yield name, latest(part, "total", mark("sum of the shares that the provider publishes"))
        elif figures.place == REGION:
            yield from _named(**{name: _regional_share(figures, name, fuels)})


def _regional_share(figures: Figures, name: str, fuels: Sequence[str]) -> Result | None:
    """Return a share of the region's electricity: shares of countries cannot be added."""
    generated = {fuel: figures.of("ember", f"elec_{fuel}") for fuel in POWER}
    whole = sum_of([s for s in generated.values() if s], figures.place, "elec_total")
    part = sum_of([s for fuel in fuels if (s := generated[fuel])], figures.place, name)
    return ratio.latest(ratio.share(part, whole), part, whole) if whole and part else None


# --- panels ---------------------------------------------------------------------------------


def panels(figures: Figures) -> Iterator[Panel | None]:
    def lined_up(source: str, names: Sequence[str]) -> list[tuple[str, Series | None]]:
        return [(name, figures.of(source, name)) for name in names]

    yield panel_of("level", LINES, _by_footing(figures), since=BASE_YEAR)
    yield panel_of("gases", STACKED, lined_up("jones", GASES), since=INDUSTRIAL_BASE_YEAR)
    yield panel_of("sectors", STACKED, lined_up("edgar-2025", ESTIMATED_SECTORS), since=BASE_YEAR)
    yield panel_of("per_person", LINES, comparison(figures), since=BASE_YEAR)
    # Shares go to later years than what was generated, but shares of countries cannot be added.
    prefix = "elec" if figures.place == REGION else "elec_share"
    yield panel_of(
        "electricity", STACKED, lined_up("ember", [f"{prefix}_{fuel}" for fuel in POWER]), since=BASE_YEAR
    )
    yield panel_of(
        "energy",
        STACKED,
        lined_up("energy-institute", [f"energy_{fuel}" for fuel in ENERGY]),
        since=BASE_YEAR,
    )
    yield panel_of("fuels", STACKED, lined_up("gcb", FUELS), since=BASE_YEAR)
    yield panel_of("sources", LINES, totals_by_source(figures), since=BASE_YEAR)
    yield panel_of("land_use_sources", LINES, land_use_by_source(figures), since=BASE_YEAR)


def _by_footing(figures: Figures) -> list[tuple[str, Series | None]]:
    """Return the level year by year without land use, with it, and land use itself, of one source."""
    if figures.place == REGION:
        return [(level.GROSS, figures.course())]
    return [
        (level.GROSS, figures.total()),
        (level.NET, level.net(figures.snapshot, figures.place)),
        (level.LAND_USE, figures.of(level.NATIONAL, level.LAND_USE)),
    ]


def spreads(figures: Figures) -> Iterator[tuple[str, Spread]]:
    emissions = figures.total()
    if emissions is None:
        return
    totals = [s for _, s in totals_by_source(figures) if s is not None]
    land_use = [s for _, s in land_use_by_source(figures) if s is not None]
    for name, parts in {"ghg": totals, "land_use": land_use}.items():
        year = _compared_in(parts, emissions.last_year)
        # Exactly zero from land use is no estimate: it must not stand as one end of the range.
        spread = disagreement.spread_in(year, [part for part in parts if name == "ghg" or part.at(year) != 0])
        if spread:
            yield name, spread


def _compared_in(parts: Sequence[Series], latest_year: int) -> int:
    """Return the latest year up to that of the level which several sources know, else that of the level."""
    for year in range(latest_year, BASE_YEAR, -1):
        if sum(part.at(year) is not None for part in parts) >= FEWEST_SOURCES:
            return year
    return latest_year

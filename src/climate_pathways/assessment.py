"""All of it for one country, as one frozen result that names its inputs.

An assessment says which snapshot (edition and digest) and which code version made it, so that
a page can quote it and anybody can make it again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from climate_pathways.countries import COUNTRIES, WORLD
from climate_pathways.errors import PathwaysError
from climate_pathways.methods import disagreement, peak, ratio, splice, total, trend
from climate_pathways.methods.disagreement import Spread
from climate_pathways.naming import REGION
from climate_pathways.panels import LINES, STACKED, Panel, panel_of
from climate_pathways.provenance import Result, Step, code_version
from climate_pathways.snapshot import Snapshot
from climate_pathways.tables import Series
from climate_pathways.wording import mark

BASE_YEAR = 1990
INDUSTRIAL_BASE_YEAR = 1850


SECTORS = (
    "sector_electricity_heat",
    "sector_transport",
    "sector_manufacturing",
    "sector_buildings",
    "sector_fugitive",
    "sector_other_fuel",
    "sector_industry",
    "sector_agriculture",
    "sector_waste",
)
# Where a country's early statistics do not split fuel burning, the provider leaves the split
# sectors empty and counts them under other fuel burning: the sum is whole all the same.
ALWAYS_REPORTED = ("sector_electricity_heat", "sector_agriculture", "sector_waste")
SPARSE_SECTORS = tuple(name for name in SECTORS if name not in ALWAYS_REPORTED)
GASES = ("ghg_co2", "ghg_ch4", "ghg_n2o")
FUELS = ("co2_coal", "co2_oil", "co2_gas", "co2_flaring", "co2_cement", "co2_other_industry")
FOSSIL_POWER = ("coal", "oil", "gas")
RENEWABLE_POWER = ("hydro", "wind", "solar", "bioenergy", "other_renewables")
POWER = (*FOSSIL_POWER, "nuclear", *RENEWABLE_POWER)
ENERGY = ("coal", "oil", "gas", "nuclear", "hydro", "wind", "solar")

TOTALS_BY_SOURCE = (
    ("primap-histcr", "ghg_excl_lulucf"),
    ("primap-histtp", "ghg_excl_lulucf"),
    ("crf-2023", "ghg_excl_lulucf"),
    ("nai-2023", "ghg_excl_lulucf"),
    ("edgar-7", "ghg_excl_lulucf"),
)
LAND_USE_BY_SOURCE = (
    ("climate-watch", "sector_land_use"),
    ("owid-co2", "co2_land_use"),
    ("primap-histcr", "ghg_lulucf"),
    ("primap-histtp", "ghg_lulucf"),
    ("crf-2023", "ghg_lulucf"),
    ("nai-2023", "ghg_lulucf"),
)


@dataclass(frozen=True)
class Assessment:
    """One country's (or the region's) figures: results by name, panels by name, spreads.

    ``iso3`` is one of ``COUNTRIES`` or ``REGION`` for the twelve together.
    """

    iso3: str
    edition: str
    digest: str
    code_version: str
    results: Mapping[str, Result]
    panels: Mapping[str, Panel]
    spreads: Mapping[str, Spread]
    flags: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the assessment as plain data with a stable order."""
        return {
            "iso3": self.iso3,
            "edition": self.edition,
            "digest": self.digest,
            "code_version": self.code_version,
            "results": {name: self.results[name].as_dict() for name in sorted(self.results)},
            "panels": {name: self.panels[name].as_dict() for name in sorted(self.panels)},
            "spreads": {
                name: {"year": s.year, "unit": s.unit, "values": [list(pair) for pair in s.values]}
                for name, s in sorted(self.spreads.items())
            },
            "flags": list(self.flags),
        }

    def as_json(self) -> str:
        """Return the assessment as JSON, byte-identical for the same inputs and code."""
        return json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Assessment":
        """Read back what ``as_dict`` wrote."""
        return cls(
            iso3=data["iso3"],
            edition=data["edition"],
            digest=data["digest"],
            code_version=data["code_version"],
            results={name: _result_from(entry) for name, entry in data["results"].items()},
            panels={name: Panel.from_dict(entry) for name, entry in data["panels"].items()},
            spreads={
                name: Spread(entry["year"], entry["unit"], tuple((a, b) for a, b in entry["values"]))
                for name, entry in data["spreads"].items()
            },
            flags=tuple(data["flags"]),
        )


def _result_from(entry: Mapping[str, Any]) -> Result:
    steps = tuple(Step(step["text"], tuple(step["values"].items())) for step in entry["steps"])
    return Result(
        value=entry["value"],
        unit=entry["unit"],
        year=entry["year"],
        since=entry["since"],
        sources=tuple(entry["sources"]),
        method=entry["method"],
        steps=steps,
        flags=tuple(entry["flags"]),
    )


def assess(iso3: str, snapshot: Snapshot) -> Assessment:
    """Assess one of the twelve countries, or ``REGION`` for all of them together.

    Raises ``PathwaysError`` for another code.
    """
    if iso3 != REGION and iso3 not in COUNTRIES:
        raise PathwaysError(
            mark("{code!r} is not a country of analysis. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    figures = Figures(snapshot, iso3)
    results = dict(_results(figures))
    flags = [f"no-{name}" for name in EXPECTED_RESULTS if name not in results]
    if figures.sectors_merged():
        flags.append("sectors-merged")
    return Assessment(
        iso3=iso3,
        edition=snapshot.edition,
        digest=snapshot.digest,
        code_version=code_version(),
        results=results,
        panels={panel.id: panel for panel in _panels(figures) if panel},
        spreads=dict(_spreads(figures)),
        flags=tuple(flags),
    )


EXPECTED_RESULTS = ("ghg", "ghg_per_person", "ghg_per_gdp", "trend", "electricity_fossil", "energy_fossil")


@dataclass(frozen=True)
class Figures:
    """The snapshot seen from one place: series of a country, or sums over the region."""

    snapshot: Snapshot
    place: str

    def of(self, source: str, variable: str) -> Series | None:
        if self.place != REGION:
            return self.snapshot.series(self.place, source, variable)
        parts = [self.snapshot.series(iso3, source, variable) for iso3 in COUNTRIES]
        present = [part for part in parts if part is not None]
        if len(present) < len(COUNTRIES):
            return None
        summed = total.add(present, place=REGION, variable=variable)
        return summed if len(summed) else None

    def among(self, place: str) -> "Figures":
        return Figures(self.snapshot, place)

    def total(self) -> Series | None:
        """Greenhouse gases without land use and bunkers: the sum of Climate Watch's sectors."""
        if self.place == REGION:
            parts = [self.among(iso3).total() for iso3 in COUNTRIES]
        else:
            parts = [self.of("climate-watch", name) for name in SECTORS]
        present = [part for part in parts if part is not None]
        if not present:
            return None
        return total.add(present, place=self.place, variable="ghg_sectors", sparse=SPARSE_SECTORS)

    def sectors_merged(self) -> bool:
        """Whether some sector begins later than the rest: before, it is inside another."""
        parts = [self.of("climate-watch", name) for name in SECTORS]
        return len({part.first_year for part in parts if part is not None}) > 1

    def people(self) -> Series | None:
        history = self.of("owid-population", "population")
        return history and splice.extend(history, self.of("owid-co2", "population"))

    def gdp(self) -> Series | None:
        return self.of("owid-co2", "gdp_ppp")

    def per_person(self) -> Series | None:
        emissions, people = self.total(), self.people()
        return ratio.per_person(emissions, people) if emissions and people else None


# --- results --------------------------------------------------------------------------------


def _results(figures: Figures) -> Iterator[tuple[str, Result]]:
    emissions = figures.total()
    if emissions:
        yield "ghg", latest(emissions, "total", mark("sum of the sectors without land use and bunkers"))
        yield from _named(
            change=trend.change_since(emissions, BASE_YEAR),
            trend=trend.average_yearly_change(emissions),
            peak=peak.peak_year(emissions),
        )
        yield from _relative(figures, emissions)
    yield from _land_use(figures)
    yield from _cumulative(figures)
    yield from _electricity(figures)
    energy = figures.of("energy-institute", "energy_share_fossil")
    if energy:
        yield "energy_fossil", latest(energy, "reported")


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
    world = figures.among(WORLD).total()
    people, gdp = figures.people(), figures.gdp()
    if world:
        yield from _named(world_share=ratio.latest(ratio.share(emissions, world), emissions, world))
    if people:
        yield from _named(ghg_per_person=ratio.latest(ratio.per_person(emissions, people), emissions, people))
    if gdp:
        yield from _named(ghg_per_gdp=ratio.latest(ratio.per_gdp(emissions, gdp), emissions, gdp))
    for name, place in (("world", WORLD), ("region", REGION)):
        other = figures.among(place)
        top, bottom = other.total(), other.people()
        if top and bottom:
            yield from _named(
                **{f"{name}_per_person": ratio.latest(ratio.per_person(top, bottom), top, bottom)}
            )


def _land_use(figures: Figures) -> Iterator[tuple[str, Result]]:
    land_use = figures.of("climate-watch", "sector_land_use")
    if land_use:
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
        part = _sum_of(shares, figures.place, name)
        if part and figures.place != REGION:
            yield name, latest(part, "total", mark("sum of the shares that the provider publishes"))
        elif figures.place == REGION:
            yield from _named(**{name: _regional_share(figures, name, fuels)})


def _regional_share(figures: Figures, name: str, fuels: Sequence[str]) -> Result | None:
    """Return a share of the region's electricity: shares of countries cannot be added."""
    generated = {fuel: figures.of("ember", f"elec_{fuel}") for fuel in POWER}
    whole = _sum_of([s for s in generated.values() if s], figures.place, "elec_total")
    part = _sum_of([s for fuel in fuels if (s := generated[fuel])], figures.place, name)
    return ratio.latest(ratio.share(part, whole), part, whole) if whole and part else None


def _sum_of(parts: Sequence[Series], place: str, variable: str) -> Series | None:
    """Add series over all years any of them has: an absent fuel is an unused fuel."""
    if not parts:
        return None
    longest = max(parts, key=len)
    sparse = [part.variable for part in parts if part is not longest]
    return total.add(parts, place=place, variable=variable, sparse=sparse)


# --- panels ---------------------------------------------------------------------------------


def _panels(figures: Figures) -> Iterator[Panel | None]:
    def lined_up(source: str, names: Sequence[str]) -> list[tuple[str, Series | None]]:
        return [(name, figures.of(source, name)) for name in names]

    yield panel_of("gases", STACKED, lined_up("jones", GASES), since=INDUSTRIAL_BASE_YEAR)
    yield panel_of(
        "sectors",
        STACKED,
        lined_up("climate-watch", (*SECTORS, "sector_land_use")),
        since=BASE_YEAR,
        net=("sector_land_use",),
    )
    yield panel_of("per_person", LINES, _comparison(figures), since=BASE_YEAR)
    yield panel_of(
        "electricity", STACKED, lined_up("ember", [f"elec_{fuel}" for fuel in POWER]), since=BASE_YEAR
    )
    yield panel_of(
        "energy",
        STACKED,
        lined_up("energy-institute", [f"energy_{fuel}" for fuel in ENERGY]),
        since=BASE_YEAR,
    )
    yield panel_of("fuels", STACKED, lined_up("gcb", FUELS), since=BASE_YEAR)
    yield panel_of("sources", LINES, _totals_by_source(figures), since=BASE_YEAR)
    yield panel_of("land_use_sources", LINES, _land_use_by_source(figures), since=BASE_YEAR)


def _comparison(figures: Figures) -> list[tuple[str, Series | None]]:
    places = dict.fromkeys((figures.place, REGION, WORLD))
    return [(place, figures.among(place).per_person()) for place in places]


def _totals_by_source(figures: Figures) -> list[tuple[str, Series | None]]:
    return [
        ("climate-watch", figures.total()),
        ("owid-co2", _without_land_use(figures)),
        *((source, figures.of(source, variable)) for source, variable in TOTALS_BY_SOURCE),
    ]


def _without_land_use(figures: Figures) -> Series | None:
    """Take land-use CO2 out of the data set's total.

    Its own column "excluding LUCF" would not do: it leaves out agriculture as well.
    """
    whole = figures.of("owid-co2", "ghg_owid")
    land_use = _as_co2e(figures.of("owid-co2", "co2_land_use"))
    return total.subtract(whole, land_use, variable="ghg_without_land_use") if whole and land_use else None


def _land_use_by_source(figures: Figures) -> list[tuple[str, Series | None]]:
    return [(source, _as_co2e(figures.of(source, variable))) for source, variable in LAND_USE_BY_SOURCE]


def _as_co2e(series: Series | None) -> Series | None:
    """Count CO2 as CO2-equivalents: its warming potential is 1 by definition."""
    if series is None or series.unit != "Mt CO2":
        return series
    return Series(series.place, series.variable, "Mt CO2e", series.source, series.years, series.values)


def _spreads(figures: Figures) -> Iterator[tuple[str, Spread]]:
    emissions = figures.total()
    if emissions is None:
        return
    candidates = {"ghg": _totals_by_source(figures), "land_use": _land_use_by_source(figures)}
    for name, parts in candidates.items():
        spread = disagreement.spread_in(emissions.last_year, [s for _, s in parts if s is not None])
        if spread:
            yield name, spread

"""What the evidence pages say, put together from assessments; no Django here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from climate_pathways.assessment import Assessment
from climate_pathways.chart_words import CHARTS, LegendItem, alternative, caption, legend, note, title
from climate_pathways.countries import COUNTRIES
from climate_pathways.map_classes import MISSING_COLOUR, MapWords, words_for_map
from climate_pathways.naming import (
    REGION,
    flag_text,
    in_reading_order,
    method_name,
    place_name,
    result_name,
    role_name,
    source_name,
    step_text,
)
from climate_pathways.panels import Panel
from climate_pathways.provenance import Result, Source
from climate_pathways.quantities import unit_label
from climate_pathways.summary import quantity, sentences
from climate_pathways.wording import say, say_significant


@dataclass(frozen=True)
class Measure:
    """A figure by which countries are compared: its word in addresses and its result's name."""

    slug: str
    result: str


MEASURES = {
    measure.slug: measure
    for measure in (
        Measure("total", "ghg"),
        Measure("per-person", "ghg_per_person"),
        Measure("change", "change"),
        Measure("trend", "trend"),
        Measure("per-gdp", "ghg_per_gdp"),
        Measure("cumulative", "cumulative_co2"),
        Measure("fossil-electricity", "electricity_fossil"),
    )
}
DEFAULT_MEASURE = MEASURES["per-person"]
BY_NAME = "name"
FIRST_YEARS = (1850, 1990)


@dataclass(frozen=True)
class RegionChoice:
    """What a reader of the region page asked for: the map's measure, the table's order."""

    measure: Measure
    sort: Measure | None
    descending: bool

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        asked = {
            "measure": "" if self.measure == DEFAULT_MEASURE else self.measure.slug,
            "sort": self.sort.slug if self.sort else "",
            "order": "desc" if self.descending else "",
        }
        words = {name: word for name, word in asked.items() if word}
        return f"?{urlencode(words)}" if words else ""


@dataclass(frozen=True)
class CountryChoice:
    """What a reader of a country's page asked for: the first year of the chart by gas."""

    since: int

    @property
    def query(self) -> str:
        """Return what an address adds to ask for this; nothing for what it shows unasked."""
        return "" if self.since == FIRST_YEARS[0] else f"?since={self.since}"


@dataclass(frozen=True)
class Cell:
    """A figure in the comparison table, ready to print; ``text`` is empty where there is none.

    ``year`` is given where it is not the same for the whole column.
    """

    measure: Measure
    text: str
    year: int | None
    value: float | None


@dataclass(frozen=True)
class Row:
    """One country of the comparison."""

    iso3: str
    name: str
    cells: tuple[Cell, ...]

    def value_of(self, measure: Measure) -> float | None:
        return next(cell.value for cell in self.cells if cell.measure == measure)


def comparison(assessments: Mapping[str, Assessment], language: str) -> list[Row]:
    """Return one row per country of analysis, in alphabetical order of the language."""
    in_head = {measure: common_year(assessments, measure) for measure in MEASURES.values()}
    rows = [
        Row(
            iso3,
            place_name(iso3, language),
            tuple(_cell(assessments[iso3], measure, in_head[measure], language) for measure in in_head),
        )
        for iso3 in COUNTRIES
    ]
    return sorted(rows, key=lambda row: row.name)


def _cell(assessment: Assessment, measure: Measure, year_in_head: int | None, language: str) -> Cell:
    result = assessment.results.get(measure.result)
    if result is None:
        return Cell(measure, "", None, None)
    year = None if result.year == year_in_head else result.year
    return Cell(measure, bare_number(result, language), year, result.value)


def bare_number(result: Result, language: str) -> str:
    """Write a result without its unit, for a table whose head names the unit."""
    if result.unit in ("%", "%/year"):
        return quantity(result, language).split("\u00a0")[0]
    return say_significant(language, result.value)


def ordered(rows: Sequence[Row], measure: Measure | None, *, descending: bool) -> list[Row]:
    """Sort by a measure, or by name for ``None``; countries without the figure come last."""
    if measure is None:
        return list(reversed(rows)) if descending else list(rows)
    known = [row for row in rows if row.value_of(measure) is not None]
    unknown = [row for row in rows if row.value_of(measure) is None]
    known.sort(key=lambda row: row.value_of(measure) or 0.0, reverse=descending)
    return known + unknown


def map_words(assessments: Mapping[str, Assessment], measure: Measure, language: str) -> MapWords:
    """Return what the map of a measure needs besides outlines."""
    results = {iso3: assessments[iso3].results.get(measure.result) for iso3 in COUNTRIES}
    return words_for_map(measure_title(assessments, measure, language), results, language)


def measure_title(assessments: Mapping[str, Assessment], measure: Measure, language: str) -> str:
    return f"{result_name(measure.result, language)}, {measure_unit(assessments, measure, language)}"


def country_called(name: str) -> str | None:
    """Return the code of a country by its code or by its name in any language, or ``None``."""
    wanted = name.strip().lower()
    for iso3, country in COUNTRIES.items():
        if wanted in (iso3.lower(), country.iso2.lower(), country.en.lower(), country.ru.lower()):
            return iso3
    return None


def measure_unit(assessments: Mapping[str, Assessment], measure: Measure, language: str) -> str:
    units = {a.results[measure.result].unit for a in assessments.values() if measure.result in a.results}
    return unit_label(next(iter(units)), language) if units else ""


@dataclass(frozen=True)
class KeyFigure:
    """A number as a page shows it: with unit, time, sources, method and steps."""

    name: str
    label: str
    amount: str
    time: str
    sources: tuple[tuple[str, str], ...]
    method: str
    steps: tuple[str, ...]
    flags: tuple[str, ...]


def key_figures(assessment: Assessment, language: str) -> list[KeyFigure]:
    return [
        key_figure(name, assessment.results[name], language) for name in in_reading_order(assessment.results)
    ]


def key_figure(name: str, result: Result, language: str) -> KeyFigure:
    return KeyFigure(
        name=name,
        label=result_name(name, language),
        amount=quantity(result, language),
        time=f"{result.since}–{result.year}" if result.since else str(result.year),
        sources=tuple((source, source_name(source, language)) for source in result.sources),
        method=method_name(result.method, language),
        steps=tuple(step_text(step, language) for step in result.steps),
        flags=tuple(flag_text(flag, language) for flag in result.flags),
    )


@dataclass(frozen=True)
class Figure:
    """A chart's words: title, caption, alternative, and its numbers as a table."""

    id: str
    title: str
    caption: str
    alternative: str
    note: str
    legend: tuple[LegendItem, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shortened: bool


TABLE_ROWS = 12
LONG_CHART = "gases"


def shown_panel(assessment: Assessment, panel_id: str, since: int) -> Panel:
    """Return a panel as the page shows it: the long one by gas from the year asked for."""
    panel = assessment.panels[panel_id]
    return panel.since(since) if panel_id == LONG_CHART else panel


def figures(assessment: Assessment, since: int, language: str) -> list[Figure]:
    """Return the words of every chart there is for the country, in reading order."""
    present = [chart for chart in CHARTS if chart in assessment.panels]
    return [figure(shown_panel(assessment, chart, since), assessment.iso3, language) for chart in present]


def figure(panel: Panel, place: str, language: str) -> Figure:
    return Figure(
        id=panel.id,
        title=title(panel.id, language),
        caption=caption(panel, language),
        alternative=alternative(panel, place, language),
        note=note(panel.id, language),
        legend=tuple(legend(panel, language)),
        head=tuple(role_name(column.role, language) for column in panel.columns),
        rows=table_rows(panel, language),
        shortened=len(panel.years) > TABLE_ROWS,
    )


def table_rows(panel: Panel, language: str) -> tuple[tuple[str, ...], ...]:
    """Return years and values at even steps, latest first; every year is in the CSV file."""
    step = max(1, -(-len(panel.years) // TABLE_ROWS))
    positions = range(len(panel.years) - 1, -1, -step)
    return tuple(
        (str(panel.years[i]), *(_number(column.values[i], language) for column in panel.columns))
        for i in positions
    )


def _number(value: float | None, language: str) -> str:
    return "–" if value is None else say_significant(language, value)


NamedSource = tuple[str, Source]


def sources_used(assessment: Assessment, known: Mapping[str, Source], language: str) -> list[NamedSource]:
    """Return every source a page quotes, with its short name, in the language's order."""
    used = {name for result in assessment.results.values() for name in result.sources}
    used |= {name for panel in assessment.panels.values() for name in panel.sources}
    return named_sources({name: known[name] for name in used}, language)


def named_sources(sources: Mapping[str, Source], language: str) -> list[NamedSource]:
    """Return sources with short name, title and note in the reader's language."""
    named = [
        (
            source_name(name, language),
            replace(
                source,
                title=say(language, source.title),
                note=say(language, source.note) if source.note else "",
            ),
        )
        for name, source in sources.items()
    ]
    return sorted(named, key=lambda pair: pair[0].lower())


@dataclass(frozen=True)
class Reference:
    """A source as a footnote: its number in the page's list, its identifier and name."""

    number: int
    id: str
    name: str


@dataclass(frozen=True)
class Statement:
    """A sentence of the summary with the sources it rests on."""

    text: str
    references: tuple[Reference, ...]


def statements(assessment: Assessment, listed: Sequence[NamedSource], language: str) -> tuple[Statement, ...]:
    """Return the summary's sentences; their footnotes count in the order of ``listed``."""
    notes = {source.id: Reference(i, source.id, name) for i, (name, source) in enumerate(listed, start=1)}
    return tuple(
        Statement(
            one.text, tuple(sorted((notes[name] for name in one.sources), key=lambda note: note.number))
        )
        for one in sentences(assessment, language)
    )


@dataclass(frozen=True)
class CountryWords:
    """The words of a country's page."""

    name: str
    summary: tuple[Statement, ...]
    headline: str
    key_figures: tuple[KeyFigure, ...]
    flags: tuple[str, ...]


def country_words(assessment: Assessment, listed: Sequence[NamedSource], language: str) -> CountryWords:
    summary = statements(assessment, listed, language)
    return CountryWords(
        name=place_name(assessment.iso3, language),
        summary=summary,
        headline=summary[0].text if summary else "",
        key_figures=tuple(key_figures(assessment, language)),
        flags=tuple(flag_text(flag, language) for flag in assessment.flags),
    )


@dataclass(frozen=True)
class RegionWords:
    """The words of the region's page: its summary and what the map shows."""

    summary: tuple[Statement, ...]
    map: MapWords
    legend: tuple[LegendItem, ...]


def region_words(
    assessments: Mapping[str, Assessment], measure: Measure, listed: Sequence[NamedSource], language: str
) -> RegionWords:
    words = map_words(assessments, measure, language)
    colours = (*words.colours, MISSING_COLOUR)
    return RegionWords(
        summary=statements(assessments[REGION], listed, language),
        map=words,
        legend=tuple(
            LegendItem(name, colour, is_line=False, dash="")
            for colour, name in zip(colours, words.legend, strict=True)
        ),
    )


@dataclass(frozen=True)
class MeasureChoice:
    """A measure in the reader's words, for the switch over the map and the table's head.

    ``year`` is the year of its figures where all countries have the same.
    """

    slug: str
    label: str
    unit: str
    year: int | None


def measure_choices(assessments: Mapping[str, Assessment], language: str) -> list[MeasureChoice]:
    return [
        MeasureChoice(
            measure.slug,
            result_name(measure.result, language),
            measure_unit(assessments, measure, language),
            common_year(assessments, measure),
        )
        for measure in MEASURES.values()
    ]


def common_year(assessments: Mapping[str, Assessment], measure: Measure) -> int | None:
    years = {a.results[measure.result].year for a in assessments.values() if measure.result in a.results}
    return years.pop() if len(years) == 1 else None


@dataclass(frozen=True)
class TableColumn:
    """A head of the comparison table: what it says and the address that sorts by it."""

    label: str
    unit: str
    year: int | None
    href: str
    sorted: str


def table_columns(
    choices: Sequence[MeasureChoice],
    name: str,
    shown: Measure,
    sort: Measure | None,
    *,
    descending: bool,
) -> list[TableColumn]:
    """Return the table's heads, the first one called ``name``; a sorted one's link turns the order."""
    asked = sort.slug if sort else BY_NAME
    by_name = MeasureChoice(BY_NAME, name, "", None)
    return [_table_column(one, shown, one.slug == asked, descending) for one in (by_name, *choices)]


def _table_column(one: MeasureChoice, shown: Measure, is_sorted: bool, descending: bool) -> TableColumn:
    # Numbers are most telling from the highest down, names from A on.
    order = ("asc" if descending else "desc") if is_sorted else ("asc" if one.slug == BY_NAME else "desc")
    state = ("descending" if descending else "ascending") if is_sorted else ""
    href = f"?measure={shown.slug}&sort={one.slug}&order={order}#table"
    return TableColumn(one.label, one.unit, one.year, href, state)


def data_page(
    sources: Mapping[str, Source], variables: Mapping[str, Mapping[str, str]], language: str
) -> dict[str, object]:
    """Return the words of the page on data and method: sources and dictionary."""
    return {
        "sources": named_sources(sources, language),
        "variables": [
            (say(language, entry["label"]), name, unit_label(entry["unit"], language), say(language, entry["meaning"]))
            for name, entry in variables.items()
        ],
    }  # fmt: skip

"""Figures and assessments as rows for a spreadsheet: one number per row, each with unit and source.

Rows of an assessment hold the same numbers as ``assessment.numbers``, and are the same to the byte for
the same version. ``Assessment.as_json`` is the whole; these are what people calculate with.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from climate_pathways.assessment import numbers
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.matters.hot_air import HotAir
from climate_pathways.assessment.matters.methane import Methane
from climate_pathways.core.characters import without_harm
from climate_pathways.core.panels import Panel
from climate_pathways.figures import licences
from climate_pathways.figures.standing import Standing

PANEL_HEADER = ("place", "chart", "series", "year", "value", "unit", "source", "licence")
RESULT_HEADER = (
    "place",
    "figure",
    "value",
    "unit",
    "since",
    "year",
    "source",
    "method",
    "edition",
    "licence",
)
ASSESSMENT_HEADER = (
    "place",
    "chapter",
    "item",
    "pledge",
    "principle",
    "year",
    "level",
    "value",
    "unit",
    "source",
    "method",
    "version",
    # New columns stand last: whoever reads by position is not disturbed.
    "passage",
    "licence",
)
MATTER_HEADER = (
    *("place", "table", "item", "year", "footing", "value", "unit", "source", "method", "version", "passage"),
    "licence",
)
# What rests on the Climate Equity Reference database stands under its licence.
FROM_CERP = (numbers.SHARES, numbers.GAPS, numbers.RATING, numbers.ASKED)
# Methods of figures that are a provider's own, or the sum of its tables.
PUBLISHED = ("as published", "sum of the tables")
PRINTED = (numbers.DOCUMENTS, numbers.FACTS, numbers.AIMS)
# In the order of `pledge_cells`: what is added to one belongs into the other as well.
PLEDGE_HEADER = tuple(name for name in ASSESSMENT_HEADER if name != "version")

BASE_YEAR = 1990
Rows = list[tuple[object, ...]]
# Texts that begin so would be computed by a spreadsheet instead of shown.
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


def panel_rows(panels: Iterable[Panel], place: str) -> Rows:
    """Return a header and one row per figure of the panels; years without a figure are absent."""
    rows: Rows = [PANEL_HEADER]
    for panel in panels:
        for column in panel.columns:
            source, licence = "+".join(column.sources), licences.of_sources(column.sources)
            rows += [
                (place, panel.id, column.role, year, value, panel.unit, source, licence)
                for year, value in zip(panel.years, column.values, strict=True)
                if value is not None
            ]
    return rows


def with_licences_in(language: str, rows: Iterable[tuple[object, ...]]) -> Rows:
    """Return rows whose last column names licences, with these in a language; numbers and codes stay."""
    header, *others = rows
    return [header, *((*row[:-1], licences.in_language(str(row[-1]), language)) for row in others)]


def result_rows(standings: Mapping[str, Standing]) -> Rows:
    """Return a header and one row per key figure of every standing."""
    rows: Rows = [RESULT_HEADER]
    for place, standing in standings.items():
        for name, result in sorted(standing.results.items()):
            # A year is a name of a year: 2030.0 would be read as a number.
            value = int(result.value) if result.unit == "year" else float(f"{result.value:.6g}")
            source = "+".join(result.sources)
            rows.append(
                (
                    place,
                    name,
                    value,
                    result.unit,
                    result.since or "",
                    result.year,
                    source,
                    result.method,
                    standing.edition,
                    licence_of(result.sources, result.method),
                )
            )
    return rows


def assessment_rows(assessments: Sequence[Assessment]) -> Rows:
    """Return a header and one row per number of every assessment, each with unit, source and version."""
    return [
        ASSESSMENT_HEADER,
        *(cells(assessment, row) for assessment in assessments for row in numbers.rows(assessment)),
    ]


def hot_air_rows(found: HotAir) -> Rows:
    """Return a header and one row per number of the page on hot air and land use."""
    rows = [*_levels(found), *_cuts(found), *_printings(found), *_series(found)]
    return [MATTER_HEADER, *(_matter_row(found, row) for row in rows)]


def _matter_row(found: HotAir | Methane, row: tuple[object, ...]) -> tuple[object, ...]:
    # By their places: each row ends with these three, before its version and licence.
    source, method, passage = (str(cell) for cell in row[6:9])
    licence = licences.OWN.name
    # A licence hangs on the first words of a method: with these reworded, it would be another.
    if method.startswith("as printed"):
        licence = licences.DOCUMENT
    elif method.startswith(PUBLISHED):
        licence = licences.of_source(source)
    return (found.iso3, *row[:8], found.version, passage, licence)


def _levels(found: HotAir) -> Iterator[tuple[object, ...]]:
    source, method, item = "unfccc-crt", "sum of the tables, AR5", ""
    if found.inventory:
        item = f"inventory sent in {found.inventory.submission}"
    elif found.of_documents:
        source, method, item = "documents", "as printed", found.of_documents[0].id
    for level in found.levels:
        for footing in ("gross", "net", "land-use"):
            value = level.on(footing)
            if value is not None:
                yield "levels", item, level.year, footing, value, "Mt CO2e", source, method, ""


def _cuts(found: HotAir) -> Iterator[tuple[object, ...]]:
    method = "(base − level) ÷ (base − target), one inventory; of a range its middle"
    for cut in found.already:
        about, passage = (cut.footing, cut.pledge.id), f"line {cut.pledge.line}" if cut.pledge.line else ""
        amounts = ((cut.pledge.base_year, "base", cut.base), (cut.pledge.year, "target", cut.target))
        for year, name, value in amounts:
            yield (
                *("already", f"{about[1]}: {name}", year, about[0], value, "Mt CO2e"),
                *("unfccc-crt", method, passage),
            )
        for reached in (cut.before, cut.latest, cut.recent):
            if reached:
                yield (
                    *("already", f"{about[1]}: part there{_mean_of(reached.years)}", reached.year, about[0]),
                    *(float(f"{100 * reached.part:.4g}"), "% of the cut", "unfccc-crt", method, passage),
                )


def _mean_of(years: Sequence[int]) -> str:
    return f", mean of {years[0]}–{years[-1]}" if len(years) > 1 else ""


def _printings(found: HotAir) -> Iterator[tuple[object, ...]]:
    for printed in found.printed:
        method = f"as printed, {printed.gwp or 'potentials not stated'}"
        for fact in printed.facts:
            yield (
                *("printed", printed.document.id, fact.year, fact.quantity, fact.value, fact.unit),
                *(fact.text, method, as_plain_text(f"{fact.place}, line {fact.line}")),
            )


def _series(found: HotAir) -> Iterator[tuple[object, ...]]:
    for name, footing, group in (
        ("land-sources", "land-use", found.land),
        ("gross-sources", "gross", found.gross),
    ):
        for series in group:
            # A series may end in one of the two years: its figure is given once.
            for year in dict.fromkeys((BASE_YEAR, 2000, series.last_year)):
                value = series.at(year)
                if value is not None:
                    shown = float(f"{value:.7g}")
                    yield (
                        *(name, series.variable, year, footing, shown, series.unit),
                        *(series.source, "as published", ""),
                    )


def methane_rows(found: Methane) -> Rows:
    """Return a header and one row per number of the page on methane."""
    rows = [*_methane(found), *_aims(found)]
    return [MATTER_HEADER, *(_matter_row(found, row) for row in rows)]


def _methane(found: Methane) -> Iterator[tuple[object, ...]]:
    for told in found.told:
        series = told.series
        about = (series.source, "as published", "")
        for year, value in zip(series.years, series.values, strict=True):
            if year >= BASE_YEAR:
                yield (
                    *("sources", series.variable, int(year), "gross"),
                    *(float(f"{value:.7g}"), series.unit, *about),
                )
        if told.part is not None:
            percent = float(f"{100 * told.part:.4g}")
            yield (
                *("sources", "part of all gases", series.last_year, "gross", percent, "%"),
                *(series.source, "ratio of two series of one source", ""),
            )
    apart = found.apart
    if apart:
        yield (
            *("sources", "highest ÷ lowest", apart.year, "gross", float(f"{apart.factor:.4g}"), "ratio"),
            *(f"{apart.high.source}+{apart.low.source}", "ratio of two sources", ""),
        )


def _aims(found: Methane) -> Iterator[tuple[object, ...]]:
    for document, aim in found.aims:
        yield (
            *("aims", aim.id, aim.year or "", "", aim.value, as_plain_text(aim.unit), aim.text),
            *(f"as printed in {document.id}", as_plain_text(f"{aim.place}, line {aim.line}")),
        )


def licence_of(sources: Sequence[str], method: str) -> str:
    """Return the licence of a figure as its provider publishes it, or of what was computed from figures."""
    return licences.of_sources(sources) if method == numbers.REPORTED else licences.OWN.name


def row_licence(row: numbers.Row) -> str:
    """Return the licence of one number of an assessment, by what it is made from."""
    if row.chapter in FROM_CERP:
        return licences.FROM_CERP.name
    if row.chapter in (numbers.STANDING, numbers.SERIES):
        return licence_of(row.source.split("+"), row.method)
    return licences.DOCUMENT if row.chapter in PRINTED else licences.OWN.name


def cells(assessment: Assessment, row: numbers.Row) -> tuple[float | str, ...]:
    *about, passage, licence = pledge_cells(row)
    return (assessment.iso3, *about, assessment.version, passage, licence)


def pledge_cells(row: numbers.Row) -> tuple[float | str, ...]:
    """Return a row's cells without its country and version."""
    words = (row.item, row.pledge, row.principle)
    return (
        row.chapter,
        *(as_plain_text(word) for word in words),
        row.year or "",
        as_plain_text(row.level),
        # Texts only: a number below zero begins with a minus, and has to stay a number.
        as_plain_text(row.value) if isinstance(row.value, str) else row.value,
        as_plain_text(row.unit),
        row.source,
        row.method,
        as_plain_text(row.passage),
        row_licence(row),
    )


def as_plain_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and on which no file breaks."""
    text = without_harm(text)
    return f"'{text}" if text.startswith(COMPUTED) else text


def as_csv(rows: Rows) -> bytes:
    """Return rows as CSV in UTF-8."""
    text = io.StringIO()
    # The default ends lines as Windows does, over which other tools stumble.
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def as_json(assessments: Sequence[Assessment]) -> str:
    """Return several assessments as one JSON array, each as ``Assessment.as_json`` writes it."""
    # Joined as texts, not read and written anew: each stays the same to the byte as its own file.
    return f"[{','.join(assessment.as_json() for assessment in assessments)}]"

"""The tables of methane: what each source says, and the quantified aims of the documents with their places."""

from collections.abc import Mapping

from climate_pathways.assessment.matters.methane import SINCE, Methane, MethaneSeries
from climate_pathways.assessment.shown_table import NONE, ShownTable, source_and_edition, words
from climate_pathways.core.naming import potentials_name
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark, say, say_percent, say_rounded
from climate_pathways.pledges.fact_words import line_text, quoted
from climate_pathways.pledges.words import condition_text, document_text


def methane_tables(found: Methane, sources: Mapping[str, Source], language: str) -> dict[str, ShownTable]:
    """Return the tables by name; those without rows are left out."""
    tables = (_sources(found, sources, language), _aims(found, language))
    return {table.id: table for table in tables if table.rows}


def _sources(found: Methane, sources: Mapping[str, Source], language: str) -> ShownTable:
    heads = (
        mark("Source and edition"),
        mark("Potentials"),
        str(SINCE),
        mark("Latest year"),
        mark("Part of all gases"),
    )
    return ShownTable(
        "sources",
        say(language, mark("Methane without land use by source, Mt CO₂e; never averaged")),
        words(language, *heads),
        tuple(_told(told, sources, language) for told in found.told),
        numbers=(2, 3, 4),
    )


def _told(told: MethaneSeries, sources: Mapping[str, Source], language: str) -> tuple[str, ...]:
    series = told.series
    first = series.at(SINCE)
    latest = say(
        language,
        mark("{value} ({year})"),
        value=say_rounded(language, float(series.values[-1])),
        year=series.last_year,
    )
    return (
        source_and_edition(series.source, sources, language),
        # A variable that names no set is in AR6 potentials, as the data dictionary has it.
        potentials_name("AR5" if series.variable.endswith("ar5") else "AR6", language),
        say_rounded(language, first) if first is not None else NONE,
        latest,
        say_percent(language, told.part) if told.part is not None else NONE,
    )


def _aims(found: Methane, language: str) -> ShownTable:
    return ShownTable(
        "aims",
        say(language, mark("Quantified aims for methane, as documents state them")),
        words(language, mark("Aim"), mark("Condition"), mark("Document"), mark("Place and words")),
        tuple(
            (
                aim.says(language),
                condition_text(aim.condition, language),
                document_text(document, language),
                f"{line_text(aim.place, aim.line, language)}: {quoted(aim.printed, language)}",
            )
            for document, aim in found.aims
        ),
    )

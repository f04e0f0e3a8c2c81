"""What is said of an assessment’s pictures outside them: title, caption, note, alternative, legend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import FORMER_LEVEL, Assessment
from climate_pathways.charts import alternatives, csv_rows
from climate_pathways.charts.csv_rows import Row
from climate_pathways.charts.legends import (
    LegendItem,
    gap_legend,
    pathway_legend,
    principle_legend,
    region_legend,
)
from climate_pathways.charts.numbers import (
    UNIT,
    Against,
    PathwayFigures,
    compared,
    judged,
    pathway_figures,
    principle_figures,
)
from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import SEVERAL, mark, say, say_count, say_date, say_rounded

PATHWAY_NOTE = mark(
    "Without land use; fair shares are those of all equity principles together. Paths, pledges and fair shares "
    "count with warming potentials of AR6; Climate Watch’s file does not say which it uses."
)
MEDIANS = mark("By principle the medians of {year} run from {low} to {high}.")
LEVEL_NOTE = mark(
    "Without land use. The line is the level that the text speaks of (AR5); pledges and fair shares, in international "
    "series (AR6), compare with the band of sources. Fair shares: all equity principles together."
)
PRINCIPLE_NOTE = mark(
    "Without land use. Below zero a country’s share is used up: it would have to take up more than it emits, or pay for cuts elsewhere."
)
GAP_NOTE = mark(
    "Without land use. The gap runs from the fair share (median of all equity principles) to the pledge; numbers in brackets hold nine tenths of the results."
)
MEDIAN_GAPS = mark("By principle the medians of the gap run from {low} to {high} in {year}.")
REGION_NOTE = mark(
    "Without land use, in percent of the emissions of {year} (mean of international series). "
    "Medians of all equity principles, with bars from the lowest to the highest principle. On the right: the axis of fair share under "
    "the principle kindest to the country; it tests one year and is no forecast of warming."
)


@dataclass(frozen=True)
class Words:
    """All that goes with a picture: on the page, beside the press’s copy, and as a table."""

    id: str
    title: str
    caption: str
    note: str
    alternative: str
    legend: tuple[LegendItem, ...]
    rows: tuple[Row, ...]

    @property
    def under(self) -> str:
        """Return what stands under the title of a picture cut from its page."""
        return f"{self.caption} {self.note}".strip()


def pathway_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the way to neutrality."""
    figures = pathway_figures(assessment)
    sources = dict.fromkeys([*figures.history_sources, *figures.band_sources])
    title = say(language, mark("{place}: the way to neutrality"), place=place_name(assessment.iso3, language))
    return Words(
        id=csv_rows.WAY,
        title=title,
        caption=say_count(
            language,
            mark(
                "Source: {names}; own calculation. Years {first}–{last}. Unit: {unit}. {made} | "
                "Sources: {names}; own calculation. Years {first}–{last}. Unit: {unit}. {made}"
            ),
            min(len(sources), SEVERAL),
            # Some names end with a full stop of their own, which a list must not have in its middle.
            names=", ".join(source_name(source, language).rstrip(".") for source in sources),
            first=figures.history[0][0],
            last=figures.last_year,
            # A Russian unit ends with a full stop of its own, before that of the sentence.
            unit=unit_label(UNIT, language).rstrip("."),
            made=made_of(assessment, language),
        ),
        note=" ".join(
            [
                # Assessments of earlier releases draw the level of one provider, not that of each country’s
                # inventory.
                say(language, PATHWAY_NOTE if figures.history_sources == (FORMER_LEVEL,) else LEVEL_NOTE),
                *_medians(assessment, figures, language),
            ]
        ),
        alternative=f"{title}. {alternatives.pathway(figures, language)}",
        legend=tuple(pathway_legend(figures, language)),
        rows=tuple(csv_rows.pathway_rows(assessment)),
    )


def _medians(assessment: Assessment, figures: PathwayFigures, language: str) -> Iterator[str]:
    """Say between which principles the line of the fair share lies, in the main pledge's year."""
    if figures.fan:
        year = figures.main.promise.year if figures.main else assessment.shares.year_without_target
        span = assessment.share_span(year)
        low, high = (say_rounded(language, value) for value in (span.low, span.high))
        yield say(language, MEDIANS, year=year, low=low, high=high)


def principle_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the principles side by side."""
    figures = principle_figures(assessment)
    title = say(
        language,
        mark("{place}: fair shares in {year}, principle by principle"),
        place=place_name(assessment.iso3, language),
        year=figures.year,
    )
    return Words(
        id=csv_rows.PRINCIPLES,
        title=title,
        # The main pledge’s year, which differs between countries.
        caption=_calculated(assessment, [figures.year], unit_label(UNIT, language), language),
        note=say(language, PRINCIPLE_NOTE),
        alternative=f"{title}. {alternatives.principles(figures, language)}",
        legend=tuple(principle_legend(figures, language)),
        rows=tuple(csv_rows.principle_rows(assessment)),
    )


def gap_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the gaps of all pledges that could be judged."""
    pledges = judged(assessment)
    title = say(
        language,
        mark("{place}: from the promise to a fair share"),
        place=place_name(assessment.iso3, language),
    )
    years = [pledge.promise.year for pledge in pledges]
    return Words(
        id=csv_rows.GAPS,
        title=title,
        caption=_calculated(assessment, years, unit_label(UNIT, language), language),
        note=" ".join([say(language, GAP_NOTE), *_median_gaps(pledges, language)]),
        alternative=f"{title}. {alternatives.gaps(pledges, language)}",
        legend=tuple(gap_legend([pledge.promise for pledge in pledges], language)),
        rows=tuple(csv_rows.gap_rows(assessment)),
    )


def _median_gaps(pledges: Sequence[Against], language: str) -> Iterator[str]:
    # The latest is the one that a country is mostly judged by; the table below has them all.
    for pledge in pledges[-1:]:
        low, high = (say_rounded(language, value) for value in (pledge.gap_span.low, pledge.gap_span.high))
        yield say(language, MEDIAN_GAPS, low=low, high=high, year=pledge.promise.year)


def region_words(assessments: Sequence[Assessment], language: str) -> Words:
    """Return what goes with the comparison of countries, which must be of one date."""
    title = say(language, mark("Main pledges and fair shares, by country"))
    countries = compared(assessments)
    years = [country.against.promise.year for country in countries if country.against]
    # All are of one date and share it; the newest is named where they do not.
    base = max(country.base_year for country in countries)
    return Words(
        id=csv_rows.REGION_GAPS,
        title=title,
        caption=say(
            language,
            mark(
                "Source: own calculation from published figures of {edition}. Years: {years}. Unit: {unit}. Assessments: {versions}."
            ),
            edition=say_date(language, max(assessment.standing.edition for assessment in assessments)),
            years=_years(years),
            unit=say(language, mark("percent of the emissions of {year}"), year=base),
            versions=", ".join(
                f"{assessment.iso3} {assessment.version.rpartition('-')[2]}" for assessment in assessments
            ),
        ),
        note=say(language, REGION_NOTE, year=base),
        alternative=f"{title}. {alternatives.region(countries, language)}",
        legend=tuple(region_legend(language)),
        rows=tuple(csv_rows.region_rows(assessments)),
    )


def _calculated(assessment: Assessment, years: Iterable[int], unit: str, language: str) -> str:
    return say(
        language,
        mark("Source: own calculation from published figures. Years: {years}. Unit: {unit}. {made}"),
        years=_years(years),
        unit=unit.rstrip("."),
        made=made_of(assessment, language),
    )


def _years(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in sorted(set(years))) or "–"


def made_of(assessment: Assessment, language: str) -> str:
    """Say which assessment a picture shows, and of what dates."""
    return say(
        language,
        mark("Assessment {version}: figures of {edition}, pledges as of {reviewed}."),
        version=assessment.version,
        edition=say_date(language, assessment.standing.edition),
        # The Russian word for a year is cut off with a full stop, as the sentence ends with one.
        reviewed=say_date(language, assessment.pledges.reviewed_on).rstrip("."),
    )

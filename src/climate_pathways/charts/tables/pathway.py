"""The pathway to neutrality as a table: the past, and what is fair in the years ahead."""

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.shown_table import NONE, ShownTable
from climate_pathways.charts.numbers import PathwayFigures, pathway_figures
from climate_pathways.core.wording import mark, say, say_range, say_rounded
from climate_pathways.pledges.words import bracketed

HISTORY_STEP = 5


def pathway_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every fifth year of the past, and what is fair in the years ahead."""
    figures = pathway_figures(assessment)
    years = [year for year, _ in figures.history]
    # The latest year is shown whatever it ends with.
    past = sorted({*(year for year in years if year % HISTORY_STEP == 0), years[-1]})
    # Fair shares start in their base year, before the latest figure: no year stands here twice.
    ahead = [share.year for share in figures.fan if share.year > past[-1]]
    heads = (
        mark("Year"),
        mark("Emissions"),
        mark("Lowest to highest source"),
        mark("Fair share"),
        mark("Medians by principle"),
        mark("In step with the world’s path"),
    )
    return ShownTable(
        "way",
        say(language, mark("Mt CO₂e without land use; fair share: median [5 %; 95 %]")),
        tuple(say(language, head) for head in heads),
        tuple(_pathway_row(figures, year, language) for year in (*past, *ahead)),
        numbers=(1, 2, 3, 4, 5),
    )


def _pathway_row(figures: PathwayFigures, year: int, language: str) -> tuple[str, ...]:
    band = {when: (low, high) for when, low, high in figures.band}
    spans = {one.year: (span.low, span.high) for one, span in zip(figures.fan, figures.spans, strict=True)}
    share = next((year_share for year_share in figures.fan if year_share.year == year), None)
    return (
        str(year),
        _number(dict(figures.history).get(year), language),
        _range(band.get(year), language),
        bracketed(share.median, share.low, share.high, language) if share else NONE,
        _range(spans.get(year), language),
        _number(dict(figures.pace).get(year), language),
    )


def _range(ends: tuple[float, float] | None, language: str) -> str:
    return NONE if ends is None else say_range(language, *(say_rounded(language, end) for end in ends))


def _number(value: float | None, language: str) -> str:
    return NONE if value is None else say_rounded(language, value)

"""The numbers in the pictures of an assessment as rows for a spreadsheet."""

from collections.abc import Iterator, Sequence

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.charts.numbers import (
    UNIT,
    Promise,
    Share,
    compared,
    judged,
    pathway_figures,
    principle_figures,
)
from climate_pathways.fair_shares.result import PrincipleSpan
from climate_pathways.figures import licences

ENDS = (":low", ":central", ":high")
HEADER = ("place", "chart", "series", "year", "value", "unit", "source", "licence")
WAY, PRINCIPLES, GAPS, REGION_GAPS = "way", "principles", "gaps", "region_gaps"
Row = tuple[object, ...]
Figure = tuple[str, int, float, str, str]


def pathway_rows(assessment: Assessment) -> list[Row]:
    """Return a header and one row per figure of the way to neutrality."""
    return _listed(assessment.iso3, WAY, _pathway(assessment))


def principle_rows(assessment: Assessment) -> list[Row]:
    """Return a header and one row per figure of the principles side by side."""
    return _listed(assessment.iso3, PRINCIPLES, _principles(assessment))


def gap_rows(assessment: Assessment) -> list[Row]:
    """Return a header and one row per figure of the gaps."""
    return _listed(assessment.iso3, GAPS, _gaps(assessment))


def region_rows(assessments: Sequence[Assessment]) -> list[Row]:
    """Return a header and one row per figure of the comparison of countries."""
    rows: list[Row] = [HEADER]
    versions = {assessment.iso3: name_of(assessment) for assessment in assessments}
    for country in compared(assessments):
        if country.against:
            year, name = country.against.promise.year, versions[country.iso3]
            unit = f"% of emissions in {country.base_year}"
            figures = [
                ("pledge", year, country.pledge_percent, unit, name),
                ("fair-share-median", year, country.share_percent, unit, name),
                # The span comes in tonnes; this table is in percent.
                *_span("fair-share", year, country.against.share_span, unit, name, 100 / country.today),
            ]
            if country.against.ratio is not None:
                ratio = country.against.ratio
                figures.append(("target-over-share-of-1.5", year, ratio, "times, kindest principle", name))
            # Each list brings its header along, which stands here already.
            rows += _listed(country.iso3, REGION_GAPS, iter(figures))[1:]
    return rows


def name_of(assessment: Assessment) -> str:
    """Return what a row cites for a number that the assessment computed."""
    return f"assessment {assessment.version}"


def _listed(place: str, chart: str, figures: Iterator[Figure]) -> list[Row]:
    return [
        HEADER,
        *(
            # Six figures: more would promise what the draws cannot keep.
            (place, chart, name, year, float(f"{v:.6g}"), unit, source, _licence(name, source))
            for name, year, v, unit, source in figures
        ),
    ]


def _licence(series: str, source: str) -> str:
    if not source.startswith("assessment "):
        return licences.of_sources(source.split("+"))
    is_own = series == "pledge" or series.startswith("straight-to-") or series.endswith(ENDS)
    # All else is a fair share, or begins with one, and so with the Climate Equity Reference database.
    return licences.OWN.name if is_own else licences.FROM_CERP.name


def _pathway(assessment: Assessment) -> Iterator[Figure]:
    figures, made = pathway_figures(assessment), name_of(assessment)
    for year, value in figures.history:
        yield "history", year, value, UNIT, "+".join(figures.history_sources)
    for year, low, high in figures.band:
        yield "sources-lowest", year, low, UNIT, "+".join(figures.band_sources)
        yield "sources-highest", year, high, UNIT, "+".join(figures.band_sources)
    for promise in figures.promises:
        yield from _promise(promise, made)
    for path in figures.paths:
        for year, value in path.points:
            yield f"straight-to-{path.neutral_by}", year, value, UNIT, made
    for year, value in figures.pace:
        yield "grandfathering-median", year, value, UNIT, made
    for share, span in zip(figures.fan, figures.spans, strict=True):
        yield from _share(share, made)
        yield from _span("fair-share", share.year, span, UNIT, made)


def _principles(assessment: Assessment) -> Iterator[Figure]:
    figures, made = principle_figures(assessment), name_of(assessment)
    for share in figures.shares:
        yield from _share(share, made)
    yield "today", figures.today_year, figures.today, UNIT, made
    if figures.promise:
        yield from _promise(figures.promise, made)


def _gaps(assessment: Assessment) -> Iterator[Figure]:
    made = name_of(assessment)
    for pledge in judged(assessment):
        yield from _promise(pledge.promise, made)
        # They end in ``-low`` and not in ``:low``: by their ends ``_licence`` tells a pledge’s own numbers.
        for part in ("share_low", "share_median", "share_high", "gap_low", "gap_median", "gap_high"):
            name = f"{pledge.promise.id}:{part.replace('_', '-')}"
            yield name, pledge.promise.year, getattr(pledge.gap, part), UNIT, made
        for part, span in (("share", pledge.share_span), ("gap", pledge.gap_span)):
            yield from _span(f"{pledge.promise.id}:{part}", pledge.promise.year, span, UNIT, made)


def _span(
    name: str, year: int, span: PrincipleSpan, unit: str, made: str, times: float = 1.0
) -> Iterator[Figure]:
    """Yield the lowest and the highest median of the principles, which stand beside every median of all."""
    yield f"{name}-lowest-principle-median", year, times * span.low, unit, made
    yield f"{name}-highest-principle-median", year, times * span.high, unit, made


def _promise(promise: Promise, made: str) -> Iterator[Figure]:
    for part in ("low", "central", "high"):
        yield f"{promise.id}:{part}", promise.year, getattr(promise, part), UNIT, made


def _share(share: Share, made: str) -> Iterator[Figure]:
    values = {
        "p05": share.low,
        "p25": share.lower,
        "median": share.median,
        "p75": share.upper,
        "p95": share.high,
    }
    for name, value in values.items():
        yield f"{share.principle}:{name}", share.year, value, UNIT, made

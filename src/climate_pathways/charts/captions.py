"""What is said of an assessment’s pictures outside them: title, caption, note, alternative, legend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import HEADLINE_SOURCE, Assessment
from climate_pathways.charts import alternatives as way_alternatives
from climate_pathways.charts import csv_rows as assessment_rows
from climate_pathways.charts.csv_rows import Row
from climate_pathways.charts.numbers import (
    UNIT,
    PrincipleFigures,
    Promise,
    WayFigures,
    compared,
    judged,
    principle_figures,
    way_figures,
)
from climate_pathways.charts.words import (
    GLACIER,
    GLACIER_TEXT,
    INK,
    MOSS,
    MOSS_TEXT,
    MUTED,
    PLUM,
    POMEGRANATE,
    SAND,
    SLATE,
    LegendItem,
)
from climate_pathways.core.naming import place_name, source_name
from climate_pathways.core.quantities import unit_label
from climate_pathways.core.wording import mark, say, say_date
from climate_pathways.fair_shares.choices import REFERENCE

HISTORY, BAND, PLEDGE, GAP, FAIR, STRAIGHT, PACE, TODAY = (
    INK, SAND, GLACIER, POMEGRANATE, MOSS, PLUM, SLATE, MUTED,
)  # fmt: skip
# Letters need more contrast than marks.
PLEDGE_TEXT, FAIR_TEXT = GLACIER_TEXT, MOSS_TEXT
PACE_DASH, TODAY_DASH = (7, 4), (2, 3)
# Nine tenths of the results, half of them, and what the sources span.
OUTER, INNER, SPAN = 0.2, 0.4, 0.6

WAY_NOTE = mark(
    "Without land use; fair shares are those of all equity principles together. Paths, pledges and fair shares "
    "count with warming potentials of AR6; Climate Watch’s file does not say which it uses."
)
PRINCIPLE_NOTE = mark(
    "Without land use. Below zero a country’s share is used up: it would have to take up more than it emits, or pay for cuts elsewhere."
)
GAP_NOTE = mark(
    "Without land use. The gap runs from the fair share (median of all equity principles) to the pledge; numbers in brackets hold nine tenths of the results."
)
REGION_NOTE = mark(
    "Without land use, in percent of the emissions of {year} (mean of the sources). The rating goes from 1 (far from a fair share) to 5 (sufficient)."
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


def way_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the way to neutrality."""
    shown = way_figures(assessment)
    sources = dict.fromkeys([HEADLINE_SOURCE, *shown.band_sources])
    title = say(language, mark("{place}: the way to neutrality"), place=place_name(assessment.iso3, language))
    return Words(
        id=assessment_rows.WAY,
        title=title,
        caption=say(
            language, mark("Sources: {names}; own calculation. Years {first}–{last}. Unit: {unit}. {made}"),
            names=", ".join(source_name(one, language).rstrip(".") for one in sources),
            first=shown.history[0][0], last=shown.last_year, unit=unit_label(UNIT, language).rstrip("."),
            made=made_of(assessment, language),
        ),
        note=say(language, WAY_NOTE),
        alternative=f"{title}. {way_alternatives.way(shown, language)}",
        legend=tuple(_way_legend(shown, language)),
        rows=tuple(assessment_rows.way_rows(assessment)),
    )  # fmt: skip


def principle_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the principles side by side."""
    shown = principle_figures(assessment)
    title = say(
        language, mark("{place}: fair shares in {year}, principle by principle"),
        place=place_name(assessment.iso3, language), year=shown.year,
    )  # fmt: skip
    return Words(
        id=assessment_rows.PRINCIPLES,
        title=title,
        caption=_calculated(assessment, [shown.year], unit_label(UNIT, language), language),
        note=say(language, PRINCIPLE_NOTE),
        alternative=f"{title}. {way_alternatives.principles(shown, language)}",
        legend=tuple(_principle_legend(shown, language)),
        rows=tuple(assessment_rows.principle_rows(assessment)),
    )


def gap_words(assessment: Assessment, language: str) -> Words:
    """Return what goes with the gaps of all pledges that could be judged."""
    found = judged(assessment)
    title = say(
        language,
        mark("{place}: from the promise to a fair share"),
        place=place_name(assessment.iso3, language),
    )
    years = [one.promise.year for one in found]
    return Words(
        id=assessment_rows.GAPS,
        title=title,
        caption=_calculated(assessment, years, unit_label(UNIT, language), language),
        note=say(language, GAP_NOTE),
        alternative=f"{title}. {way_alternatives.gaps(found, language)}",
        legend=tuple(_gap_legend([one.promise for one in found], language)),
        rows=tuple(assessment_rows.gap_rows(assessment)),
    )


def region_words(assessments: Sequence[Assessment], language: str) -> Words:
    """Return what goes with the comparison of countries, which must be of one date."""
    title = say(language, mark("Main pledges and fair shares, by country"))
    found = compared(assessments)
    years = [one.against.promise.year for one in found if one.against]
    base = max(one.base_year for one in found)
    return Words(
        id=assessment_rows.REGION_GAPS,
        title=title,
        caption=say(
            language, mark("Source: own calculation from published figures of {edition}. Years: {years}. Unit: {unit}. Assessments: {versions}."),
            edition=say_date(language, max(one.standing.edition for one in assessments)), years=_years(years),
            unit=say(language, mark("percent of the emissions of {year}"), year=base),
            versions=", ".join(f"{one.iso3} {one.version.rpartition('-')[2]}" for one in assessments),
        ),
        note=say(language, REGION_NOTE, year=base),
        alternative=f"{title}. {way_alternatives.region(found, language)}",
        legend=tuple(_region_legend(language)),
        rows=tuple(assessment_rows.region_rows(assessments)),
    )  # fmt: skip


def _calculated(assessment: Assessment, years: Iterable[int], unit: str, language: str) -> str:
    return say(
        language, mark("Source: own calculation from published figures. Years: {years}. Unit: {unit}. {made}"),
        years=_years(years), unit=unit.rstrip("."), made=made_of(assessment, language),
    )  # fmt: skip


def _years(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in sorted(set(years))) or "–"


def made_of(assessment: Assessment, language: str) -> str:
    """Say which assessment a picture shows, and of what dates."""
    return say(
        language, mark("Assessment {version}: figures of {edition}, pledges as of {reviewed}."),
        version=assessment.version, edition=say_date(language, assessment.standing.edition),
        reviewed=say_date(language, assessment.pledges.reviewed_on).rstrip("."),
    )  # fmt: skip


# --- legends --------------------------------------------------------------------------------


def _way_legend(shown: WayFigures, language: str) -> Iterator[LegendItem]:
    source = source_name(HEADLINE_SOURCE, language)
    yield LegendItem(say(language, mark("Emissions ({source})"), source=source), HISTORY, True, "")
    if shown.band:
        yield LegendItem(say(language, mark("From the lowest to the highest source")), BAND, False, "", SPAN)
    yield from pledge_keys(shown.promises, language)
    if shown.main and shown.main.gap.gap_median > 0:
        yield gap_key(language)
    for path in shown.paths:
        text = (
            mark("Straight to neutrality in {year}, as promised")
            if path.is_promised
            else mark("Straight to zero, if neutral by {year}; no year is promised")
        )
        yield LegendItem(say(language, text, year=path.neutral_by), STRAIGHT, True, "")
    if shown.pace:
        yield LegendItem(say(language, PACE_NAME), PACE, True, " ".join(map(str, PACE_DASH)))
    if shown.fan:
        yield from fair_keys(language)


PACE_NAME = mark("In step with the world’s 1.5 °C path (not an equity principle)")


def pledge_keys(promises: Sequence[Promise], language: str) -> Iterator[LegendItem]:
    """Yield the keys of pledges; a conditional one is hollow, so that it is told without colour."""
    if any(not one.is_conditional for one in promises):
        text = mark("Pledge, with the span of all ways to read it")
        yield LegendItem(say(language, text), PLEDGE, False, "", shape="circle")
    if any(one.is_conditional for one in promises):
        text = mark("Pledge that depends on support from abroad")
        yield LegendItem(say(language, text), PLEDGE, False, "", shape="hollow")


def gap_key(language: str) -> LegendItem:
    return LegendItem(say(language, mark("Gap to the fair share (median)")), GAP, True, "")


def fair_keys(language: str) -> Iterator[LegendItem]:
    yield LegendItem(say(language, mark("Fair share: median")), FAIR, True, "")
    yield LegendItem(
        say(language, mark("Fair share: the middle half of the results")), FAIR, False, "", OUTER + INNER
    )
    yield LegendItem(say(language, mark("Fair share: nine tenths of the results")), FAIR, False, "", OUTER)


def _principle_legend(shown: PrincipleFigures, language: str) -> Iterator[LegendItem]:
    yield LegendItem(say(language, mark("Median")), FAIR, False, "", shape="upright")
    yield LegendItem(say(language, mark("The middle half of the results")), FAIR, False, "", OUTER + INNER)
    yield LegendItem(say(language, mark("Nine tenths of the results")), FAIR, False, "", OUTER)
    if any(one.principle == REFERENCE for one in shown.shares):
        yield LegendItem(
            say(language, mark("Not an equity principle, for comparison")), PACE, False, "", OUTER + INNER
        )
    if shown.promise:
        text = mark("Main pledge for {year}, with the span of all ways to read it")
        yield LegendItem(say(language, text, year=shown.promise.year), PLEDGE, True, "")
    text = mark("Emissions in {year} (mean of the sources)")
    yield LegendItem(say(language, text, year=shown.today_year), TODAY, True, " ".join(map(str, TODAY_DASH)))


def _gap_legend(promises: Sequence[Promise], language: str) -> Iterator[LegendItem]:
    yield from pledge_keys(promises, language)
    yield gap_key(language)
    yield LegendItem(
        say(language, mark("Fair share: median, and nine tenths of the results as a bar")),
        FAIR,
        False,
        "",
        shape="diamond",
    )


def _region_legend(language: str) -> Iterator[LegendItem]:
    yield LegendItem(say(language, mark("Main pledge")), PLEDGE, False, "", shape="circle")
    yield LegendItem(
        say(language, mark("Main pledge that depends on support from abroad")),
        PLEDGE,
        False,
        "",
        shape="hollow",
    )
    yield gap_key(language)
    yield LegendItem(say(language, mark("Fair share: median")), FAIR, False, "", shape="diamond")

"""The numbers of an assessment’s pictures as tables in words, the countries compared, the answer in short."""

from collections.abc import Sequence
from dataclasses import dataclass

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.sentences.fair_share import likelihood
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.assessment.tables import NONE, ShownTable
from climate_pathways.charts.numbers import PathwayFigures, pathway_figures
from climate_pathways.core.naming import place_name
from climate_pathways.core.wording import mark, say, say_percent, say_rounded
from climate_pathways.pledges.words import bracketed, condition_text, pledge_phrase

HISTORY_STEP = 5
ENOUGH = 4


def pathway_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every fifth year of the past, and what is fair in the years ahead."""
    figures = pathway_figures(assessment)
    years = [year for year, _ in figures.history]
    past = sorted({*(year for year in years if year % HISTORY_STEP == 0), years[-1]})
    ahead = [share.year for share in figures.fan if share.year > past[-1]]
    heads = (
        mark("Year"), mark("Emissions"), mark("Lowest to highest source"), mark("Fair share"),
        mark("In step with the world’s path"),
    )  # fmt: skip
    return ShownTable(
        "way",
        say(language, mark("Mt CO₂e without land use; fair share: median [5 %; 95 %]")),
        tuple(say(language, head) for head in heads),
        tuple(_pathway_row(figures, year, language) for year in (*past, *ahead)),
        numbers=(1, 2, 3, 4),
    )


def _pathway_row(figures: PathwayFigures, year: int, language: str) -> tuple[str, ...]:
    band = {when: (low, high) for when, low, high in figures.band}
    share = next((year_share for year_share in figures.fan if year_share.year == year), None)
    return (
        str(year),
        _number(dict(figures.history).get(year), language),
        "–".join(say_rounded(language, end) for end in band[year]) if year in band else NONE,
        bracketed(share.median, share.low, share.high, language) if share else NONE,
        _number(dict(figures.pace).get(year), language),
    )


def _number(value: float | None, language: str) -> str:
    return NONE if value is None else say_rounded(language, value)


def gaps_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every pledge in force and ahead against the fair share of its year."""
    heads = (
        mark("Target"), mark("In tonnes"), mark("Fair share"), mark("Gap"),
        mark("Chance that the target is enough"), mark("Rating"),
    )  # fmt: skip
    return ShownTable(
        "gaps",
        say(language, mark("Mt CO₂e without land use, with the range of readings or of nine tenths of the results")),
        tuple(say(language, head) for head in heads),
        tuple(_gap_row(assessment, judged, language) for judged in assessment.judged),
        numbers=(1, 2, 3, 4, 5),
    )  # fmt: skip


def _gap_row(assessment: Assessment, judged: PledgeAssessment, language: str) -> tuple[str, ...]:
    read, gap = assessment.by_pledge[judged.pledge], judged.overall
    target = read.target
    return (
        f"{pledge_phrase(read.pledge, language)} ({condition_text(read.pledge, language)})",
        bracketed(target.central_mt_co2e, target.low_mt_co2e, target.high_mt_co2e, language),
        bracketed(gap.share_median, gap.share_low, gap.share_high, language),
        bracketed(gap.gap_median, gap.gap_low, gap.gap_high, language),
        say_percent(language, gap.probability),
        f"{judged.rating.step}. {judged.rating.label(language)}",
    )


# --- the countries compared -----------------------------------------------------------------


@dataclass(frozen=True)
class ComparedCell:
    """A figure of the comparison: as text, and as a number to sort by (``None``: there is none)."""

    text: str
    value: float | None
    year: int | None = None


@dataclass(frozen=True)
class ComparedRow:
    """One country’s main pledge, fair share, gap, chance, rating, and year of neutrality."""

    iso3: str
    name: str
    cells: dict[str, ComparedCell]


def compared_rows(assessments: Sequence[Assessment], language: str) -> list[ComparedRow]:
    """Return one row per country, in the alphabetical order of the language."""
    rows = [
        ComparedRow(assessment.iso3, place_name(assessment.iso3, language), _cells(assessment, language))
        for assessment in assessments
    ]
    return sorted(rows, key=lambda row: row.name)


def _cells(assessment: Assessment, language: str) -> dict[str, ComparedCell]:
    neutral = next((pledge.year for pledge in assessment.pledges.neutrality()), None)
    years = {"neutral": ComparedCell("" if neutral is None else str(neutral), neutral)}
    judged = assessment.main
    if judged is None:
        return {
            name: ComparedCell("", None) for name in ("pledge", "share", "gap", "chance", "rating")
        } | years
    target, gap, step = assessment.by_pledge[judged.pledge].target, judged.overall, judged.rating.step
    percent = gap.gap_percent
    return {
        "pledge": ComparedCell(say_rounded(language, target.central_mt_co2e), target.central_mt_co2e, target.year),
        "share": ComparedCell(say_rounded(language, gap.share_median), gap.share_median),
        "gap": ComparedCell("" if percent is None else say_percent(language, percent / 100), percent),
        "chance": ComparedCell(say_percent(language, gap.probability), gap.probability),
        "rating": ComparedCell(f"{step}. {judged.rating.label(language)}", step),
        **years,
    }  # fmt: skip


def compared_sentence(assessments: Sequence[Assessment], language: str) -> str:
    """Say how many main pledges are rated how, and how many countries promise neutrality."""
    steps = [assessment.main.rating.step for assessment in assessments if assessment.main]
    if not steps:
        return say(
            language,
            mark("None of the countries has a target ahead that can be compared with a fair share."),
        )
    enough = sum(step >= ENOUGH for step in steps)
    text = mark(
        "None of the main pledges of {count} countries is sufficient for 1.5 °C by fair shares, or almost; {far} are far "
        "from it. {neutral} of {all} countries name a year of neutrality."
    )
    if enough:
        text = mark(
            "Of the main pledges of {count} countries, {enough} are sufficient for 1.5 °C by fair shares, or almost; {far} "
            "are far from it. {neutral} of {all} countries name a year of neutrality."
        )
    return say(
        language, text, count=len(steps), enough=enough, far=sum(step == 1 for step in steps),
        neutral=sum(bool(assessment.pledges.neutrality()) for assessment in assessments), all=len(assessments),
    )  # fmt: skip


# --- the answer in one sentence -------------------------------------------------------------


def answer_sentence(assessment: Assessment, language: str) -> str:
    """Say what the main pledge comes to, what would be fair, and how likely it is enough."""
    judged = assessment.main
    if judged is None:
        return say(language, mark("It cannot be compared with a fair share."))
    speaker, target = Speaker(assessment, language), assessment.by_pledge[judged.pledge].target
    text = mark(
        "That comes to about {amount} in {year}, while a fair share would be {share}: that it is enough is {likelihood}."
    )
    if judged.overall.share_median <= 0:
        text = mark(
            "That comes to about {amount} in {year}, while the fair share is used up by then: that it is enough is {likelihood}."
        )
    return speaker.word(
        text, amount=speaker.amount(target.central_mt_co2e), year=target.year, share=speaker.amount(judged.overall.share_median),
        likelihood=likelihood(judged.overall.probability, language),
    ).replace("..", ".")  # fmt: skip

"""Pledges against fair shares as a table."""

from climate_pathways.assessment.assessment import Assessment, PledgeAssessment
from climate_pathways.assessment.sentences.rating import rated_word
from climate_pathways.assessment.shown_table import ShownTable
from climate_pathways.core.wording import mark, say, say_percent
from climate_pathways.fair_shares.words import with_span
from climate_pathways.pledges.words import bracketed, condition_text, pledge_phrase


def gaps_table(assessment: Assessment, language: str) -> ShownTable:
    """Return every pledge in force and ahead against the fair share of its year."""
    heads = (
        mark("Target"),
        mark("In tonnes"),
        mark("Fair share"),
        mark("Gap"),
        mark("Combinations of assumptions in which the target is enough"),
        mark("Fair share, kindest principle"),
    )
    return ShownTable(
        "gaps",
        say(
            language,
            mark(
                "Mt CO₂e without land use; the target with the range of its readings, fair share and gap as median and as medians by principle"
            ),
        ),
        tuple(say(language, head) for head in heads),
        tuple(_gap_row(assessment, judged, language) for judged in assessment.judged),
        numbers=(1, 2, 3, 4, 5),
    )


def _gap_row(assessment: Assessment, judged: PledgeAssessment, language: str) -> tuple[str, ...]:
    read, gap = assessment.by_pledge[judged.pledge], judged.overall
    target = read.target
    return (
        f"{pledge_phrase(read.pledge, language)} ({condition_text(read.pledge.condition, language)})",
        bracketed(target.central_mt_co2e, target.low_mt_co2e, target.high_mt_co2e, language),
        with_span(gap.share_median, assessment.share_span(target.year), language),
        with_span(gap.gap_median, assessment.gap_span(judged), language),
        say_percent(language, gap.probability),
        rated_word(judged, language),
    )

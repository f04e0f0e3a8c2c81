"""Demands that follow from what documents do not hold: neutrality, methane, coal, land use, voices.

Each asks only for what reviewers looked for and did not find; what could not be read is not asked for.
"""

from collections.abc import Iterator

from climate_pathways.assessment.grounds import (
    Grounds,
    Indicator,
    Suggestion,
    own_footing,
    places,
    step,
    suggestion,
)
from climate_pathways.core.wording import mark
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges.account import LAND_USE, NET
from climate_pathways.pledges.amounts import LAND
from climate_pathways.pledges.comparisons import TODAY_SINCE
from climate_pathways.pledges.criteria import (
    NEUTRALITY,
    NO,
    NOT_SAID,
    PARTLY,
    QUALITY,
    YES,
    CriterionAnswer,
    newest,
)
from climate_pathways.pledges.readings import ReadPledge

# `making` draws a way to zero by this year for every country, from which `of_neutrality` has its yearly
# cut.
NEUTRAL_BY = 2050
# The end date of the contributions due in 2025: Glasgow (2021), decision 6/CMA.3, paragraph 2.
NEXT_YEAR = 2035
# Coal that gives less of the electricity than this percent is no demand of its own.
COAL_MATTERS = 5.0
# By whether the figure is the national inventory’s.
METHANE = {
    True: mark(
        "Set a target for all of the country’s methane, below the {methane} Mt CO₂e of {latest} by the national "
        "inventory, {percent} %\u00a0of its greenhouse gases."
    ),
    False: mark(
        "Set a target for all of the country’s methane, below the {methane} Mt CO₂e of {latest} by PRIMAP-hist "
        "2.6.1, country-reported, {percent} %\u00a0of its greenhouse gases."
    ),
}
# By what is missing: the law, the plan.
IN_LAW = {
    (True, True): mark(
        "Lay neutrality by {year} down in a law, and adopt a plan with measures by sector that leads there."
    ),
    (True, False): mark("Lay neutrality by {year} down in a law."),
    (False, True): mark("Adopt a plan with measures by sector that leads to neutrality by {year}."),
}


def of_next_year(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that a target for the next round's year is missing."""
    ahead = grounds.pledges.headline()
    if ahead is not None and ahead.year < NEXT_YEAR:
        yield suggestion(
            "next-target",
            mark("Submit a target for {year}; none has been handed in."),
            ahead.id,
            passages=places(ahead),
            year=NEXT_YEAR,
        )


def of_inventory(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that an inventory of a recent year is missing."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    years = [comparison.years[-1] for comparison in read.own.comparisons]
    # Where no year of an inventory is known there is none to be named as the latest.
    if years and max(years) < TODAY_SINCE:
        account = grounds.pledges.account(read.pledge)
        yield suggestion(
            "current-inventory",
            mark(
                "Publish a current national inventory: the latest year that is known is {last}, so that the target "
                "for {year} cannot be set beside today."
            ),
            read.pledge.id,
            passages=places(account.inventory(own_footing(read.own).name).get(max(years))),
            last=max(years),
            year=read.pledge.year,
        )


def of_neutrality(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield one year of neutrality for all documents, by the middle of the century."""
    promised = grounds.pledges.neutrality()
    fifty = next((pathway for pathway in grounds.pathways if pathway.neutral_by == NEUTRAL_BY), None)
    cut = fifty.results["yearly_cut"].value if fifty else 0.0
    if not promised:
        yield suggestion(
            "neutrality-year",
            mark(
                "Set by law a year of neutrality for all greenhouse gases. Zero by {year} asks for {cut} Mt CO₂e less each year."
            ),
            passages=places(grounds.answer(NEUTRALITY, "year")),
            year=NEUTRAL_BY,
            cut=cut,
        )
    # One demand at most: a year that is too late has to come forward before several years become one.
    elif promised[0].year > NEUTRAL_BY:
        yield suggestion(
            "neutrality-earlier",
            mark("Bring neutrality forward from {promised} to {year}: {cut} Mt CO₂e less each year."),
            promised[0].id,
            passages=places(promised[0], grounds.answer(NEUTRALITY, "year")),
            promised=promised[0].year,
            year=NEUTRAL_BY,
            cut=cut,
        )
    elif len({pledge.year for pledge in promised}) > 1:
        yield suggestion(
            "one-neutrality-year",
            mark("Bring all documents to one year of neutrality: they name {first} and {last}."),
            *(pledge.id for pledge in promised),
            passages=places(promised[0], promised[-1]),
            first=promised[0].year,
            last=promised[-1].year,
        )


def of_law_and_plan(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield a law and a plan for a year of neutrality that is promised without them."""
    promised = grounds.pledges.neutrality()
    law, plan = (grounds.answer(NEUTRALITY, name) for name in ("in-law", "plan"))
    missing = (_is_missing(law), _is_missing(plan))
    # Where no year is promised, a year by law is asked for already.
    if promised and any(missing):
        yield suggestion(
            "neutrality-in-law",
            IN_LAW[missing],
            promised[0].id,
            passages=places(*(answer for answer in (law, plan) if _is_missing(answer))),
            year=promised[0].year,
        )


def _is_missing(answer: CriterionAnswer) -> bool:
    """Whether the documents were read and do not hold it: what was not read may be there."""
    return answer.answer in (PARTLY, NO, NOT_SAID)


def of_coal(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield the end of coal power where coal is used and no document has an aim for coal."""
    coal = _coal_without(grounds, "coal")
    if coal is not None:
        yield suggestion(
            "coal-exit",
            mark(
                "Name the year in which the last coal is burnt for electricity: by Ember it gave {percent} %\u00a0in {latest}, and "
                "no document that was read names a year or an amount for it."
            ),
            percent=coal.percent,
            latest=coal.year,
        )


def of_renewables(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield a share of renewables where coal is used and no document has an aim for renewables."""
    coal = _coal_without(grounds, "renewables")
    if coal is not None:
        yield suggestion(
            "renewables-share",
            mark(
                "Set a share of renewables in electricity to replace coal, which by Ember gave {percent} %\u00a0in {latest}: no "
                "document that was read has one."
            ),
            percent=coal.percent,
            latest=coal.year,
        )


def _coal_without(grounds: Grounds, theme: str) -> Indicator | None:
    """Return coal's part of the electricity where it matters and no document has an aim of a theme."""
    coal = grounds.coal
    return coal if coal and coal.percent >= COAL_MATTERS and not grounds.aims(theme) else None


def of_methane(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield a target for methane where the newest NDC has none for all of it."""
    answer, methane = grounds.answer(QUALITY, "methane"), grounds.methane
    # This checklist knows no “not read”, unlike that of neutrality: what is no “yes” was looked for in the
    # newest NDC.
    if methane is None or answer.answer == YES:
        return
    yield suggestion(
        "methane-target",
        METHANE[methane.source == NATIONAL],
        more=(step(mark("What the NDC holds now is numbers for some sources, or the worldwide pledge.")),)
        if answer.answer == PARTLY
        else (),
        passages=places(answer),
        methane=methane.value,
        latest=methane.year,
        percent=methane.percent,
    )


def of_land_use(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield land use told apart, and that of the target's year where the document projects none."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    answer = grounds.answer(QUALITY, "land-use-apart")
    ahead = grounds.pledges.account(read.pledge).land_use_ahead()
    apart = dict(read.what_matters()).get(LAND)
    if own_footing(read.own).name == NET and ahead is None:
        yield suggestion(
            # With its underscore, as frozen assessments name it: versions are compared by this name.
            "say-land_use",
            # Aims for forests, in percent or hectares, may be there: they are no tonnes of land use.
            mark(
                "Say in tonnes how much land use is to take up in {year}: the document does not, and the range of recent "
                "years moves the target without land use by {apart} Mt CO₂e."
            )
            if apart
            else mark("Say in tonnes how much land use is to take up in {year}: the document does not."),
            read.pledge.id,
            passages=places(read.pledge, answer),
            year=read.pledge.year,
            also={"apart": apart} if apart else None,
        )
    elif answer.answer != YES:
        yield _land_use_apart(grounds, read, answer, is_ahead=ahead is not None)


def _land_use_apart(
    grounds: Grounds, read: ReadPledge, answer: CriterionAnswer, *, is_ahead: bool
) -> Suggestion:
    """Return the demand for the base year's land use; where it is printed on another total, for one total."""
    base = read.pledge.base_year
    # Where the target’s year lacks it too, one sentence asks for both, and names neither the base year nor
    # its amount.
    printed = grounds.pledges.account(read.pledge).printed(LAND_USE, base) if base and is_ahead else None
    text = mark("Give land use apart in the account of the target for {year}.")
    values: dict[str, int | float] = {}
    if printed is not None:
        text = mark(
            "Say which land use of {base} goes with the base of the target for {year}: the document prints {land} Mt CO₂e for "
            "it, but beside another total."
        )
        values = {"base": printed.year, "land": printed.value}
    elif base and is_ahead:
        text = mark("Give land use of {base} apart, in tonnes, in the account of the target for {year}.")
        values = {"base": base}
    return suggestion(
        "land-use-apart",
        text,
        read.pledge.id,
        passages=places(answer, printed),
        also=values,
        year=read.pledge.year,
    )


def of_participation(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that civil society should be heard where the newest NDC does not say how it was."""
    answer = grounds.answer(QUALITY, "participation")
    if answer.answer != YES:
        yield suggestion(
            "participation",
            mark(
                "Consult civil society on the next NDC and print in it who was heard and how: the one of {submitted} does so in part "
                "only."
            )
            if answer.answer == PARTLY
            else mark(
                "Consult civil society on the next NDC and print in it who was heard and how: the one of {submitted} does not."
            ),
            passages=places(answer),
            submitted=newest(grounds.pledges).submitted_on.year,
        )

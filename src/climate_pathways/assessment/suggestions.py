"""Measurable demands that follow from an assessment's numbers; people turn them into demands.

Each suggestion names the number it asks for and what that number rests on. A rule writes them:
what is politically wise is for people to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from climate_pathways.assessment.neutrality import Neutrality
from climate_pathways.core.provenance import Step
from climate_pathways.core.publication import Method
from climate_pathways.core.quantiles import LIKELY
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.amounts import MEANING
from climate_pathways.pledges.documents import Pledge, Pledges
from climate_pathways.pledges.readings import ReadPledge

METHOD = "suggestions"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Measurable demands that follow from the numbers; people turn them into demands or leave them."
    ),
    rules=(
        mark(
            "A target that is enough in fewer than 66 percent of the combinations of assumptions is asked down to the median "
            "fair share, and to what is enough in 66 percent of them."
        ),
        mark("A target that depends on support is asked for without conditions where it is the lower one."),
        mark(
            "The widest ambiguity of a target’s words, from five percent of it on, is asked to be cleared up."
        ),
        mark("Neutrality by 2050 is asked for where none is promised by then."),
    ),
    weaknesses=(mark("A rule knows no politics: what can be won, and when, is not in the numbers."),),
)
# Frozen assessments hold this text: it stays in the catalogues for as long as they are read.
FORMER_LOWER_TARGET = mark(
    "Lower the target for {year} from about {central} to at most {share} Mt CO₂e a year "
    "without land use, the median of the fair shares; to be likely enough, to {likely} Mt."
)
NEUTRAL_BY = 2050
NEXT_YEAR = 2035
# An ambiguity worth a demand: at least this part of the target.
WORTH_ASKING = 0.05


@dataclass(frozen=True)
class MainTarget:
    """What suggestions are made from: a country's main target and its fair share in that year.

    ``share``: median fair share, ``likely``: what at least two thirds of the draws allow, both
    Mt CO2e in the target's year; ``probability``: that the target is enough; ``now``: Mt CO2e.
    """

    pledge: Pledge
    read: ReadPledge
    share: float
    likely: float
    probability: float
    now: float


@dataclass(frozen=True)
class Suggestion:
    """One measurable demand: a marked text with its numbers, and the pledges it concerns."""

    id: str
    says: Step
    concerns: tuple[str, ...] = ()


def suggestions(
    pledges: Pledges, main: MainTarget | None, read: Sequence[ReadPledge], pathways: Sequence[Neutrality]
) -> tuple[Suggestion, ...]:
    """Return what could be asked of a state, the largest things first."""
    return (
        *(_of_target(main) if main else ()),
        *_of_conditions(pledges, read),
        *(_of_wording(main) if main else ()),
        *_of_neutrality(pledges, pathways),
    )


def _suggestion(
    name: str, text: str, concerns: Sequence[str] = (), **values: str | int | float
) -> Suggestion:
    return Suggestion(name, Step(text, tuple(values.items())), tuple(concerns))


def _of_target(main: MainTarget) -> Iterator[Suggestion]:
    year, concerns = main.pledge.year, (main.pledge.id,)
    central = main.read.target.central_mt_co2e
    if main.probability >= LIKELY:
        return
    if main.share > 0:
        yield _suggestion(
            "lower-target",
            mark(
                "Lower the target for {year} from about {central} to at most {share} Mt CO₂e a year "
                "without land use, the median of the fair shares; to be enough in 66 percent of the combinations of "
                "assumptions, to {likely} Mt."
            ),
            concerns,
            year=year,
            central=central,
            share=rounded(main.share, 3),
            likely=rounded(max(main.likely, 0.0), 3),
        )
    else:
        yield _suggestion(
            "beyond-zero",
            mark(
                "Go for the deepest cut at home by {year} that can be done, and support cuts elsewhere: "
                "the fair share is used up by then (median {share} Mt CO₂e)."
            ),
            concerns,
            year=year,
            share=rounded(main.share, 3),
        )
    if year < NEXT_YEAR:
        yield _suggestion(
            "next-target",
            mark("Submit a target for {year}; none has been handed in."),
            concerns,
            year=NEXT_YEAR,
        )


def _of_conditions(pledges: Pledges, read: Sequence[ReadPledge]) -> Iterator[Suggestion]:
    by_id = {pledge.pledge.id: pledge.target.central_mt_co2e for pledge in read}
    near = [pledge for pledge in pledges.current() if pledge.year <= kinds.HEADLINE_UNTIL]
    current = [pledge for pledge in near if pledge.id in by_id]
    pairs = [
        (conditional, own)
        for conditional in current
        for own in current
        if conditional.is_conditional and not own.is_conditional and conditional.year == own.year
    ]
    # The latest year alone: a demand for each pair would say the same again.
    for conditional, own in pairs[-1:]:
        if by_id[conditional.id] < by_id[own.id]:
            yield _suggestion(
                "without-conditions",
                mark(
                    "Take on the target for {year} that depends on support, about {value} Mt CO₂e, without "
                    "conditions, and say openly what support is needed for more."
                ),
                (conditional.id, own.id),
                year=own.year,
                value=by_id[conditional.id],
            )


def _of_wording(main: MainTarget) -> Iterator[Suggestion]:
    pledge, target = main.pledge, main.read.target
    if pledge.type in (kinds.INTENSITY, kinds.BAU):
        yield _suggestion(
            "as-an-amount",
            mark(
                "State the target for {year} as an amount of emissions in that year. As it is worded it "
                "allows {low} to {high} Mt CO₂e; {now} Mt are emitted today."
            ),
            (pledge.id,),
            year=pledge.year,
            low=target.low_mt_co2e,
            high=target.high_mt_co2e,
            now=rounded(main.now, 3),
        )
    apart_by = dict(main.read.what_matters())
    # Whoever does not know what a sentence means need not ask for its details yet.
    name = MEANING if MEANING in apart_by else next(iter(apart_by), "")
    size, apart = abs(target.central_mt_co2e), apart_by.get(name, 0.0)
    if name in ASK_FOR and size and apart / size >= WORTH_ASKING:
        yield _suggestion(
            f"say-{name}", ASK_FOR[name], (pledge.id,), year=pledge.year, apart=rounded(apart, 2)
        )


ASK_FOR = {
    "source": mark(
        "Publish the base year’s emissions and the series that the target for {year} counts with: "
        "sources differ by {apart} Mt CO₂e in what it means."
    ),
    "gwp": mark(
        "Say which warming potentials the target for {year} counts with: it moves by {apart} Mt CO₂e."
    ),
    "land_use": mark("State the target for {year} with and without land use: it moves by {apart} Mt CO₂e."),
    "gdp": mark("Publish the growth of GDP that the target for {year} expects: it moves by {apart} Mt CO₂e."),
    "reference": mark("Publish the baseline of the target for {year} in full: it moves by {apart} Mt CO₂e."),
    "meaning": mark(
        "Say in one plain sentence what the target for {year} means: ways to understand it are {apart} Mt CO₂e apart."
    ),
}


def _of_neutrality(pledges: Pledges, pathways: Sequence[Neutrality]) -> Iterator[Suggestion]:
    promised = pledges.neutrality()
    fifty = next((pathway for pathway in pathways if pathway.neutral_by == NEUTRAL_BY), None)
    cut = rounded(fifty.results["yearly_cut"].value, 3) if fifty else 0.0
    if not promised:
        yield _suggestion(
            "neutrality-year",
            mark(
                "Set by law a year of neutrality for all greenhouse gases. Zero by {year} asks for {cut} Mt CO₂e less each year."
            ),
            year=NEUTRAL_BY,
            cut=cut,
        )
    elif promised[0].year > NEUTRAL_BY:
        yield _suggestion(
            "neutrality-earlier",
            mark("Bring neutrality forward from {promised} to {year}: {cut} Mt CO₂e less each year."),
            (promised[0].id,),
            promised=promised[0].year,
            year=NEUTRAL_BY,
            cut=cut,
        )
    elif len({pledge.year for pledge in promised}) > 1:
        yield _suggestion(
            "one-neutrality-year",
            mark("Bring all documents to one year of neutrality: they name {first} and {last}."),
            tuple(pledge.id for pledge in promised),
            first=promised[0].year,
            last=promised[-1].year,
        )

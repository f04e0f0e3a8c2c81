"""Demands that follow from a target's tonnes: that it be below today's, and how it should be said.

A target is asked for on its document's own footing, with the other footing beside it.
"""

from collections.abc import Iterator

from climate_pathways.assessment.grounds import (
    Grounds,
    Suggestion,
    levels_today,
    own_footing,
    places,
    step,
    suggestion,
)
from climate_pathways.core.provenance import Step
from climate_pathways.core.wording import mark
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import Fact
from climate_pathways.pledges.amounts import BY_TONNES
from climate_pathways.pledges.comparisons import Comparison
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge

# How a reviewed fact says that a document does not name the prices its GDP is counted in.
NO_PRICE_BASE = "Price base not stated"
# By whether today’s level is known on the other footing, too.
BELOW_TODAY = {
    True: mark(
        "Set a target for {year} below today’s emissions: below the level of {latest}, {level} Mt CO₂e {footing} "
        "({other_level} Mt {other_footing}). The promised {central} Mt {footing} can be met without any cut."
    ),
    False: mark(
        "Set a target for {year} below today’s emissions: below the level of {latest}, {level} Mt CO₂e {footing}. "
        "The promised {central} Mt {footing} can be met without any cut."
    ),
}
BY_NATIONAL = mark("The level is that of the national inventory sent in {submitted}.")
BY_DOCUMENT = mark("The level is that of the document’s own inventory.")


def of_today(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that a target which needs no cut should lie below today's emissions."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    own, levels = own_footing(read.own), levels_today(read.own)
    # By the footing of the document alone: a target that asks for a cut on it is not met already.
    level, other = levels.get(own.name), levels.get(own.other_name)
    if level is None or not level.is_met_already:
        return
    is_both = other is not None
    yield suggestion(
        "below-today",
        BELOW_TODAY[is_both],
        read.pledge.id,
        more=(_inventory(level),),
        passages=places(read.pledge, _printed_level(grounds, read.pledge, level)),
        year=read.pledge.year,
        level=level.level,
        latest=level.years[-1],
        central=own.central,
        footing=own.name,
        also={"other_level": other.level, "other_footing": own.other_name} if other else None,
    )


def _inventory(level: Comparison) -> Step:
    if level.inventory == NATIONAL and level.submission:
        return step(BY_NATIONAL, submitted=level.submission)
    return step(BY_DOCUMENT)


def _printed_level(grounds: Grounds, pledge: Pledge, level: Comparison) -> Fact | None:
    if level.inventory == NATIONAL:
        return None
    # The place is cited where the document prints the level: tables of the national inventory have no
    # lines.
    return grounds.pledges.account(pledge).inventory(level.footing).get(level.years[-1])


def of_wording(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield what a target's words leave open and its document does not print."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    # At most one of these: until it is known which target is meant, its amount and its base are no
    # questions.
    if read.own.meanings:
        yield _one_meaning(grounds, read, read.own)
    elif read.pledge.type in (kinds.INTENSITY, kinds.BAU) and read.own.rule != BY_TONNES:
        yield _as_an_amount(grounds, read, read.own)
    elif read.own.is_from_inventory:
        yield suggestion(
            "say-source",
            # What stands in a picture could not be read, and may be there.
            mark(
                "Print the tonnes of the base year {base} and of the target for {year} in words and tables: the text that was "
                "read has neither."
            ),
            read.pledge.id,
            passages=places(read.pledge),
            base=int(read.pledge.base_year or 0),
            year=read.pledge.year,
        )


def _one_meaning(grounds: Grounds, read: ReadPledge, own: OwnReading) -> Suggestion:
    footing = own_footing(own)
    amounts = [footing.central, *(span.central for _, span in own.meanings)]
    return suggestion(
        "say-meaning",
        mark(
            "Say in one plain sentence, and as an amount, what the target for {year} means: its words allow {low} or "
            "{high} Mt CO₂e {footing}."
        ),
        read.pledge.id,
        *(name for name, _ in own.meanings),
        passages=places(read.pledge, *grounds.pledges.variants(read.pledge)),
        year=read.pledge.year,
        low=min(amounts),
        high=max(amounts),
        footing=footing.name,
    )


def _as_an_amount(grounds: Grounds, read: ReadPledge, own: OwnReading) -> Suggestion:
    footing, level = own_footing(own), levels_today(own).get(own_footing(own).name)
    gdp = next(iter(grounds.pledges.account(read.pledge).ahead(accounts.GDP, accounts.TARGET)), None)
    text = mark(
        "State the target for {year} as an amount of emissions: as it is worded it allows {low} to {high} Mt CO₂e "
        "{footing}."
    )
    now = None
    if level is not None:
        text = mark(
            "State the target for {year} as an amount of emissions: as it is worded it allows {low} to {high} Mt CO₂e "
            "{footing}; {now} Mt were emitted in {latest}."
        )
        now = {"now": level.level, "latest": level.years[-1]}
    return suggestion(
        "as-an-amount",
        text,
        read.pledge.id,
        more=(*_gdp(read.pledge, gdp), *((_inventory(level),) if level is not None else ())),
        passages=places(read.pledge, gdp),
        year=read.pledge.year,
        low=footing.low,
        high=footing.high,
        footing=footing.name,
        also=now,
    )


def _gdp(pledge: Pledge, gdp: Fact | None) -> tuple[Step, ...]:
    if pledge.type != kinds.INTENSITY:
        return ()
    if gdp is None:
        return (
            step(mark("It hangs on GDP: publish the GDP that is expected for {year}."), year=pledge.year),
        )
    if gdp.note_en.startswith(NO_PRICE_BASE):
        return (
            step(
                mark(
                    "It hangs on GDP: say in the prices of which year the {gdp} billion dollars of {year} are counted."
                ),
                gdp=gdp.value,
                year=gdp.year,
            ),
        )
    return ()


def of_conditions(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that the lower target, which depends on support, should be taken on without conditions."""
    by_id = {read.pledge.id: own_footing(read.own) for read in grounds.read if read.own}
    near = [pledge for pledge in grounds.pledges.current() if pledge.year <= kinds.HEADLINE_UNTIL]
    current = [pledge for pledge in near if pledge.id in by_id]
    pairs = [
        (conditional, own)
        for conditional in current
        for own in current
        if conditional.is_conditional and not own.is_conditional and conditional.year == own.year
    ]
    # The latest year alone: a demand for each pair would say the same again.
    for conditional, own in pairs[-1:]:
        lower, promised = by_id[conditional.id], by_id[own.id]
        # Amounts on two footings cannot be set against each other: nothing is asked then.
        if lower.name != promised.name or lower.central >= promised.central:
            continue
        both = (
            {"other_value": lower.other, "other_footing": lower.other_name}
            if lower.other is not None
            else None
        )
        yield suggestion(
            "without-conditions",
            mark(
                "Take on the target for {year} that depends on support, {value} Mt CO₂e {footing} ({other_value} Mt "
                "{other_footing}), without conditions."
            )
            if both
            else mark(
                "Take on the target for {year} that depends on support, {value} Mt CO₂e {footing}, without conditions."
            ),
            conditional.id,
            own.id,
            passages=places(conditional),
            year=own.year,
            value=lower.central,
            footing=lower.name,
            also=both,
        )

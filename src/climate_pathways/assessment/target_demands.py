"""Demands that follow from a target's tonnes: how low it should be, and how it should be said.

A target is asked for on its document's own footing, with the other footing beside it. The fair share
is turned back: divided by the factor from the inventory to the series, with the target's land use.
"""

from collections.abc import Iterator

from climate_pathways.assessment.grounds import (
    Footing,
    Grounds,
    MainTarget,
    Suggestion,
    levels_today,
    own_footing,
    places,
    step,
    suggestion,
)
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantiles import LIKELY
from climate_pathways.core.wording import mark
from climate_pathways.figures.level import NATIONAL
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import Fact
from climate_pathways.pledges.amounts import BY_TONNES
from climate_pathways.pledges.comparisons import Comparison
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.readings import OwnReading, ReadPledge

# How a reviewed fact says that a document does not name the prices its GDP is counted in.
NO_PRICE_BASE = "Price base not stated"
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
LOWER = mark(
    "Lower the target for {year} from {central} to at most {share} Mt CO₂e {footing}, the median of the fair shares (by "
    "principle {lowest} to {highest} Mt)."
)
LOWER_BOTH = mark(
    "Lower the target for {year} from {central} to at most {share} Mt CO₂e {footing} ({other_share} Mt "
    "{other_footing}), the median of the fair shares (by principle {lowest} to {highest} Mt {footing})."
)
# Where the median is no lower than the target, it cannot be what the target is to be lowered to.
LOWER_TO_LIKELY = mark(
    "Lower the target for {year} from {central} to at most {likely} Mt CO₂e {footing}, which would be enough in 66 percent of "
    "the combinations. The median of the fair shares is {share} Mt {footing} (by principle {lowest} to {highest} Mt)."
)
LOWER_TO_LIKELY_BOTH = mark(
    "Lower the target for {year} from {central} to at most {likely} Mt CO₂e {footing} ({other_likely} Mt {other_footing}), which "
    "would be enough in 66 percent of the combinations. The median of the fair shares is {share} Mt {footing} ({other_share} Mt "
    "{other_footing}; by principle {lowest} to {highest} Mt {footing})."
)
LOWER_BELOW_ZERO = mark(
    "Lower the target for {year} to at most {other_share} Mt CO₂e {other_footing}, the median of the fair shares; "
    "{footing} that is {share} instead of {central} Mt (by principle {lowest} to {highest} Mt {footing})."
)
LIKELY_ENOUGH = mark("Enough in 66 percent of the combinations would be {likely} Mt {footing}.")
LIKELY_ENOUGH_BOTH = mark(
    "Enough in 66 percent of the combinations would be {likely} Mt {likely_footing} ({other_likely} Mt {other_likely_footing})."
)
LIKELY_BELOW_ZERO = mark(
    "What is enough in 66 percent of the combinations lies below zero also without land use: cuts elsewhere have to be supported besides."
)
TURNED = mark("The fair share is turned back from the international series: divided by {factor}.")
TURNED_WITH_LAND = mark(
    "The fair share is turned back from the international series: divided by {factor}, with land use of {land} Mt."
)


def of_today(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield that a target which needs no cut should lie below today's emissions."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    own, levels = own_footing(read.own), levels_today(read.own)
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
    return grounds.pledges.account(pledge).inventory(level.footing).get(level.years[-1])


def of_fair_share(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield how low the main target should be, on its own footing."""
    main = grounds.main
    if main is None or main.read.own is None or main.probability >= LIKELY:
        return
    pledge, own = main.read.pledge, own_footing(main.read.own)
    if main.share <= 0:
        yield suggestion(
            "beyond-zero",
            mark(
                "Go for the deepest cut at home by {year} that can be done, and support cuts elsewhere: "
                "the fair share is used up by then (median {share} Mt CO₂e, by principle {lowest} to {highest} Mt)."
            ),
            pledge.id,
            passages=places(pledge),
            year=pledge.year,
            share=main.share,
            lowest=main.span.low,
            highest=main.span.high,
        )
        return
    share, other = _turned(main.share, main, own)
    if share >= own.central:
        yield from _lower_to_likely(main, own, share, other)
        return
    text = LOWER if other is None else LOWER_BOTH if share > 0 else LOWER_BELOW_ZERO
    land = grounds.pledges.account(pledge).land_use_ahead() if other is not None else None
    yield suggestion(
        "lower-target",
        text,
        pledge.id,
        more=(_likely(main, own), _how_turned(main, own)),
        passages=places(pledge, land),
        year=pledge.year,
        central=own.central,
        share=share,
        lowest=_turned(main.span.low, main, own)[0],
        highest=_turned(main.span.high, main, own)[0],
        footing=own.name,
        also={"other_share": other, "other_footing": own.other_name} if other is not None else None,
    )


def _lower_to_likely(
    main: MainTarget, own: Footing, share: float, other_share: float | None
) -> Iterator[Suggestion]:
    """Yield what would be enough in two thirds of the draws, where the median share is no lower than the target."""
    likely, other = _turned(main.likely, main, own)
    if likely >= own.central:
        return
    yield suggestion(
        "lower-target",
        LOWER_TO_LIKELY if other is None else LOWER_TO_LIKELY_BOTH,
        main.read.pledge.id,
        more=(_how_turned(main, own),),
        passages=places(main.read.pledge),
        year=main.read.pledge.year,
        central=own.central,
        likely=likely,
        share=share,
        lowest=_turned(main.span.low, main, own)[0],
        highest=_turned(main.span.high, main, own)[0],
        footing=own.name,
        also={"other_likely": other, "other_share": other_share, "other_footing": own.other_name}
        if other is not None
        else None,
    )


def factor_of(read: ReadPledge) -> float:
    """Return the factor from a target's own tonnes without land use to the series of the fair shares.

    It holds the step between the two sets of potentials as well.
    """
    gross = read.own.gross if read.own else None
    bridged = read.own.bridge.central if read.own and read.own.bridge else 1.0
    return read.target.central_mt_co2e / gross.central if gross and gross.central else bridged


def _turned(value: float, main: MainTarget, own: Footing) -> tuple[float, float | None]:
    """Return an amount of the series on a target's own footing, and on the other one where it is known."""
    gross = value / factor_of(main.read)
    if own.other is None:
        return gross, None
    land = own.central - own.other
    return (gross + land, gross) if own.name == accounts.NET else (gross, gross - land)


def _likely(main: MainTarget, own: Footing) -> Step:
    if main.likely <= 0:
        return step(LIKELY_BELOW_ZERO)
    likely, other = _turned(main.likely, main, own)
    if other is None:
        return step(LIKELY_ENOUGH, likely=likely, footing=own.name)
    # What lies below zero on one footing is named on the other one first.
    first, second = sorted(((likely, own.name), (other, own.other_name)), key=lambda pair: pair[0] <= 0)
    return step(
        LIKELY_ENOUGH_BOTH,
        likely=first[0],
        likely_footing=first[1],
        other_likely=second[0],
        other_likely_footing=second[1],
    )


def _how_turned(main: MainTarget, own: Footing) -> Step:
    factor = factor_of(main.read)
    if own.other is None:
        return step(TURNED, factor=factor)
    land = own.central - own.other
    return step(TURNED_WITH_LAND, factor=factor, land=land if own.name == accounts.NET else -land)


def of_wording(grounds: Grounds) -> Iterator[Suggestion]:
    """Yield what a target's words leave open and its document does not print."""
    read = grounds.promised
    if read is None or read.own is None:
        return
    if read.own.meanings:
        yield _one_meaning(grounds, read, read.own)
    elif read.pledge.type in (kinds.INTENSITY, kinds.BAU) and read.own.rule != BY_TONNES:
        yield _as_an_amount(grounds, read, read.own)
    elif read.own.is_from_inventory:
        yield suggestion(
            "say-source",
            mark(
                "Print the tonnes of the base year {base} and of the target for {year}: the document has neither."
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

"""Demands that follow from a fair share: how low a target should be, on its document's own footing.

The fair share is turned back: divided by the factor from the inventory to the series, with the target's land use.
"""

from collections.abc import Iterator

from climate_pathways.assessment.grounds import (
    Footing,
    Grounds,
    MainTarget,
    Suggestion,
    own_footing,
    places,
    step,
    suggestion,
)
from climate_pathways.core.provenance import Step
from climate_pathways.core.quantiles import LIKELY
from climate_pathways.core.wording import mark
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges.readings import ReadPledge

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
# The 66 of these texts is `LIKELY` written out: another limit needs other texts, in both languages.
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
    # Below zero only with land use: the share without it was above zero.
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
    # The chance is over all readings, this amount of the shares alone: where readings are wide it may lie
    # above the target.
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
    # Net less gross is land use; gross less net, of a target without it, is its opposite.
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

"""What a pledge means by its document's own account, and how that compares with its own inventory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from climate_pathways.assessment.grounds import own_footing
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark
from climate_pathways.figures.level import NATIONAL
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges import account as accounts
from climate_pathways.pledges.account import GROSS, NET
from climate_pathways.pledges.comparisons import Comparison, today
from climate_pathways.pledges.documents import INTENSITY
from climate_pathways.pledges.inventory import DOCUMENT
from climate_pathways.pledges.own_readings import OwnReading
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.words import footing_text, inventory_text, level_of, years_text

# A difference below this many percent is no difference in a sentence.
ABOUT_AS_MUCH = 2.0
# Beyond this part a recalculated base year makes another target of the same percentage.
ANOTHER_AMOUNT = 0.05

# By the footing that the target stands on, and whether the other one is known as well.
AMOUNTS = {
    (NET, True): mark(
        "By the document’s own account that is {net} in {year} with land use, or {gross} without it."
    ),
    (NET, False): mark("By the document’s own account that is {net} in {year}, with land use."),
    (GROSS, True): mark(
        "By the document’s own account that is {gross} in {year} without land use, or {net} with it."
    ),
    (GROSS, False): mark("By the document’s own account that is {gross} in {year}, without land use."),
}
FROM_INVENTORY = {
    (NET, True): mark(
        "The text of the document prints no tonnes of its base year; by the national inventory it is {net} in {year} with land use, or {gross} without it."
    ),
    (NET, False): mark(
        "The text of the document prints no tonnes of its base year; by the national inventory it is {net} in {year}, with land use."
    ),
    (GROSS, True): mark(
        "The text of the document prints no tonnes of its base year; by the national inventory it is {gross} in {year} without land use, or {net} with it."
    ),
    (GROSS, False): mark(
        "The text of the document prints no tonnes of its base year; by the national inventory it is {gross} in {year}, without land use."
    ),
}
WITH_ITS_SINK = {
    NET: mark(
        "By the document’s own account that is {net} in {year} with land use; with land use as in the national inventory, {gross} without it."
    ),
    GROSS: mark(
        "By the document’s own account that is {gross} in {year} without land use; with land use as in the national inventory, {net} with it."
    ),
}
MORE, LESS = mark("{size} more than {when}"), mark("{size} less than {when}")
AS_MUCH = mark("about as much as {when}")
BOTH = mark("By {inventory}, with land use that is {net}; without it, {gross}.")
ONE = {
    NET: mark("By {inventory}, with land use that is {net}."),
    GROSS: mark("By {inventory}, without land use that is {gross}."),
}


def own_account(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    """Yield the target on its own footing, beside its own inventory, and what that comes to."""
    own = read.own
    if own is None:
        return
    yield _amounts(speaker, read, own)
    latest = today(own.comparisons)
    for group in (latest, _means(own.comparisons, latest)):
        yield from _compared(speaker, read, group)
    yield from _met_already(speaker, read, own, latest)
    if not latest:
        yield speaker.say(
            "no_inventory",
            mark(
                "{name} has published no inventory since {year}, so that the target cannot be set beside today."
            ),
            f"pledge:{read.pledge.id}",
            year=_last_year(own.comparisons),
        )
    yield from _per_gdp(speaker, read)


def _amounts(speaker: Speaker, read: ReadPledge, own: OwnReading) -> Sentence:
    footing = own_footing(own).name
    both = own.net is not None and own.gross is not None
    texts = FROM_INVENTORY if own.is_from_inventory else AMOUNTS
    # Then two inventories speak: the document’s of the target, the national one of land use.
    is_mixed = both and own.land_source == NATIONAL and not own.is_from_inventory
    return speaker.say(
        "own",
        WITH_ITS_SINK[footing] if is_mixed else texts[footing, both],
        f"pledge:{read.pledge.id}",
        year=read.target.year,
        net=speaker.spread(own.net) if own.net else "",
        gross=speaker.spread(own.gross) if own.gross else "",
    )


def _means(all_of_them: Sequence[Comparison], latest: Sequence[Comparison]) -> list[Comparison]:
    """Return the means of several years that go with the comparisons with the latest one."""
    source = latest[0].inventory if latest else ""
    means = [comparison for comparison in all_of_them if comparison.is_mean]
    return [comparison for comparison in means if comparison.inventory == source] or means


def _compared(speaker: Speaker, read: ReadPledge, group: Sequence[Comparison]) -> Iterator[Sentence]:
    by_footing = {comparison.footing: comparison for comparison in group}
    if not by_footing:
        return
    some = next(iter(by_footing.values()))
    if is_recalculated(some):
        yield _recalculated(speaker, read, some)
        return
    text = BOTH if len(by_footing) == 2 else ONE[some.footing]
    yield speaker.say(
        "own_mean" if some.is_mean else "own_today",
        text,
        f"pledge:{read.pledge.id}",
        *(() if some.inventory == DOCUMENT else (some.inventory,)),
        year=some.years[-1],
        inventory=inventory_text(some, speaker.language),
        **{footing: _change(speaker, comparison) for footing, comparison in by_footing.items()},
    )


def is_recalculated(comparison: Comparison) -> bool:
    """Whether the target means other tonnes by this inventory than its document states."""
    if comparison.stated is None:
        return False
    # As amounts, in percent of the level that both are held against: a difference may be zero, an amount is
    # not.
    said, now = (100 + comparison.stated.central, 100 + comparison.percent.central)
    return abs(now - said) > ANOTHER_AMOUNT * abs(said)


def _recalculated(speaker: Speaker, read: ReadPledge, comparison: Comparison) -> Sentence:
    """Say both: the percentage by the recalculated inventory, and the tonnes stated before it."""
    stated = replace(comparison, percent=comparison.stated or comparison.percent)
    return speaker.say(
        "own_mean" if comparison.is_mean else "own_today",
        mark(
            "By {inventory}, which has another base year, the same percentage leaves {amount} ({footing}): {change}; "
            "the tonnes that the document states would be {stated}."
        ),
        f"pledge:{read.pledge.id}",
        comparison.inventory,
        year=comparison.years[-1],
        inventory=inventory_text(comparison, speaker.language),
        amount=speaker.spread(comparison.target),
        footing=footing_text(comparison.footing, speaker.language),
        change=_change(speaker, comparison),
        stated=_change(speaker, stated, with_level=False),
    )


def _change(speaker: Speaker, comparison: Comparison, *, with_level: bool = True) -> str:
    percent = comparison.percent.central
    text = AS_MUCH if abs(percent) < ABOUT_AS_MUCH else MORE if percent > 0 else LESS
    when = years_text(comparison.years, speaker.language)
    if with_level:
        when = f"{when} ({level_of(comparison, speaker.language)})"
    return speaker.word(text, size=speaker.percent(abs(percent) / 100), when=when)


def _met_already(
    speaker: Speaker, read: ReadPledge, own: OwnReading, latest: Sequence[Comparison]
) -> Iterator[Sentence]:
    met = {comparison.footing for comparison in latest if comparison.is_met_already}
    if not met:
        return
    text = mark("It can be met without any cut: emissions of {year} were at or below it already.")
    # Which footing is said only where the other one is known, too, and asks for a cut.
    if met == {GROSS} and len(latest) > 1:
        text = mark("Without land use it asks for no cut: emissions of {year} were at or below it already.")
    elif met == {NET} and len(latest) > 1:
        text = mark("With land use it asks for no cut: emissions of {year} were at or below it already.")
    yield speaker.say("met_already", text, f"pledge:{read.pledge.id}", year=latest[0].years[-1])


def _last_year(group: Sequence[Comparison]) -> int:
    return max((comparison.years[-1] for comparison in group), default=1990)


def _per_gdp(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    """Yield how far emissions per unit of GDP had come by the document's own numbers."""
    if read.pledge.type != INTENSITY:
        return
    account = speaker.assessment.pledges.account(read.pledge)
    by_year = account.inventory(accounts.INTENSITY)
    base = by_year.get(read.pledge.base_year or 0)
    if base is None or max(by_year) == base.year:
        return
    latest = by_year[max(by_year)]
    yield speaker.say(
        "per_gdp",
        mark(
            "Counted per unit of GDP, the target moves with the economy. By the document’s own numbers emissions per "
            "unit of GDP had fallen by {size} from {base} to {year} already."
        ),
        f"pledge:{read.pledge.id}",
        year=latest.year,
        base=base.year,
        size=speaker.percent(1 - latest.value / base.value),
    )


def bridged(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    """Yield the target as it stands beside fair shares, and how far series and inventory lie apart."""
    target, rests_on = read.target, f"pledge:{read.pledge.id}"
    if not read.is_comparable:
        yield speaker.say(
            "tonnes",
            mark(
                "It is not set beside fair shares: no recent year is known by both its inventory and the international series."
            ),
            rests_on,
            year=target.year,
        )
        return
    yield speaker.say(
        "tonnes",
        mark(
            "Beside the fair shares, which count without land use and by international series, it stands at about "
            "{central} in {year}; the open questions reach from {range}."
        ),
        rests_on,
        year=target.year,
        central=speaker.amount(target.central_mt_co2e),
        range=speaker.between(target.low_mt_co2e, target.high_mt_co2e),
    )
    over = read.own.bridge if read.own else None
    if over is not None and over.is_wide:
        # Two factors may read alike once they are rounded.
        ends = {speaker.number(end(over.factors.values())) for end in (min, max)}
        yield speaker.say(
            "bridge",
            mark(
                "International series of {of} stand at {low} to {high} times its inventory: they count different things."
            )
            if len(ends) > 1
            else mark(
                "International series of {of} stand at {low} times its inventory: they count different things."
            ),
            rests_on,
            year=over.years[-1],
            low=speaker.number(min(over.factors.values())),
            high=speaker.number(max(over.factors.values())),
        )

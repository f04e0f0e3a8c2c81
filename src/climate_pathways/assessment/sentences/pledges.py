"""What a country has promised, in sentences: the target, its tonnes, why a range, and older versions."""

from collections.abc import Iterator

from climate_pathways.assessment.grounds import own_footing
from climate_pathways.assessment.sentences.checklists import quality_met
from climate_pathways.assessment.sentences.context import context
from climate_pathways.assessment.sentences.own_account import bridged, own_account
from climate_pathways.assessment.sentences.speaker import Speaker
from climate_pathways.core.wording import mark
from climate_pathways.figures.sentences.standing import Sentence
from climate_pathways.pledges import documents as kinds
from climate_pathways.pledges.account import NET
from climate_pathways.pledges.context import PLEDGE
from climate_pathways.pledges.documents import Pledge
from climate_pathways.pledges.readings import ReadPledge
from climate_pathways.pledges.versions import DEPENDS, SAME, STRONGER, WEAKER, Change
from climate_pathways.pledges.words import (
    assumption_text,
    condition_text,
    cut_text,
    document_text,
    pledge_phrase,
)

# What moves a target by less than this part is not worth a reader's time.
WORTH_SAYING = 0.05
MOST_REASONS = 3


def promise(speaker: Speaker) -> Iterator[Sentence]:
    """Yield what the main pledge says and means, then how it compares with what came before."""
    read = speaker.promised
    if read is None:
        yield speaker.say("promise", mark("{name} has no target ahead that can be read in tonnes."))
    else:
        yield from _main(speaker, read)
        yield from _with_support(speaker, read)
    yield from context(speaker, PLEDGE)
    yield from versions(speaker)
    yield from quality_met(speaker)


def _main(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    pledge = read.pledge
    yield speaker.say(
        "promise",
        mark("{name} promises: {phrase} ({document}; {condition})."),
        f"pledge:{pledge.id}",
        year=pledge.year,
        phrase=pledge_phrase(pledge, speaker.language),
        document=_document(speaker, pledge),
        condition=condition_text(pledge.condition, speaker.language),
    )
    yield from own_account(speaker, read)
    yield from _meanings(speaker, read)
    yield from bridged(speaker, read)
    yield from _why_a_range(speaker, read)


def _meanings(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    """Yield every other way to understand the words, with its tonnes where the document gives them."""
    spans = dict(read.own.meanings) if read.own else {}
    for wording in speaker.assessment.pledges.variants(read.pledge):
        span = spans.get(wording.id)
        yield speaker.say(
            "variant",
            mark("Its words can also be understood as {phrase}: {amount}.")
            if span
            else mark("Its words can also be understood as {phrase}."),
            f"pledge:{wording.id}",
            year=wording.year,
            phrase=pledge_phrase(wording, speaker.language),
            amount=speaker.spread(span) if span else "",
        )


def _document(speaker: Speaker, pledge: Pledge) -> str:
    return document_text(speaker.assessment.pledges.document(pledge.document), speaker.language)


def reasons(read: ReadPledge) -> list[tuple[str, float]]:
    """Return the assumptions that move a pledge most, with Mt CO2e, widest first."""
    size = abs(read.target.central_mt_co2e)
    widest = [(name, apart) for name, apart in read.what_matters() if apart >= WORTH_SAYING * size]
    return widest[:MOST_REASONS]


def _why_a_range(speaker: Speaker, read: ReadPledge) -> Iterator[Sentence]:
    widest = reasons(read)
    if widest:
        yield speaker.say(
            "why_a_range",
            mark("Where the range comes from: {reasons}."),
            f"pledge:{read.pledge.id}",
            reasons=speaker.listed(
                f"{assumption_text(name, speaker.language)} ({speaker.amount(apart)})"
                for name, apart in widest
            ),
        )


# --- other targets and versions -------------------------------------------------------------


def _with_support(speaker: Speaker, main: ReadPledge) -> Iterator[Sentence]:
    is_net = main.own is not None and own_footing(main.own).name == NET
    for pledge in speaker.assessment.pledges.current():
        read = speaker.assessment.by_pledge.get(pledge.id)
        if read and pledge.is_conditional and pledge.id != main.pledge.id and pledge.year == main.target.year:
            spans = (read.own.net, read.own.gross) if read.own else (None, None)
            # First on the footing on which the main target was told just before.
            span = (spans[0] or spans[1]) if is_net else (spans[1] or spans[0])
            yield speaker.say(
                "with_support",
                mark(
                    "Given support from abroad it promises {cut} instead, about {central} on the same footing."
                ),
                f"pledge:{pledge.id}",
                year=pledge.year,
                cut=cut_text(pledge, speaker.language),
                central=speaker.spread(span) if span else speaker.amount(read.target.central_mt_co2e),
            )
            yield from _meanings(speaker, read)


def versions(speaker: Speaker) -> Iterator[Sentence]:
    """Yield how targets in force compare with those of the version before."""
    current = {pledge.id for pledge in speaker.assessment.pledges.current()}
    for change in speaker.assessment.changes:
        # What was replaced twice is told in the table of versions alone.
        if change.newer in current:
            yield change_sentence(speaker, change)


CHANGES = {
    STRONGER: mark("“{newer}” against “{older}”{condition}: stronger, {size} less in {year}{carried}."),
    SAME: mark("“{newer}” against “{older}”{condition}: the same target for {year}{carried}."),
    WEAKER: mark("“{newer}” against “{older}”{condition}: weaker, {size} more in {year}{carried}."),
    DEPENDS: mark(
        "“{newer}” against “{older}”{condition}: whether it is stronger depends on {reasons}; the difference in {year} "
        "lies between {low} and {high}, median {central}{carried}."
    ),
}


def change_sentence(speaker: Speaker, change: Change) -> Sentence:
    """Say how a newer target compares with an older one, and what the comparison hangs on."""
    pledges = speaker.assessment.pledges
    documents = {target.id: pledges.document(target.document) for target in pledges.targets}
    carried = mark(" (if the older one for {since} had stayed as it was)")
    condition = f", {condition_text(change.condition, speaker.language)}"
    reasons = (assumption_text(name, speaker.language) for name in change.depends_on[:MOST_REASONS])
    return speaker.say(
        "version",
        CHANGES[change.verdict],
        f"pledge:{change.older}",
        f"pledge:{change.newer}",
        year=change.year,
        older=documents[change.older].title(speaker.language),
        newer=documents[change.newer].title(speaker.language),
        size=speaker.span(*_sizes(change)),
        condition=condition if change.condition == kinds.CONDITIONAL else "",
        low=speaker.change(change.low),
        high=speaker.change(change.high),
        central=speaker.change(change.central),
        reasons=speaker.listed(reasons),
        carried=speaker.word(carried, since=change.older_year) if change.carried_on else "",
    )


def _sizes(change: Change) -> tuple[float, float]:
    # The words say stronger or weaker: of two negative ends the lower one is the larger size.
    sizes = abs(change.low), abs(change.high)
    return min(sizes), max(sizes)

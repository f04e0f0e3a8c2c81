"""Two proposals become one when both authors have said yes to the same words, and not before."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.priorities.models import Merger, MergerStage, Proposal, ProposalStage
from tamyr.priorities.services.locking import (
    Clock,
    TextMoved,
    authors_of,
    check_author,
    open_round,
    record,
    standing_proposal,
)
from tamyr.priorities.services.proposals import Words, rewrite
from tamyr.procedures.services import NotNow


class AlreadyAsked(Exception):
    """A merger of these two waits for an answer; ``merger`` is it."""

    def __init__(self, merger: Merger) -> None:
        super().__init__(str(merger.pk))
        self.merger = merger


def _both(kept: Proposal, other: Proposal, clock: Clock) -> tuple[Proposal, Proposal, datetime]:
    """Lock two proposals of one round, which must both still stand; return them with the moment of the act."""
    # Two opposite offers take the two in turns: their round, which both hold first, keeps them apart.
    standing, _at = standing_proposal(kept, clock)
    second, at = standing_proposal(other, clock)
    if standing.round_id != second.round_id:
        raise NotNow(standing.round)
    second.round = standing.round
    return standing, second, at


@transaction.atomic
def propose_merger(
    *,
    kept: Proposal,
    other: Proposal,
    words: Words,
    language: str,
    form_key: UUID,
    actor: UUID,
    clock: Clock,
) -> Merger:
    """Offer the author of one of two proposals to go on with one text; the offerer is the author of the other one."""
    standing, second, at = _both(kept, other, clock)
    known = Merger.objects.filter(form_key=form_key).first()
    # For who made it alone: nobody but its two sides reads an offer, also by its key.
    if known is not None and known.made_by_id == actor:
        return known
    own, asked = _sides(standing, second, actor, at)
    member = check_author(own, actor=actor, at=at)
    # Both ways round: else each could wait for the other’s answer to the same question.
    for pair in ((standing, second), (second, standing)):
        waiting = Merger.objects.filter(kept=pair[0], other=pair[1], stage=MergerStage.WAITING).first()
        if waiting is not None:
            raise AlreadyAsked(waiting)
    made = Merger.objects.create(
        form_key=form_key,
        kept=standing,
        other=second,
        asked=asked,
        language=language,
        kept_sha256=standing.text_sha256,
        other_sha256=second.text_sha256,
        words=words.canonical.as_json(),
        made_by_id=actor,
        made_at=at,
    )
    record("merger.proposed", standing, member=member, actor=actor, at=at)
    announce(kind="merger-proposed", about=made, scope=asked.member_id, actor=actor, at=at)
    return made


def _sides(kept: Proposal, other: Proposal, actor: UUID, at: datetime) -> tuple[Proposal, Proposal]:
    """Return which of two is the offerer's, and which the one whose author is asked."""
    if {member.pk for member in authors_of(kept)} & {member.pk for member in authors_of(other)}:
        raise MayNot(_("Both are of the same organisation: change one and withdraw the other."))
    for own, asked in ((kept, other), (other, kept)):
        try:
            check_author(own, actor=actor, at=at)
        except MayNot:
            continue
        return own, asked
    raise MayNot(_("Only the organisation that proposed one of the two may do this."))


@transaction.atomic
def accept_merger(*, merger: Merger, actor: UUID, clock: Clock) -> Proposal:
    """Say yes in the name of the author who was asked: the two become one with the words that were offered."""
    kept, other, at = _both(merger.kept, merger.other, clock)
    waiting = _waiting(merger, kept)
    asked = kept if waiting.asked_id == kept.pk else other
    member = check_author(asked, actor=actor, at=at)
    for proposal, read in ((kept, waiting.kept_sha256), (other, waiting.other_sha256)):
        if proposal.text_sha256 != read:
            raise TextMoved(proposal)
    _end(waiting, MergerStage.ACCEPTED, at)
    # What was offered for the one that goes has nothing left to merge; for the one that stays its new text
    # refuses it.
    offers = Merger.objects.filter(Q(kept=other) | Q(other=other), stage=MergerStage.WAITING)
    offers.update(stage=MergerStage.TAKEN_BACK, ended_at=at)
    said = waiting.said
    other.stage, other.merged_into = ProposalStage.MERGED, kept
    other.save()
    # What was taken up in it before goes along, and its author with it.
    other.taken_up.update(merged_into=kept)
    rewrite(kept, {waiting.language: Words(said["title"], said["text"])}, actor=actor, at=at)
    kept.save()
    record("merger.accepted", kept, member=member, actor=actor, at=at)
    announce(kind="merger-accepted", about=waiting, actor=actor, at=at)
    settle(about=waiting, person=actor, at=at)
    return kept


def _waiting(merger: Merger, kept: Proposal) -> Merger:
    waiting = Merger.objects.select_for_update(no_key=True).get(pk=merger.pk)
    if waiting.stage != MergerStage.WAITING:
        raise NotNow(kept.round)
    return waiting


def _end(merger: Merger, stage: str, at: datetime) -> None:
    merger.stage, merger.ended_at = stage, at
    merger.save()


@transaction.atomic
def refuse_merger(*, merger: Merger, actor: UUID, clock: Clock) -> Merger:
    """Say no, or take the offer back: both proposals stay as they are."""
    # Also where one of the two was set aside or withdrawn meanwhile: an offer is not left without an answer.
    standing, at = open_round(merger.kept.round, clock)
    kept = merger.kept
    kept.round = standing
    waiting = _waiting(merger, kept)
    member, stage = _who_ends(waiting, actor, at)
    _end(waiting, stage, at)
    act = f"merger.{'refused' if stage == MergerStage.REFUSED else 'taken_back'}"
    record(act, kept, member=member, actor=actor, at=at)
    if stage == MergerStage.REFUSED:
        offerer = waiting.other if waiting.asked_id == waiting.kept_id else waiting.kept
        announce(kind="merger-refused", about=waiting, scope=offerer.member_id, actor=actor, at=at)
    settle(about=waiting, person=actor, at=at)
    return waiting


def _who_ends(merger: Merger, actor: UUID, at: datetime) -> tuple[Member, str]:
    try:
        return check_author(merger.asked, actor=actor, at=at), MergerStage.REFUSED
    except MayNot:
        offerer = merger.other if merger.asked_id == merger.kept_id else merger.kept
        return check_author(offerer, actor=actor, at=at), MergerStage.TAKEN_BACK

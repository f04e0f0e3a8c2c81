"""What waits on desks: a word of one's organisation, an answer as an author, a coordinator's next step."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.priorities.models import (
    Argument,
    Merger,
    MergerStage,
    Moderation,
    Phase,
    Proposal,
    ProposalStage,
    Round,
    Stage,
)
from tamyr.priorities.queries.rounds import (
    address_of,
    address_of_round,
    members_that_spoke,
    rounds_visible_to,
)
from tamyr.priorities.rules import may_decide_appeal, may_decide_appeals, may_read_rounds
from tamyr.procedures.models import Scope
from tamyr.procedures.queries import calls_for_voices, organisations_of, overseen_by
from tamyr.procedures.rules import organisations_heard


@leads_from_the_desk
def way_to_rounds(visitor: Visitor) -> Iterator[Way]:
    if may_read_rounds(visitor):
        yield Way(_("Priorities"), reverse("priorities:rounds"))


@asks_for_voice
@while_there_are(lambda: Round.objects.filter(stage=Stage.OPEN))
def round_calls(visitor: Visitor) -> Iterator[Call]:
    """Rounds that wait for the word of each of a visitor's organisations."""
    if not visitor.mandates:
        return
    running = list(
        rounds_visible_to(visitor).filter(stage=Stage.OPEN, closes_at__gt=visitor.at).order_by("closes_at")
    )
    spoken = members_that_spoke(running, visitor)

    def call(standing: Round, member: Member) -> Call:
        collects = standing.collects_at(visitor.at)
        return Call(
            title=standing.title,
            sentence=_("Propose what the network should work on, or say that you have nothing this time.")
            if collects
            else _("Read the proposals: support what you like, and say what would make them better."),
            address=address_of_round(standing),
            act=_("Read and propose") if collects else _("Read and answer"),
            due_at=standing.next_end_at(visitor.at),
            member=member,
            may_leave=True,
        )

    # Of the whole network everybody with a voice is heard: only of the others is more asked.
    apart = [running_round for running_round in running if running_round.scope != Scope.ALL]
    heard = {running_round.pk: organisations_heard(visitor, running_round) for running_round in apart}
    own = organisations_of(visitor)
    spoken |= {(key, member.pk) for key, there in heard.items() for member in own if member not in there}
    yield from calls_for_voices(visitor, running, spoken=spoken, call=call)


@asks_for_voice
@while_there_are(lambda: Round.objects.filter(stage=Stage.OPEN))
def author_calls(visitor: Visitor) -> Iterator[Call]:
    """What others said of a visitor's own proposals, and still has no answer."""
    own = _own_proposals(visitor)
    # An organisation as the reader's mandate has it: its name is read already.
    members = {member.pk: member for member in organisations_of(visitor)}
    # What is set aside nobody can answer: to ask for it here would lead to a page that is not there.
    unanswered = Argument.objects.filter(proposal__in=own, is_set_aside=False, answered_at=None)
    counts = Counter(unanswered.values_list("proposal_id", flat=True))
    for proposal in own.values():
        count = counts[proposal.pk]
        if count:
            yield Call(
                title=_("Your proposal no. %(place)s: %(round)s")
                % {"place": proposal.place, "round": proposal.round.title},
                sentence=ngettext(
                    "%(count)s argument has no answer of yours yet.",
                    "%(count)s arguments have no answer of yours yet.",
                    count,
                )
                % {"count": count},
                address=address_of(proposal),
                act=_("Read and answer"),
                due_at=proposal.round.closes_at,
                member=members.get(proposal.member_id, proposal.member),
            )
    waiting = Merger.objects.filter(asked__in=own, stage=MergerStage.WAITING)
    for merger in waiting.select_related("kept__round", "other__round"):
        asked = own[merger.asked_id]
        yield Call(
            title=_("Merge your proposal no. %(place)s with another one?") % {"place": asked.place},
            sentence=_("Another organisation offers one text for both. Nothing changes until you say yes."),
            address=reverse("priorities:merger", args=[merger.pk]),
            act=_("Read and answer"),
            due_at=asked.round.closes_at,
            member=members.get(asked.member_id, asked.member),
        )


def _own_proposals(visitor: Visitor) -> dict[UUID, Proposal]:
    if not visitor.mandates:
        return {}
    own = Q(member__in=visitor.members) | Q(taken_up__member__in=visitor.members)
    open_now = Q(stage=ProposalStage.STANDING, round__stage=Stage.OPEN, round__closes_at__gt=visitor.at)
    seen = Proposal.objects.filter(own & open_now, round__in=rounds_visible_to(visitor))
    # One in which two others were taken up stands twice among the joined rows.
    found = seen.select_related("round", "member").distinct()
    return {proposal.pk: proposal for proposal in found}


@asks_for_voice
@while_there_are(lambda: Round.objects.filter(stage__in=(Stage.DRAFT, Stage.OPEN)))
def keeper_calls(visitor: Visitor) -> Iterator[Call]:
    """Rounds that a coordinator has to take a step further, and appeals that this coordinator may decide."""
    kept = Round.objects.filter(overseen_by(visitor))
    for standing in kept.filter(stage__in=(Stage.DRAFT, Stage.OPEN)):
        sentence = _next_step(standing, visitor)
        if sentence:
            yield Call(
                title=standing.title, sentence=sentence, address=address_of_round(standing), act=_("Look")
            )
    # Asked of the reader alone, before the appeals are read: on most desks there is none to decide.
    if not may_decide_appeals(visitor):
        return
    # At the stage that the act asks for too: once members vote, nothing that was set aside comes back.
    waiting = Moderation.objects.filter(
        appealed_at__isnull=False,
        outcome="",
        proposal__round__stage=Stage.OPEN,
        proposal__round__in=rounds_visible_to(visitor),
    )
    for moderation in waiting.select_related("proposal__round", "argument"):
        if may_decide_appeal(visitor, moderation):
            yield Call(
                title=_("An appeal: proposal no. %(place)s") % {"place": moderation.proposal.place},
                sentence=_("Another coordinator set something aside; its author does not agree. Decide."),
                address=reverse("priorities:moderation", args=[moderation.pk]),
                act=_("Read and decide"),
            )


def _next_step(standing: Round, visitor: Visitor) -> str:
    phase = standing.phase_at(visitor.at)
    if phase == Phase.DRAFT:
        return _("A draft: read it once more, then open the round.")
    if phase == Phase.PREPARE:
        return _("The discussion is over: put the proposals to the vote.")
    return ""

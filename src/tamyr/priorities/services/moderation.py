"""A coordinator sets something aside with a reason; its author may appeal to another one. Nothing is deleted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce, settle
from tamyr.priorities.models import (
    Argument,
    Moderation,
    Outcome,
    Proposal,
    ProposalStage,
    Round,
    Stage,
)
from tamyr.priorities.rules import is_of_the_author, may_decide_appeal, may_lift, may_moderate
from tamyr.priorities.services.locking import Clock
from tamyr.procedures.services import NotNow, locked
from tamyr.safety.services import record_act


def _held(proposal: Proposal) -> tuple[Round, Proposal]:
    """Lock a proposal with its round, as long as it was not put to the vote."""
    # By the stage and not by the clock: after the talk too, until the vote is opened.
    standing_round = locked(proposal.round, Stage.OPEN)
    return standing_round, Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)


@transaction.atomic
def set_aside(
    *, proposal: Proposal, argument: Argument | None, reason: str, actor: UUID, clock: Clock
) -> Moderation:
    """Set a proposal, or an argument on it, aside: its author and coordinators read on, the others read why."""
    standing_round, standing = _held(proposal)
    at = clock()
    if not may_moderate(visitor_with(actor, at), standing_round):
        raise MayNot
    _put_aside(standing_round, standing, argument)
    made = Moderation.objects.create(
        proposal=standing, argument=argument, reason=reason, done_by_id=actor, done_at=at
    )
    record_act(act="moderation.set_aside", actor=actor, about=made, at=at)
    about = argument.member_id if argument else standing.member_id
    announce(kind="set-aside", about=made, scope=about, actor=actor, at=at)
    return made


def _put_aside(standing_round: Round, proposal: Proposal, argument: Argument | None) -> None:
    if argument is None:
        if not proposal.is_standing:
            raise NotNow(standing_round)
        proposal.stage = ProposalStage.SET_ASIDE
        proposal.save()
    # Asked and changed in one: it may have been set aside since it was read.
    elif not Argument.objects.filter(pk=argument.pk, is_set_aside=False).update(is_set_aside=True):
        raise NotNow(standing_round)


@transaction.atomic
def appeal(*, moderation: Moderation, words: str, actor: UUID, clock: Clock) -> Moderation:
    """Ask another coordinator, in the name of whoever wrote what was set aside. Once."""
    standing_round, _proposal = _held(moderation.proposal)
    at = clock()
    standing = Moderation.objects.select_for_update(no_key=True).get(pk=moderation.pk)
    if not is_of_the_author(visitor_with(actor, at), standing):
        raise MayNot(_("Only the organisation that wrote it may appeal."))
    if standing.appealed_at is not None or standing.outcome:
        raise NotNow(standing_round)
    standing.appeal, standing.appealed_at = words, at
    standing.save()
    record_act(act="moderation.appealed", actor=actor, about=standing, at=at)
    announce(kind="appealed", about=standing, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return standing


@transaction.atomic
def decide_moderation(
    *, moderation: Moderation, outcome: str, reason: str, actor: UUID, clock: Clock
) -> Moderation:
    """Decide on an appeal as another coordinator; or lift what one set aside oneself."""
    standing_round, proposal = _held(moderation.proposal)
    at = clock()
    standing = Moderation.objects.select_for_update(no_key=True).get(pk=moderation.pk)
    if standing.outcome:
        raise NotNow(standing_round)
    _check_decider(standing, outcome, actor, at)
    standing.outcome, standing.outcome_reason = outcome, reason
    standing.decided_at = at
    # Who lifts what they set aside themselves decides on no appeal.
    standing.decided_by_id = None if standing.done_by_id == actor else actor
    standing.save()
    if outcome == Outcome.RESTORED:
        _show_again(proposal, standing.argument)
    record_act(act=f"moderation.{outcome}", actor=actor, about=standing, at=at)
    about = standing.argument.member_id if standing.argument else proposal.member_id
    announce(kind="appeal-decided", about=standing, scope=about, actor=actor, at=at)
    return standing


def _check_decider(moderation: Moderation, outcome: str, actor: UUID, at: datetime) -> None:
    visitor = visitor_with(actor, at)
    lifts = outcome == Outcome.RESTORED and may_lift(visitor, moderation)
    decides = moderation.appealed_at is not None and may_decide_appeal(visitor, moderation)
    if not (lifts or decides):
        raise MayNot(
            _("Another coordinator decides on this: not who set it aside, and nobody of its author.")
        )


def _show_again(proposal: Proposal, argument: Argument | None) -> None:
    if argument is None:
        # Nothing else can have become of it: every other act asks for a proposal that stands.
        proposal.stage = ProposalStage.STANDING
        proposal.save()
    else:
        Argument.objects.filter(pk=argument.pk).update(is_set_aside=False)

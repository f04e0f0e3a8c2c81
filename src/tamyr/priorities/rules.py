"""Who may do what in a round; who may follow it and speak on it, ``procedures.rules`` says.

Of proposals of which nobody may know the author, a coordinator is told no more than anybody else.
"""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Member, Visitor
from tamyr.network.rules import acts_for_a_member, has_a_voice, is_coordinator, is_in_network
from tamyr.priorities.models import Moderation, Proposal, Proposers, Round, Stage
from tamyr.procedures.rules import may_prepare, oversees

may_prepare_rounds: Predicate = may_prepare
may_keep_round: Predicate = oversees
may_read_rounds: Predicate = is_in_network
may_speak_in_rounds: Predicate = acts_for_a_member


def may_propose_in(standing: Round, member: Member) -> bool:
    """Whether a round hears proposals of this member; who speaks for it is asked beside it."""
    # Of the member alone: the rule asks nothing about who reads.
    return standing.proposers == Proposers.ALL or has_a_voice(None, member)


@predicate
def is_draft(_visitor: Visitor, standing: Round) -> bool:
    return standing.stage == Stage.DRAFT


@predicate
def is_mine(visitor: Visitor, proposal: Proposal) -> bool:
    """Acts for the author, or for the author of one that was taken up in it."""
    authors = {proposal.member_id, *proposal.taken_up.values_list("member_id", flat=True)}
    return bool(authors & visitor.members)


@predicate
def set_it_aside(visitor: Visitor, moderation: Moderation) -> bool:
    return visitor.person is not None and moderation.done_by_id == visitor.person.pk


@predicate
def is_of_the_author(visitor: Visitor, moderation: Moderation) -> bool:
    """Acts for whoever wrote what was set aside."""
    if moderation.argument is not None:
        return moderation.argument.member_id in visitor.members
    return bool(is_mine(visitor, moderation.proposal))


@predicate
def oversees_its_round(visitor: Visitor, moderation: Moderation) -> bool:
    return bool(oversees(visitor, moderation.proposal.round))


@predicate
def sits_in_its_circle(visitor: Visitor, moderation: Moderation) -> bool:
    return moderation.proposal.round.circle_id in visitor.circles


may_change_round: Predicate = may_keep_round & is_draft
may_moderate: Predicate = oversees
# Neither who did it nor who is concerned decides on the appeal. A circle may have one convenor: there anybody else does.
may_decide_appeal: Predicate = (oversees_its_round | sits_in_its_circle) & ~set_it_aside & ~is_of_the_author
# Whoever may decide on some appeal; on which, ``may_decide_appeal`` says.
may_decide_appeals: Predicate = is_coordinator | predicate(
    lambda visitor: bool(visitor.circles), name="sits_in_a_circle"
)
# Whoever set it aside may think better of it unasked; what another set aside only an appeal shows again.
may_lift: Predicate = oversees_its_round & set_it_aside

"""Who may do what in a round; who may follow it and speak on it, ``procedures.rules`` says.

Of proposals of which nobody may know the author, a coordinator is told no more than anybody else.
"""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Member, Visitor
from tamyr.network.rules import acts_for_a_member, has_a_voice, is_coordinator, is_in_network
from tamyr.priorities.models import Moderation, Proposal, Proposers, Round, Stage

may_keep_rounds: Predicate = is_coordinator
may_read_rounds: Predicate = is_in_network
may_speak_in_rounds: Predicate = acts_for_a_member


def may_propose_in(standing: Round, member: Member) -> bool:
    """Whether a round hears proposals of this member; who speaks for it is asked beside it."""
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
    about = moderation.argument.member_id if moderation.argument else moderation.proposal.member_id
    return about in visitor.members


may_change_round: Predicate = may_keep_rounds & is_draft
may_moderate: Predicate = is_coordinator
# Neither who did it nor who is concerned decides on the appeal.
may_decide_appeal: Predicate = is_coordinator & ~set_it_aside & ~is_of_the_author
may_lift: Predicate = is_coordinator & set_it_aside

"""Who may judge beside the rating, and when. Nobody's judgement changes a number."""

from rules.predicates import Predicate, predicate

from tamyr.evidence.models import Judgement, Stage
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, acts_for_a_member, has_a_voice, is_coordinator


@predicate
def is_open(visitor: Visitor, judgement: Judgement) -> bool:
    return judgement.hears_voices_at(visitor.at)


@predicate
def is_closed(visitor: Visitor, judgement: Judgement) -> bool:
    return judgement.has_closed_at(visitor.at)


@predicate
def is_published(_visitor: Visitor, judgement: Judgement) -> bool:
    return judgement.stage == Stage.PUBLISHED


@predicate
def proposed_it(visitor: Visitor, judgement: Judgement) -> bool:
    """Acts now for the organisation that proposed it, whoever wrote it then."""
    return judgement.member_id is not None and visitor.acts_for(judgement.member_id)


@predicate
def speaks_for_an_active_member(visitor: Visitor) -> bool:
    return any(has_a_voice(visitor, mandate.member) for mandate in visitor.mandates)


may_follow_judgements: Predicate = acts_for_a_member | is_coordinator
may_read_judgement: Predicate = is_published | may_follow_judgements
may_speak_for: Predicate = acts_for & has_a_voice
may_speak_on: Predicate = is_open & speaks_for_an_active_member
may_withdraw_judgement: Predicate = proposed_it & (is_open | is_closed)
may_publish_judgements: Predicate = is_coordinator
may_publish_judgement: Predicate = is_coordinator & is_closed

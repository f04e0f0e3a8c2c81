"""Who may follow a procedure, speak on it and end it, and when."""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, acts_for_a_member, has_a_voice, is_coordinator
from tamyr.procedures.models import Procedure


@predicate
def is_open(visitor: Visitor, procedure: Procedure) -> bool:
    return procedure.hears_voices_at(visitor.at)


@predicate
def is_closed(visitor: Visitor, procedure: Procedure) -> bool:
    return procedure.has_closed_at(visitor.at)


@predicate
def speaks_for_an_active_member(visitor: Visitor) -> bool:
    return any(has_a_voice(visitor, mandate.member) for mandate in visitor.mandates)


may_follow: Predicate = acts_for_a_member | is_coordinator
may_speak_for: Predicate = acts_for & has_a_voice
may_speak_on: Predicate = is_open & speaks_for_an_active_member

"""Who may do what in a decision; who may follow it and speak on it, ``procedures.rules`` says."""

from rules.predicates import Predicate, predicate

from tamyr.decisions.models import Decision
from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator, is_in_network
from tamyr.procedures.rules import is_within, may_prepare, oversees

may_prepare_decisions: Predicate = may_prepare
may_keep_decision: Predicate = oversees
may_read_decisions: Predicate = is_in_network
# Persons are elected by the whole network.
may_keep_elections: Predicate = is_coordinator


@predicate
def may_agree(visitor: Visitor, decision: Decision) -> bool:
    """Whether somebody may be the second: another coordinator; in a circle, which may have one convenor, anybody there."""
    return bool(may_keep_decision(visitor, decision) or (decision.circle_id and is_within(visitor, decision)))

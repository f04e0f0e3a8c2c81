"""Who may do what in a decision; who may follow it and speak on it, ``procedures.rules`` says."""

from rules.predicates import Predicate

from tamyr.network.rules import is_coordinator, is_in_network

may_keep_decisions: Predicate = is_coordinator
may_read_decisions: Predicate = is_in_network

"""Who may do what in an admission; who may follow it and speak on it, ``procedures.rules`` says."""

from rules.predicates import Predicate

from tamyr.network.rules import is_coordinator

may_run_admissions: Predicate = is_coordinator

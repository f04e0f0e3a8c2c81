from rules.predicates import Predicate

from tamyr.network.rules import is_coordinator

may_keep_work: Predicate = is_coordinator

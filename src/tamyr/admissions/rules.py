"""Who may do what in an admission."""

from rules.predicates import Predicate

from tamyr.network.rules import acts_for, acts_for_a_member, has_a_voice, is_coordinator

may_run_admissions: Predicate = is_coordinator
may_raise_objections: Predicate = acts_for & has_a_voice
may_read_admissions: Predicate = acts_for_a_member | is_coordinator

"""Who may keep the directory of public bodies."""

from rules.predicates import Predicate, predicate

from tamyr.addressees.models import Institution
from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator
from tamyr.procedures.rules import speaks_for_an_active_member

may_keep: Predicate = speaks_for_an_active_member | is_coordinator
may_import: Predicate = is_coordinator


@predicate
def is_merged(_visitor: Visitor, institution: Institution) -> bool:
    return institution.merged_into_id is not None


@predicate
def keeps(visitor: Visitor, _institution: Institution) -> bool:
    return bool(may_keep(visitor))


may_merge: Predicate = keeps & ~is_merged
may_part: Predicate = keeps & is_merged

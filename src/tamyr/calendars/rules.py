"""Who may have what waits for them stand at an address of their own."""

from rules.predicates import Predicate, predicate

from tamyr.calendars.models import PrivateAddress
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for_a_member, is_coordinator, works_under_guard


@predicate
def is_guarded_themselves(visitor: Visitor) -> bool:
    """Acts for a member that is hidden or locked, or sits in a sealed circle: that a calendar asks could tell of it."""
    is_locked = any(mandate.member.locked_at is not None for mandate in visitor.mandates)
    return visitor.person is not None and (is_locked or works_under_guard(visitor, visitor.person))


may_have_addresses: Predicate = (acts_for_a_member | is_coordinator) & ~is_guarded_themselves


@predicate
def is_of_these_sessions(visitor: Visitor, address: PrivateAddress) -> bool:
    return visitor.person is not None and visitor.person.session_epoch == address.epoch


@predicate
def has_a_right_to_one(visitor: Visitor, _address: PrivateAddress) -> bool:
    return bool(may_have_addresses(visitor))


still_holds: Predicate = is_of_these_sessions & has_a_right_to_one

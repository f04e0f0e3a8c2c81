"""Who may, and when: predicates of a visitor that read as sentences and join with & and |."""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Circle, Member, Visitor
from tamyr.network.models.members import Status

is_signed_in: Predicate = predicate(lambda visitor: visitor.person is not None, name="is_signed_in")
is_coordinator: Predicate = predicate(lambda visitor: visitor.is_coordinator, name="is_coordinator")
is_editor: Predicate = predicate(lambda visitor: visitor.is_editor, name="is_editor")
is_in_network: Predicate = predicate(lambda visitor: visitor.is_in_network, name="is_in_network")
acts_for_a_member: Predicate = predicate(lambda visitor: bool(visitor.mandates), name="acts_for_a_member")


@predicate
def acts_for(visitor: Visitor, member: Member) -> bool:
    return visitor.acts_for(member.pk)


@predicate
def sits_in(visitor: Visitor, circle: Circle) -> bool:
    return circle.pk in visitor.circles


@predicate
def is_guarded(_visitor: Visitor, member: Member) -> bool:
    return member.is_guarded


@predicate
def has_a_voice(_visitor: Visitor, member: Member) -> bool:
    return member.status == Status.ACTIVE


# A member the secretariat cannot see is changed by its own delegates alone.
may_change_member: Predicate = acts_for | (is_coordinator & ~is_guarded)
# Showing a member to more people is its own decision.
may_unhide_member: Predicate = acts_for
may_invite_for_member: Predicate = acts_for | (is_coordinator & ~is_guarded)
may_give_roles: Predicate = is_coordinator
may_keep_the_register: Predicate = is_coordinator
may_run_admissions: Predicate = is_coordinator
may_raise_objections: Predicate = acts_for & has_a_voice
may_read_admissions: Predicate = acts_for_a_member | is_coordinator

"""Who may write a submission, agree to it, sign it and withdraw it, and when."""

from rules.predicates import Predicate, predicate

from tamyr.ndc.models import Stage, Submission
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, is_coordinator
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member

may_begin: Predicate = speaks_for_an_active_member
may_see_inside: Predicate = may_follow


@predicate
def acts_for_its_member(visitor: Visitor, submission: Submission) -> bool:
    return submission.member is not None and bool(acts_for(visitor, submission.member))


@predicate
def is_draft(_visitor: Visitor, submission: Submission) -> bool:
    return submission.stage == Stage.DRAFT


@predicate
def is_agreed(_visitor: Visitor, submission: Submission) -> bool:
    return submission.stage == Stage.AGREED


@predicate
def wrote_of_it(visitor: Visitor, submission: Submission) -> bool:
    """Wrote its title or any section that stands: two who wrote halves of it are not two readers."""
    if visitor.person is None:
        return False
    own = submission.sections.filter(removed_at=None, written_by=visitor.person)
    return submission.written_by_id == visitor.person.pk or own.exists()


@predicate
def has_a_side(visitor: Visitor, _submission: Submission) -> bool:
    return bool(speaks_for_an_active_member(visitor))


@predicate
def coordinates(visitor: Visitor, _submission: Submission) -> bool:
    return bool(is_coordinator(visitor))


may_write: Predicate = is_draft & acts_for_its_member
may_agree: Predicate = is_draft & ~wrote_of_it & (acts_for_its_member | coordinates)
may_withdraw: Predicate = (is_draft | is_agreed) & acts_for_its_member
may_sign: Predicate = (is_draft | is_agreed) & has_a_side

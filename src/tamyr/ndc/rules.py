"""Who may write a submission, agree to it, sign it, put it before everybody and answer what they say, and when."""

from rules.predicates import Predicate, predicate

from tamyr.ndc.models import Comment, Stage, State, Submission
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, is_coordinator
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member
from tamyr.safety.models import ExposureLevel

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
    """Wrote its title or any section, or took one out: two who wrote halves of it are not two readers."""
    if visitor.person is None:
        return False
    own = submission.sections.filter(written_by=visitor.person)
    return submission.written_by_id == visitor.person.pk or own.exists()


@predicate
def has_a_side(visitor: Visitor, _submission: Submission) -> bool:
    return bool(speaks_for_an_active_member(visitor))


@predicate
def coordinates(visitor: Visitor, _submission: Submission) -> bool:
    return bool(is_coordinator(visitor))


@predicate
def is_for_everybody(_visitor: Visitor, submission: Submission) -> bool:
    return submission.exposure == ExposureLevel.PUBLIC


@predicate
def has_a_second_person(visitor: Visitor, comment: Comment) -> bool:
    """Somebody else answered it, and whoever wrote it agreed that it is published."""
    is_own = visitor.person is not None and comment.answered_by_id == visitor.person.pk
    return comment.state == State.ANSWERED and comment.may_be_published and not is_own


@predicate
def answers_for(visitor: Visitor, comment: Comment) -> bool:
    submission = comment.submission
    return bool(acts_for_its_member(visitor, submission) or coordinates(visitor, submission))


may_write: Predicate = is_draft & acts_for_its_member
may_agree: Predicate = is_draft & ~wrote_of_it & (acts_for_its_member | coordinates)
# What is not agreed yet is put before everybody by a second person too.
may_open: Predicate = is_for_everybody & may_agree
may_hear: Predicate = acts_for_its_member | coordinates
may_ask: Predicate = is_draft & is_for_everybody & may_hear
may_answer: Predicate = answers_for
# A coordinator can be that second person: a member with one delegate has no other.
may_publish: Predicate = answers_for & has_a_second_person
may_withdraw: Predicate = (is_draft | is_agreed) & acts_for_its_member
may_sign: Predicate = (is_draft | is_agreed) & has_a_side

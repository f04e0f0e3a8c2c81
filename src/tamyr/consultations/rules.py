"""Who may record a consultation, take part in it, and write, check, hand over and judge a comment; and when."""

from rules.predicates import Predicate, predicate

from tamyr.consultations.logic.standing import ANNOUNCED, CANCELLED, OPEN
from tamyr.consultations.models import Comment, CommentText, Consultation, Stage
from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, is_coordinator
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member
from tamyr.safety.models import ExposureLevel

# Whoever hears of a hearing first tells all others: what is recorded is a public body's own announcement.
may_record: Predicate = speaks_for_an_active_member | is_coordinator
may_see_inside: Predicate = may_follow


@predicate
def keeps_the_calendar(visitor: Visitor, _consultation: Consultation) -> bool:
    return bool(may_record(visitor))


@predicate
def has_a_voice_of_its_own(visitor: Visitor, _consultation: Consultation) -> bool:
    return bool(speaks_for_an_active_member(visitor))


@predicate
def is_to_come(visitor: Visitor, consultation: Consultation) -> bool:
    return consultation.standing_at(visitor.at) in (ANNOUNCED, OPEN)


@predicate
def is_cancelled(visitor: Visitor, consultation: Consultation) -> bool:
    return consultation.standing_at(visitor.at) == CANCELLED


may_change: Predicate = keeps_the_calendar
may_cancel: Predicate = keeps_the_calendar & is_to_come
# Also where there is one: the body may have put it on another page since.
may_note_outcome: Predicate = keeps_the_calendar & ~is_to_come & ~is_cancelled


# --- comments -------------------------------------------------------------------------------


@predicate
def acts_for_its_member(visitor: Visitor, comment: Comment) -> bool:
    return comment.member is not None and bool(acts_for(visitor, comment.member))


@predicate
def is_draft(_visitor: Visitor, comment: Comment) -> bool:
    return comment.stage == Stage.DRAFT


@predicate
def is_handed_over(_visitor: Visitor, comment: Comment) -> bool:
    return comment.stage == Stage.HANDED_OVER


@predicate
def is_shown_to_the_network(visitor: Visitor, comment: Comment) -> bool:
    # A public comment is the network’s before it is everybody’s: its second reader may be of any member.
    return comment.exposure != ExposureLevel.SEALED and bool(may_follow(visitor))


may_read: Predicate = acts_for_its_member | is_shown_to_the_network
may_write: Predicate = is_draft & acts_for_its_member
may_say_what_was_taken: Predicate = is_handed_over & may_read


def may_check(visitor: Visitor, comment: Comment, text: CommentText) -> bool:
    """Whether a text may be checked: by somebody else than who wrote it, of its organisation or of those who see it."""
    is_own = visitor.person is not None and text.written_by_id == visitor.person.pk
    # Once: a second check would write over who made the first.
    return bool(not is_own and text.checked_at is None and (is_draft & may_read).test(visitor, comment))

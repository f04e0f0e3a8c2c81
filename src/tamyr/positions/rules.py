"""Who may follow, write, amend, speak on and sign a position, and when."""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Visitor
from tamyr.network.rules import acts_for, is_coordinator
from tamyr.positions.models import Amendment, ClauseText, Comment, Nature, Position, Version
from tamyr.positions.models.amendments import Answer
from tamyr.positions.models.versions import Stage
from tamyr.procedures.rules import (
    is_closed,
    is_heard,
    is_within,
    may_follow,
    oversees,
    speaks_for_an_active_member,
)


@predicate
def facilitates(visitor: Visitor, position: Position) -> bool:
    is_theirs = visitor.person is not None and position.facilitator_id == visitor.person.pk
    # Who left a circle facilitates nothing there any more.
    return is_theirs and may_follow(visitor) and (position.circle is None or is_within(visitor, position))


may_begin: Predicate = speaks_for_an_active_member | is_coordinator
may_take_over: Predicate = oversees & ~facilitates
may_keep: Predicate = facilitates | oversees
may_help: Predicate = is_heard | facilitates | oversees


# --- a version ------------------------------------------------------------------------------


@predicate
def is_being_written(_visitor: Visitor, version: Version) -> bool:
    return version.stage == Stage.DRAFT


@predicate
def is_changeable(visitor: Visitor, version: Version) -> bool:
    return version.may_be_written_at(visitor.at)


def of_its_position(rule: Predicate) -> Predicate:
    """Return a rule about a position as one about its version."""
    return predicate(lambda visitor, version: rule.test(visitor, version.position), name=f"{rule.name} of it")


# Once it is before the members, whoever facilitates changes it by amendments alone, as everybody does.
may_write: Predicate = of_its_position(facilitates) & is_being_written
may_amend: Predicate = of_its_position(is_heard) & is_changeable
may_comment: Predicate = of_its_position(is_heard) & is_changeable
may_open: Predicate = of_its_position(may_keep) & is_being_written
may_settle: Predicate = of_its_position(may_keep) & is_closed


# Whose position it is vote on it: the decision is of the same scope.
may_offer_decision: Predicate = of_its_position(oversees) & (is_being_written | is_closed)
# Not once the time to object is over: nobody takes back what silence has adopted.
may_withdraw: Predicate = of_its_position(may_keep) & is_changeable


@predicate
def has_ended(_visitor: Visitor, version: Version) -> bool:
    return version.stage in (Stage.ADOPTED, Stage.FAILED, Stage.WITHDRAWN)


@predicate
def is_adopted(_visitor: Visitor, version: Version) -> bool:
    return version.stage == Stage.ADOPTED


may_begin_another: Predicate = of_its_position(may_keep) & has_ended
may_ask_for_signatures: Predicate = of_its_position(may_keep) & is_adopted
may_sign: Predicate = of_its_position(is_heard) & is_adopted


def may_translate(visitor: Visitor, version: Version, language: str) -> bool:
    """Whether a translation may be written or checked: also one that the adopted text does not bind."""
    if language == version.position.authoritative or not may_help(visitor, version.position):
        return False
    is_late = version.stage == Stage.ADOPTED and not version.binds(language)
    return is_late or is_changeable(visitor, version)


def may_check(visitor: Visitor, version: Version, text: ClauseText) -> bool:
    """Whether a translation may be checked: by anybody who helps but its maker."""
    is_own = visitor.person is not None and text.made_by_id == visitor.person.pk
    return not is_own and may_translate(visitor, version, text.language)


# --- an amendment ---------------------------------------------------------------------------


def has_moved(amendment: Amendment) -> bool:
    """Whether the clause has other words by now than those it was written against, or none."""
    return not ClauseText.objects.filter(
        clause__version=amendment.version_id,
        clause__code=amendment.code,
        clause__removed_at=None,
        language=amendment.language,
        sha=amendment.base_sha,
    ).exists()


@predicate
def waits(visitor: Visitor, amendment: Amendment) -> bool:
    return amendment.answer == Answer.PROPOSED and amendment.version.may_be_written_at(visitor.at)


@predicate
def fits(_visitor: Visitor, amendment: Amendment) -> bool:
    return not has_moved(amendment)


@predicate
def proposed_it(visitor: Visitor, amendment: Amendment) -> bool:
    return amendment.member is not None and bool(acts_for(visitor, amendment.member))


@predicate
def is_its_author(visitor: Visitor, amendment: Amendment) -> bool:
    return visitor.person is not None and amendment.proposed_by_id == visitor.person.pk


@predicate
def wrote_the_clause(visitor: Visitor, amendment: Amendment) -> bool:
    # A clause that a coordinator wrote for no member has nobody who could agree: about it members decide.
    found = amendment.version.clauses.filter(code=amendment.code).first()
    return found is not None and found.member is not None and bool(acts_for(visitor, found.member))


@predicate
def is_in_the_mandate(_visitor: Visitor, amendment: Amendment) -> bool:
    """Whether the facilitator's mandate covers it: of what authors agree to, only once they agreed."""
    is_agreed = amendment.nature != Nature.AGREED or amendment.agreed_at is not None
    return is_agreed and amendment.version.position.may_be_accepted(amendment.nature)


@predicate
def wants_agreement(_visitor: Visitor, amendment: Amendment) -> bool:
    return amendment.nature == Nature.AGREED and amendment.agreed_at is None


@predicate
def facilitates_it(visitor: Visitor, amendment: Amendment) -> bool:
    return bool(facilitates(visitor, amendment.version.position))


# By person and not by organisation: of what a colleague proposes they are the second reader.
may_accept: Predicate = facilitates_it & waits & fits & is_in_the_mandate & ~is_its_author
may_agree: Predicate = wrote_the_clause & waits & fits & wants_agreement
may_take_back: Predicate = proposed_it & waits
may_write_anew: Predicate = proposed_it & waits & ~fits
# What no mandate covers is decided by members; that it was takes the words of two.
may_report_decision: Predicate = facilitates_it & waits & fits


@predicate
def made_the_comment(visitor: Visitor, comment: Comment) -> bool:
    """Acts now for the organisation that made it, whoever wrote it then."""
    return comment.member is not None and bool(acts_for(visitor, comment.member))

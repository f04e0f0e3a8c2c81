"""To say what was taken up of a comment that was handed over: two members that read alike settle it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.consultations.models import Comment, Stage, Uptake
from tamyr.consultations.queries.ends import goes_on
from tamyr.consultations.rules import may_say_what_was_taken
from tamyr.consultations.services.locking import NotAnyMore, locked_comment
from tamyr.network.models import Member
from tamyr.procedures.services import ReadAlready, check_own, check_voice, record_reading


@dataclass(frozen=True)
class Reading:
    reading: str
    reason: str
    language: str


@transaction.atomic
def say_what_was_taken(
    *,
    comment: Comment,
    read: Reading,
    member: Member,
    form_key: UUID,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Uptake:
    """Give a member's reading in the place of its earlier one, once the consultation is over.

    Raises ``MovedMeanwhile`` where a colleague gave another one than that which ``base_sha`` is of.
    """
    standing, visitor = locked_comment(may_say_what_was_taken, comment, Stage.HANDED_OVER, actor=actor, at=at)
    # Asked under the lock: of one form that is sent twice at once, the second would be told that it was said before.
    known = standing.uptakes.filter(form_key=form_key).first()
    if known is not None:
        return known
    if goes_on(visitor, standing.consultation):
        raise NotAnyMore
    check_voice(member=member, actor=actor, at=at)
    # Of the same member it is a correction of one's own.
    if standing.uptakes.filter(by_id=actor, replaced_at=None).exclude(member=member).exists():
        raise ReadAlready
    check_own(standing.uptakes.filter(member=member, replaced_at=None).first(), vars(read), base_sha)
    made = Uptake(form_key=form_key, comment=standing, member=member, by_id=actor, at=at, **vars(read))
    record_reading(made, act="consultation.uptake", about=standing, actor=actor, reading=made.reading)
    return made

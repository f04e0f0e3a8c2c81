"""A comment: begun from clauses, written, checked by a second person, handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.consultations.models import (
    ClauseQuote,
    Comment,
    CommentText,
    Consultation,
    How,
    Participation,
    Stage,
)
from tamyr.consultations.queries.comments import Clause, clauses_named, texts_of
from tamyr.consultations.queries.ends import goes_on
from tamyr.consultations.rules import (
    acts_for_its_member,
    keeps_the_calendar,
    may_check,
    may_read,
    may_write,
)
from tamyr.consultations.services.locking import NotAnyMore, locked_comment
from tamyr.deliveries.logic.counting import PortalField
from tamyr.demands.services.delivering import Address, check_road
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import MovedMeanwhile, check_own_choice, check_voice, locked_for
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act


class NotChecked(Exception):
    """A text that nobody but its writer has read is not handed over."""


class TooLong(Exception):
    """A body takes fewer characters than the text has; ``over`` by how many."""

    def __init__(self, over: int) -> None:
        super().__init__(str(over))
        self.over = over


class NotThatDay(Exception):
    """It is said to have been handed over on a day that is still to come, or before the consultation began."""


def sha_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Draft:
    """What a comment begins with: clauses to draw on, the language, and whose eyes it may have."""

    clauses: Sequence[Clause]
    language: str
    exposure: str = ExposureLevel.NETWORK


@transaction.atomic
def begin_comment(
    *, consultation: Consultation, draft: Draft, member: Member, form_key: UUID, actor: UUID, at: datetime
) -> Comment:
    """Begin a member's comment with the words of the clauses it chose; a member has one that stands."""
    # The consultation first and the member’s row after it, as whoever says that it takes part does.
    standing, visitor = locked_for(keeps_the_calendar, consultation, actor=actor, at=at)
    check_voice(member=member, actor=actor, at=at)
    # A colleague’s too: a member has one, and whoever begins a second is led to the first.
    sent = Comment.objects.filter(form_key=form_key, member=member).first()
    known = sent or _standing_comment(standing, member)
    if known is not None:
        return known
    if not goes_on(visitor, standing):
        raise NotAnyMore
    # By what this person may read now: a position may have been closed to them since the form was opened.
    if clauses_named(visitor, [clause.name for clause in draft.clauses]) is None:
        raise MayNot(_("This clause is in no adopted position that you can read."))
    comment = Comment.objects.create(
        form_key=form_key,
        consultation=standing,
        member=member,
        exposure=_within(member, draft.exposure),
        begun_at=at,
    )
    ClauseQuote.objects.bulk_create(
        ClauseQuote(comment=comment, version=clause.version, code=clause.place.code)
        for clause in draft.clauses
    )
    _put(comment, draft.language, first_words(draft), actor)
    # Never named by the way: that is asked on a form of its own. What was said there before stands.
    Participation.objects.get_or_create(
        consultation=standing,
        member=member,
        defaults={"how": How.COMMENT, "is_named": False, "said_on": at.date()},
    )
    record_act(act="consultation.comment_begun", actor=actor, about=comment, at=at)
    return comment


def _standing_comment(consultation: Consultation, member: Member) -> Comment | None:
    return (
        Comment.objects.filter(consultation=consultation, member=member)
        .exclude(stage=Stage.WITHDRAWN)
        .first()
    )


def _within(member: Member, exposure: str) -> str:
    """Return whose eyes a comment may have: that of a hidden member nobody's but its own."""
    return ExposureLevel.SEALED if member.is_guarded else exposure


def first_words(draft: Draft) -> str:
    """Return the words of the chosen clauses, one after another, in the language of the draft where they are there."""
    return "\n\n".join(clause.place.best(draft.language).text for clause in draft.clauses)


def _put(comment: Comment, language: str, text: str, actor: UUID) -> CommentText:
    said = {
        "text": text,
        "sha": sha_of(text),
        "written_by_id": actor,
        "checked_by": None,
        "checked_at": None,
    }
    row, _is_new = CommentText.objects.update_or_create(comment=comment, language=language, defaults=said)
    return row


@transaction.atomic
def write_comment(
    *, comment: Comment, language: str, text: str, base_sha: str, actor: UUID, at: datetime
) -> CommentText:
    """Write a draft in a language; other words take the check away. Raises ``MovedMeanwhile`` with how they stand."""
    standing, _visitor = locked_comment(may_write, comment, Stage.DRAFT, actor=actor, at=at)
    there = texts_of(standing).get(language)
    # Whoever sends what stands there already has lost nothing, whatever their form was opened on.
    if there is not None and there.sha not in (base_sha, sha_of(text)):
        raise MovedMeanwhile(there.text, there.sha)
    # The same words are no new text: a check that was made of them stays.
    if there is not None and there.sha == sha_of(text):
        return there
    row = _put(standing, language, text, actor)
    record_act(
        act="consultation.comment_written", actor=actor, about=standing, at=at, details={"language": language}
    )
    return row


@transaction.atomic
def check_comment(*, comment: Comment, language: str, sha: str, actor: UUID, at: datetime) -> CommentText:
    """Let a second person confirm a text as it stands; its writer never does."""
    # By who may read it: the second person need not be of its member.
    standing, visitor = locked_comment(may_read, comment, Stage.DRAFT, actor=actor, at=at)
    row = CommentText.objects.select_for_update(no_key=True, of=("self",)).get(
        comment=standing, language=language
    )
    # The words that were read, and not those that somebody wrote while they were.
    if row.sha != sha:
        raise MovedMeanwhile
    if not may_check(visitor, standing, row):
        raise MayNot(_("Somebody else than its writer checks a comment, once."))
    row.checked_by_id, row.checked_at = actor, at
    row.save(update_fields=["checked_by", "checked_at"])
    record_act(
        act="consultation.comment_checked", actor=actor, about=standing, at=at, details={"language": language}
    )
    return row


@transaction.atomic
def show_comment_to(
    *, comment: Comment, exposure: str, base_sha: str | None = None, actor: UUID, at: datetime
) -> Comment:
    """Let a member say whose eyes its comment may have besides its own people's.

    Raises ``MovedMeanwhile`` where a colleague said it otherwise than what ``base_sha`` is of.
    """
    # Also once it was handed over: a member that comes into danger still closes it.
    standing, _visitor = locked_comment(
        acts_for_its_member, comment, Stage.DRAFT, Stage.HANDED_OVER, actor=actor, at=at
    )
    assert standing.member is not None
    shown_to = _within(standing.member, exposure)
    check_own_choice(standing, {"exposure": shown_to}, base_sha)
    standing.exposure = shown_to
    standing.save(update_fields=["exposure"])
    record_act(act="consultation.comment_shown", actor=actor, about=standing, at=at)
    return standing


@dataclass(frozen=True)
class Handover:
    """How a comment went out, as whoever did it knows it; ``receipt`` is a number or what else proves it."""

    language: str
    way: str
    on: date
    receipt: str = ""
    knows_the_danger: bool = False


@transaction.atomic
def hand_over(*, comment: Comment, handed: Handover, actor: UUID, at: datetime) -> Comment:
    """Record that a checked text was handed over; it does not change any more.

    Refused where nobody has checked it, where the body takes fewer characters, or by a road that the law does not take.
    """
    standing, _visitor = locked_comment(may_write, comment, Stage.DRAFT, actor=actor, at=at)
    row = texts_of(standing).get(handed.language)
    if row is None or row.checked_at is None:
        raise NotChecked
    # A consultation that is over is taken as well: what went out in time is often recorded after the end.
    consultation = standing.consultation
    # As the portal counts, which takes each end of a line for two characters.
    over = PortalField(0, "", row.text, consultation.limit).too_long_by
    if over:
        raise TooLong(over)
    # Where the first day is not known, no day is before it.
    if handed.on > at.date() or handed.on < (consultation.opens_on or handed.on):
        raise NotThatDay
    road = Address(
        consultation.institution,
        "consultation",
        handed.way,
        handed.language,
        knows_the_danger=handed.knows_the_danger,
    )
    check_road(road, at.date())
    standing.stage, standing.ended_at = Stage.HANDED_OVER, at
    standing.language, standing.way = handed.language, handed.way
    standing.handed_on, standing.receipt = handed.on, handed.receipt
    standing.save()
    details: dict[str, str | int | bool | None] = {
        "way": handed.way,
        "knows_the_danger": handed.knows_the_danger,
    }
    record_act(act="consultation.comment_handed_over", actor=actor, about=standing, at=at, details=details)
    return standing


@transaction.atomic
def withdraw_comment(*, comment: Comment, actor: UUID, at: datetime) -> Comment:
    """Give a draft up; another one can be begun. What was handed over stays as it went."""
    standing, _visitor = locked_comment(may_write, comment, Stage.DRAFT, actor=actor, at=at)
    standing.stage, standing.ended_at = Stage.WITHDRAWN, at
    standing.save(update_fields=["stage", "ended_at"])
    record_act(act="consultation.comment_withdrawn", actor=actor, about=standing, at=at)
    return standing

"""To put a draft before everybody, ask local governments, take in what is said, answer it and publish it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tamyr.ndc.models import Comment, CommentRequest, PublishedComment, Section, Stage, State, Submission
from tamyr.ndc.queries.submissions import is_whole, sections_of, words_sha
from tamyr.ndc.rules import may_answer, may_ask, may_open, may_publish
from tamyr.ndc.services.locking import NotWhole
from tamyr.network.logic.hashes import hash_of
from tamyr.notices.services import announce
from tamyr.procedures.services import AtAnotherStage, MovedMeanwhile, asked_again, locked_for
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act

# Nobody's address is kept, so a flood is stopped by how many lie unanswered, not by who sends them. Whoever was
# asked by a link still finds room when strangers have filled theirs.
MOST_UNANSWERED, MOST_UNANSWERED_OF_ASKED, MOST_ASKED = 100, 150, 200


class TooManyUnanswered(Exception):
    """So many comments wait for an answer that no more are taken for now."""


@transaction.atomic
def open_for_comments(
    *, submission: Submission, sha: str, days: int, actor: UUID, at: datetime
) -> Submission:
    """Put exactly the words that a second person read before everybody, for so many days."""
    standing, _visitor = locked_for(may_open, submission, Stage.DRAFT, actor=actor, at=at)
    sections = sections_of(standing)
    if not is_whole(standing, sections):
        raise NotWhole
    now = words_sha(standing, sections)
    if now != sha:
        raise MovedMeanwhile(sha=now)
    standing.open_until, standing.open_sha = at + timedelta(days=days), sha
    standing.save(update_fields=["open_until", "open_sha"])
    record_act(act="submission.opened", actor=actor, about=standing, at=at)
    return standing


@transaction.atomic
def ask_for_a_comment(
    *, submission: Submission, body: str, actor: UUID, at: datetime
) -> tuple[CommentRequest, str]:
    """Make a private link for a local government; return it with its secret, which is kept nowhere."""
    standing, _visitor = locked_for(may_ask, submission, Stage.DRAFT, actor=actor, at=at)
    if standing.asked.filter(revoked_at=None).count() >= MOST_ASKED:
        raise AtAnotherStage(standing)
    # 192 bits: nobody finds by trying what only a hash is kept of.
    secret = secrets.token_urlsafe(24)
    made = CommentRequest.objects.create(
        submission=standing, body=body, secret_hash=hash_of(secret), asked_at=at
    )
    record_act(act="submission.asked", actor=actor, about=standing, at=at)
    return made, secret


@transaction.atomic
def take_link_back(*, asked: CommentRequest, actor: UUID, at: datetime) -> CommentRequest:
    """Let a private link open nothing any more; what was said by it stays."""
    standing, _visitor = locked_for(may_ask, asked.submission, Stage.DRAFT, actor=actor, at=at)
    found = CommentRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=asked.pk)
    if found.revoked_at is not None:
        raise AtAnotherStage(standing)
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    record_act(act="submission.link_back", actor=actor, about=standing, at=at)
    return found


@dataclass(frozen=True)
class CommentDraft:
    """What somebody says of a draft: their words, a name if they give one, and whether both may be published."""

    words: str
    name: str
    language: str
    may_be_published: bool


@transaction.atomic
def leave_comment(
    *, submission: Submission, said: CommentDraft, asked: CommentRequest | None, form_key: UUID, at: datetime
) -> Comment:
    """Take in a comment on an open draft; it is shown to nobody until a person has read it. The same form twice is one."""
    standing = Submission.objects.select_for_update(no_key=True, of=("self",)).get(pk=submission.pk)
    # Under the lock: of one form pressed twice the second waits there and finds what the first left.
    known = Comment.objects.filter(form_key=form_key, submission=standing).first()
    if known is not None:
        return known
    if not standing.hears_comments_at(at):
        raise AtAnotherStage(standing)
    if (
        # The link may have been taken back while the form was open.
        asked is not None
        and not CommentRequest.objects.filter(pk=asked.pk, submission=standing, revoked_at=None).exists()
    ):
        raise AtAnotherStage(standing)
    most = MOST_UNANSWERED_OF_ASKED if asked else MOST_UNANSWERED
    if standing.comments.filter(state=State.WAITING).count() >= most:
        raise TooManyUnanswered
    made = Comment.objects.create(
        form_key=form_key, submission=standing, asked=asked, arrived_at=at, **vars(said)
    )
    # Without a person, and without a word of what was said: the chain is never deleted.
    record_act(act="submission.comment", actor=None, about=standing, at=at)
    announce(kind="comment-arrived", about=standing, version=made.pk, actor=None, at=at)
    return made


@dataclass(frozen=True)
class Answer:
    """Whether the text follows a comment, where, and why, in both languages."""

    taken_up: bool
    section: Section | None
    why: Mapping[str, str]


@transaction.atomic
def answer_comment(*, comment: Comment, answer: Answer, actor: UUID, at: datetime) -> Comment:
    """Say what became of a comment. Published it is by a second person, where whoever wrote it agreed."""
    found = _locked(comment, State.WAITING, actor=actor, at=at)
    found.taken_up, found.section = answer.taken_up, answer.section
    found.why_en, found.why_ru = answer.why["en"], answer.why["ru"]
    return _ended(found, State.ANSWERED, "submission.comment_answered", actor, at)


@transaction.atomic
def set_comment_aside(*, comment: Comment, actor: UUID, at: datetime) -> Comment:
    """Set aside what is no comment: it is never published, and forgotten in time."""
    found = _locked(comment, State.WAITING, actor=actor, at=at)
    return _ended(found, State.ASIDE, "submission.comment_aside", actor, at)


@transaction.atomic
def take_up_again(*, comment: Comment, actor: UUID, at: datetime) -> Comment:
    """Let what was set aside wait for an answer again: no single person keeps anybody from being answered."""
    found = _locked(comment, State.ASIDE, actor=actor, at=at)
    found.state, found.answered_by, found.answered_at = State.WAITING, None, None
    found.save()
    record_act(act="submission.comment_again", actor=actor, about=found.submission, at=at)
    return found


def _locked(comment: Comment, state: str, *, actor: UUID, at: datetime) -> Comment:
    found = (
        Comment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("submission")
        .get(pk=comment.pk)
    )
    if found.state != state:
        raise AtAnotherStage(found.submission)
    asked_again(may_answer, actor, found, at)
    return found


def _ended(found: Comment, state: str, act: str, actor: UUID, at: datetime) -> Comment:
    found.state, found.answered_by_id, found.answered_at = state, actor, at
    found.save()
    record_act(act=act, actor=actor, about=found.submission, at=at)
    return found


@transaction.atomic
def publish_comment(*, comment: Comment, actor: UUID, at: datetime) -> Comment:
    """Publish a comment with its answer, as a second person; that copy is kept with the submission."""
    found = _locked(comment, State.ANSWERED, actor=actor, at=at)
    asked_again(may_publish, actor, found, at)
    # The key of its month may be gone: a sentence that says so would be published as the comment.
    if any(map(is_sealed, (found.words, found.name, found.why_en, found.why_ru))):
        raise AtAnotherStage(found.submission)
    found.state, found.published_by_id, found.published_at = State.PUBLISHED, actor, at
    found.save()
    # A copy under a key that stays: the comment itself goes after half a year.
    PublishedComment.objects.create(
        submission=found.submission,
        language=found.language,
        words=found.words,
        name=found.name,
        taken_up=bool(found.taken_up),
        section=found.section,
        why_en=found.why_en,
        why_ru=found.why_ru,
        arrived_at=found.arrived_at,
        published_at=at,
    )
    record_act(act="submission.comment_published", actor=actor, about=found.submission, at=at)
    return found

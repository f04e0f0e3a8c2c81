"""Comments on drafts: what everybody reads, what lies with those who answer, and the private links."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from tamyr.ndc.models import Comment, CommentRequest, PublishedComment, Stage, Submission
from tamyr.ndc.rules import may_hear
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Visitor


def published_comments(submission: Submission) -> list[PublishedComment]:
    """Return what was published with its answer, the oldest first."""
    return list(submission.published_comments.select_related("section"))


def comments_for(visitor: Visitor, submission: Submission) -> QuerySet[Comment]:
    """Return all that was said of a submission to those who answer for it; for anybody else there is nothing."""
    if not may_hear(visitor, submission):
        return Comment.objects.none()
    return submission.comments.select_related("asked", "section", "submission")


def find_comment(visitor: Visitor, submission: Submission, key: UUID) -> Comment:
    found = comments_for(visitor, submission).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def asked_by_link(secret: str) -> CommentRequest:
    """Return who was asked by a link that stands; any other opens nothing."""
    # With the draft the links end: they lead to no text that is agreed.
    standing = CommentRequest.objects.filter(revoked_at=None, submission__stage=Stage.DRAFT)
    found = standing.filter(secret_hash=hash_of(secret)).select_related("submission").first()
    if found is None:
        raise Http404
    return found

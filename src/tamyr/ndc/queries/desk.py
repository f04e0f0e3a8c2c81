"""What of submissions waits on a desk, and the way to them."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.ndc.models import Comment, Stage, State, Submission
from tamyr.ndc.queries.submissions import is_whole, sections_of, submissions_visible_to
from tamyr.ndc.rules import may_agree, may_answer, may_publish
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.procedures.rules import may_follow
from tamyr.shared.languages import bound_language


def address_of(submission: Submission) -> str:
    return reverse("ndc:submission", args=[submission.number])


def comments_address(submission: Submission) -> str:
    return reverse("ndc:comments", args=[submission.number])


def title_of(submission: Submission) -> str:
    return submission.titles[bound_language()]


@leads_from_the_desk
def way_to_the_workbench(visitor: Visitor) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("NDC workbench"), reverse("ndc:countries"))


@asks_for_voice
@while_there_are(lambda: Submission.objects.filter(stage=Stage.DRAFT))
def submission_calls(visitor: Visitor) -> Iterator[Call]:
    """Submissions that are whole and wait for the second person."""
    if not may_follow(visitor):
        return
    for draft in submissions_visible_to(visitor).filter(stage=Stage.DRAFT):
        # What is not whole could only be refused.
        if may_agree(visitor, draft) and is_whole(draft, sections_of(draft)):
            yield Call(
                title=_("Submission: %(title)s") % {"title": title_of(draft)},
                sentence=_("It waits for a second person to agree to it."),
                address=address_of(draft),
                act=_("Read it"),
            )


@asks_for_voice
@while_there_are(lambda: Comment.objects.filter(state__in=(State.WAITING, State.ANSWERED)))
def comment_calls(visitor: Visitor) -> Iterator[Call]:
    """Submissions with comments that wait for an answer, or for the second person who publishes them."""
    if not may_follow(visitor):
        return
    waiting = Comment.objects.filter(state__in=(State.WAITING, State.ANSWERED))
    commented = submissions_visible_to(visitor).filter(pk__in=waiting.order_by().values("submission"))
    # Withdrawn ones need no answer any more.
    for submission in commented.exclude(stage=Stage.WITHDRAWN).prefetch_related(
        Prefetch("comments", waiting)
    ):
        sentence = _what_waits(visitor, list(submission.comments.all()))
        if sentence:
            yield Call(
                title=_("Comments on: %(title)s") % {"title": title_of(submission)},
                sentence=sentence,
                address=comments_address(submission),
                act=_("Read and answer"),
            )


def _what_waits(visitor: Visitor, comments: list[Comment]) -> str:
    if any(comment.state == State.WAITING and may_answer(visitor, comment) for comment in comments):
        return _("Somebody has commented on it: read it and answer.")
    if any(may_publish(visitor, comment) for comment in comments):
        return _("A comment with its answer waits for a second person to publish it.")
    return ""

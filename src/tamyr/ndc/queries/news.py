"""What is announced of submissions: begun, agreed, ended."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.ndc.models import Signatory, Stage, Submission
from tamyr.ndc.queries.desk import address_of, comments_address, title_of
from tamyr.ndc.queries.submissions import submissions_visible_to
from tamyr.ndc.rules import may_hear
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import (
    acting_for,
    acting_for_its_scope,
    coordinators_to_tell,
    delegates_to_tell,
)
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

SENTENCES: dict[str, Callable[[], str]] = {
    "submission-begun": lambda: _(
        "Your organisation begins a submission: it needs sections and a second person."
    ),
    "submission-agreed": lambda: _("It is agreed. Your organisation may sign it, by name or without."),
    "submission-ended": lambda: _("It was withdrawn."),
    "comment-arrived": lambda: _("Somebody has commented on it: read it and answer."),
}


def _those_who_answer(happening: Happening, at: datetime) -> Iterator[UUID]:
    for member in Submission.objects.filter(pk=happening.about, member__isnull=False).values_list(
        "member", flat=True
    ):
        yield from acting_for(member, at.date())
    yield from coordinators_to_tell(at.date())


def _delegates(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return delegates_to_tell(at.date())


def _signatories(happening: Happening, at: datetime) -> Iterator[UUID]:
    # Also those that are counted only: their own people are told, and nobody else hears of whom.
    signed = Signatory.objects.filter(submission=happening.about, left_on=None)
    for member in signed.values_list("member", flat=True):
        yield from acting_for(member, at.date())


def _at_stage(*stages: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Submission.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Submission]:
    return submissions_visible_to(visitor).in_bulk(keys)


def _news(happening: Happening, submission: Submission) -> News:
    return News(
        title=_("Submission: %(title)s") % {"title": title_of(submission)},
        sentence=SENTENCES[happening.kind](),
        address=address_of(submission),
    )


def _heard(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Submission]:
    found = _visible(visitor, keys)
    return {key: submission for key, submission in found.items() if may_hear(visitor, submission)}


def _comment_news(happening: Happening, submission: Submission) -> News:
    return replace(_news(happening, submission), address=comments_address(submission))


announces(
    Kind("submission-begun", acting_for_its_scope, _at_stage(Stage.DRAFT), _visible, _news),
    Kind("submission-agreed", _delegates, _at_stage(Stage.AGREED), _visible, _news),
    # What is agreed hears nobody; what still waits then stands on the desk (``comment_calls``).
    Kind("comment-arrived", _those_who_answer, _at_stage(Stage.DRAFT), _heard, _comment_news),
    Kind("submission-ended", _signatories, _at_stage(Stage.WITHDRAWN), _visible, _news, decides=True),
)

"""What is announced of submissions: begun, agreed, ended."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.ndc.models import Signatory, Stage, Submission
from tamyr.ndc.queries.desk import address_of, title_of
from tamyr.ndc.queries.submissions import submissions_visible_to
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import acting_for, delegates_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

SENTENCES: dict[str, Callable[[], str]] = {
    "submission-begun": lambda: _(
        "Your organisation begins a submission: it needs sections and a second person."
    ),
    "submission-agreed": lambda: _("It is agreed. Your organisation may sign it, by name or without."),
    "submission-ended": lambda: _("It was withdrawn."),
}


def _own_people(happening: Happening, at: datetime) -> Iterable[UUID]:
    return acting_for(happening.scope, at.date()) if happening.scope else ()


def _delegates(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return delegates_to_tell(at.date())


def _signatories(happening: Happening, at: datetime) -> Iterator[UUID]:
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


announces(
    Kind("submission-begun", _own_people, _at_stage(Stage.DRAFT), _visible, _news),
    Kind("submission-agreed", _delegates, _at_stage(Stage.AGREED), _visible, _news),
    Kind("submission-ended", _signatories, _at_stage(Stage.WITHDRAWN), _visible, _news, decides=True),
)

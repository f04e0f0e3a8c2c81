"""What is announced of judgements: opened, answered, published."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.evidence.models import Judgement, Stage
from tamyr.evidence.queries.judgements import judgement_address, judgement_title, judgements_visible_to
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import acting_for_its_scope, coordinators_to_tell, delegates_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces

SENTENCES: dict[str, Callable[[], str]] = {
    # Called for each reader: said while the module loads, they would be in one language for all.
    "judgement-opened": lambda: _("It was put before the members for support or dissent."),
    "judgement-answered": lambda: _("An organisation has said what it thinks of what yours proposed."),
    "judgement-published": lambda: _("It was published, with the dissent it met."),
}


def _those_asked(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return delegates_to_tell(at.date())


def _all_who_follow(_happening: Happening, at: datetime) -> Iterator[UUID]:
    yield from delegates_to_tell(at.date())
    yield from coordinators_to_tell(at.date())


def _at_stage(stage: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Judgement.objects.filter(pk__in=keys, stage=stage).values_list("pk", flat=True)


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Judgement]:
    return judgements_visible_to(visitor).in_bulk(keys)


def _running(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Judgement]:
    """Return those that may be spoken on now: whoever is told that they are asked can still answer."""
    found = _visible(visitor, keys)
    return {key: judgement for key, judgement in found.items() if judgement.hears_voices_at(visitor.at)}


def _of_ones_own(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Judgement]:
    # Asked anew: who acted for the proposer when it was announced need not act for it when they read.
    return judgements_visible_to(visitor).filter(member__in=visitor.members).in_bulk(keys)


def _news(happening: Happening, judgement: Judgement) -> News:
    return News(
        title=judgement_title(judgement),
        sentence=SENTENCES[happening.kind](),
        address=judgement_address(judgement),
    )


announces(
    Kind("judgement-opened", _those_asked, _at_stage(Stage.OPEN), _running, _news),
    Kind("judgement-answered", acting_for_its_scope, _at_stage(Stage.OPEN), _of_ones_own, _news),
    Kind("judgement-published", _all_who_follow, _at_stage(Stage.PUBLISHED), _visible, _news, decides=True),
)

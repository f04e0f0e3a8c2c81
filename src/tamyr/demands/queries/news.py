"""What is announced of demands: made, agreed, heard of, judged, ended."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.demands.models import Demand, ExposureChange, Stage
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.desk import address_of
from tamyr.demands.queries.texts import title_of
from tamyr.network.models import CircleSeat, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import acting_for, acting_for_its_scope, delegates_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.safety.models import ExposureLevel

# Functions, so that each is said in the language of whoever reads it and not of whoever started the site.
SENTENCES: dict[str, Callable[[], str]] = {
    "demand-made": lambda: _(
        "Your organisation begins a demand: it needs a translation and a second person."
    ),
    "demand-agreed": lambda: _("It is agreed. Your organisation may stand behind it, by name or without."),
    "demand-heard": lambda: _("Something came from an addressee."),
    "demand-judged": lambda: _("An organisation says what became of it."),
    "demand-exposure-asked": lambda: _("Others are to read it: a second person has to agree."),
    "demand-exposure": lambda: _("Who may read it has changed."),
    "demand-ended": lambda: _("It has ended."),
}


def _readers(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who may stand behind it: the network's delegates, of a circle its people, else its member's own."""
    demand = Demand.objects.filter(pk=happening.about).first()
    if demand is None:
        return ()
    if demand.circle_id:
        seats = CircleSeat.objects.filter(holding_on(at.date()), circle=demand.circle_id)
        return set(seats.values_list("person_id", flat=True))
    if demand.exposure == ExposureLevel.SEALED:
        return acting_for(demand.member_id, at.date()) if demand.member_id else ()
    return delegates_to_tell(at.date())


def _followers(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield who acts for a member that made it, stands behind it or sends its letters."""
    found = Demand.objects.filter(pk=happening.about)
    made = found.filter(member__isnull=False).values_list("member", flat=True)
    # Both in one filter: else a demand that nobody stands behind has a backer that never left.
    behind = found.filter(backers__left_on=None, backers__isnull=False).values_list(
        "backers__member", flat=True
    )
    sent = found.filter(deliveries__member__isnull=False).values_list("deliveries__member", flat=True)
    for member in {*made, *behind, *sent}:
        yield from acting_for(member, at.date())


def _at_stage(*stages: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Demand.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _exposure_waits(keys: Collection[UUID]) -> Iterable[UUID]:
    waiting = ExposureChange.objects.filter(demand__in=keys, done_at=None, dropped_at=None)
    return waiting.values_list("demand", flat=True)


def _visible(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Demand]:
    # Asked for each reader: whoever was to hear of it may not read it any more by now.
    found = demands_visible_to(visitor).filter(pk__in=keys).prefetch_related("texts")
    return {demand.pk: demand for demand in found}


def _news(happening: Happening, demand: Demand) -> News:
    return News(
        title=_("Demand: %(title)s") % {"title": title_of(demand)},
        sentence=SENTENCES[happening.kind](),
        address=address_of(demand),
    )


AFTER = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)
announces(
    Kind("demand-made", acting_for_its_scope, _at_stage(Stage.DRAFT), _visible, _news),
    Kind("demand-agreed", _readers, _at_stage(Stage.AGREED), _visible, _news),
    Kind("demand-heard", _followers, _at_stage(*AFTER), _visible, _news),
    Kind("demand-judged", _followers, _at_stage(*AFTER), _visible, _news),
    Kind("demand-exposure-asked", acting_for_its_scope, _exposure_waits, _visible, _news),
    Kind("demand-exposure", _followers, _at_stage(*AFTER), _visible, _news),
    Kind("demand-ended", _followers, _at_stage(Stage.CLOSED, Stage.WITHDRAWN), _visible, _news, decides=True),
)

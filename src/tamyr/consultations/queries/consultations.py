"""Which consultations a visitor may know of, and how a list chooses among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.addressees.models import Institution
from tamyr.consultations.models import Consultation
from tamyr.network.models import Visitor
from tamyr.safety.models import ExposureLevel

PER_PAGE = 25
NEWEST = 30
# A calendar keeps what ended for a while: whoever missed it sees that it is over.
KEPT_IN_CALENDARS = timedelta(days=30)
MOST_IN_A_CALENDAR = 500
UNDER_WAY, OPEN, CLOSED, ALL = STATES = ("under_way", "open", "closed", "all")


def consultations_visible_to(visitor: Visitor) -> QuerySet[Consultation]:
    """Return the consultations this visitor may know of: the world the public ones, the network all."""
    if visitor.is_in_network:
        return Consultation.objects.all()
    return Consultation.objects.filter(exposure=ExposureLevel.PUBLIC)


def public_consultations() -> QuerySet[Consultation]:
    """Return what anybody may read, whoever asks: calendars and feeds lie on servers of others."""
    return _whole(Consultation.objects.filter(exposure=ExposureLevel.PUBLIC))


def find_consultation(visitor: Visitor, number: int) -> Consultation:
    """Return a consultation this visitor may know of; for any other the answer is that there is none."""
    found = _whole(consultations_visible_to(visitor)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _whole(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return consultations.select_related("institution", "member").prefetch_related(
        "institution__names", "texts", "moves__member"
    )


@dataclass(frozen=True)
class Choice:
    """What a list is narrowed to."""

    country: str = ""
    theme: str = ""
    kind: str = ""
    state: str = ""
    page: int = 1


def chosen(visitor: Visitor, choice: Choice) -> QuerySet[Consultation]:
    """Return the consultations of a list: what is to come by its end, what is over the latest first."""
    found = narrowed(_whole(consultations_visible_to(visitor)), choice)
    state = choice.state or UNDER_WAY
    alive = Q(closes_at__gt=visitor.at, cancelled_at=None, outcome_on=None)
    if state == CLOSED:
        return found.exclude(alive).order_by("-closes_at", "-number")
    if state == ALL:
        return found.order_by("-closes_at", "-number")
    if state == OPEN:
        alive &= _begun(visitor.at)
    return found.filter(alive).order_by("closes_at", "number")


def _begun(at: datetime) -> Q:
    """Find what has opened by the clock of its own zone, as ``standing_at`` says it of each."""
    to_open = Consultation.objects.filter(opens_on__isnull=False, closes_at__gt=at)
    begun = Q(opens_on=None)
    # Without the order of the model, whose columns would make each row distinct.
    for zone in to_open.order_by().values_list("zone", flat=True).distinct():
        begun |= Q(zone=zone, opens_on__lte=at.astimezone(ZoneInfo(zone)).date())
    return begun


def narrowed(found: QuerySet[Consultation], choice: Choice) -> QuerySet[Consultation]:
    """Return those of a country, a theme and a kind, as far as these are chosen."""
    wanted = {"iso3": choice.country, "theme": choice.theme, "kind": choice.kind}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def page_of(visitor: Visitor, choice: Choice) -> Page[Consultation]:
    return Paginator(chosen(visitor, choice), PER_PAGE).get_page(choice.page)


def newest_public(choice: Choice) -> list[Consultation]:
    return list(narrowed(public_consultations(), choice).order_by("-recorded_at", "-number")[:NEWEST])


def for_a_calendar(choice: Choice, at: datetime) -> list[Consultation]:
    """Return what a public calendar holds, the nearest first."""
    lately = narrowed(public_consultations(), choice).filter(closes_at__gt=at - KEPT_IN_CALENDARS)
    return list(lately.order_by("closes_at", "number")[:MOST_IN_A_CALENDAR])


def likely_the_same(
    visitor: Visitor, institution: Institution, closes_at: datetime, address: str
) -> list[Consultation]:
    """Return what is recorded already of the same body with the same end or at the same address."""
    alike = Q(closes_at=closes_at) | Q(address=address, closes_at__gt=visitor.at)
    found = _whole(consultations_visible_to(visitor)).filter(alike, institution=institution)
    # One that was called off may be announced anew.
    return list(found.filter(cancelled_at=None))

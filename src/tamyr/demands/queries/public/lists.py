"""Lists of demands as pages, feeds and programmes read them, also of those whose answer is late."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Q, QuerySet

from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import names_on, standing_to
from tamyr.demands.models import Delivery, Demand, Event, Stage
from tamyr.demands.queries.demands import (
    HEARD,
    HEARD_OF,
    OVERDUE,
    UNSENT,
    WAITING,
    Choice,
    chosen,
    demands_visible_to,
    whole,
)
from tamyr.demands.queries.letters.late import late_among, late_letters
from tamyr.demands.queries.public.kept import asked_once
from tamyr.demands.queries.public.near_pages import NearPages
from tamyr.network.models import Visitor

PER_PAGE = 25
NEWEST = 30
# So many late letters are gone through at once; of more the newest demands have enough.
FEW = 2_000


def listed(visitor: Visitor, choice: Choice) -> QuerySet[Demand]:
    """Return the demands that a choice asks for, the newest first."""
    return whole(_listed(visitor, choice))


def _listed(visitor: Visitor, choice: Choice) -> QuerySet[Demand]:
    found = chosen(visitor, choice)
    if choice.state == OVERDUE:
        return found.filter(_is_late(visitor.at))
    # What is late is said of a demand first, whatever else is true of it.
    return found.exclude(_is_late(visitor.at)) if choice.state in (WAITING, HEARD) else found


def _is_late(at: datetime) -> Q:
    """Return which demands have a letter that is late: by the letters where these are few, else demand by demand."""
    late = late_letters(at)
    if late.order_by().values("pk")[: FEW + 1].count() <= FEW:
        return Q(pk__in=late.order_by().values("demand"))
    return Q(Exists(late.filter(demand=OuterRef("pk"))))


def page_of(visitor: Visitor, choice: Choice) -> Page[Demand]:
    return NearPages(_listed(visitor, choice), PER_PAGE, choice.page, whole).get_page(choice.page)


def part_of(visitor: Visitor, choice: Choice, first: int, most: int) -> tuple[int, list[Demand]]:
    """Return how long a list is, and so many of it after the first ones, which are passed over by their keys alone."""
    found = _listed(visitor, choice)
    keys = list(found.values_list("pk", flat=True)[first : first + most])
    return found.values("pk").count(), list(whole(found.filter(pk__in=keys)))


def newest_public(stranger: Visitor, choice: Choice) -> list[Demand]:
    """Return what anybody may read, the newest first."""
    return list(listed(stranger, choice).order_by("-agreed_at", "-number")[:NEWEST])


def states_of(demands: Sequence[Demand], at: datetime) -> dict[UUID, str]:
    """Return how far each of a few demands has come, as a list is narrowed by it."""
    keys = [demand.pk for demand in demands]
    late = late_among(Demand.objects.filter(pk__in=keys), at)
    away = set(Delivery.objects.filter(demand__in=keys, is_out=True).values_list("demand", flat=True))
    answers = Event.objects.filter(delivery__demand__in=keys, kind__in=HEARD_OF, replaced_by=None)
    heard = set(answers.order_by().values_list("delivery__demand", flat=True))
    return {
        demand.pk: _state(
            demand, is_late=demand.pk in late, is_away=demand.pk in away, is_heard=demand.pk in heard
        )
        for demand in demands
    }


def _state(demand: Demand, *, is_late: bool, is_away: bool, is_heard: bool) -> str:
    if demand.stage != Stage.AGREED:
        return demand.stage
    # Late before heard and waiting, as the database is asked (``_listed``), or a card belies its list.
    if is_late:
        return OVERDUE
    if is_heard:
        return HEARD
    return WAITING if is_away else UNSENT


def bodies_asked(visitor: Visitor) -> QuerySet[Institution]:
    """Return the bodies to which demands that a visitor may know of go; of one that was merged which stands for it to them."""
    seen = demands_visible_to(visitor).filter(pk=OuterRef("demand")).order_by()
    asked = Delivery.objects.filter(Exists(seen), institution=OuterRef("pk"))
    found = Institution.objects.filter(Exists(asked))
    merged = found.exclude(merged_into=None).select_related("merged_into")
    if instead := {standing_to(body, visitor).pk for body in merged}:
        found = Institution.objects.filter(Exists(asked) & Q(merged_into=None) | Q(pk__in=instead))
    return found.order_by("number")


def number_now(number: int, visitor: Visitor) -> int:
    """Return the number of the body that stands to a visitor for the one of a number: addresses of lists outlive a merger."""
    body = Institution.objects.filter(number=number).first()
    return standing_to(body, visitor).number if body else number


def names_of_asked(visitor: Visitor, code: str) -> dict[int, str]:
    """Return the names of these bodies in a language by their numbers."""
    # With the day: a name that begins or ends today does so without an act of anybody.
    name = f"bodies-asked/{code}/{visitor.on}"
    return asked_once(visitor, name, lambda: names_on(bodies_asked(visitor), visitor.on, code))

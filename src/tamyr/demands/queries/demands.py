"""Which demands a visitor may know of, and how a list chooses among them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import family_to
from tamyr.demands.logic.contradictions import (
    FALLING,
    NO_EMISSIONS,
    RISING,
    WHOLE_CUT,
    DemandTarget,
    contradictions,
    neutral_in,
)
from tamyr.demands.models import IN_THE_OPEN, Delivery, Demand, Event, ExposureChange, Stage, Subject
from tamyr.demands.rules import may_agree_to_exposure
from tamyr.network.models import Visitor
from tamyr.procedures.rules import may_follow
from tamyr.safety.models import ExposureLevel

# What a list may be narrowed to: how far a demand has come.
DRAFT, UNSENT, WAITING, OVERDUE, HEARD, CLOSED, WITHDRAWN = STATES = (
    "draft",
    "unsent",
    "waiting",
    "overdue",
    "heard",
    "closed",
    "withdrawn",
)
HEARD_OF = ("in_part", "answered", "refused")


def demands_visible_to(visitor: Visitor) -> QuerySet[Demand]:
    """Return the demands this visitor may know of.

    Once agreed, a public one is anybody's to read, one of the network is the network's. A draft of these is read by
    those who act for members, and coordinators. What is of a circle only its people see, what is sealed only those
    who act for its member.
    """
    # Not by the stage: what was agreed stays readable once it is withdrawn or closed, and a draft that is
    # withdrawn is never for the world.
    agreed, seen = Q(agreed_at__isnull=False), Q(member__in=visitor.members)
    for level in levels_open_to(visitor):
        seen |= Q(exposure=level) & agreed
    if may_follow(visitor):
        seen |= Q(exposure__in=IN_THE_OPEN)
    if visitor.circles:
        seen |= Q(exposure=ExposureLevel.CIRCLE, circle__in=visitor.circles)
    return Demand.objects.filter(seen)


def levels_open_to(visitor: Visitor) -> tuple[str, ...]:
    """Return the levels of which this visitor may know every demand that was agreed."""
    is_inside = visitor.is_in_network or may_follow(visitor)
    return IN_THE_OPEN if is_inside else (ExposureLevel.PUBLIC,)


def is_everybodys(demand: Demand) -> bool:
    """Whether anybody may read a demand."""
    return demand.exposure == ExposureLevel.PUBLIC and demand.agreed_at is not None


def find_demand(visitor: Visitor, number: int) -> Demand:
    """Return a demand this visitor may know of; for any other the answer is that there is none."""
    found = whole(demands_visible_to(visitor)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def whole(demands: QuerySet[Demand]) -> QuerySet[Demand]:
    """Return demands with what a list and the head of a page show of them."""
    return demands.select_related("member", "circle", "version__position").prefetch_related("texts")


@dataclass(frozen=True)
class Choice:
    """What a list is narrowed to: country, theme, how far it has come, the number of an addressee, and of what it asks one."""

    country: str = ""
    theme: str = ""
    state: str = ""
    addressee: int = 0
    page: int = 1
    subject: str = ""


def chosen(visitor: Visitor, choice: Choice) -> QuerySet[Demand]:
    """Return the demands of a list, the newest first; what is late is for another query to choose or to leave out."""
    demands = demands_visible_to(visitor)
    if choice.country:
        demands = demands.filter(iso3=choice.country)
    if choice.theme:
        demands = demands.filter(theme=choice.theme)
    if choice.subject:
        demands = demands.filter(subject=choice.subject)
    if choice.addressee:
        # Either number of two bodies that this visitor knows as one finds the letters to both.
        body = Institution.objects.filter(number=choice.addressee).first()
        one_by_now = family_to(body, visitor) if body else []
        sent = Delivery.objects.filter(institution__in=one_by_now)
        demands = demands.filter(pk__in=sent.values("demand"))
    return _in_state(demands, choice.state).order_by("-number")


def _in_state(demands: QuerySet[Demand], state: str) -> QuerySet[Demand]:
    if not state:
        return demands
    if state in (DRAFT, CLOSED, WITHDRAWN):
        return demands.filter(stage=state)
    out = Delivery.objects.filter(demand=OuterRef("pk"), is_out=True)
    agreed, away, heard = demands.filter(stage=Stage.AGREED), Exists(out), Exists(_events(HEARD_OF))
    if state == OVERDUE:
        return agreed
    if state == HEARD:
        return agreed.filter(heard)
    unheard = agreed.exclude(heard)
    return unheard.exclude(away) if state == UNSENT else unheard.filter(away)


def _events(kinds: Iterable[str]) -> QuerySet[Event]:
    """Return the events of these kinds of a demand that stand: nothing has replaced them."""
    return Event.objects.filter(delivery__demand=OuterRef("pk"), kind__in=kinds, replaced_by=None)


def public_numbers() -> list[int]:
    """Return the numbers of the demands that anybody may read."""
    public = Demand.objects.filter(exposure=ExposureLevel.PUBLIC, agreed_at__isnull=False)
    return list(public.order_by("number").values_list("number", flat=True))


def waiting_exposure(demand: Demand, visitor: Visitor) -> ExposureChange | None:
    """Return the change of readers that waits for a second person, for those who may ask for it or agree."""
    if not may_agree_to_exposure(visitor, demand):
        return None
    return demand.exposures.filter(done_at=None, dropped_at=None).select_related("circle").first()


def public_times(demand: Demand) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when anybody could read it, for each time that is over."""
    since = demand.agreed_at
    changes = demand.exposures.filter(done_at__isnull=False).order_by("done_at")
    for at, was, becomes in changes.values_list("done_at", "was", "becomes"):
        if since and at and was == ExposureLevel.PUBLIC != becomes:
            yield since, at
        # After every change, also one that no stranger saw: only from here on can it be public again.
        since = at


def contradicted_by(visitor: Visitor, asked: DemandTarget, *, most: int) -> list[Demand]:
    """Return the newest demands a visitor may know of whose number cannot stand beside this one."""
    if not asked.subject:
        return []
    # What has ended asks for nothing any more.
    rows = demands_visible_to(visitor).filter(stage__in=(Stage.DRAFT, Stage.AGREED))
    others_of_it = rows.filter(_another_number(asked) | _another_way_to_nothing(asked))
    if asked.iso3:
        others_of_it = others_of_it.filter(iso3__in=(asked.iso3, ""))
    # One more, since a new number may be written for a demand that is among them.
    newest = whole(others_of_it.order_by("-number"))[: most + 1]
    found = {demand.pk: demand for demand in newest}
    others: list[UUID] = [
        other.key  # type: ignore[misc]
        for other in contradictions(asked, [asked_by(demand) for demand in found.values()])
    ]
    return [found[key] for key in others][:most]


# The same as ``contradictions``, asked of the database: the newest are taken before that looks at them, so
# that one let through too many would hide a true one.
def _another_number(asked: DemandTarget) -> Q:
    same, value = Q(subject=asked.subject), asked.value
    # Of a number that is itself a year no year is kept, and Django asks for None as IS NULL.
    of_the_year = Q(target_year=asked.year) & ~Q(target=value)
    if asked.subject in RISING and asked.year:
        of_the_year |= Q(target_year__gt=asked.year, target__lt=value) | Q(
            target_year__lt=asked.year, target__gt=value
        )
    if asked.subject in FALLING and asked.year:
        of_the_year |= Q(target_year__gt=asked.year, target__gt=value) | Q(
            target_year__lt=asked.year, target__lt=value
        )
    return same & of_the_year


def _another_way_to_nothing(asked: DemandTarget) -> Q:
    year = neutral_in(asked)
    if year is None:
        return Q(pk__in=[])
    all_cut = Q(subject=Subject.CUT, target__gte=WHOLE_CUT) | Q(
        subject=Subject.EMISSIONS, target__lte=NO_EMISSIONS
    )
    return (Q(subject=Subject.NEUTRALITY) & ~Q(target=year)) | (all_cut & ~Q(target_year=year))


def asked_by(demand: Demand) -> DemandTarget:
    assert demand.target is not None
    return DemandTarget(demand.pk, demand.subject, demand.target_year, demand.iso3, demand.target)

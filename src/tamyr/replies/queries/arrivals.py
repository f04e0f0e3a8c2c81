"""Which letters that came in a visitor may know of."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from tamyr.demands.models import Backer, Delivery, Demand
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.texts import title_of
from tamyr.demands.rules import may_record
from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator
from tamyr.replies.models import Arrival, ArrivedFile, Lies, Mailbox, Placement
from tamyr.replies.rules import may_handle
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language

NEWEST = 100


def arrivals_lying(visitor: Visitor, lies: str) -> list[Arrival]:
    """Return letters that stand nowhere yet, for those who keep the pen; nobody else may know of one."""
    if not is_coordinator(visitor):
        return []
    return list(Arrival.objects.filter(lies=lies).order_by("-received_at")[:NEWEST])


def counts(visitor: Visitor) -> dict[str, int]:
    if not is_coordinator(visitor):
        return {}
    rows = Arrival.objects.exclude(lies=Lies.PLACED).values_list("lies").annotate(count=Count("pk"))
    return dict(rows.order_by("lies"))


def find_arrival(visitor: Visitor, key: UUID) -> Arrival:
    """Return a letter that this visitor may handle; for any other there is none."""
    found = Arrival.objects.filter(pk=key).first()
    if found is None or not may_handle(visitor, found):
        raise Http404
    return found


def standing_of(key: UUID) -> Arrival | None:
    """Return a letter for a view that asks next who may know of it."""
    return Arrival.objects.filter(pk=key).first()


def find_public(key: UUID, visitor: Visitor) -> Arrival:
    """Return a letter whose public words have been read by two, at a demand that this visitor may know of."""
    checked = Arrival.objects.filter(pk=key, public_words__checked_at__isnull=False)
    found = checked.select_related("public_words").first()
    if found is None or not _seen_placements(found, visitor).exists():
        raise Http404
    return found


def find_file(visitor: Visitor, key: UUID, number: UUID) -> ArrivedFile:
    """Return a file of a letter to who handles it; for others there is none."""
    found = ArrivedFile.objects.select_related("arrival").filter(pk=number, arrival=key).first()
    if found is None or not may_handle(visitor, found.arrival):
        raise Http404
    return found


def find_clean_file(visitor: Visitor, key: UUID, number: UUID) -> ArrivedFile:
    """Return a file of which something was made anew: to who handles its letter, to others where it is shown."""
    rows = ArrivedFile.objects.select_related("arrival").exclude(cleaned_type="")
    found = rows.filter(pk=number, arrival=key).first()
    if found is None:
        raise Http404
    # Shown by one, it is everybody’s once the words beside it have been read by a second.
    if not may_handle(visitor, found.arrival) and not (found.is_public and find_public(key, visitor)):
        raise Http404
    return found


def files_beside(shown: Iterable[ArrivedFile]) -> str:
    """Return in a word which files stand beside the public words, so that whoever reads them says of which."""
    return " ".join(sorted(str(file.pk) for file in shown))


def _seen_placements(arrival: Arrival, visitor: Visitor) -> QuerySet[Placement]:
    standing = arrival.placements.filter(ended_at=None)
    return standing.filter(delivery__demand__in=demands_visible_to(visitor).values("pk"))


@dataclass(frozen=True)
class Place:
    """A letter of ours that an answer may be brought to, as a list names it."""

    delivery: Delivery
    number: int | None
    words: str


def places_for(visitor: Visitor) -> list[Place]:
    """Return the letters of ours whose answers this visitor may record, the newest demand first: ``may_record``, asked of all at once."""
    rows = Delivery.objects.filter(demand__in=_recorded_by(visitor).values("pk")).select_related(
        "demand__member", "institution"
    )
    found = rows.prefetch_related("demand__texts", "institution__names")
    numbers = dict(Mailbox.objects.values_list("delivery_id", "number"))
    ordered = found.order_by("-demand__number", "added_at")
    return [Place(row, numbers.get(row.pk), _words(row, visitor)) for row in ordered]


def _recorded_by(visitor: Visitor) -> QuerySet[Demand]:
    # The rule `may_record` as a query: whoever changes one changes both.
    own = Q(member__in=visitor.members) | Q(
        pk__in=Backer.objects.filter(member__in=visitor.members, left_on=None).values("demand")
    )
    if is_coordinator(visitor):
        own |= Q(exposure__in=(ExposureLevel.PUBLIC, ExposureLevel.NETWORK))
    return demands_visible_to(visitor).filter(own, agreed_at__isnull=False)


def _words(delivery: Delivery, visitor: Visitor) -> str:
    body = delivery.institution.name_on(visitor.on, language())
    return f"{delivery.demand.number}. {title_of(delivery.demand)} → {body}"


def mailbox_of(delivery: Delivery) -> Mailbox | None:
    return Mailbox.objects.filter(delivery=delivery).prefetch_related("sent").first()


def find_place(visitor: Visitor, key: UUID) -> Delivery:
    """Return a letter of ours whose answers this visitor may record; for any other there is none."""
    seen = Delivery.objects.filter(demand__in=demands_visible_to(visitor).values("pk"), pk=key)
    found = seen.select_related("demand__member", "institution").first()
    if found is None or not may_record(visitor, found.demand):
        raise Http404
    return found


def placed_at(delivery: Delivery) -> list[Placement]:
    standing = Placement.objects.filter(delivery=delivery, ended_at=None)
    return list(standing.select_related("arrival", "event").order_by("arrival__received_at"))


def public_answers(delivery: Delivery) -> list[Arrival]:
    """Return the letters at one of ours whose public words have been read by two, the earliest first."""
    here = Placement.objects.filter(delivery=delivery, ended_at=None).values("arrival")
    checked = Arrival.objects.filter(pk__in=here, public_words__checked_at__isnull=False)
    return list(checked.order_by("received_at"))


def trace_of(arrival: Arrival, visitor: Visitor) -> list[Placement]:
    """Return where a letter stood and stands, as far as the visitor may know of the demands."""
    seen = demands_visible_to(visitor).values("pk")
    rows = arrival.placements.filter(delivery__demand__in=seen)
    return list(
        rows.select_related("delivery__demand__member", "delivery__institution", "event").prefetch_related(
            "delivery__demand__texts", "delivery__institution__names"
        )
    )

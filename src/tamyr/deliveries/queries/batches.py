"""Which letters wait, went out or are doubtful, as one visitor may know of them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tamyr.addressees.models import Channel
from tamyr.addressees.queries.directory import channels_for
from tamyr.deliveries.models import Batch, Missive, Receipt, ReceiptDraft, State
from tamyr.deliveries.models.batches import IS_HELD, IS_UNTOLD, TOLD_AFTER
from tamyr.deliveries.rules import may_read
from tamyr.demands.models import Backer, Delivery, Demand, Event, Happening
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.network.models import Visitor
from tamyr.network.queries.members import members_visible_to

BY_MAIL = "email"


def batches_of(demand: Demand) -> QuerySet[Batch]:
    return Batch.objects.filter(demand=demand).select_related("member")


def find_batch(visitor: Visitor, key: UUID) -> Batch:
    """Return a batch whose letters this visitor may read; for any other there is none."""
    visible = Batch.objects.filter(demand__in=demands_visible_to(visitor).values("pk"))
    found = visible.select_related("demand", "member").filter(pk=key).first()
    # Both are asked: many may know of a demand and not read its letters.
    if found is None or not may_read(visitor, found.demand):
        raise Http404
    return found


def message_id_of(missive: Missive) -> str:
    """Return the Message-ID, the same at every try: a server that has it already can tell."""
    return f"<{missive.pk}@{settings.ANSWERS_DOMAIN}>"


def is_held_elsewhere(missive: Missive) -> bool:
    """Whether the same letter is open in another batch: two papers of one letter never go out beside each other."""
    others = Missive.objects.filter(delivery=missive.delivery_id).exclude(pk=missive.pk)
    return others.filter(IS_HELD).exists()


def undecided() -> QuerySet[Missive]:
    """Return the letters of which a person has to say what becomes of them, and those that no server takes for hours.

    Also what went out and is not recorded with its demand: that is done by itself, as long as anybody of it may act.

    None that was prepared anew since, or that is away by another road or taken back; of a doubtful one somebody says it
    in any case.
    """
    # A preview counts: whoever prepares a letter anew has decided of the old paper.
    others = Missive.objects.filter(delivery=OuterRef("delivery")).exclude(state=State.DROPPED)
    anew = others.filter(batch__made_at__gt=OuterRef("batch__made_at"))
    moot = (
        Exists(anew) | Q(delivery__is_out=True) | Exists(_taken_back().filter(delivery=OuterRef("delivery")))
    )
    is_slow = Q(state=State.WAITING, tries__gte=TOLD_AFTER)
    held = Q(state__in=(State.FAILED, State.CHANGED)) | is_slow
    return Missive.objects.filter(Q(state=State.PERHAPS) | IS_UNTOLD | held & ~moot)


def missives_of(batch: Batch) -> list[Missive]:
    rows = batch.missives.select_related("delivery__institution", "delivery__office", "delivery__demand")
    return list(rows.prefetch_related("delivery__institution__names"))


def find_missive(visitor: Visitor, key: UUID) -> Missive:
    found = Missive.objects.filter(pk=key).select_related("delivery__demand", "batch").first()
    if found is None:
        raise Http404
    find_batch(visitor, found.batch_id)
    return found


def find_receipt(visitor: Visitor, key: UUID, number: UUID) -> Receipt:
    found = Receipt.objects.filter(missive=find_missive(visitor, key), pk=number).first()
    if found is None:
        raise Http404
    return found


def draft_of(visitor: Visitor, missive: Missive) -> ReceiptDraft | None:
    """Return the pages that this visitor has sent for a letter and not recorded yet; nobody else knows of them."""
    return None if visitor.person is None else missive.drafts.filter(kept_by=visitor.person).first()


def find_draft(visitor: Visitor, key: UUID, number: UUID) -> ReceiptDraft:
    found = draft_of(visitor, find_missive(visitor, key))
    if found is None or found.pk != number:
        raise Http404
    return found


def _taken_back() -> QuerySet[Event]:
    return Event.objects.filter(kind=Happening.TAKEN_BACK, replaced_by=None)


def unsent(demand: Demand) -> list[Delivery]:
    """Return a demand's letters that lie with nobody, also those that came back, and that no open batch holds."""
    held = Missive.objects.filter(IS_HELD)
    rows = Delivery.objects.filter(demand=demand, is_out=False)
    rows = rows.exclude(pk__in=_taken_back().values("delivery"))
    return _whole(rows.exclude(pk__in=held.values("delivery")))


def letters_of(demand: Demand) -> list[Delivery]:
    return _whole(Delivery.objects.filter(demand=demand))


def _whole(rows: QuerySet[Delivery]) -> list[Delivery]:
    return list(rows.select_related("institution", "office").prefetch_related("institution__names"))


def road_of(delivery: Delivery, on: date) -> Channel | None:
    """Return the first road of the directory by which such a letter reaches its body; none that is unlawful."""
    roads = channels_for(delivery.institution, delivery.letter, on)
    by_way = [road for road in roads if road.way == delivery.way and road.is_lawful is not False]
    # That of the office which the letter goes to, before one of the body as a whole.
    of_its_office = [road for road in by_way if road.office_id and road.office_id == delivery.office_id]
    return next(iter([*of_its_office, *by_way]), None)


def counted(missives: Iterable[Missive]) -> dict[str, int]:
    """Return how many letters stand at each state: together they are all there are."""
    return dict(Counter(missive.state for missive in missives))


def left_since(missive: Missive, visitor: Visitor) -> list[Backer]:
    """Return the organisations named in a letter that have withdrawn since, as far as a visitor may know of them."""
    # By what the paper names: those who stand behind the demand may be others since.
    named = missive.words.get("named", [])
    left = Backer.objects.filter(demand=missive.batch.demand_id, member__in=named, left_on__isnull=False)
    # Whoever was hidden since is on the paper that went out, and on no page of ours.
    known = left.filter(member__in=members_visible_to(visitor).values("pk"))
    return list(known.select_related("member__country"))

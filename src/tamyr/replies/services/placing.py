"""A person says which letter an answer belongs to. Every step stays to be seen; two people at once do not undo each other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.demands.models import Delivery
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.procedures.services import asked_again
from tamyr.replies.models import Act, Arrival, Lies, Placement
from tamyr.replies.rules import may_place, may_place_at, may_set_aside
from tamyr.safety.services import record_act


class PlacedMeanwhile(Exception):
    """Somebody else has placed the letter, or put it elsewhere, since the page was opened."""


class NoReason(ValueError):
    """A letter is taken out of quarantine, moved or copied without a word why."""


@transaction.atomic
def place(
    *, arrival: Arrival, delivery: Delivery, reason: str, form_key: UUID, actor: UUID, at: datetime
) -> Placement:
    """Place a letter that stands nowhere. One whose address is not believed is placed with a reason."""
    known = Placement.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = _locked(arrival, actor, at)
    if standing.lies == Lies.PLACED:
        raise PlacedMeanwhile
    if standing.quarantine and not reason:
        raise NoReason
    made = _placed(standing, delivery, Act.PLACED, reason, form_key, visitor, None)
    standing.lies, standing.aside_at, standing.aside_by = Lies.PLACED, None, None
    standing.save(update_fields=["lies", "aside_at", "aside_by"])
    return made


@transaction.atomic
def move(
    *, placement: Placement, delivery: Delivery, reason: str, form_key: UUID, actor: UUID, at: datetime
) -> Placement:
    """Take a letter from one of ours to another. Where it stood before stays to be seen."""
    known = Placement.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor, origin = _locked_at(placement, reason, actor, at)
    if delivery.pk != origin.delivery_id:
        _check_free(standing, delivery)
        origin.ended_at = at
        origin.save(update_fields=["ended_at"])
        return _placed(standing, delivery, Act.MOVED, reason, form_key, visitor, origin)
    # To where it stands already: nothing is moved, and nobody is told again.
    return origin


@transaction.atomic
def copy(
    *, placement: Placement, delivery: Delivery, reason: str, form_key: UUID, actor: UUID, at: datetime
) -> Placement:
    """Let a letter that answers two of ours stand at both."""
    known = Placement.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor, origin = _locked_at(placement, reason, actor, at)
    _check_free(standing, delivery)
    return _placed(standing, delivery, Act.COPIED, reason, form_key, visitor, origin)


@transaction.atomic
def set_aside(*, arrival: Arrival, actor: UUID, at: datetime) -> Arrival:
    """Set aside a letter that answers none of ours. It is deleted after a quarter, and until then can be placed."""
    standing, visitor = _locked(arrival, actor, at)
    if standing.lies == Lies.PLACED:
        raise PlacedMeanwhile
    # Many may place a letter who may not set one aside.
    if not may_set_aside(visitor, standing):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    standing.lies, standing.aside_at, standing.aside_by_id = Lies.ASIDE, at, actor
    standing.save(update_fields=["lies", "aside_at", "aside_by"])
    record_act(act="reply.set_aside", actor=actor, about=standing, at=at)
    return standing


def _locked(arrival: Arrival, actor: UUID, at: datetime) -> tuple[Arrival, Visitor]:
    standing = Arrival.objects.select_for_update(no_key=True, of=("self",)).get(pk=arrival.pk)
    # Said before the right is asked: whoever keeps the pen may have lost it by just that.
    if standing.lies == Lies.PLACED and arrival.lies != Lies.PLACED:
        raise PlacedMeanwhile
    return standing, asked_again(may_place, actor, standing, at)


def _locked_at(
    placement: Placement, reason: str, actor: UUID, at: datetime
) -> tuple[Arrival, Visitor, Placement]:
    standing, visitor = _locked(placement.arrival, actor, at)
    origin = Placement.objects.select_for_update(no_key=True, of=("self",)).get(pk=placement.pk)
    if origin.ended_at is not None:
        raise PlacedMeanwhile
    if not may_place_at(visitor, origin.delivery):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    if not reason:
        raise NoReason
    return standing, visitor, origin


def _check_free(arrival: Arrival, delivery: Delivery) -> None:
    if Placement.objects.filter(arrival=arrival, delivery=delivery, ended_at=None).exists():
        raise PlacedMeanwhile


def _placed(arrival: Arrival, delivery: Delivery, act: str, reason: str, form_key: UUID, visitor: Visitor, origin: Placement | None) -> Placement:  # fmt: skip
    if not may_place_at(visitor, delivery):
        raise MayNot(_("You may not record what happens to this letter."))
    made = Placement(
        form_key=form_key,
        arrival=arrival,
        delivery=delivery,
        act=act,
        origin=origin,
        reason=reason,
        by_id=visitor.actor,
        at=visitor.at,
    )
    made.save(force_insert=True)
    record_act(
        act=f"reply.{act}",
        actor=visitor.actor,
        about=arrival,
        at=visitor.at,
        details={"delivery": str(delivery.pk)},
    )
    announce(kind="reply-came", about=made, version="came", actor=visitor.actor, at=visitor.at)
    return made

"""Circles: who works together, from when until when, and who convenes them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.logic.member_entry import Entry
from tamyr.network.models import Circle, CircleSeat, Invitation, Mandate, Visitor
from tamyr.network.models.circles import words_of
from tamyr.network.models.people import holding_on
from tamyr.network.queries.circles import circle_entry
from tamyr.network.rules import MayNot, is_themselves, may_keep_circle, may_start_circles
from tamyr.network.services.members import TOKEN_ALPHABET, NobodyLeft, slug_of
from tamyr.notices.services import announce, forget_scope
from tamyr.safety.models import ExposureLevel, is_sealed
from tamyr.safety.services import record_act


@transaction.atomic
def start_circle(
    *,
    form_key: UUID,
    names: dict[str, str],
    purposes: dict[str, str],
    exposure: str,
    by: Visitor,
) -> Circle:
    """Start a circle, convened by the one who starts it; the same form sent twice starts one."""
    if by.person is None or not may_start_circles(by):
        raise MayNot
    started = Circle.objects.filter(pk=form_key).first()
    if started is not None:
        return started
    circle = Circle.objects.create(
        id=form_key,
        slug=_slug_for(names, exposure),
        words=words_of(names, purposes),
        exposure=exposure,
        began_on=by.on,
    )
    record_act(act="circle.started", actor=by.person.pk, about=circle, at=by.at)
    seat_person(circle=circle, person=by.person, convenes=True, actor=by.person.pk, at=by.at)
    return circle


class CircleMoved(Exception):
    """Somebody else changed the circle after its form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Circle) -> None:
        super().__init__(str(current.pk))
        self.current = current


@transaction.atomic
def change_circle(
    *,
    circle: Circle,
    opened_on: Entry,
    names: dict[str, str],
    purposes: dict[str, str],
    exposure: str,
    by: Visitor,
) -> Circle:
    """Change a circle as it was when its form was opened; refuse with CircleMoved if it has moved on."""
    locked = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if by.person is None or not may_keep_circle(by, locked):
        raise MayNot
    # A circle has no version: what its form was opened on is compared whole.
    if circle_entry(locked) != dict(opened_on):
        raise CircleMoved(locked)
    if is_sealed(locked.words):
        raise MayNot(
            _(
                "What is kept of this circle does not open, and is not written over. Ask whoever keeps the keys."
            )
        )
    before, was_open = locked.exposure, is_in_the_open(locked.exposure)
    locked.words, locked.exposure = words_of(names, purposes), exposure
    # Links to a circle stay good when its name changes; in hiding its address must not tell the name.
    if is_in_the_open(exposure) != was_open:
        locked.slug = _slug_for(names, exposure)
    locked.save()
    details: dict[str, str | int | bool | None] = {"exposure": exposure, "exposure_before": before}
    record_act(act="circle.changed", actor=by.person.pk, about=locked, at=by.at, details=details)
    return locked


@transaction.atomic
def end_circle(*, circle: Circle, by: Visitor) -> None:
    """End a circle from today on, with its seats and open invitations; ended twice, it is ended once."""
    # Its links first, as whoever accepts one holds it before the circle.
    links = Invitation.objects.filter(circle=circle, used_at=None, revoked_at=None)
    list(links.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    locked = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    # Before the right is asked, as nobody keeps an ended circle: who presses twice has done nothing wrong.
    if locked.ended_on is not None:
        return
    if by.person is None or not may_keep_circle(by, locked):
        raise MayNot
    locked.ended_on = by.on
    locked.save()
    CircleSeat.objects.filter(circle=locked, until_on=None).update(until_on=by.on)
    # No line for each of them: that the circle has ended says it of all.
    links.update(revoked_at=by.at)
    record_act(act="circle.ended", actor=by.person.pk, about=locked, at=by.at)
    forget_scope(scope=locked.pk)


def is_in_the_open(exposure: str) -> bool:
    return exposure in (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)


def _slug_for(names: dict[str, str], exposure: str) -> str:
    name = names.get("en") or names.get("ru", "")
    base = slug_of(name) if is_in_the_open(exposure) else ""
    if base and not Circle.objects.filter(slug=base).exists():
        return base
    return f"{base}-{get_random_string(8, TOKEN_ALPHABET)}".strip("-")


@transaction.atomic
def seat_person(
    *, circle: Circle, person: Person, actor: UUID | None, at: datetime, convenes: bool = False
) -> CircleSeat:
    """Give a person a seat, for the one member they act for, if there is just one."""
    seat = CircleSeat.objects.filter(holding_on(at.date()), circle=circle, person=person).first()
    if seat is not None:
        return seat
    # Of several nobody can say for which they sit: such a seat speaks for none of them.
    members = {mandate.member_id for mandate in Mandate.objects.filter(holding_on(at.date()), person=person)}
    seat = CircleSeat.objects.create(
        circle=circle,
        person=person,
        member_id=members.pop() if len(members) == 1 else None,
        convenes=convenes,
        from_on=at.date(),
    )
    details = in_codes(seat)
    record_act(act="circle.seat_given", actor=actor, about=seat, at=at, details=details)
    return seat


@transaction.atomic
def add_to_circle(*, circle: Circle, person: Person, by: Visitor) -> CircleSeat:
    hold_circles({circle.pk})
    # Read anew: while the lock was waited for the circle may have ended, or been sealed.
    locked = Circle.objects.select_for_update(no_key=True).get(pk=circle.pk)
    if by.person is None or not may_keep_circle(by, locked):
        raise MayNot
    seat = seat_person(circle=locked, person=person, actor=by.person.pk, at=by.at)
    # Whoever takes up an invitation knows of the seat: this is for those whom others have added.
    announce(kind="seat-given", about=seat, scope=locked.pk, actor=by.person.pk, at=by.at)
    return seat


@transaction.atomic
def end_seat(*, seat: CircleSeat, by: Visitor) -> None:
    """End a seat from today on: one's own, or another's by those who keep the circle.

    The last convenor stays while others sit there: nobody else could open the circle to anybody.
    """
    hold_circles({seat.circle_id})
    locked = (
        CircleSeat.objects.select_for_update(no_key=True, of=("self",))
        .select_related("circle")
        .get(pk=seat.pk)
    )
    if by.person is None or not (is_themselves(by, locked.person) or may_keep_circle(by, locked.circle)):
        raise MayNot
    if locked.until_on is not None:
        return
    if locked.convenes and is_needed(locked):
        raise NobodyLeft
    locked.until_on = by.on
    locked.save()
    record_act(act="circle.seat_ended", actor=by.person.pk, about=locked, at=by.at, details=in_codes(locked))
    forget_scope(scope=locked.circle_id, person=locked.person_id)


def hold_circles(circles: Collection[UUID]) -> None:
    """Let no seat there be given or ended meanwhile: of the last two convenors who leave at once, one stays."""
    # Listed, as a question that nobody reads locks nothing; in one order, or two would wait for each other.
    list(
        Circle.objects.select_for_update(no_key=True).filter(pk__in=circles).order_by("pk").values_list("pk")
    )


def is_needed(seat: CircleSeat) -> bool:
    others = CircleSeat.objects.filter(circle=seat.circle, until_on=None).exclude(pk=seat.pk)
    return others.exists() and not others.filter(convenes=True).exists()


@transaction.atomic
def make_convenor(*, seat: CircleSeat, by: Visitor) -> None:
    hold_circles({seat.circle_id})
    locked = (
        CircleSeat.objects.select_for_update(no_key=True, of=("self",))
        .select_related("circle")
        .get(pk=seat.pk)
    )
    if by.person is None or not may_keep_circle(by, locked.circle):
        raise MayNot
    if locked.convenes or locked.until_on is not None:
        return
    locked.convenes = True
    locked.save()
    record_act(
        act="circle.convenor_named", actor=by.person.pk, about=locked, at=by.at, details=in_codes(locked)
    )


def in_codes(seat: CircleSeat) -> dict[str, str | int | bool | None]:
    return {"circle": str(seat.circle_id), "person": str(seat.person_id), "convenes": seat.convenes}

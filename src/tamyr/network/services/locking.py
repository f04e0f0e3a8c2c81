"""What locking a person or a member means in the network, and how it is taken back without losing anything."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Member
from tamyr.network.models.members import IN_THE_OPEN
from tamyr.network.models.people import holding_on
from tamyr.network.services.circles import hold_circles, in_codes
from tamyr.network.services.invitations import close_invitation
from tamyr.network.services.members import change_as_agreed
from tamyr.network.services.ways import hold_ways_of, ways_of
from tamyr.safety.models import ExposureLevel, most_hidden, shows_more
from tamyr.safety.services import record_act


def hold_what_hangs_on(person: Person, at: datetime) -> None:
    """Hold what ends with a person's lock, before the first audit line: whoever holds a part of it then waits.

    Every act that leaves a line holds the chain to its end. Taken after that, two acts would wait for each other.
    """
    hold_ways_of(person)
    hold_circles(set(_seats_of(person, at).values_list("circle_id", flat=True)))


def hold_circles_of(seats: Collection[str]) -> None:
    """Hold the circles to which ``give_seats_back`` gives seats back, before the first audit line as well."""
    hold_circles(set(CircleSeat.objects.filter(pk__in=list(seats)).values_list("circle_id", flat=True)))


def _seats_of(person: Person, at: datetime) -> QuerySet[CircleSeat]:
    return CircleSeat.objects.filter(holding_on(at.date()), person=person)


@transaction.atomic
def close_ways_of(*, person: Person, at: datetime) -> None:
    """Let no link open that somebody made, agreed to or could come back by."""
    for invitation in ways_of(person):
        close_invitation(invitation=invitation, actor=None, at=at)


@transaction.atomic
def leave_seats(*, person: Person, at: datetime) -> dict[str, str]:
    """End a person's seats in circles; return their keys and the circles' levels, by which they are given back."""
    open_seats = _seats_of(person, at)
    hold_circles(set(open_seats.values_list("circle_id", flat=True)))
    seats = list(open_seats.select_for_update(no_key=True, of=("self",)).select_related("circle"))
    for seat in seats:
        seat.until_on = at.date()
        seat.save(update_fields=["until_on"])
        record_act(act="circle.seat_ended", actor=None, about=seat, at=at, details=in_codes(seat))
    return {str(seat.pk): seat.circle.exposure for seat in seats}


@transaction.atomic
def give_seats_back(*, person: Person, seats: Mapping[str, str], at: datetime) -> list[CircleSeat]:
    """Give a person the seats that they had, in the circles that there still are.

    Return those that wait for the circle's own people, because it has become more hidden since.
    """
    waiting = []
    left = CircleSeat.objects.filter(pk__in=list(seats), person=person, circle__ended_on=None)
    hold_circles(set(left.values_list("circle_id", flat=True)))
    # They may sit there again already, and the database allows one open seat in a circle.
    seated = set(
        CircleSeat.objects.filter(holding_on(at.date()), person=person).values_list("circle_id", flat=True)
    )
    for seat in left.exclude(circle__in=seated).select_related("circle"):
        if shows_more(seats[str(seat.pk)], than=seat.circle.exposure):
            waiting.append(seat)
            continue
        back = CircleSeat.objects.create(
            circle=seat.circle,
            person=person,
            member=seat.member,
            convenes=seat.convenes,
            from_on=at.date(),
        )
        record_act(act="circle.seat_given", actor=None, about=back, at=at, details=in_codes(back))
    return waiting


@transaction.atomic
def hide_member(*, member: Member, at: datetime) -> dict[str, str]:
    """Seal a member whatever its level; return what it takes to show it as before."""
    before = {"exposure": member.exposure, "slug": member.slug}
    # Sealed before it is marked as locked: of a locked one a change of level is only noted for afterwards.
    if member.exposure != ExposureLevel.SEALED:
        sealed = {"exposure": ExposureLevel.SEALED}
        change_as_agreed(member=member, changes=sealed, proposed_by=None, actor=None, at=at)
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    locked.locked_at, locked.returns_as = at, before["exposure"]
    locked.save(update_fields=["locked_at", "returns_as"])
    record_act(act="member.locked", actor=None, about=locked, at=at)
    return before


@transaction.atomic
def show_member_as_before(*, member: Member, before: Mapping[str, Any], at: datetime) -> None:
    """Give a member back the level that it had, or a more hidden one that its people chose since; and its address."""
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    # What does not open any more shows it to nobody.
    known = [level for level in (before.get("exposure"), locked.returns_as) if level]
    level = most_hidden(*known) if known else locked.exposure
    # Before its level is given back, which is only noted for afterwards as long as it is locked.
    locked.locked_at, locked.returns_as = None, ""
    locked.save(update_fields=["locked_at", "returns_as"])
    record_act(act="member.unlocked", actor=None, about=locked, at=at)
    if level == locked.exposure:
        return
    shown = change_as_agreed(member=locked, changes={"exposure": level}, proposed_by=None, actor=None, at=at)
    # An address that told its name does not come back to a member that is in hiding now.
    if not before or shown.is_guarded != (before["exposure"] not in IN_THE_OPEN):
        return
    if not Member.objects.exclude(pk=shown.pk).filter(slug=before["slug"]).exists():
        shown.slug = before["slug"]
        shown.save(update_fields=["slug"])

"""What locking a person or a member means in the network, and how it is taken back without losing anything."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Invitation, Member
from tamyr.network.models.people import holding_on
from tamyr.network.services.circles import hold_circles, in_codes
from tamyr.network.services.invitations import close_invitation
from tamyr.network.services.members import change_as_agreed
from tamyr.safety.models import ExposureLevel, Proposal, Stage
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import call_off_all_of


def hold_what_hangs_on(person: Person, at: datetime) -> None:
    """Hold what locking a person changes, before the first audit line: whoever holds a part of it then waits.

    Every act that leaves a line holds the chain to its end. Taken after that, two acts would wait for each other.
    """
    waiting = Proposal.objects.select_for_update().filter(proposed_by=person.pk, stage=Stage.WAITING)
    list(waiting.order_by("pk").values_list("pk"))
    list(_ways_of(person).select_for_update().order_by("pk").values_list("pk"))
    hold_circles(set(_seats_of(person, at).values_list("circle_id", flat=True)))


def _ways_of(person: Person) -> QuerySet[Invitation]:
    theirs = Q(invited_by=person) | Q(confirmed_by=person) | Q(back_for=person)
    return Invitation.objects.filter(theirs, used_at=None, revoked_at=None)


def _seats_of(person: Person, at: datetime) -> QuerySet[CircleSeat]:
    return CircleSeat.objects.filter(holding_on(at.date()), person=person)


@transaction.atomic
def close_ways_of(*, person: Person, at: datetime) -> None:
    """Let no link open that somebody made, agreed to or could come back by, and no proposal of theirs stand."""
    call_off_all_of(person=person.pk, at=at)
    for invitation in _ways_of(person):
        close_invitation(invitation=invitation, actor=None, at=at)


@transaction.atomic
def leave_seats(*, person: Person, at: datetime) -> list[str]:
    """End a person's seats in circles; return their keys, by which they are given back."""
    open_seats = _seats_of(person, at)
    hold_circles(set(open_seats.values_list("circle_id", flat=True)))
    seats = list(open_seats.select_for_update())
    for seat in seats:
        seat.until_on = at.date()
        seat.save(update_fields=["until_on"])
        record_act(act="circle.seat_ended", actor=None, about=seat, at=at, details=in_codes(seat))
    return [str(seat.pk) for seat in seats]


@transaction.atomic
def give_seats_back(*, person: Person, seats: list[str], at: datetime) -> None:
    """Give a person the seats that they had, in the circles that there still are."""
    left = CircleSeat.objects.filter(pk__in=seats, person=person, circle__ended_on=None)
    hold_circles(set(left.values_list("circle_id", flat=True)))
    seated = set(
        CircleSeat.objects.filter(holding_on(at.date()), person=person).values_list("circle_id", flat=True)
    )
    for seat in left.exclude(circle__in=seated):
        back = CircleSeat.objects.create(
            circle=seat.circle,
            person=person,
            member=seat.member,
            convenes=seat.convenes,
            from_on=at.date(),
        )
        record_act(act="circle.seat_given", actor=None, about=back, at=at, details=in_codes(back))


@transaction.atomic
def hide_member(*, member: Member, at: datetime) -> dict[str, str]:
    """Seal a member whatever its level; return what it takes to show it as before."""
    before = {"exposure": member.exposure, "slug": member.slug}
    if member.exposure != ExposureLevel.SEALED:
        sealed = {"exposure": ExposureLevel.SEALED}
        change_as_agreed(member=member, changes=sealed, proposed_by=None, actor=None, at=at)
    locked = Member.objects.select_for_update().get(pk=member.pk)
    locked.locked_at = at
    locked.save(update_fields=["locked_at"])
    record_act(act="member.locked", actor=None, about=locked, at=at)
    return before


@transaction.atomic
def show_member_as_before(*, member: Member, before: Mapping[str, Any], at: datetime) -> None:
    """Give a member back the level and the address that it had."""
    locked = Member.objects.select_for_update().get(pk=member.pk)
    locked.locked_at = None
    locked.save(update_fields=["locked_at"])
    record_act(act="member.unlocked", actor=None, about=locked, at=at)
    if before["exposure"] == locked.exposure:
        return
    shown = change_as_agreed(
        member=locked, changes={"exposure": before["exposure"]}, proposed_by=None, actor=None, at=at
    )
    if not Member.objects.exclude(pk=shown.pk).filter(slug=before["slug"]).exists():
        shown.slug = before["slug"]
        shown.save(update_fields=["slug"])

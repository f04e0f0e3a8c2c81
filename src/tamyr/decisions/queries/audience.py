"""Whom news of a decision concerns: the people who act for members, by their mandates of that day."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from tamyr.decisions.models import Decision, Seat, SeatState
from tamyr.decisions.queries.electorate import (
    active_on,
    electorate_of,
    members_that_spoke,
    passive_members,
    waiting_seats,
)
from tamyr.network.models import Mandate
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import acting_for
from tamyr.notices.models import Happening
from tamyr.procedures.queries import people_to_tell


def _people_of(members: Iterable[UUID], at: datetime) -> Iterable[UUID]:
    # By the rows and not by what somebody may see: the people of hidden members are told as well.
    holding = Mandate.objects.filter(holding_on(at.date()), member__in=list(members))
    return set(holding.values_list("person_id", flat=True))


def whose(happening: Happening, at: datetime) -> Iterable[UUID]:
    for decision in Decision.objects.filter(pk=happening.about):
        yield from people_to_tell(decision, at)


def electorate(happening: Happening, at: datetime) -> Iterable[UUID]:
    return _people_of(Seat.objects.filter(decision=happening.about).values_list("member_id", flat=True), at)


def with_a_code(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who acts for those that picked up a code, or who hold it for them."""
    issued = Seat.objects.filter(decision=happening.about, issued=True)
    keys = {key for pair in issued.values_list("member_id", "entrusted_to_id") for key in pair if key}
    return _people_of(keys, at)


def silent(happening: Happening, at: datetime) -> Iterable[UUID]:
    """Return who acts for those that have not spoken: nobody who has is reminded."""
    decision = Decision.objects.filter(pk=happening.about).first()
    if decision is None:
        return ()
    spoken = {member for _decision, member in members_that_spoke([decision])}
    seats = decision.seats.exclude(member__in=spoken)
    # Whoever holds the voice of a silent member is reminded in its stead.
    holders = waiting_seats([decision.pk]).filter(entrusted_to__isnull=False)
    asked = {*seats.values_list("member_id", flat=True), *holders.values_list("entrusted_to_id", flat=True)}
    return _people_of([member for member in asked if member], at)


def passive(happening: Happening, at: datetime) -> Iterable[UUID]:
    for decision in Decision.objects.filter(pk=happening.about):
        voters = electorate_of(decision, active_on(at.date()), at.date())
        yield from _people_of(passive_members(voters, at), at)


def inactive(happening: Happening, at: datetime) -> Iterable[UUID]:
    seats = Seat.objects.filter(decision=happening.about, state=SeatState.INACTIVE)
    return _people_of(seats.values_list("member_id", flat=True), at)


def of_scope(happening: Happening, at: datetime) -> Iterator[UUID]:
    if happening.scope:
        yield from acting_for(happening.scope, at.date())

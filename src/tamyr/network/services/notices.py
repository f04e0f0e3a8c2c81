"""Whom a notice goes to: those concerned who gave an address and want mail."""

from datetime import datetime

from django.db.models import Q

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Mandate, Member, Role, RoleGrant
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.safety.services import send_notices


def tell_delegates(*, at: datetime) -> int:
    """Send the notice to all who act for an active member."""
    holding = Mandate.objects.filter(holding_on(at.date()), member__status=Status.ACTIVE)
    return _tell(Q(pk__in=holding.values("person_id")), at)


def tell_coordinators(*, at: datetime) -> int:
    return _tell(_coordinators(at), at)


def tell_of_a_way_back(person: Person, *, at: datetime) -> int:
    """Send the notice to a person and to those who work with them, in members and in circles.

    Coordinators too: a notice names nobody, and what waits they see on their desks as far as it is theirs.
    """
    day = at.date()
    members = person.mandates.filter(holding_on(day)).values("member")
    circles = person.seats.filter(holding_on(day)).values("circle")
    mandates = Mandate.objects.filter(holding_on(day), member__in=members)
    seats = CircleSeat.objects.filter(holding_on(day), circle__in=circles)
    near = Q(pk__in=mandates.values("person_id")) | Q(pk__in=seats.values("person_id"))
    return _tell(Q(pk=person.pk) | near | _coordinators(at), at)


def tell_people_of(member: Member, *, at: datetime) -> int:
    """Send the notice to all who act for a member."""
    holding = Mandate.objects.filter(holding_on(at.date()), member=member)
    return _tell(Q(pk__in=holding.values("person_id")), at)


def _coordinators(at: datetime) -> Q:
    holding = RoleGrant.objects.filter(holding_on(at.date()), role=Role.COORDINATOR)
    return Q(pk__in=holding.values("person_id"))


def _tell(whom: Q, at: datetime) -> int:
    people = Person.objects.filter(whom, is_active=True, wants_mail=True)
    return send_notices(to=[person.email for person in people], at=at)

"""Whom a notice goes to: those concerned who gave an address and want mail."""

from datetime import datetime

from django.db.models import Q

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Role, RoleGrant
from tamyr.network.models.members import Status
from tamyr.network.models.people import holding_on
from tamyr.safety.services import send_notices


def tell_delegates(*, at: datetime) -> int:
    """Send the notice to all who act for an active member."""
    holding = Mandate.objects.filter(holding_on(at.date()), member__status=Status.ACTIVE)
    return _tell(Q(pk__in=holding.values("person_id")), at)


def tell_coordinators(*, at: datetime) -> int:
    holding = RoleGrant.objects.filter(holding_on(at.date()), role=Role.COORDINATOR)
    return _tell(Q(pk__in=holding.values("person_id")), at)


def _tell(whom: Q, at: datetime) -> int:
    people = Person.objects.filter(whom, is_active=True, wants_mail=True)
    return send_notices(to=[person.email for person in people], at=at)

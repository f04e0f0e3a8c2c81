"""Closing an account: the person goes out of the database with all that names them."""

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Mandate, Role, RoleGrant, Visitor
from tamyr.network.models.people import holding_on, lasting_delegate
from tamyr.network.services.circles import is_needed
from tamyr.network.services.members import NobodyLeft
from tamyr.network.services.roles import another_coordinator
from tamyr.safety.services import record_act


@transaction.atomic
def close_account(*, by: Visitor) -> None:
    """Take a person out, with their mandates, roles, seats, sessions and ways to sign in.

    Refused with NobodyLeft while something hangs on them alone: coordination, a guarded member, a
    circle. What they did in a member's name stays the member's: objections keep no person then.
    """
    assert by.person is not None
    person = Person.objects.select_for_update().get(pk=by.person.pk)
    if is_alone(person, by):
        raise NobodyLeft
    record_act(act="person.closed", actor=person.pk, about=person, at=by.at)
    person.delete()


def is_alone(person: Person, by: Visitor) -> bool:
    """Whether nobody else could do what this person can."""
    coordinates = RoleGrant.objects.filter(holding_on(by.on), person=person, role=Role.COORDINATOR)
    mandates = Mandate.objects.filter(holding_on(by.on), person=person).select_related("member")
    seats = CircleSeat.objects.filter(holding_on(by.on), person=person, convenes=True)
    return (
        any(not another_coordinator(grant, by.on) for grant in coordinates)
        or any(mandate.member.is_guarded and _is_last(mandate, by) for mandate in mandates)
        or any(is_needed(seat) for seat in seats)
    )


def _is_last(mandate: Mandate, by: Visitor) -> bool:
    others = Mandate.objects.filter(lasting_delegate(by.on), member=mandate.member)
    return not others.exclude(person=mandate.person).exists()

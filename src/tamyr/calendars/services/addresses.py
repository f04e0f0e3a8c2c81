"""Private addresses: made, made anew, ended by their owner, by time and by what happens to the account."""

import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.services.standing import hold
from tamyr.calendars.models import MOST_ADDRESSES, PrivateAddress
from tamyr.calendars.rules import may_have_addresses, still_holds
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Visitor
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults

Clock = Callable[[], datetime]


class NotHere(Exception):
    """This person has no such address."""


class TooMany(Exception):
    """This person has as many addresses as one may have."""


@transaction.atomic
def make_address(*, label: str, has_titles: bool, by: Visitor) -> tuple[PrivateAddress, str]:
    """Make an address for its owner; return it with its secret, which is kept nowhere."""
    person = _held(by)
    # Counted while the account is held, so that two forms at once do not make one too many.
    if person.private_addresses.count() >= MOST_ADDRESSES:
        raise TooMany
    secret = secrets.token_urlsafe(32)
    made = PrivateAddress.objects.create(
        person=person,
        secret_hash=hash_of(secret),
        label=label,
        has_titles=has_titles,
        epoch=person.session_epoch,
        made_on=by.on,
    )
    details: dict[str, str | int | bool | None] = {"titles": has_titles}
    record_act(act="calendar.made", actor=person.pk, about=made, at=by.at, details=details)
    return made, secret


@transaction.atomic
def renew_address(*, key: UUID, by: Visitor) -> tuple[PrivateAddress, str]:
    """Give an address another secret: the one before opens nothing from now on."""
    person = _held(by)
    secret = secrets.token_urlsafe(32)
    held = PrivateAddress.objects.select_for_update(no_key=True).filter(pk=key, person=person).first()
    if held is None:
        raise NotHere
    held.secret_hash, held.epoch, held.made_on = hash_of(secret), person.session_epoch, by.on
    held.save()
    # Who had the former address knows these names.
    held.deadlines.all().delete()
    record_act(act="calendar.renewed", actor=person.pk, about=held, at=by.at)
    return held, secret


def _held(by: Visitor) -> Person:
    """Hold the owner's account; refuse whoever may have no address, as the database has it now."""
    if by.person is None:
        raise MayNot
    person = hold(by.person, by.at)
    if not may_have_addresses(visitor_on(person, by.at)):
        raise MayNot(_("You cannot have such an address now."))
    return person


@transaction.atomic
def end_address(*, key: UUID, by: Visitor) -> None:
    """Let an address open nothing any more; whoever made it may always do so."""
    # No rule but whose it is: whoever may have none any more must still be able to end it.
    held = PrivateAddress.objects.select_for_update(no_key=True).filter(pk=key, person=by.person).first()
    if held is None:
        raise NotHere
    record_act(act="calendar.ended", actor=by.actor, about=held, at=by.at)
    held.delete()


def end_what_holds_no_more(*, clock: Clock) -> None:
    """End the addresses of whoever is locked, on a journey, guarded, or has nothing to say here any more."""
    faults = Faults()
    for key in list(PrivateAddress.objects.values_list("pk", flat=True)):
        with faults.apart("calendars"):
            # The clock anew for each: a long list must not end an address by a moment that is long over.
            _end_if_it_holds_no_more(key, clock())
    faults.tell()


@transaction.atomic
def _end_if_it_holds_no_more(key: UUID, at: datetime) -> None:
    held = (
        PrivateAddress.objects.select_for_update(no_key=True).filter(pk=key).select_related("person").first()
    )
    if held is not None and not still_holds(visitor_on(held.person, at), held):
        record_act(act="calendar.ended", actor=None, about=held, at=at)
        held.delete()

"""Whose address it is, and what it may tell today."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.core.cache import caches
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.calendars.models import PrivateAddress
from tamyr.calendars.rules import still_holds
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Way, leads_from_the_desk
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import acts_for_a_member, is_coordinator
from tamyr.shared.choices import one_or_404

may_come_here = acts_for_a_member | is_coordinator
# A telephone, a computer and somebody who presses "refresh" ask less often.
MOST_ASKED, ASK_AGAIN_SECONDS = 12, 60


@leads_from_the_desk
def way_to_addresses(visitor: Visitor) -> Iterator[Way]:
    if may_come_here(visitor):
        yield Way(_("Deadlines in my own calendar"), reverse("calendars:addresses"))


def addresses_of(person: Person) -> list[PrivateAddress]:
    return list(PrivateAddress.objects.filter(person=person))


def find_address(person: Person, key: UUID) -> PrivateAddress:
    """Return an address of one's own; of anybody else's there is none."""
    return one_or_404(PrivateAddress.objects.filter(person=person), pk=key)


def address_of(secret: str, at: datetime) -> tuple[PrivateAddress, Visitor] | None:
    """Return an address by its secret, and its owner as they stand now; nothing if it does not hold now."""
    found = PrivateAddress.objects.filter(secret_hash=hash_of(secret)).select_related("person").first()
    if found is None:
        return None
    # As of this moment and not of the session in which it was made: a calendar signs in nowhere.
    owner = visitor_on(found.person, at)
    return (found, owner) if still_holds(owner, found) else None


def is_asked_too_often(address: PrivateAddress) -> bool:
    """Count one more question to an address; whether they are too many within a minute.

    Counted in the memory of one process alone: no file and no database knows that somebody's calendar asked.
    """
    kept, name = caches["moment"], f"asked-for/{address.pk}"
    # Added first and then counted on: ``incr`` alone would fail on
    # the first, and must not make the minute longer.
    if kept.add(name, 1, timeout=ASK_AGAIN_SECONDS):
        return False
    try:
        return kept.incr(name) > MOST_ASKED
    except ValueError:
        # The minute ended between the two.
        return False

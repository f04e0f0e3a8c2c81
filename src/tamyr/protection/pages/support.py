"""Who trusts whom, as each of them may see it, and the keyholders of the network."""

from django.conf import settings

from tamyr.network.models import MandateKind, Visitor
from tamyr.protection.models.contacts import MOST
from tamyr.protection.models.keyholders import COUNTRIES, FEWEST
from tamyr.protection.models.keyholders import MOST as MOST_KEYHOLDERS
from tamyr.protection.queries.contacts import Subject, open_contacts, trusting
from tamyr.protection.queries.desk import name_of
from tamyr.protection.queries.keyholders import are_enough, keyholders_listed_for, named_keyholders
from tamyr.protection.queries.lockdowns import lock_downs_known_to
from tamyr.protection.queries.travels import journeys_known_to


def support_page(visitor: Visitor) -> dict[str, object]:
    """Return those who trust the reader, one button each; and the reader's own."""
    known = lock_downs_known_to(visitor)
    # What goes on has a page of its own, where the reader finds the button that fits.
    busy = {row.person_id or row.member_id for row in known}
    trusted = trusting(visitor)
    return {
        "matters": [(name_of(row), row) for row in known],
        "asked": [contact for contact in trusted if contact.accepted_at is None and contact.ends_at is None],
        "trusting": [
            contact
            for contact in trusted
            if contact.counts_at(visitor.at) and (contact.person_id or contact.member_id) not in busy
        ],
        "journeys": journeys_known_to(visitor),
        "own_members": [
            mandate.member for mandate in visitor.mandates if mandate.kind == MandateKind.DELEGATE
        ],
    }


def contacts_page(visitor: Visitor, subject: Subject) -> dict[str, object]:
    contacts = open_contacts(subject, visitor.at)
    return {
        "contacts": contacts,
        "is_own": subject == visitor.person,
        "subject": subject,
        "has_room": sum(contact.ends_at is None for contact in contacts) < MOST,
        "hours": settings.CONTACT_HOURS,
        "request_hours": settings.LOCK_REQUEST_HOURS,
    }


def keyholders_page(visitor: Visitor) -> dict[str, object]:
    return {
        "keyholders": keyholders_listed_for(visitor),
        # Counted among all: that one of them hides must not read as if one were missing.
        "are_enough": are_enough(named_keyholders(visitor.at)),
        "fewest": FEWEST,
        "most": MOST_KEYHOLDERS,
        "countries": COUNTRIES,
        "hours": settings.UNLOCK_HOURS,
        "visitor": visitor,
    }

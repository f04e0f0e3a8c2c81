"""Who trusts whom: shown to nobody but the two, and to whoever acts for a member with contacts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.accounts.models import Person
from tamyr.accounts.models.people import acting_at
from tamyr.network.models import MandateKind, Member, Visitor
from tamyr.network.queries import people_visible_to
from tamyr.protection.models import Contact
from tamyr.protection.models.contacts import counting_at

Subject = Person | Member


def contacts_of(subject: Subject) -> QuerySet[Contact]:
    of = {"person": subject} if isinstance(subject, Person) else {"member": subject}
    return Contact.objects.filter(**of).select_related("trusted", "person", "member")


def open_contacts(subject: Subject, at: datetime) -> list[Contact]:
    """Return those named and not taken back, whether they have said yes or not, and those who count on."""
    return list(contacts_of(subject).filter(Q(ends_at=None) | Q(ends_at__gt=at), trusted__is_active=True))


def contacts_in_force(subject: Subject, at: datetime) -> QuerySet[Contact]:
    """Return the contacts whose word counts now: they said yes, and their own account is in their hands."""
    # Whoever holds the device of a contact must not lock others with it.
    return contacts_of(subject).filter(counting_at(at), acting_at(at, "trusted__"))


def is_contact(person: UUID, subject: Subject, at: datetime) -> bool:
    return contacts_in_force(subject, at).filter(trusted=person).exists()


def trusting(visitor: Visitor) -> list[Contact]:
    """Return who trusts a visitor, asked and agreed to: nobody whose account is locked is among those asked."""
    if visitor.person is None:
        return []
    named = Contact.objects.filter(Q(ends_at=None) | Q(ends_at__gt=visitor.at), trusted=visitor.person)
    # A question that came from an account locked since may be of whoever had it in hand.
    there = Q(person__is_active=True) | Q(accepted_at__isnull=False)
    return list(named.filter(there).select_related("person", "member"))


def person_called(visitor: Visitor, sign_in_name: str) -> Person | None:
    """Return the other person of this sign-in name, if a visitor may know of them."""
    if visitor.person is None:
        return None
    found = people_visible_to(visitor).filter(sign_in_name=sign_in_name)
    return found.exclude(pk=visitor.person.pk).first()


def distinct(people: Iterable[Person]) -> list[Person]:
    """Return people without those who are known to be one and the same."""
    found: list[Person] = []
    for person in people:
        if not any(person.is_same_as(other) for other in found):
            found.append(person)
    return found


def contact_seen(visitor: Visitor, key: UUID) -> Contact:
    """Return a contact that a visitor has named, for themselves or a member, or is; else there is none."""
    # A visitor without an account has no person, and would else own the contacts of every member.
    own = Q(person=visitor.person, person__isnull=False) | Q(trusted=visitor.person)
    # Deputies do not: the contacts of a member can hide it, and its delegate answers for that.
    delegated = [m.member_id for m in visitor.mandates if m.kind == MandateKind.DELEGATE]
    found = Contact.objects.filter(own | Q(member__in=delegated)).select_related(
        "person", "member", "trusted"
    )
    contact = found.filter(Q(ends_at=None) | Q(ends_at__gt=visitor.at), pk=key).first()
    if contact is None:
        raise Http404
    return contact


def subject_with(*, person: UUID | None = None, member: UUID | None = None) -> Subject | None:
    """Return the person or member of a key. Whether somebody may know of it is asked next, of the same answer."""
    if person is not None:
        return Person.objects.filter(pk=person, is_active=True).first()
    return Member.objects.filter(pk=member).first() if member is not None else None

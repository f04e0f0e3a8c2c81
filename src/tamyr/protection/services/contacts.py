"""Naming whom one trusts: it takes the other's yes, and taking it back takes time."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.rules import MayNot, is_delegate_of
from tamyr.notices.services import announce
from tamyr.protection.models import Contact
from tamyr.protection.models.contacts import MOST
from tamyr.protection.queries.contacts import Subject, open_contacts
from tamyr.safety.services import record_act


class NotThis(Exception):
    """This cannot be done now; the text says why, in the reader's language."""


def held(subject: Subject) -> Subject:
    """Read a person or member anew, held: what is pressed or named about one happens one after the other."""
    if isinstance(subject, Person):
        return Person.objects.select_for_update(no_key=True).get(pk=subject.pk)
    return Member.objects.select_for_update(no_key=True).get(pk=subject.pk)


def may_name_for(by: Visitor, subject: Subject) -> bool:
    if isinstance(subject, Member):
        return bool(is_delegate_of(by, subject))
    return by.person is not None and by.person.pk == subject.pk


@transaction.atomic
def name_contact(*, subject: Subject, trusted: Person, by: Visitor) -> Contact:
    """Ask somebody to be a contact; refuse with ``NotThis`` who cannot be one."""
    held(subject)
    if by.person is None or not may_name_for(by, subject):
        raise MayNot
    # One who was taken back counts on for a while, and takes up no place meanwhile.
    there = [contact for contact in open_contacts(subject, by.at) if contact.ends_at is None]
    again = next((contact for contact in there if contact.trusted_id == trusted.pk), None)
    if again is not None:
        return again
    _refuse_who_cannot(subject, trusted, [contact.trusted for contact in there], by)
    of = {"person": subject} if isinstance(subject, Person) else {"member": subject}
    named = Contact.objects.create(trusted=trusted, named_at=by.at, **of)
    record_act(act="support.contact_named", actor=by.person.pk, about=named, at=by.at)
    _tell(named, by)
    return named


def _refuse_who_cannot(subject: Subject, trusted: Person, others: list[Person], by: Visitor) -> None:
    if len(others) >= MOST:
        raise NotThis(_("You have named two people already. Take one back first."))
    if any(trusted.is_same_as(other) for other in others):
        raise NotThis(_("This account has the same contact address as the other one: they count as one."))
    if isinstance(subject, Person) and trusted.is_same_as(subject):
        raise NotThis(_("This account has the same contact address as yours: name somebody else."))
    if isinstance(subject, Member):
        inside = set(
            Mandate.objects.filter(holding_on(by.on), member=subject).values_list("person_id", flat=True)
        )
        if trusted.pk in inside and any(other.pk in inside for other in others):
            raise NotThis(_("At least one of the two must be somebody outside the organisation."))


@transaction.atomic
def accept_contact(*, contact: Contact, by: Visitor) -> None:
    """Say yes; from now on one's word counts."""
    locked = Contact.objects.select_for_update(no_key=True).get(pk=contact.pk)
    if by.person is None or locked.trusted_id != by.person.pk:
        raise MayNot
    # Taken back before the answer came: a late yes must not make it count after all.
    if locked.accepted_at is not None or locked.ends_at is not None:
        return
    locked.accepted_at = by.at
    locked.save(update_fields=["accepted_at"])
    record_act(act="support.contact_accepted", actor=by.person.pk, about=locked, at=by.at)
    _tell(locked, by)


@transaction.atomic
def end_contact(*, contact: Contact, by: Visitor) -> None:
    """Take a contact back: who said yes counts on for a while. Whoever was named may leave at once."""
    # Of itself alone: PostgreSQL locks no row that a join may
    # leave empty, and either of the two joined ones is.
    locked = (
        Contact.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person", "member")
        .get(pk=contact.pk)
    )
    leaves = by.person is not None and locked.trusted_id == by.person.pk
    if by.person is None or not (leaves or may_name_for(by, locked.subject)):
        raise MayNot
    # Whoever said yes could be taken back by a stolen session, which must not leave the owner without help at
    # once. Whoever leaves by their own will has no such reason to stay.
    counts_on = timedelta(hours=settings.CONTACT_HOURS) if locked.accepted_at and not leaves else timedelta()
    # Pressed again, it would else count on for longer than the first press said.
    if locked.ends_at is not None and locked.ends_at <= by.at + counts_on:
        return
    locked.ends_at = by.at + counts_on
    locked.save(update_fields=["ends_at"])
    record_act(act="support.contact_ended", actor=by.person.pk, about=locked, at=by.at)
    _tell(locked, by)


def _tell(contact: Contact, by: Visitor) -> None:
    stage = "ended" if contact.ends_at else "accepted" if contact.accepted_at else "named"
    announce(kind="support-contact", about=contact, version=stage, actor=by.actor, at=by.at)

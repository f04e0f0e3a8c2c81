"""People who trust each other, in tests: contacts who have said yes, and keyholders in two countries."""

from datetime import datetime, timedelta

from django.utils import timezone
from tests.people import LONG_AGO_AT, make_person

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.protection.models import Contact, Keyholder, LockDown
from tamyr.protection.queries.contacts import Subject
from tamyr.protection.services.lockdowns import ask_to_lock


def trust(subject: Subject, *trusted: Person, at: datetime = LONG_AGO_AT) -> list[Contact]:
    of = {"person": subject} if isinstance(subject, Person) else {"member": subject}
    return [Contact.objects.create(trusted=person, named_at=at, accepted_at=at, **of) for person in trusted]


def hold_key(person: Person, country: str, days: int = 36_500) -> Keyholder:
    return Keyholder.objects.create(
        person=person, country_id=country, from_at=LONG_AGO_AT, until_at=LONG_AGO_AT + timedelta(days=days)
    )


def make_keyholders(*countries: str) -> list[Person]:
    people = [make_person(f"key-{n}", f"Keyholder {n}") for n in range(len(countries))]
    for person, country in zip(people, countries, strict=True):
        hold_key(person, country)
    return people


def lock(subject: Subject, *people: Person, at: datetime | None = None) -> LockDown:
    at = at or timezone.now()
    for person in people:
        locked = ask_to_lock(subject=subject, by=visitor_on(person, at))
    return locked


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)

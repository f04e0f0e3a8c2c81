"""Journeys: who is on one, and who may end it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from tamyr.accounts.models import Person
from tamyr.accounts.models.people import acting_at
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.proposals import colleagues_of
from tamyr.network.rules import is_colleague
from tamyr.protection.models import Act, Contact, Press, Travel
from tamyr.protection.models.contacts import counting_at
from tamyr.protection.queries.contacts import distinct, is_contact

ENOUGH = 2


def open_journeys(at: datetime) -> QuerySet[Travel]:
    # As an exclusion: a journey without an end has neither
    # moment, and a comparison with nothing is never true.
    ended = Q(until_at__lte=at) | Q(lifts_at__lte=at)
    return Travel.objects.filter(cancelled_at=None, person__is_active=True).exclude(ended)


def journey_of(person: Person, at: datetime) -> Travel | None:
    """Return the journey that a person is on, or the next one."""
    return open_journeys(at).filter(person=person).order_by("from_at").first()


def helpers_of(person: Person, at: datetime) -> list[Person]:
    """Return the people who may end somebody's journey: contacts and colleagues, nobody twice."""
    # Read from the rows and not by ``contacts_in_force``: that
    # these accounts act is asked of all together below.
    contacts = Contact.objects.filter(counting_at(at), person=person).values("trusted")
    near = Q(pk__in=contacts) | Q(pk__in=colleagues_of(person, at.date()))
    found = Person.objects.filter(near, acting_at(at))
    return distinct(helper for helper in found if not helper.is_same_as(person))


def may_lift(helper: Person, travel: Travel, at: datetime) -> bool:
    """Whether somebody's word helps to end a journey that is on."""
    person, visitor = travel.person, visitor_on(helper, at)
    if visitor.person is None or helper.is_same_as(person) or not travel.is_on_at(at):
        return False
    return is_contact(helper.pk, person, at) or bool(is_colleague(visitor, person))


def lifting_words(travel: Travel, at: datetime) -> list[Person]:
    presses = Press.objects.filter(about=travel.pk, act=Act.LIFT).select_related("person")
    # Asked again at each count: whoever is locked, travels or is no colleague any more has no word left.
    return distinct(press.person for press in presses if may_lift(press.person, travel, at))


def has_said(helper: Person, travel: Travel) -> bool:
    """Whether somebody gave their word, also where it counts as one with that of another account of theirs."""
    return Press.objects.filter(about=travel.pk, act=Act.LIFT, person=helper).exists()


def journeys_known_to(visitor: Visitor) -> list[Travel]:
    """Return the journeys that a visitor may help to end."""
    if visitor.person is None:
        return []
    person = visitor.person
    on = open_journeys(visitor.at).filter(from_at__lte=visitor.at).exclude(person=person)
    return [travel for travel in on.select_related("person") if may_lift(person, travel, visitor.at)]


def journey_seen(visitor: Visitor, key: UUID) -> Travel | None:
    return next((travel for travel in journeys_known_to(visitor) if travel.pk == key), None)

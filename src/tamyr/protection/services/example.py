"""Trusted contacts and keyholders of the example network, so that each button can be tried."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tamyr.network.services.example import example_people
from tamyr.protection.models import Contact, Keyholder
from tamyr.safety.services import record_act

CONTACTS = {"aygul": ("bela", "dana"), "bela": ("aygul", "cyra"), "cyra": ("chingiz", "bela")}
KEYHOLDERS = {"chingiz": "KAZ", "dana": "KAZ", "bela": "GEO", "erika": "ARM"}


@transaction.atomic
def name_example_contacts(*, at: datetime) -> None:
    """Let example people trust each other, and four of them hold the keys."""
    people = {person.sign_in_name: person for person in example_people()}
    for name, trusted in CONTACTS.items():
        for other in trusted:
            Contact.objects.create(person=people[name], trusted=people[other], named_at=at, accepted_at=at)
    for name, country in KEYHOLDERS.items():
        until_at = at + timedelta(days=settings.KEYHOLDER_DAYS)
        Keyholder.objects.create(person=people[name], country_id=country, from_at=at, until_at=until_at)
    record_act(act="support.example_named", actor=None, about=None, at=at)

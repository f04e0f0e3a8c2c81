"""Trusted contacts, keyholders and those who answer letters in the example network, so that each button can be tried."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tamyr.network.services.example import example_people
from tamyr.protection.models import Contact, Keyholder, Responder, SealingKey
from tamyr.safety.services import record_act

CONTACTS = {"aygul": ("bela", "dana"), "bela": ("aygul", "cyra"), "cyra": ("chingiz", "bela")}
LIVES_IN = {"aygul": "KAZ", "bela": "GEO"}
KEYHOLDERS = {"chingiz": "KAZ", "dana": "KAZ", "bela": "GEO", "erika": "ARM"}

# Keys of two who answer letters there, under the example’s password: for trying only, since everybody has them.
KEYS = {
    "aygul": (
        "age137xkk0kk870dt83a3avxyd03swcc02w599gy9en9mf4g7ftj5avq9ezf0l",
        "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBRd1cvN3BhUGV4bGZPS3BxMzF2V29nIDE3CjYrd1NCVXJBSH"
        "Z0SXRpS29NR0JEL2EzcXBhMko1Y1UvZVBwMG9nUmJjSkUKLS0tICs2R1l6bFJRVEdZaFRVM0hLdXh4Y1RqNWh5VzZE"
        "cm1GYlF4YnVFS0ZSc28K5XO1ZMaqwcopwxL7UYK/cPCZzJt8pj7gKOkbG9Vmj7bvd31mYXQIdaQXNvis2oq4RhAWFZ"
        "5xgJBrXKH0mVc9Mikk6T5A1fqq9fLhksrOM3DGPhgT2jgLJxMM4jnAYNodfgGTGxUHkhqAhw==",
    ),
    "bela": (
        "age17n65aqv5m92qggt06698zdq3eltwjja4x44sv8ungm3m9t7sppmqgr2yuv",
        "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBGTUVHdnF1R3dCZ3BjRGpOeXdyQW53IDE4Cm5vNFJPbDZUKz"
        "RRMEw1Z0ZFUndhc3RMU01KeFdGSTlhaTNjbjcxOTFBVDQKLS0tIHFtcWJONFFGTWRBTTVPUkJFK09KSmFVR3VzaWJ6"
        "T3ZVd2VJdzNVTnp5bTgK0MZN/QaNDAYOKQfvMQ6yMkqfm2ZzfM1phcNJRjWBwTPFyawtKr09e5e3PumqfdoelQubTK"
        "xomGZYxKDeX/gnBS3SlvRy0xIIHIOlaF1rsQBUZjLrAgsAPVTDgJfu5rd+rddGpWcXdZDPsQ==",
    ),
}


@transaction.atomic
def name_example_contacts(*, at: datetime) -> None:
    """Let example people trust each other; four of them can open locked accounts, two answer letters."""
    people = {person.sign_in_name: person for person in example_people()}
    for name, trusted in CONTACTS.items():
        for other in trusted:
            Contact.objects.create(person=people[name], trusted=people[other], named_at=at, accepted_at=at)
    for name, country in KEYHOLDERS.items():
        until_at = at + timedelta(days=settings.KEYHOLDER_DAYS)
        Keyholder.objects.create(person=people[name], country_id=country, from_at=at, until_at=until_at)
    for name, (public, wrapped) in KEYS.items():
        responder = Responder.objects.create(person=people[name], country_id=LIVES_IN[name], named_at=at)
        SealingKey.objects.create(responder=responder, public=public, wrapped=wrapped, made_at=at)
    record_act(act="support.example_named", actor=None, about=None, at=at)

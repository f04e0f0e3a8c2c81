"""Those who answer in the tests, with keys everybody knows, and a letter as somebody writes it without scripts."""

import re
from datetime import UTC, datetime
from uuid import uuid4

from django.test import Client
from tests.people import LONG_AGO_AT

from tamyr.accounts.models import Person
from tamyr.protection.models import Responder, SealingKey
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of

SHARED = identity_from(b"s" * 32)
CANARY = "тихая-канарейка-4711"
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def identity_for(person: Person) -> str:
    return identity_from(person.sign_in_name.encode().ljust(32, b"."))


def answers_letters(person: Person, country: str | None = None) -> Responder:
    """Let a person answer letters, with a key of their own."""
    responder = Responder.objects.create(person=person, country_id=country, named_at=LONG_AGO_AT)
    public = public_key_of(identity_for(person))
    SealingKey.objects.create(responder=responder, public=public, made_at=LONG_AGO_AT)
    return responder


def share_a_key() -> SealingKey:
    return SealingKey.objects.create(
        is_shared=True, public=public_key_of(SHARED), shares=5, needed=3, made_at=LONG_AGO_AT
    )


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def letter_with(**changed: str) -> dict[str, str]:
    return {"about": "support", "text": f"Помогите. {CANARY}", "form_key": str(uuid4()), **changed}


def code_in(page: str) -> str:
    found = re.search(r"data-code>([0-9A-Z-]{34})<", page)
    assert found, page
    return found[1]


def write(client: Client, **changed: str) -> str:
    """Write a letter without scripts and return its code."""
    answer = client.post("/en/support/write/", letter_with(**changed))
    assert answer.status_code == 201, answer.content.decode()
    return code_in(answer.content.decode())

"""What the tests of this room type, and when."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.addressees.services.keeping import enter_institution
from tamyr.network.models import Visitor
from tamyr.network.queries import visitor_on

NOW = timezone.now()
KNOWN = {
    "status": "seen",
    "source_url": "https://www.example.org/ministry/",
    "source_seen_on": "2026-11-01",
}
BODY = {
    "iso3": "KAZ",
    "level": "national",
    "kind": "agency",
    "parent": "",
    "website": "https://agency.example.org/",
    "languages": "kk ru",
    "founded_on": "",
    "dissolved_on": "",
    **KNOWN,
}
NAMES = {
    "name_en": "Example Agency of Winds",
    "name_ru": "Примерное агентство ветров",
    "name_own": "",
    "own_language": "",
}
CHANNEL = {
    "letter": "demand",
    "way": "email",
    "value": "winds@example.org",
    "office": "",
    "is_lawful": "yes",
    "languages": "ru",
    "fields_typed": "Subject: 200\nText: 2000",
    "checklist_en": "A signature.",
    "checklist_ru": "Подпись.",
    "warning_en": "",
    "warning_ru": "",
    "from_on": "",
    "until_on": "",
    **KNOWN,
}


def visiting(person: Person) -> Visitor:
    return visitor_on(person, NOW)


def entered(
    person: Person, name: str = "Example Agency of Winds", key: UUID | None = None, **facts: Any
) -> Institution:
    return enter_institution(
        form_key=key or uuid4(), facts=BODY | facts, names={"en": name}, by=visiting(person), at=NOW
    )


def page_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def basis_in(page: str) -> str:
    found = re.search(r'name="basis" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def typed(client: Client, address: str, *given: Mapping[str, str]) -> Any:
    """Open a form and send it with these words, the later ones over the earlier."""
    words = {"basis": basis_in(page_of(client, address)), "reason": ""}
    for part in given:
        words |= part
    return client.post(address, words)


def place(body: Institution, rest: str = "") -> str:
    return f"/en/addressees/{body.number}/{rest}"

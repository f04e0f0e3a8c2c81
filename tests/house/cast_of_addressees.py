"""Public bodies for the cast of the house: what no page says yet, so that the network alone reads it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.addressees.queries.rows import facts_of
from tamyr.addressees.services.keeping import add_row, correct_row, enter_institution
from tamyr.network.queries import visitor_on

SEEN = {"status": "seen", "source_url": "https://www.example.org/office/", "source_seen_on": "2026-11-01"}
BARE = {"status": "unverified", "source_url": "", "source_seen_on": ""}
OPEN = {"from_on": "", "until_on": ""}


def add_addressees(people: dict[str, Person], now: datetime, *, word: Callable[[], str]) -> dict[str, object]:
    """Enter a body with an office, who holds it and a road, and one that was merged into it."""
    by: dict[str, Any] = {"by": visitor_on(people["delegate"], now), "at": now}

    def enter() -> Institution:
        facts = {
            "iso3": "KAZ",
            "level": "national",
            "kind": "agency",
            "parent": "",
            "website": "",
            "languages": "ru",
            "founded_on": "",
            "dissolved_on": "",
            **BARE,
        }
        return enter_institution(form_key=uuid4(), facts=facts, names={"en": word()}, **by)

    body, merged = enter(), enter()

    def add(subject: str, of: object, facts: dict[str, Any]) -> Any:
        more: dict[str, Any] = {"institution": body, "reason": word(), **by}
        return add_row(subject=subject, key=str(uuid4()), of=str(of), facts=facts | OPEN, **more)

    office = add("office", body.pk, {"kind": "head", "titles": {"en": word()}, **BARE})
    holder = add("holder", office.pk, {"name": word(), **SEEN})
    texts = {"checklist": {"en": word()}, "warning": {"en": word()}, "fields": []}
    road = {
        "letter": "demand",
        "way": "post",
        "value": word(),
        "languages": "",
        "is_lawful": None,
        "office": "",
    }
    channel = add("channel", body.pk, {**road, **texts, **BARE})
    opened = facts_of("channel", channel)
    correct_row(
        subject="channel",
        row=channel,
        opened_on=opened,
        facts=opened | {"value": word()},
        reason=word(),
        **by,
    )
    Institution.objects.filter(pk=merged.pk).update(merged_into=body)
    place = "addressees/<int:number>"
    return {
        place: body.number,
        "addressees/<int:merged>": merged.number,
        f"{place}/add/<slug:subject>": "channel",
        f"{place}/offices/<uuid:key>": office.pk,
        f"{place}/holders/<uuid:key>": holder.pk,
        f"{place}/<slug:subject>": "channel",
        f"{place}/<slug:subject>/<str:key>": channel.pk,
    }

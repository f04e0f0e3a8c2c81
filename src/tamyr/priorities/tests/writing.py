"""What the tests of this room write, and when."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.priorities.models import Argument, Authors, Balance, Proposal, Proposers, Round, Wording
from tamyr.priorities.services.discussion import argue
from tamyr.priorities.services.proposals import Draft, Words, propose, translate
from tamyr.priorities.services.rounds import Plan

# The mark of what stood when a form was opened.
READ = re.compile(r'name="base_sha" value="(\w{64})"')
# Pages ask the real clock: to them proposals are collected.
NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)
COLLECTS_UNTIL, CLOSES_AT = NOON + timedelta(days=10), NOON + timedelta(days=20)
LATER = NOON + timedelta(days=12)
OVER = CLOSES_AT
DRAFT = Draft(
    {
        "ru": Words(
            "Справедливый переход для угольных городов",
            "Переобучение шахтёров Караганды и новые рабочие места до 2030 года.",
        )
    },
    "just-transition",
    "KAZ",
)
COLLECT = Draft(
    {"en": Words("Early warning for glacier lakes", "Sensors above villages that a flood can reach.")},
    "adaptation",
    "KGZ",
)


def key() -> UUID:
    return uuid4()


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def plan(**facts: Any) -> Plan:
    said = {
        "title_en": "Priorities of the example",
        "title_ru": "Приоритеты примера",
        "words_en": "What shall we work on?",
        "words_ru": "Над чем работать?",
        "authors": Authors.SHOWN,
        "proposers": Proposers.ACTIVE,
        "is_public": False,
        "most_per_member": 3,
        "seats": 2,
        "balance": Balance.CAPPED,
        "outside": "ballots",
        "choose_days": 14,
        "collects_until": COLLECTS_UNTIL,
        "closes_at": CLOSES_AT,
    }
    return Plan(**{**said, **facts})


def proposed(
    standing: Round, member: Member, person: Person, draft: Draft, when: datetime = NOON
) -> Proposal:
    return propose(
        standing_round=standing, draft=draft, member=member, form_key=key(), actor=person.pk, clock=at(when)
    )


def translated(
    proposal: Proposal, language: str, words: Words, member: Member, person: Person, when: datetime = NOON
) -> Wording:
    return translate(
        proposal=proposal,
        language=language,
        words=words,
        read=proposal.text_sha256,
        member=member,
        actor=person.pk,
        clock=at(when),
    )


def argued(
    proposal: Proposal,
    member: Member,
    person: Person,
    words: str = "Who pays?",
    when: datetime = NOON,
    kind: str = "improve",
) -> Argument:
    return argue(
        proposal=proposal,
        member=member,
        kind=kind,
        words=words,
        language="en",
        read=proposal.text_sha256,
        form_key=key(),
        actor=person.pk,
        clock=at(when),
    )


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()

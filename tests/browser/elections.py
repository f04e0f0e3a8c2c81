"""Lets days pass in an election of the example network.

What a day apart brings is done beside the site, on its database, by the services that the site's own tasks call.
"""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.decisions.logic.secret import code_sha256, new_code
from tamyr.decisions.models import Decision, Election
from tamyr.decisions.services.closing import close, count, publish
from tamyr.decisions.services.preparing import Draft, announce_decision, open_decision
from tamyr.decisions.services.secret.ballots import cast_by_code
from tamyr.decisions.services.secret.codes import forget, pick_up, shuffle, sweep
from tamyr.decisions.services.secret.preparing import Terms, draft_election
from tamyr.decisions.services.secret.standing import Statement, stand
from tamyr.network.models import Mandate

PEOPLE, OTHERS = ("aygul", "bela"), 6


def open_one() -> dict[str, object]:
    """Open an election in which six others than the people to sign in as have their codes."""
    at, keeper = timezone.now(), Person.objects.get(sign_in_name="cyra")
    acting = Mandate.objects.filter(kind="delegate", until_on=None, member__status="active").exclude(
        member__mandates__person__sign_in_name__in=PEOPLE
    )
    of_each = {
        mandate.member_id: mandate for mandate in acting.select_related("member").order_by("member__slug")
    }
    mandates = list(of_each.values())[:OTHERS]
    draft = Draft(
        question_en="Example: who sits on the board?",
        question_ru="Пример: кто войдёт в совет?",
        words_en="Invented people, to see how a secret vote works.",
        words_ru="Вымышленные люди: посмотреть, как идёт тайное голосование.",
        authoritative="ru",
        rule={"name": "stv", "version": 1, "seats": 2, "most_per_country": 1},
        options=[],
        closes_at=at + timedelta(days=9),
        zone="Asia/Bishkek",
        outside="ballots",
    )
    by = keeper.pk
    made = draft_election(draft=draft, terms=Terms(at + timedelta(days=2)), form_key=uuid4(), actor=by, at=at)
    announce_decision(decision=made, actor=by, at=at)
    for n, mandate in enumerate(mandates[:4], start=1):
        words = Statement(
            f"Example Person {n}",
            f"Пример Имени {n}",
            f"I can listen, and I have time. {n}",
            f"Умею слушать. {n}",
        )
        stand(decision=made, member=mandate.member, statement=words, actor=mandate.person_id, at=at)
    opened = open_decision(decision=made, actor=by, clock=lambda: at)
    codes = []
    for mandate in mandates:
        codes.append(new_code())
        by, member = mandate.person_id, mandate.member
        pick_up(decision=opened, member=member, code=codes[-1], actor=by, clock=lambda: at)
    return {"number": opened.number, "codes": codes}


def shuffle_one(number: int) -> dict[str, object]:
    decision = Decision.objects.get(number=number)
    until = Election.objects.get(decision=decision).codes_until
    assert until is not None
    return {"done": shuffle(decision=decision, clock=lambda: until), "swept": sweep()}


def end_one(number: int, *codes: str) -> dict[str, object]:
    decision = Decision.objects.get(number=number)
    began = decision.made_at
    for n, code in enumerate(codes):
        sha256, choice = code_sha256(str(decision.pk), code), [[f"p{n % 3 + 1}"], ["p4"]]
        cast_by_code(decision=decision, sha256=sha256, choice=choice, clock=lambda: began)
    for step in (close, count, publish, forget):
        step(decision=decision, clock=lambda: decision.closes_at)
    return {}

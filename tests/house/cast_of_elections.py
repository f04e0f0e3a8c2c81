"""An election for the cast of the house: announced, with one who stands, and what its phases keep."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.decisions.models import IssuedCode, SecretBallot
from tamyr.decisions.services.preparing import Draft, announce_decision
from tamyr.decisions.services.secret.preparing import Terms, draft_election
from tamyr.decisions.services.secret.standing import Statement, stand
from tamyr.network.models import Member


def add_election(
    member: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    draft = Draft(
        question_en=word(),
        question_ru=word(),
        words_en=word(),
        words_ru=word(),
        authoritative="en",
        rule={"name": "stv", "version": 1, "seats": 2},
        options=[],
        closes_at=now + timedelta(days=12),
        zone="UTC",
    )
    by = people["coordinator"].pk
    terms = Terms(now + timedelta(days=6))
    made = draft_election(draft=draft, terms=terms, form_key=uuid4(), actor=by, at=now)
    announce_decision(decision=made, actor=by, at=now)
    words = Statement(word(), word(), word(), word())
    stand(decision=made, member=member, statement=words, actor=people["delegate"].pk, at=now)
    IssuedCode.objects.create(sha256="a" * 64, decision=made)
    SecretBallot.objects.create(sha256="b" * 64, decision=made, choice=json.dumps([[word()]]))
    return {"decisions/<int:election>": made.number}

"""An election by secret ballot as people live through it, and its clock."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.decisions.logic.secret import code_sha256, new_code
from tamyr.decisions.models import Decision, Seat
from tamyr.decisions.services.preparing import Draft, announce_decision, open_decision
from tamyr.decisions.services.secret.ballots import cast_by_code
from tamyr.decisions.services.secret.codes import pick_up
from tamyr.decisions.services.secret.preparing import Terms, draft_election
from tamyr.decisions.services.secret.standing import Statement, stand
from tamyr.decisions.tests.decision import CLOSE, NOON, at
from tamyr.network.models import Member

LAST_CODE = NOON + timedelta(days=4)
VOTERS = 7
People = list[tuple[Member, Person]]


def crowd(number: int = VOTERS) -> People:
    """Members of three countries, each with a delegate."""
    made = []
    for n in range(number):
        member = make_member(f"Example Member{n}", f"Пример {n}", ("KAZ", "GEO", "UKR")[n % 3])
        person = make_person(f"person-{n}", f"Person{n}")
        give_mandate(person, member)
        made.append((member, person))
    return made


def announced(keeper: Person, people: People, **changed: Any) -> Decision:
    """An election for two places, for which the first four of these people stand."""
    facts = {
        "question_en": "Who sits on the board?",
        "question_ru": "Кто войдёт в совет?",
        "words_en": "",
        "words_ru": "",
        "authoritative": "en",
        "rule": {"name": "stv", "version": 1, "seats": 2, "most_per_country": 1},
        "options": [],
        "closes_at": CLOSE,
        "zone": "UTC",
        "outside": "ballots",
        **changed,
    }
    until = facts.pop("codes_until", LAST_CODE)
    terms = Terms(until, facts.pop("ballots_from", "codes"))
    made = draft_election(draft=Draft(**facts), terms=terms, form_key=uuid4(), actor=keeper.pk, at=NOON)
    announce_decision(decision=made, actor=keeper.pk, at=NOON)
    for member, person in people[:4]:
        words = Statement(f"{person.name} E", f"{person.name} Р", "I will listen.", "Буду слушать.")
        stand(decision=made, member=member, statement=words, actor=person.pk, at=NOON)
    return made


def opened(keeper: Person, people: People, **changed: Any) -> Decision:
    made = announced(keeper, people, **changed)
    return open_decision(decision=made, actor=keeper.pk, clock=at(NOON))


def take(decision: Decision, member: Member, person: Person, *, moment: datetime = NOON, **named: Any) -> str:
    """Pick up a code and return it."""
    code = named.pop("code", None) or new_code()
    pick_up(decision=decision, member=member, code=code, actor=person.pk, clock=at(moment), **named)
    return code


def put(decision: Decision, code: str, choice: Any, moment: datetime = LAST_CODE) -> None:
    sha256 = code_sha256(str(decision.pk), code)
    cast_by_code(decision=decision, sha256=sha256, choice=choice, clock=at(moment))


def issued(decision: Decision) -> int:
    return Seat.objects.filter(decision=decision, issued=True).count()

"""A decision as a coordinator prepares it, and its clock."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.decisions.models import Ballot, Decision
from tamyr.decisions.services import closing
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision, open_decision
from tamyr.network.models import Member

NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)  # Pages ask the real clock: the decision is open to them.
CLOSE = NOON + timedelta(days=14)
OPTIONS = (("Rivers", "Реки"), ("Coal", "Уголь"), ("Buses", "Автобусы"))
PRIORITIES = {"name": "equal-shares", "version": 1, "seats": 2, "endowment": "member"}


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


def drafted(by: Person, rule: dict[str, Any] = PRIORITIES, **changed: Any) -> Decision:
    options: Sequence[tuple[str, str, int | None]] = [(en, ru, None) for en, ru in OPTIONS]
    if rule["name"] in ("approval", "consent", "gradients"):
        options = [("The text", "Текст", None)]
    facts = {
        "question_en": "Which priorities?",
        "question_ru": "Какие приоритеты?",
        "words_en": "",
        "words_ru": "",
        "authoritative": "en",
        "rule": rule,
        "options": options,
        "closes_at": CLOSE,
        "zone": "UTC",
        "outside": "ballots",
        **changed,
    }
    return draft_decision(draft=Draft(**facts), form_key=uuid4(), actor=by.pk, at=NOON)


def opened(by: Person, rule: dict[str, Any] = PRIORITIES, **changed: Any) -> Decision:
    made = drafted(by, rule, **changed)
    announce_decision(decision=made, actor=by.pk, at=NOON)
    return open_decision(decision=made, actor=by.pk, clock=at(NOON))


def vote(
    decision: Decision, member: Member, person: Person, choice: Any, *, replaces: int = 0, **named: Any
) -> Ballot:
    moment = named.pop("moment", NOON)
    given = {"form_key": uuid4(), "actor": person.pk, "clock": at(moment), "replaces": replaces, **named}
    return cast(decision=decision, member=member, paper=Paper(choice), **given)


def finished(decision: Decision, moment: datetime = CLOSE) -> Decision:
    """Let the task do its work after the close."""
    closing.see_to_decisions(clock=at(moment))
    return Decision.objects.get(pk=decision.pk)


def form_of(member: Member, **changed: object) -> dict[str, object]:
    return {
        "member": str(member.pk),
        "replaces": "0",
        "form_key": str(uuid4()),
        "approved": ["p1"],
        **changed,
    }


def place_of(decision: Decision) -> str:
    return f"/en/decisions/{decision.number}/"

"""Judgements in tests: proposed, spoken on, and the form they are proposed by."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.people import give_mandate, make_person

from tamyr.accounts.models import Person
from tamyr.evidence import services as acts
from tamyr.evidence.models import Judgement
from tamyr.evidence.queries import assessments
from tamyr.network.models import Member

PAGE = "/en/countries/kaz/judgement/"
REASON = "Two is too kind: nothing is planned before 2030."


def delegate(name: str, member: Member) -> Person:
    person = make_person(name, f"{name.title()} Example")
    give_mandate(person, member)
    return person


def proposed(person: Person, member: Member, at: datetime | None = None) -> Judgement:
    current = assessments.stored("KAZ", assessments.current_version("KAZ"))
    return acts.propose_judgement(
        proposal=acts.Proposal("neutrality:law-or-plan", "Better than before.", "Лучше, чем прежде."),
        assessment=current,
        member=member,
        form_key=uuid4(),
        days=14,
        actor=person.pk,
        at=at or timezone.now(),
    )


def speak(judgement: Judgement, member: Member, person: Person, stance: str, reason: str = "") -> None:
    acts.speak_on_judgement(
        judgement=judgement,
        member=member,
        stance=stance,
        reason=reason,
        actor=person.pk,
        at=judgement.proposed_at + timedelta(days=1),
    )


def filled(member: Member, **changed: Any) -> dict[str, Any]:
    words = {
        "axis_step": "neutrality:law-or-plan",
        "text_en": "Better than before.",
        "text_ru": "",
        "form_key": str(uuid4()),
    }
    return {"member": str(member.pk), **words, **changed}

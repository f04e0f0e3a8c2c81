"""Candidates: whoever consents to stand puts themselves forward, and may step back until the vote opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tamyr.decisions.models import Candidate, Decision, Option, Stage, election_of
from tamyr.network.models import Member
from tamyr.procedures.services import check_mandate, locked
from tamyr.safety.services import record_act

LEAST_TO_PICK_UP = timedelta(days=1)
LEAST_TO_CAST = timedelta(days=3)
FEWEST_CANDIDATES = 2


class TooFewCandidates(Exception):
    """There are fewer candidates than seats, or fewer than two."""


class NoTimeLeft(Exception):
    """A phase of a secret ballot would be shorter than it must be."""


@dataclass(frozen=True)
class Statement:
    name_en: str
    name_ru: str
    statement_en: str
    statement_ru: str


@transaction.atomic
def stand(
    *, decision: Decision, member: Member, statement: Statement, actor: UUID, at: datetime
) -> Candidate:
    """Stand for election, or change one's statement: this consents to be read by all who may read of the vote."""
    standing = locked(decision, Stage.ANNOUNCED)
    check_mandate(member=member, actor=actor, at=at)
    # One candidacy for a person, whichever of their organisations they name.
    made, _is_new = Candidate.objects.update_or_create(
        decision=standing,
        person_id=actor,
        defaults={**vars(statement), "country_id": member.country_id, "consented_at": at},
    )
    record_act(act="decision.stood", actor=actor, about=standing, at=at)
    return made


@transaction.atomic
def step_back(*, decision: Decision, actor: UUID, at: datetime) -> None:
    """Stand no more, before the vote opens."""
    standing = locked(decision, Stage.ANNOUNCED)
    Candidate.objects.filter(decision=standing, person_id=actor).delete()
    record_act(act="decision.stepped_back", actor=actor, about=standing, at=at)


def put_candidates(decision: Decision, at: datetime) -> None:
    """Make the candidates the options of an election that is about to open; nothing for other decisions."""
    election = election_of(decision)
    if election is None:
        return
    until = election.codes_until
    # Asked when it opens as well: days that were enough in the draft may have passed.
    if until is not None and (until - at < LEAST_TO_PICK_UP or decision.closes_at - until < LEAST_TO_CAST):
        raise NoTimeLeft
    candidates = list(decision.candidates.all())
    if len(candidates) < max(FEWEST_CANDIDATES, int(decision.rule_facts["seats"])):
        raise TooFewCandidates
    decision.options.all().delete()
    for place, candidate in enumerate(candidates, start=1):
        candidate.option = Option.objects.create(
            decision=decision,
            code=f"p{place}",
            place=place,
            title_en=candidate.name_en,
            title_ru=candidate.name_ru,
        )
        candidate.save()

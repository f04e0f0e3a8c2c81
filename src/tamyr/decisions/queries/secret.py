"""What a secret ballot is counted from, and which one a code belongs to."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tamyr.decisions.logic.question import Ballot, Question, Roll, read_choice
from tamyr.decisions.logic.secret import code_sha256, numbered, tag_of
from tamyr.decisions.models import (
    Decision,
    Election,
    Seat,
    SeatState,
    SecretBallot,
    Source,
    Stage,
    election_of,
)
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models import is_sealed


def asked_until(decision: Decision) -> datetime:
    """Return until when an organisation is asked: to vote, or to pick up the code for a secret vote."""
    election = election_of(decision)
    return decision.closes_at if election is None or election.codes_until is None else election.codes_until


def roll_of(decision: Decision, seats: Sequence[Seat]) -> Roll | None:
    """Return what is known of the ballots of a secret vote; None for all other decisions."""
    election = election_of(decision)
    if election is None:
        return None
    # As in an open vote: an inactive member stands in the base only where it took part.
    base = sum(seat.state == SeatState.ENTITLED or seat.issued for seat in seats)
    return Roll(election.ballots_from, base, tuple(election.sha256s), election.belenios)


def secret_answers(decision: Decision, question: Question) -> list[Ballot]:
    """Return the ballots of a secret vote, each under its tag."""
    assert question.roll is not None
    if question.roll.ballots_from == Source.BELENIOS:
        kept = Election.objects.values_list("raw", flat=True).get(decision=decision)
        said = enumerate(json.loads(kept), start=1)
        return [Ballot(numbered(n), read_choice(question, "", choice)) for n, choice in said]
    ballots = list(decision.secret_ballots.all())
    if any(is_sealed(ballot.choice) for ballot in ballots):
        raise UnreadableField("a ballot does not open")
    return [
        Ballot(tag_of(ballot.sha256), read_choice(question, "", ballot.chosen))
        for ballot in ballots
        # A code that nobody used is no ballot, and no blank one: it counts for nothing.
        if ballot.choice
    ]


def terms_of(decision: Decision) -> dict[str, Any]:
    """Return what the hash of a question holds of an election: how it votes, and what each candidate wrote."""
    election = election_of(decision)
    if election is None:
        return {}
    # Read from the database, which gives UTC: another zone would write the same moment with another hash.
    until = election.codes_until
    return {
        "secret": {
            "ballots_from": election.ballots_from,
            "codes_until": until.isoformat() if until else None,
            # Their names are not repeated: they are the titles of the options, which the hash holds beside
            # this.
            "candidates": [
                {
                    "id": candidate.option.code if candidate.option else "",
                    "country": candidate.country_id,
                    "en": candidate.statement_en,
                    "ru": candidate.statement_ru,
                }
                for candidate in decision.candidates.select_related("option").order_by("option__place")
            ],
        }
    }


def of_code(code: str, now: datetime) -> SecretBallot | None:
    """Return the ballot that a code stands for, where it can be cast now."""
    running = Decision.objects.filter(
        stage=Stage.OPEN, closes_at__gt=now, election__shuffled_at__isnull=False
    )
    # A code does not say of which vote it is, and its hash is bound to one: each that runs is tried.
    keys = [code_sha256(str(decision.pk), code) for decision in running]
    return SecretBallot.objects.filter(pk__in=keys).select_related("decision").first()


def waits_for_belenios(decision: Decision) -> bool:
    """Whether ballots are still to come from Belenios."""
    election = election_of(decision)
    return election is not None and not election.by_codes and not election.raw

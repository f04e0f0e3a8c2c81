"""A ballot cast with a code: no name, no time, no line, and changeable until the close."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from tamyr.decisions.models import Decision, SecretBallot, Stage, election_of
from tamyr.procedures.services import NotNow, locked

Clock = Callable[[], datetime]


class UnknownCode(Exception):
    """No code of this decision has this hash."""


@transaction.atomic
def cast_by_code(*, decision: Decision, sha256: str, choice: Any, clock: Clock) -> SecretBallot:
    """Keep what was cast with a code, in the place of what was cast with it before."""
    # The close holds the same row: what is kept here is counted.
    standing = locked(decision, *Stage)
    election = election_of(standing)
    if election is None or not election.hears_ballots_at(standing, clock()):
        raise NotNow(standing)
    ballot = SecretBallot.objects.select_for_update(no_key=True).filter(pk=sha256, decision=standing).first()
    if ballot is None:
        raise UnknownCode
    ballot.choice = json.dumps(choice, separators=(",", ":"))
    ballot.save(update_fields=("choice",))
    return ballot

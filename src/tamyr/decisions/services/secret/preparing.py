"""An election prepared: what a decision needs, and by when codes are picked up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.decisions.models import Decision, Election, Source
from tamyr.decisions.services.preparing import Draft, change_draft, draft_decision
from tamyr.procedures.services import NotNow


@dataclass(frozen=True)
class Terms:
    """How an election votes; ``codes_until`` is the last moment to pick up a code, None where Belenios is used."""

    codes_until: datetime | None
    ballots_from: str = Source.CODES


@transaction.atomic
def draft_election(*, draft: Draft, terms: Terms, form_key: UUID, actor: UUID, at: datetime) -> Decision:
    """Keep the draft of an election; the same form sent twice is one."""
    known = Decision.objects.filter(form_key=form_key, election=None).first()
    if known is not None:
        # The form of another decision: no open vote turns secret.
        raise NotNow(known)
    made = draft_decision(draft=draft, form_key=form_key, actor=actor, at=at)
    # The same form again changes nothing: the terms of the first stand.
    Election.objects.get_or_create(decision=made, defaults=vars(terms))
    return made


@transaction.atomic
def change_election(*, decision: Decision, draft: Draft, terms: Terms, actor: UUID, at: datetime) -> Decision:
    """Write the draft of an election anew."""
    changed = change_draft(decision=decision, draft=draft, actor=actor, at=at)
    Election.objects.filter(decision=changed).update(**vars(terms))
    return changed

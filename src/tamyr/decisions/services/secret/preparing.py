"""An election prepared: what a decision needs, and by when codes are picked up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tamyr.decisions.models import Decision, Election, Source, Stage
from tamyr.decisions.queries.drafts import draft_sha
from tamyr.decisions.services.preparing import Draft, change_draft, draft_decision, nothing_lost
from tamyr.procedures.services import NotNow, locked


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
def change_election(
    *, decision: Decision, draft: Draft, terms: Terms, base_sha: str, actor: UUID, at: datetime
) -> Decision:
    """Write the draft of an election anew; ``base_sha`` as of ``change_draft``."""
    standing = locked(decision, Stage.DRAFT)
    with nothing_lost(standing, base_sha):
        now = draft_sha(standing)
        changed = change_draft(decision=standing, draft=draft, base_sha=now, actor=actor, at=at)
        Election.objects.filter(decision=changed).update(**vars(terms))
    return changed

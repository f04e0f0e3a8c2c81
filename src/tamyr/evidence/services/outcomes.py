"""What became of promises of public bodies, as a later room judged it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from tamyr.evidence.models import (
    PromiseOutcome,
)
from tamyr.network.models import Member
from tamyr.safety.services import record_act

# An organisation, or None where it gave no name there; whether it reads the promise as kept; its day and source.
Read = tuple[Member | None, bool, date, str]


@dataclass(frozen=True)
class PromiseFacts:
    """A promise that organisations read: whose, in which words, where it is shown whole, and each reading."""

    key: UUID
    address: str
    iso3: str
    body_en: str
    body_ru: str
    words: str
    language: str
    said_on: date
    due_on: date
    source: str
    is_kept: bool
    became_on: date
    readings: Sequence[Read]


@transaction.atomic
def record_outcome(*, became: PromiseFacts, actor: UUID | None, at: datetime) -> PromiseOutcome:
    """Record what became of a promise. What was said before and is said no more is withdrawn, and stays."""
    said = {name: value for name, value in vars(became).items() if name != "readings"}
    standing = (
        PromiseOutcome.objects.select_for_update(no_key=True)
        .filter(key=became.key, withdrawn_at=None)
        .first()
    )
    # Whether it was kept is never written over: who quoted the earlier word has to find that it was taken
    # back.
    if standing is not None and standing.is_kept != became.is_kept:
        _withdraw(standing, at)
        standing = None
    # The other room tells it again at each change of its own: what says the
    # same leaves no further line in the chain.
    if standing is not None and _says(standing, said, became.readings):
        return standing
    made, _is_new = PromiseOutcome.objects.update_or_create(
        key=became.key, withdrawn_at=None, defaults=said, create_defaults={**said, "recorded_at": at}
    )
    # All of them anew: a reading without a name cannot be told from
    # another one, and so not be brought up to date.
    made.readings.all().delete()
    for member, is_kept, read_on, source in became.readings:
        made.readings.create(member=member, is_kept=is_kept, read_on=read_on, source=source)
    record_act(act="outcome.recorded", actor=actor, about=made, at=at, details={"is_kept": made.is_kept})
    return made


def _says(standing: PromiseOutcome, said: dict[str, object], readings: Sequence[Read]) -> bool:
    known = [
        (reading.member, reading.is_kept, reading.read_on, reading.source)
        for reading in standing.readings.all()
    ]
    is_same = all(getattr(standing, name) == value for name, value in said.items())
    # By their texts: a reading without a name has nothing by which it could be put in order.
    return is_same and sorted(map(str, known)) == sorted(map(str, readings))


def _withdraw(standing: PromiseOutcome, at: datetime) -> None:
    standing.withdrawn_at = at
    standing.save(update_fields=["withdrawn_at"])


@transaction.atomic
def withdraw_outcome(*, key: UUID, actor: UUID | None, at: datetime) -> None:
    """Take back what was recorded of a promise: its readings agree no more. That it stood there stays."""
    standing = (
        PromiseOutcome.objects.select_for_update(no_key=True).filter(key=key, withdrawn_at=None).first()
    )
    if standing is not None:
        _withdraw(standing, at)
        record_act(act="outcome.withdrawn", actor=actor, about=standing, at=at)


@transaction.atomic
def forget_outcome(*, key: UUID, actor: UUID | None, at: datetime) -> None:
    """Leave nothing of a promise that not everybody may read any more."""
    # Also those withdrawn: what not everybody may read any more is not kept for what it once said.
    for outcome in PromiseOutcome.objects.filter(key=key):
        record_act(act="outcome.forgotten", actor=actor, about=outcome, at=at)
        outcome.delete()

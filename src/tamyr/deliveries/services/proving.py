"""How a person handed a letter over, what came of it since, and by what it is proved."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.accounts.models.people import acting_at
from tamyr.deliveries.models import Missive, Receipt, ReceiptDraft, State
from tamyr.deliveries.services.deciding import DecidedMeanwhile, decided, held_for_decision
from tamyr.demands.models import Event
from tamyr.demands.services.delivering import Account, record_event
from tamyr.safety.logic.papers import Paper
from tamyr.safety.services import record_act

PROVED_AT = (State.BY_HAND, State.SENT)


@dataclass(frozen=True)
class Picture:
    """What nothing but its pixels is left of, as ``clean_picture`` and ``clean_paper`` make it."""

    content: bytes
    media_type: str


@dataclass(frozen=True)
class Proof:
    """By what it is known that a letter came in: a receipt, a stamp, a number in the body's register."""

    kind: str
    on: date
    number: str = ""
    reason: str = ""
    picture: Picture | None = None


@transaction.atomic
def hand_in(*, missive: Missive, proof: Proof, form_key: UUID, actor: UUID, at: datetime) -> Missive:
    """Record that a person handed a letter over, or what came of it since, and by what it is proved."""
    standing = _held(missive, actor, at)
    if Event.objects.filter(form_key=form_key).exists():
        if standing.state == State.BY_HAND:
            # Recorded by this form, and taken back since.
            raise DecidedMeanwhile(standing)
        return standing
    account = Account(proof.kind, proof.on, number=proof.number, reason=proof.reason)
    event = record_event(
        delivery=standing.delivery, account=account, member=None, form_key=form_key, actor=actor, at=at
    )
    if proof.picture is not None:
        content, size = Receipt.packed(proof.picture.content), len(proof.picture.content)
        Receipt.objects.create(
            missive=standing,
            event=event,
            content=content,
            media_type=proof.picture.media_type,
            size=size,
            kept_by_id=actor,
            kept_at=at,
        )
        # Pages that nobody recorded stay: without a picture nothing takes their place.
        ReceiptDraft.objects.filter(missive=standing, kept_by=actor).delete()
    if standing.state == State.BY_HAND:
        # The moment of the event itself: by that `said_of` finds it again.
        standing.state, standing.sent_at, standing.told_at = State.SENT, at, at
    return decided(standing, "handed", actor, at)


def _held(missive: Missive, actor: UUID, at: datetime) -> Missive:
    standing = held_for_decision(missive, PROVED_AT, actor, at)
    # That it went out is recorded in a moment: nothing can have come of it before.
    if standing.state == State.SENT and standing.told_at is None:
        raise DecidedMeanwhile(standing)
    return standing


@transaction.atomic
def draft_receipt(*, missive: Missive, proof: Proof, paper: Paper, actor: UUID, at: datetime) -> ReceiptDraft:
    """Keep the pages of a paper for a day, until who sent it has looked at them; one sent before gives way."""
    standing = _held(missive, actor, at)
    ReceiptDraft.objects.filter(missive=standing, kept_by=actor).delete()
    said = {"kind": proof.kind, "on": proof.on.isoformat(), "number": proof.number}
    made = ReceiptDraft.objects.create(
        missive=standing,
        content=Receipt.packed(paper.content),
        said=json.dumps(said, ensure_ascii=False),
        pages=paper.pages,
        kept_by_id=actor,
        kept_at=at,
    )
    record_act(act="delivery.receipt_drafted", actor=actor, about=standing, at=at)
    return made


@transaction.atomic
def drop_draft(*, draft: ReceiptDraft, actor: UUID, at: datetime) -> None:
    """Delete pages that one's look has found not fit to be kept: one's own, at whatever stage the letter is."""
    # No right to the letter is asked: it may have ended since the pages were sent.
    if draft.kept_by_id != actor or not Person.objects.filter(acting_at(at), pk=actor).exists():
        raise PermissionDenied
    deleted, _rows = ReceiptDraft.objects.filter(pk=draft.pk, kept_by=actor).delete()
    if deleted:
        record_act(act="delivery.receipt_dropped", actor=actor, about=draft.missive, at=at)

"""From a draft to an open decision: what is asked, of whom, by which rule, all of it bound by hashes."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from tamyr.decisions.logic.file.labels import label_of
from tamyr.decisions.logic.ties import commitment_of
from tamyr.decisions.models import Decision, Option, Outside, Seat, SeatState, Stage
from tamyr.decisions.queries.counting import electorate_hash, question_hash
from tamyr.decisions.queries.electorate import passive_members, voters_on
from tamyr.decisions.rules import may_keep_decisions
from tamyr.decisions.services.secret.standing import put_candidates
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.services import end, locked
from tamyr.safety.services import record_act

Clock = Callable[[], datetime]
# Whoever comes to the site once a day must find a decision open.
LEAST_OPEN = timedelta(days=1)


class TooShort(Exception):
    """A decision would be open for less than a day."""


class NobodyEntitled(Exception):
    """No member is active: a decision has nobody to ask."""


@dataclass(frozen=True)
class Draft:
    """What a decision asks, as its keeper writes it; ``options`` are titles in English and Russian, and a cost."""

    question_en: str
    question_ru: str
    words_en: str
    words_ru: str
    authoritative: str
    rule: Mapping[str, Any]
    options: Sequence[tuple[str, str, int | None]]
    closes_at: datetime
    zone: str
    outside: str = Outside.RESULT
    is_practice: bool = False


@transaction.atomic
def draft_decision(*, draft: Draft, form_key: UUID, actor: UUID, at: datetime) -> Decision:
    """Keep a draft; the same form sent twice is one decision."""
    check_keeper(actor, at)
    known = Decision.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    number = (Decision.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Decision(form_key=form_key, number=number, made_by_id=actor, made_at=at)
    _write(made, draft)
    record_act(act="decision.drafted", actor=actor, about=made, at=at)
    return made


@transaction.atomic
def change_draft(*, decision: Decision, draft: Draft, actor: UUID, at: datetime) -> Decision:
    """Write a draft anew: what was announced is withdrawn and drafted again instead."""
    standing = locked(decision, Stage.DRAFT)
    check_keeper(actor, at)
    _write(standing, draft)
    record_act(act="decision.changed", actor=actor, about=standing, at=at)
    return standing


def _write(decision: Decision, draft: Draft) -> None:
    for name in ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "closes_at", "zone"):
        setattr(decision, name, getattr(draft, name))
    decision.outside, decision.is_practice = draft.outside, draft.is_practice
    decision.rule = json.dumps(dict(draft.rule), sort_keys=True, separators=(",", ":"))
    decision.save()
    decision.options.all().delete()
    Option.objects.bulk_create(
        Option(decision=decision, code=f"p{n}", place=n, title_en=en, title_ru=ru, cost=cost)
        for n, (en, ru, cost) in enumerate(draft.options, start=1)
    )


@transaction.atomic
def announce_decision(*, decision: Decision, actor: UUID, at: datetime) -> Decision:
    """Show a decision to the members before it opens, and tell those who would not count for the quorum."""
    standing = locked(decision, Stage.DRAFT)
    check_keeper(actor, at)
    if standing.closes_at - at < LEAST_OPEN:
        raise TooShort
    standing.stage, standing.announced_at = Stage.ANNOUNCED, at
    standing.save()
    record_act(act="decision.announced", actor=actor, about=standing, at=at)
    announce(kind="decision-announced", about=standing, actor=actor, at=at)
    announce(kind="decision-passive", about=standing, actor=actor, at=at)
    return standing


@transaction.atomic
def withdraw_decision(*, decision: Decision, actor: UUID, at: datetime) -> Decision:
    """Take a decision back that nobody could vote on yet."""
    standing = locked(decision, Stage.DRAFT, Stage.ANNOUNCED)
    check_keeper(actor, at)
    was_known = standing.stage == Stage.ANNOUNCED
    ended = end(standing, stage=Stage.WITHDRAWN, actor=actor, at=at)
    if was_known:
        announce(kind="decision-withdrawn", about=ended, actor=actor, at=at)
    return ended


@transaction.atomic
def open_decision(*, decision: Decision, actor: UUID, clock: Clock) -> Decision:
    """Freeze question, rule, options and electorate, publish their hashes, and hear voices from now on."""
    standing = locked(decision, Stage.ANNOUNCED)
    at = clock()
    check_keeper(actor, at)
    if standing.closes_at - at < LEAST_OPEN:
        raise TooShort
    put_candidates(standing, at)
    seats = _seats(standing, at)
    if not any(seat.state == SeatState.ENTITLED for seat in seats):
        raise NobodyEntitled
    Seat.objects.bulk_create(seats)
    secret = secrets.token_hex(32)
    standing.tie_secret, standing.tie_committed = secret, commitment_of(secret)
    standing.question_sha256 = question_hash(standing)
    standing.electorate_sha256 = electorate_hash(standing)
    standing.stage, standing.opened_at = Stage.OPEN, at
    standing.save()
    record_act(
        act="decision.opened",
        actor=actor,
        about=standing,
        at=at,
        details={
            "electorate": standing.electorate_sha256,
            "question": standing.question_sha256,
            "tie": standing.tie_committed,
        },
    )
    announce(kind="decision-opened", about=standing, actor=actor, at=at)
    announce(kind="decision-inactive", about=standing, actor=actor, at=at)
    return standing


def _seats(decision: Decision, at: datetime) -> list[Seat]:
    # Held until the opening is written: who leaves at the same moment leaves after it.
    voters = list(voters_on(at.date()).select_for_update(no_key=True, of=("self",)))
    passive = passive_members(voters, at)
    return [_seat(decision, member, is_passive=member.pk in passive) for member in voters]


def _seat(decision: Decision, member: Member, *, is_passive: bool) -> Seat:
    salt, key = secrets.token_hex(16), uuid4()
    state = SeatState.INACTIVE if is_passive else SeatState.ENTITLED
    return Seat(
        decision=decision,
        member=member,
        # The country of a member that is not in the open could be enough to know it by.
        country_id=None if member.is_guarded else member.country_id,
        state=state,
        opened_as=state,
        salt=salt,
        key=key,
        label=label_of(salt, str(key)),
    )


def check_keeper(actor: UUID, at: datetime) -> None:
    """Refuse with ``MayNot`` who does not keep decisions, as the database has it now."""
    if not may_keep_decisions(visitor_with(actor, at)):
        raise MayNot

"""From a draft to an open decision: what is asked, of whom, by which rule, all of it bound by hashes."""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from tamyr.decisions.logic.file.labels import label_of
from tamyr.decisions.logic.ties import commitment_of
from tamyr.decisions.models import (
    NOT_HELD,
    Decision,
    Extension,
    Option,
    Outside,
    Recusal,
    Seat,
    SeatState,
    Stage,
)
from tamyr.decisions.queries.counting import electorate_hash, question_hash
from tamyr.decisions.queries.drafts import draft_sha
from tamyr.decisions.queries.electorate import active_on, electorate_of, passive_members
from tamyr.decisions.rules import may_keep_decision
from tamyr.decisions.services.secret.standing import put_candidates
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.models import Whose
from tamyr.procedures.services import MovedMeanwhile, end, locked, name_members
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
    """What a decision asks, as its keeper writes it.

    ``options`` are titles in English and Russian, and a cost; ``themes``, ``countries`` and ``concerned`` are
    theirs in the same order, where the decision has them.
    """

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
    whose: Whose = field(default_factory=Whose)
    themes: Sequence[str] = ()
    countries: Sequence[str] = ()
    extension: str = Extension.NEVER
    extension_days: int = 0
    recusal: str = Recusal.NOBODY
    concerned: Sequence[Member | None] = ()
    previous: Decision | None = None


@transaction.atomic
def draft_decision(*, draft: Draft, form_key: UUID, actor: UUID, at: datetime) -> Decision:
    """Keep a draft; the same form sent twice is one decision."""
    number = (Decision.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Decision(form_key=form_key, number=number, made_by_id=actor, made_at=at)
    made.belong_to(draft.whose)
    check_keeper(made, actor, at)
    _put_after(made, draft.previous, actor, at)
    # After the rights: who may prepare nothing learns from no key that a draft was kept under it.
    known = Decision.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    _write(made, draft)
    record_act(act="decision.drafted", actor=actor, about=made, at=at)
    return made


@transaction.atomic
def change_draft(*, decision: Decision, draft: Draft, base_sha: str, actor: UUID, at: datetime) -> Decision:
    """Write a draft anew: what was announced is withdrawn and drafted again instead.

    ``base_sha`` is of the draft that the form showed: raises ``MovedMeanwhile`` where it says something else by now.
    """
    standing = locked(decision, Stage.DRAFT)
    with nothing_lost(standing, base_sha):
        _change(standing, draft, actor, at)
    return standing


@contextmanager
def nothing_lost(standing: Decision, base_sha: str) -> Iterator[None]:
    """Refuse what would overwrite a draft that says something else than it did; the same sent twice loses nothing."""
    before = draft_sha(standing)
    yield
    if base_sha != before and draft_sha(standing) != before:
        raise MovedMeanwhile("", before)


def _change(standing: Decision, draft: Draft, actor: UUID, at: datetime) -> None:
    # Of whom it was and of whom it shall be: no convenor takes a draft of the network
    # into a circle, nor the other way round.
    check_keeper(standing, actor, at)
    standing.belong_to(draft.whose)
    check_keeper(standing, actor, at)
    _write(standing, draft)
    record_act(act="decision.changed", actor=actor, about=standing, at=at)


def _put_after(made: Decision, previous: Decision | None, actor: UUID, at: datetime) -> None:
    """Let a decision take the place of one that was annulled or not adopted."""
    if previous is None:
        return
    standing = locked(previous, *NOT_HELD)
    # Of the earlier one as well: nobody puts a decision of theirs into the place of one that others keep.
    check_keeper(standing, actor, at)
    made.previous = standing


def _write(decision: Decision, draft: Draft) -> None:
    for name in ("question_en", "question_ru", "words_en", "words_ru", "authoritative", "closes_at", "zone"):
        setattr(decision, name, getattr(draft, name))
    decision.outside, decision.is_practice = draft.outside, draft.is_practice
    decision.extension, decision.extension_days = draft.extension, draft.extension_days
    decision.recusal = draft.recusal
    decision.rule = json.dumps(dict(draft.rule), sort_keys=True, separators=(",", ":"))
    decision.save()
    name_members(decision, draft.whose.named)
    # Made anew, since their codes are their places; nobody has voted for one of a draft.
    decision.options.all().delete()
    Option.objects.bulk_create(
        Option(
            decision=decision,
            code=f"p{n}",
            place=n,
            title_en=en,
            title_ru=ru,
            cost=cost,
            theme=draft.themes[n - 1] if draft.themes else "",
            country_id=draft.countries[n - 1] if draft.countries else None,
            concerns=draft.concerned[n - 1] if draft.concerned else None,
        )
        for n, (en, ru, cost) in enumerate(draft.options, start=1)
    )


@transaction.atomic
def announce_decision(*, decision: Decision, actor: UUID, at: datetime) -> Decision:
    """Show a decision to the members before it opens, and tell those who would not count for the quorum."""
    standing = locked(decision, Stage.DRAFT)
    check_keeper(standing, actor, at)
    # Asked at the opening once more, since days pass between the two.
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
    check_keeper(standing, actor, at)
    was_known = standing.stage == Stage.ANNOUNCED
    # The wish to be no line outlives no vote that it was for.
    standing.staying_out.all().delete()
    ended = end(standing, stage=Stage.WITHDRAWN, actor=actor, at=at)
    # A draft that nobody was shown is taken back without a word.
    if was_known:
        announce(kind="decision-withdrawn", about=ended, actor=actor, at=at)
    return ended


@transaction.atomic
def open_decision(*, decision: Decision, actor: UUID, clock: Clock) -> Decision:
    """Freeze question, rule, options and electorate, publish their hashes, and hear voices from now on."""
    standing = locked(decision, Stage.ANNOUNCED)
    at = clock()
    check_keeper(standing, actor, at)
    if standing.closes_at - at < LEAST_OPEN:
        raise TooShort
    # All rows before the hashes, which are made of them, and before the moment: once it is written the
    # database takes neither a seat nor an option more.
    put_candidates(standing, at)
    seats = _seats(standing, at)
    if not any(seat.state == SeatState.ENTITLED for seat in seats):
        raise NobodyEntitled
    Seat.objects.bulk_create(seats)
    # It has worked: who wished to be no line is written down nowhere any longer.
    standing.staying_out.all().delete()
    # Drawn before the first ballot: with the ballots at hand it could be drawn again until ties fall as
    # wished.
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
    active = active_on(at.date()).select_for_update(no_key=True, of=("self",))
    voters = electorate_of(decision, active, at.date())
    passive = passive_members(voters, at)
    options = list(decision.options.all())
    return [_seat(decision, member, options, is_passive=member.pk in passive) for member in voters]


def _seat(decision: Decision, member: Member, options: Sequence[Option], *, is_passive: bool) -> Seat:
    salt, key = secrets.token_hex(16), uuid4()
    state = SeatState.INACTIVE if is_passive else SeatState.ENTITLED
    barred = [option.code for option in options if decision.recusal and option.concerns_id == member.pk]
    # Nothing is left to vote on: it must not count for the quorum either.
    if options and len(barred) == len(options):
        state = SeatState.RECUSED
    return Seat(
        decision=decision,
        member=member,
        # The country of a member that is not in the open could be enough to know it by.
        country_id=None if member.is_guarded else member.country_id,
        state=state,
        opened_as=state,
        barred_by_rule=" ".join(barred),
        salt=salt,
        key=key,
        label=label_of(salt, str(key)),
    )


def check_keeper(decision: Decision, actor: UUID, at: datetime) -> None:
    """Refuse with ``MayNot`` who does not keep a decision, as the database has it now."""
    if not may_keep_decision(visitor_with(actor, at), decision):
        raise MayNot

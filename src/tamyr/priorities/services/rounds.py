"""A round from its draft to the end of its talk."""

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tamyr.network.models import Member
from tamyr.notices.services import announce, settle
from tamyr.priorities.models import Pass, Phase, Round, Stage
from tamyr.priorities.queries.rounds import plan_sha
from tamyr.priorities.services.locking import Clock, check_keeper, open_round
from tamyr.procedures.models import Whose
from tamyr.procedures.services import MovedMeanwhile, check_heard, end, locked, name_members, record_voice
from tamyr.safety.services import record_act

# Whoever comes to the site once a day must find each phase open.
LEAST_PHASE = timedelta(days=1)


class TooShort(Exception):
    """A phase of the round would last less than a day."""


@dataclass(frozen=True)
class Plan:
    """What a round is about and how it goes, as its keeper writes it."""

    title_en: str
    title_ru: str
    words_en: str
    words_ru: str
    authors: str
    proposers: str
    is_public: bool
    most_per_member: int
    seats: int
    balance: str
    outside: str
    choose_days: int
    collects_until: datetime
    closes_at: datetime
    whose: Whose = field(default_factory=Whose)


@transaction.atomic
def draft_round(*, plan: Plan, form_key: UUID, actor: UUID, at: datetime) -> Round:
    """Keep a draft; the same form sent twice is one round."""
    # Two that begin at once count to the same number: the database refuses the second, and
    # ``config.not_kept`` says so.
    number = (Round.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round(form_key=form_key, number=number, made_by_id=actor, made_at=at)
    _plan(made, plan)
    # Asked of a row that is not kept yet: who may keep a round depends on whose it is.
    check_keeper(made, actor, at)
    known = Round.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    made.save(force_insert=True)
    name_members(made, plan.whose.named)
    record_act(act="round.drafted", actor=actor, about=made, at=at)
    return made


@transaction.atomic
def change_round(
    *, standing_round: Round, plan: Plan, actor: UUID, at: datetime, base_sha: str | None = None
) -> Round:
    """Write a draft anew; what is open does not change any more. ``base_sha`` is of the plan that a form showed."""
    standing = locked(standing_round, Stage.DRAFT)
    # Twice: by whose it was and by whose it is to be. Else whoever convenes a circle could hand a draft over
    # to those whom others oversee, or take theirs.
    check_keeper(standing, actor, at)
    stood = plan_sha(standing)
    _plan(standing, plan)
    check_keeper(standing, actor, at)
    standing.save()
    name_members(standing, plan.whose.named)
    # Two may have it open at once: the second would lay all its fields over the first one's unseen. Of one form pressed
    # twice the second finds its own.
    if base_sha is not None and stood not in (base_sha, plan_sha(standing)):
        raise MovedMeanwhile
    record_act(act="round.changed", actor=actor, about=standing, at=at)
    return standing


def _plan(standing: Round, plan: Plan) -> None:
    for each in fields(plan):
        if each.name != "whose":
            setattr(standing, each.name, getattr(plan, each.name))
    standing.belong_to(plan.whose)


@transaction.atomic
def begin_round(*, standing_round: Round, actor: UUID, clock: Clock) -> Round:
    """Open a round: from now on its rules stand, and members propose."""
    standing = locked(standing_round, Stage.DRAFT)
    at = clock()
    check_keeper(standing, actor, at)
    # Again, though the form asked it: a draft may lie until its days have run short.
    phases = (standing.collects_until - at, standing.closes_at - standing.collects_until)
    if min(phases) < LEAST_PHASE:
        raise TooShort
    standing.stage, standing.opened_at = Stage.OPEN, at
    standing.save()
    details: dict[str, str | int | bool | None] = {
        "authors": standing.authors,
        "proposers": standing.proposers,
        "public": standing.is_public,
    }
    record_act(act="round.opened", actor=actor, about=standing, at=at, details=details)
    announce(kind="round-opened", about=standing, actor=actor, at=at)
    return standing


@transaction.atomic
def withdraw_round(*, standing_round: Round, actor: UUID, at: datetime) -> Round:
    """End a round before it is put to the vote. What was written in it stays readable to the network."""
    standing = locked(standing_round, Stage.DRAFT, Stage.OPEN)
    check_keeper(standing, actor, at)
    was_open = standing.stage == Stage.OPEN
    ended = end(standing, stage=Stage.WITHDRAWN, actor=actor, at=at)
    # Of a draft only its keepers ever knew.
    if was_open:
        announce(kind="round-withdrawn", about=ended, actor=actor, at=at)
    return ended


@transaction.atomic
def pass_by(*, standing_round: Round, member: Member, actor: UUID, clock: Clock) -> Pass:
    """Say that an organisation has nothing to add for now: its desk asks no more in this phase."""
    standing, at = open_round(standing_round, clock)
    check_heard(standing, member=member, actor=actor, at=at)
    said = {"phase": Phase(standing.phase_at(at)), "given_at": at}
    made, _is_new = Pass.objects.update_or_create(round=standing, member=member, defaults=said)
    record_voice(act="round.passed", about=standing, member=member, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return made

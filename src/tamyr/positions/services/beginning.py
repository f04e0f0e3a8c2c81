"""To begin a position and its next versions, to hand it on, and to take it back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from tamyr.network.models import Member
from tamyr.notices.services import announce
from tamyr.positions.logic.texts import canonical, clause_sha
from tamyr.positions.models import Clause, ClauseText, Position, Quote, Stage, Version
from tamyr.positions.models.texts import Kind
from tamyr.positions.models.versions import RUNNING
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.rules import may_begin, may_begin_another, may_keep, may_take_over, may_withdraw
from tamyr.positions.services.locking import locked_to_write, new_code
from tamyr.procedures.models import Whose
from tamyr.procedures.rules import is_within
from tamyr.procedures.services import NotNow, asked_again, check_voice, end, name_members
from tamyr.safety.services import record_act


@dataclass(frozen=True)
class Plan:
    """By which rules a position comes about, said before anybody writes."""

    title: str
    authoritative: str
    days: int
    cap_days: int
    accepts: Sequence[str]
    is_public: bool
    whose: Whose = field(default_factory=Whose)


@transaction.atomic
def begin_position(
    *, plan: Plan, member: Member | None, form_key: UUID, actor: UUID, at: datetime
) -> Position:
    """Begin a position whose facilitator is whoever begins it; the same form sent twice is one."""
    known = Position.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    if member is not None:
        check_voice(member=member, actor=actor, at=at)
    asked_again(may_begin, actor, None, at)
    position = Position.objects.create(
        # Two that begin at once count to the same number: the database refuses the second, and
        # ``config.not_kept`` says so.
        number=(Position.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=form_key,
        scope=plan.whose.scope,
        scope_code=plan.whose.code,
        circle=plan.whose.circle,
        authoritative=plan.authoritative,
        days=plan.days,
        cap_days=plan.cap_days,
        accepts=" ".join(plan.accepts),
        is_public=plan.is_public,
        facilitator_id=actor,
        member=member,
        began_at=at,
    )
    name_members(position, plan.whose.named)
    if position.circle is not None:
        # Only here, since the rule asks the row for its circle: nobody begins something where they do not
        # sit.
        asked_again(is_within, actor, position, at)
    version = Version.objects.create(form_key=form_key, position=position, number=1, made_at=at)
    _write_title(version, plan, actor)
    record_act(act="position.begun", actor=actor, about=position, at=at)
    announce(kind="position-begun", about=version, actor=actor, at=at)
    return position


def _write_title(version: Version, plan: Plan, actor: UUID) -> None:
    title = Clause(version=version, kind=Kind.TITLE, member=version.position.member)
    # No clause is ever put before it: pages take the first one for the title.
    title.code, title.place = new_code(version), 0
    title.save()
    words = canonical(plan.title)
    ClauseText.objects.create(
        clause=title, language=plan.authoritative, text=words, sha=clause_sha(words), made_by_id=actor
    )


@transaction.atomic
def take_over(*, position: Position, actor: UUID, at: datetime) -> Position:
    """Let a coordinator facilitate from now on."""
    standing = Position.objects.select_for_update(no_key=True, of=("self",)).get(pk=position.pk)
    asked_again(may_take_over, actor, standing, at)
    standing.facilitator_id = actor
    standing.save(update_fields=["facilitator"])
    record_act(act="position.facilitator", actor=actor, about=standing, at=at)
    return standing


@transaction.atomic
def begin_another_version(*, version: Version, form_key: UUID, actor: UUID, at: datetime) -> Version:
    """Begin the next version with the words of one that has ended; clauses keep their codes."""
    # The position is locked: the version that two might begin at once has no row yet.
    position = Position.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.position_id)
    known = Version.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    newest = newest_version(position)
    asked_again(may_keep, actor, position, at)
    if newest.stage in RUNNING:
        raise NotNow(newest)
    asked_again(may_begin_another, actor, newest, at)
    made = Version.objects.create(form_key=form_key, position=position, number=newest.number + 1, made_at=at)
    _copy_text(version, made)
    record_act(act="position.version_begun", actor=actor, about=made, at=at, details={"number": made.number})
    announce(kind="position-begun", about=made, actor=actor, at=at)
    return made


def _copy_text(source: Version, made: Version) -> None:
    for clause in source.clauses.filter(removed_at=None).prefetch_related("texts"):
        texts = list(clause.texts.all())
        clause.pk, clause.version = None, made
        clause.id = Clause._meta.pk.get_default()
        clause._state.adding = True
        clause.save(force_insert=True)
        # Who wrote a text and who checked it goes along: it counts as checked as long as its words stay.
        for text in texts:
            text.pk, text.clause = None, clause
            text._state.adding = True
            text.save(force_insert=True)
    Quote.objects.bulk_create(
        Quote(version=made, iso3=quote.iso3, assessment=quote.assessment) for quote in source.quotes.all()
    )


@transaction.atomic
def withdraw_version(*, version: Version, actor: UUID, at: datetime) -> Version:
    """Take a version back that is not bound yet; its clauses, amendments and comments stay readable inside."""
    standing = locked_to_write(version, at=at)
    asked_again(may_withdraw, actor, standing, at)
    standing.closes_at = None
    ended = end(standing, stage=Stage.WITHDRAWN, actor=actor, at=at)
    announce(kind="position-ended", about=ended, actor=actor, at=at)
    return ended

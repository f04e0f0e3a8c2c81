"""Two persons for one act: proposed by one, approved or refused by another, done once."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction

from tamyr.safety.models import Proposal, Stage, name_of
from tamyr.safety.rules import (
    is_stoppable,
    kind_called,
    kind_of,
    may_refuse,
    may_withdraw,
    why_not_approve,
    why_not_use,
)
from tamyr.safety.services.audit import record_act
from tamyr.safety.services.faults import again_if_undone

KEPT = timedelta(days=30)


class NotTheSecond(Exception):
    """This person may not answer now; the text says why, in the reader's language."""


class AlreadyAnswered(Exception):
    """Somebody was quicker, or the time is over; ``proposal`` is how it stands."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(str(proposal))
        self.proposal = proposal


class ToldOtherwise(Exception):
    """What is told of a proposal is not what the second person read of it: something of it was changed meanwhile."""


class AlreadyProposed(Exception):
    """Somebody else proposed this already; ``proposal`` is theirs."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(str(proposal))
        self.proposal = proposal


@transaction.atomic
def propose(
    *,
    key: UUID,
    kind: str,
    about: models.Model | str,
    by: UUID | None,
    at: datetime,
    words: str = "",
    asked: Mapping[str, Any] | None = None,
) -> Proposal:
    """Propose an act that another person must approve.

    The room has asked whether ``by`` may. A newer proposal of one's own takes the place of the
    older one; with another person's still open it is refused with ``AlreadyProposed``. ``about``
    is a row, or the name of what is none, as ``safety.fieldkey:k2``.
    """
    name = about if isinstance(about, str) else name_of(about)
    waiting = (
        Proposal.objects.select_for_update(no_key=True)
        .filter(kind=kind, about=name, stage=Stage.WAITING)
        .first()
    )
    if waiting is not None:
        if kind_of(waiting).stands(waiting, at) and waiting.proposed_by != by:
            raise AlreadyProposed(waiting)
        _answer(waiting, Stage.WITHDRAWN, by, at)
    made = Proposal.objects.create(
        id=key,
        kind=kind,
        about=name,
        proposed_by=by,
        proposed_at=at,
        expires_at=at + kind_called(kind).open_for,
        words=words,
        payload=json.dumps(dict(asked), ensure_ascii=False, sort_keys=True) if asked else "",
    )
    record_act(act="proposal.made", actor=by, about=made, at=at, details={"kind": kind, "of": name})
    return made


@transaction.atomic
def approve(*, proposal: Proposal, by: UUID, at: datetime, seen: str | None = None) -> Proposal:
    """Approve as the second of two and do what was proposed, once; approving twice changes nothing.

    ``seen`` is the mark of what a page told; raises ``ToldOtherwise`` where it would tell something else now.
    """
    kind_of(proposal).hold(proposal)
    standing = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing.stage == Stage.APPROVED and standing.answered_by == by:
        return standing
    if not standing.waits_at(at):
        raise AlreadyAnswered(standing)
    if reason := why_not_approve(standing, by, at):
        raise NotTheSecond(reason)
    if seen is not None:
        told = kind_of(standing).told(standing, by, at)
        if told is None or told.mark != seen:
            raise ToldOtherwise
    _answer(standing, Stage.APPROVED, by, at)
    kind_of(standing).carry_out(standing, by, at)
    return standing


@transaction.atomic
def refuse(*, proposal: Proposal, by: UUID, reason: str, at: datetime) -> Proposal:
    """Refuse what was proposed, or stop what was approved and has not taken effect."""
    return _call_off(proposal, Stage.REFUSED, by, at, reason)


@transaction.atomic
def withdraw(*, proposal: Proposal, by: UUID, at: datetime) -> Proposal:
    """Take back what one proposed oneself."""
    return _call_off(proposal, Stage.WITHDRAWN, by, at)


@transaction.atomic
def use(*, proposal: Proposal, by: UUID | None, at: datetime) -> Proposal:
    """Use what two persons agreed on, as often and as long as its kind allows; each time leaves a line."""
    standing = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if reason := why_not_use(standing, by, at):
        raise NotTheSecond(reason)
    standing.used += 1
    standing.save()
    details: dict[str, str | int | bool | None] = {"kind": standing.kind, "time": standing.used}
    record_act(act="proposal.used", actor=by, about=standing, at=at, details=details)
    kind_of(standing).tell_of_use(standing, at)
    return standing


def call_off_all_of(*, person: UUID, at: datetime) -> None:
    """Take back whatever somebody proposed and nobody has answered, because their account is locked.

    Each in a transaction of its own, as whoever answers it: what several are about is held together by no other act, so
    that there is no order in which all take it.
    """
    for waiting in Proposal.objects.filter(proposed_by=person, stage=Stage.WAITING).order_by("pk"):
        again_if_undone(partial(_lapse, waiting, at))


@transaction.atomic
def _lapse(proposal: Proposal, at: datetime) -> None:
    kind_of(proposal).hold(proposal)
    standing = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing.stage == Stage.WAITING:
        _answer(standing, Stage.WITHDRAWN, None, at)
        kind_of(standing).call_off(standing, None, at)


def _call_off(proposal: Proposal, stage: Stage, by: UUID, at: datetime, reason: str = "") -> Proposal:
    kind_of(proposal).hold(proposal)
    standing = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing.stage == stage and standing.answered_by == by:
        return standing
    if not (standing.waits_at(at) or is_stoppable(standing, at)):
        raise AlreadyAnswered(standing)
    may = may_refuse if stage == Stage.REFUSED else may_withdraw
    if not may(standing, by, at):
        raise NotTheSecond(why_not_approve(standing, by, at))
    standing.reason = reason
    _answer(standing, stage, by, at)
    kind_of(standing).call_off(standing, by, at)
    return standing


def hold_rows(model: type[models.Model], *keys: UUID | str) -> None:
    """Lock rows before a proposal and the audit chain, as every other act on them does: neither waits for the other."""
    rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=keys)
    list(rows.order_by("pk").values_list("pk"))


def _answer(standing: Proposal, stage: Stage, by: UUID | None, at: datetime) -> None:
    standing.stage, standing.answered_by, standing.answered_at = stage, by, at
    standing.save()
    details: dict[str, str | int | bool | None] = {"kind": standing.kind, "of": standing.about}
    record_act(act=f"proposal.{stage}", actor=by, about=standing, at=at, details=details)


def old_proposals(*, at: datetime) -> models.QuerySet[Proposal]:
    """Return the proposals that were answered or ran out more than a month ago."""
    before = at - KEPT
    old = models.Q(answered_at__lt=before) | models.Q(stage=Stage.WAITING, expires_at__lt=before)
    return Proposal.objects.filter(old)

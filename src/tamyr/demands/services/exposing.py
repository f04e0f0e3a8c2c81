"""Who may read an agreed demand: fewer at once, by one person; others only once a second one agrees."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.demands.models import Demand, ExposureChange, Stage
from tamyr.demands.rules import may_agree_to_exposure, may_change_exposure
from tamyr.demands.services.promises import tell_evidence
from tamyr.network.models import Circle, Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import AtAnotherStage, locked_for
from tamyr.safety.models import shows_more
from tamyr.safety.services import record_act

CHANGED_AT = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)


class SameAsNow(Exception):
    """Those who are to read it read it already."""


@transaction.atomic
def change_exposure(
    *, demand: Demand, exposure: str, circle: Circle | None, form_key: UUID, actor: UUID, at: datetime
) -> ExposureChange:
    """Let fewer read a demand from now on, or ask for others to read it, which waits for a second person."""
    known = ExposureChange.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = locked_for(may_change_exposure, demand, *CHANGED_AT, actor=actor, at=at)
    _check_circle(visitor, circle)
    if (standing.exposure, standing.circle) == (exposure, circle):
        raise SameAsNow
    # What waited was asked of a demand that others read.
    _drop(standing, at)
    made = ExposureChange.objects.create(
        form_key=form_key,
        demand=standing,
        was=standing.exposure,
        becomes=exposure,
        circle=circle,
        asked_by_id=actor,
        asked_at=at,
    )
    # Another circle is not fewer readers, however few sit there: it waits for a second person.
    if shows_more(standing.exposure, than=exposure):
        _carry_out(made, standing, actor, at)
    else:
        details: dict[str, str | int | bool | None] = {"becomes": exposure}
        record_act(act="demand.exposure_asked", actor=actor, about=standing, at=at, details=details)
        announce(
            kind="demand-exposure-asked",
            about=standing,
            version=made.pk,
            scope=standing.member_id,
            actor=actor,
            at=at,
        )
    return made


def _check_circle(visitor: Visitor, circle: Circle | None) -> None:
    if circle is not None and circle.pk not in visitor.circles:
        raise MayNot(_("You do not sit in this circle now."))


def _drop(demand: Demand, at: datetime) -> None:
    ExposureChange.objects.filter(demand=demand, done_at=None, dropped_at=None).update(dropped_at=at)


def _carry_out(change: ExposureChange, demand: Demand, actor: UUID, at: datetime) -> None:
    change.done_at = at
    change.save()
    demand.exposure, demand.circle = change.becomes, change.circle
    demand.save(update_fields=["exposure", "circle"])
    details: dict[str, str | int | bool | None] = {"was": change.was, "becomes": change.becomes}
    record_act(act="demand.exposure_changed", actor=actor, about=demand, at=at, details=details)
    announce(kind="demand-exposure", about=demand, version=change.pk, actor=actor, at=at)
    # Only now that it is saved: what the evidence is told of its promises hangs on who may read the demand.
    tell_evidence(demand=demand, actor=actor, at=at)


@transaction.atomic
def agree_to_exposure(*, demand: Demand, change: ExposureChange, actor: UUID, at: datetime) -> ExposureChange:
    """Let a second person agree that others read a demand: nobody makes it more public alone."""
    standing, _visitor = locked_for(may_agree_to_exposure, demand, *CHANGED_AT, actor=actor, at=at)
    waiting = _waiting(change, standing)
    if waiting.asked_by_id == actor:
        raise MayNot(_("Somebody else than who asked for it agrees."))
    waiting.agreed_by_id = actor
    _carry_out(waiting, standing, actor, at)
    settle(about=standing, person=actor, at=at)
    return waiting


@transaction.atomic
def drop_exposure(*, demand: Demand, change: ExposureChange, actor: UUID, at: datetime) -> None:
    """Let what was asked for fall: by whoever could agree, or asked."""
    standing, _visitor = locked_for(may_agree_to_exposure, demand, *CHANGED_AT, actor=actor, at=at)
    _waiting(change, standing)
    _drop(standing, at)
    record_act(act="demand.exposure_dropped", actor=actor, about=standing, at=at)


def _waiting(change: ExposureChange, demand: Demand) -> ExposureChange:
    """Return the change as it stands, where it still waits for this demand as it was."""
    standing = ExposureChange.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=change.pk, demand=demand
    )
    # Asked while others read it: whoever agrees would agree to something else than was proposed.
    if standing.done_at or standing.dropped_at or standing.was != demand.exposure:
        raise AtAnotherStage(demand)
    return standing

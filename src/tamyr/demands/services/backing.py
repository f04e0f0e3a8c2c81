"""To stand behind a demand, and to leave it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.demands.models import Backer, Demand, Stage
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.rules import may_back
from tamyr.demands.services.locking import locked_for
from tamyr.demands.services.promises import tell_evidence
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import check_mandate, check_voice
from tamyr.safety.services import record_act


@transaction.atomic
def back_demand(*, demand: Demand, member: Member, is_named: bool, actor: UUID, at: datetime) -> Backer:
    """Let a member stand behind a demand, by name or counted only; a hidden one is never named."""
    standing, visitor = locked_for(may_back, demand, Stage.DRAFT, Stage.AGREED, actor=actor, at=at)
    if not demands_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this demand."))
    check_voice(member=member, actor=actor, at=at)
    said = {
        "is_named": is_named and not member.is_guarded,
        "joined_on": at.date(),
        "left_on": None,
    }
    backer, _is_new = Backer.objects.update_or_create(demand=standing, member=member, defaults=said)
    _record("demand.backed", backer, actor, at)
    # Whoever takes its name back here has given none with its readings either.
    tell_evidence(demand=standing, actor=None if not backer.is_named else actor, at=at)
    return backer


@transaction.atomic
def leave_demand(*, demand: Demand, member: Member, actor: UUID, at: datetime) -> None:
    """Let a member stand behind a demand no more, also once it was sent: its letters are not changed by that."""
    standing = Demand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    check_mandate(member=member, actor=actor, at=at)
    backer = Backer.objects.filter(demand=standing, member=member, left_on=None).first()
    if backer is None:
        return
    backer.left_on = at.date()
    backer.save(update_fields=["left_on"])
    _record("demand.left", backer, actor, at)


def _record(act: str, backer: Backer, actor: UUID, at: datetime) -> None:
    """Leave a line; of a member that is counted only neither which it is nor who acted for it."""
    named = actor if backer.is_named else None
    details: dict[str, str | int | bool | None] = {"member": str(backer.member_id)} if backer.is_named else {}
    record_act(act=act, actor=named, about=backer.demand, at=at, details=details)

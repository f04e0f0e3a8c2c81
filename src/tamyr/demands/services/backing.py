"""To stand behind a demand, and to leave it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.demands.models import Backer, Demand, Stage
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.rules import may_back
from tamyr.demands.services.promises import tell_evidence
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import locked_for, stand, stand_no_more


@transaction.atomic
def back_demand(*, demand: Demand, member: Member, is_named: bool, actor: UUID, at: datetime) -> Backer:
    """Let a member stand behind a demand, by name or counted only; a hidden one is never named."""
    standing, visitor = locked_for(may_back, demand, Stage.DRAFT, Stage.AGREED, actor=actor, at=at)
    if not demands_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this demand."))
    backer: Backer = stand(
        standing.backers,
        act="demand.backed",
        member=member,
        is_named=is_named,
        since="joined_on",
        actor=actor,
        at=at,
    )
    # Whoever takes its name back here has given none with its readings either.
    tell_evidence(demand=standing, actor=None if not backer.is_named else actor, at=at)
    return backer


@transaction.atomic
def leave_demand(*, demand: Demand, member: Member, actor: UUID, at: datetime) -> None:
    """Let a member stand behind a demand no more, also once it was sent: its letters are not changed by that."""
    # No stage and no rule is asked: nobody is held behind a demand.
    standing = Demand.objects.select_for_update(no_key=True, of=("self",)).get(pk=demand.pk)
    stand_no_more(standing.backers, act="demand.left", member=member, actor=actor, at=at)

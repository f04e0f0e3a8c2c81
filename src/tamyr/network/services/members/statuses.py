"""A status that was set for a later day comes by itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from tamyr.network.models import Member, MembershipStatus
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults


def bring_statuses_in_step(*, at: datetime) -> int:
    """Let statuses that were set for a later day hold once it has come; return how many changed.

    Raises ``PartlyDone`` at the end where a member could not be changed: all others are.
    """
    faults, changed = Faults(), 0
    for key in list(_behind(at).values_list("pk", flat=True)):
        with faults.apart("statuses"):
            changed += _let_status_come(key, at)
    faults.tell()
    return changed


def _behind(at: datetime) -> QuerySet[Any]:
    past = MembershipStatus.objects.filter(member=OuterRef("pk"), from_on__lte=at.date()).order_by("-from_on")
    status_now = Subquery(past.values("status")[:1])
    return Member.objects.annotate(now=status_now).exclude(now=None).exclude(status=F("now"))


def _let_status_come(key: UUID, at: datetime) -> bool:
    # Asked again under the lock: somebody may have set another status meanwhile.
    member = _behind(at).select_for_update(no_key=True).filter(pk=key).first()
    if member is None:
        return False
    member.status = member.now
    # A form that was opened before must not put the old status back.
    member.version += 1
    member.save(update_fields=["status", "version"])
    details: dict[str, str | int | bool | None] = {"status": member.status}
    record_act(act="member.status_came", actor=None, about=member, at=at, details=details)
    return True

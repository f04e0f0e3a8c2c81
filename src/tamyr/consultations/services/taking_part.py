"""To say that an organisation takes part, or that it does not; and to remind those who do."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tamyr.consultations.logic.standing import REMINDED, reminder_due
from tamyr.consultations.models import Consultation, How, Participation
from tamyr.consultations.queries.ends import earliest_end, ends_said, goes_on, still_going_on
from tamyr.consultations.rules import keeps_the_calendar
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.services.two_persons import tell_what_ran_out
from tamyr.network.models import Member
from tamyr.notices.services import announce
from tamyr.procedures.services import check_own_choice, check_voice, locked_for
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults


@transaction.atomic
def take_part(
    *,
    consultation: Consultation,
    member: Member,
    how: str,
    is_named: bool,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Participation:
    """Let a member say how it takes part, by name or counted only; a hidden one is never named.

    Raises ``MovedMeanwhile`` where a colleague said it otherwise than what ``base_sha`` is of.
    """
    standing, visitor = locked_for(keeps_the_calendar, consultation, actor=actor, at=at)
    if not goes_on(visitor, standing):
        raise NotAnyMore
    check_voice(member=member, actor=actor, at=at)
    said: dict[str, Any] = {
        "how": how,
        "is_named": is_named and not member.is_guarded and how != How.NOT,
    }
    check_own_choice(standing.participations.filter(member=member).first(), said, base_sha)
    row, _is_new = Participation.objects.update_or_create(
        consultation=standing, member=member, defaults={**said, "said_on": at.date()}
    )
    # Of a member that is counted only the line says neither which it is nor who acted for it.
    named = actor if row.is_named else None
    details: dict[str, str | int | bool | None] = {"member": str(row.member_id)} if row.is_named else {}
    record_act(act="consultation.joined", actor=named, about=standing, at=at, details=details)
    return row


def remind(*, at: datetime) -> None:
    """Remind those who take part, once at each time before the end; another end is another time.

    Of an end that is said and not confirmed yet they are reminded too, where it is the earlier one.
    """
    faults = Faults()
    said, until = ends_said(at), at + timedelta(days=max(REMINDED))
    # What is said may end sooner than what is recorded: it is looked at however far the recorded end is.
    soon = Consultation.objects.filter(Q(closes_at__lte=until) | Q(pk__in=said), still_going_on(at, said))
    for consultation in soon:
        # Each apart: one that cannot be read keeps nobody else from being reminded.
        with faults.apart("reminders"):
            _remind(consultation, earliest_end(consultation, said.get(consultation.pk), at), at=at)
    with faults.apart("reminders"):
        tell_what_ran_out(at=at)
    faults.tell()


@transaction.atomic
def _remind(consultation: Consultation, ends_at: datetime, *, at: datetime) -> None:
    days = reminder_due(at, ends_at)
    if days is not None:
        # With its end: where that is moved, the same days before it are told anew.
        version = f"{days} {ends_at.isoformat()}"
        announce(kind=f"consultation-ends-{days}", about=consultation, version=version, actor=None, at=at)

"""What became of a demand: verdicts of members, and the addressee's own words."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution
from tamyr.demands.models import Demand, Reading, RightOfReply, Verdict
from tamyr.demands.queries.deliveries import is_answered
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.rules import may_judge, may_record
from tamyr.demands.services.promises import JUDGED_AT, check_addressee, keep_reading
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import check_own, check_voice, locked_for
from tamyr.safety.services import record_act


class WasAnswered(Exception):
    """An answer or a refusal is recorded: nobody can say that there was silence."""


@transaction.atomic
def give_verdict(
    *,
    demand: Demand,
    member: Member,
    reading: str,
    reason: str,
    language: str,
    form_key: UUID,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Verdict:
    """Give a member's reading of what became of a demand, in the place of its earlier one.

    Raises ``MovedMeanwhile`` where a colleague gave another one than that which ``base_sha`` is of.
    """
    known = Verdict.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = locked_for(may_judge, demand, *JUDGED_AT, actor=actor, at=at)
    if not demands_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this demand."))
    check_voice(member=member, actor=actor, at=at)
    said = {"reading": reading, "reason": reason, "language": language}
    check_own(standing.verdicts.filter(member=member, replaced_at=None).first(), said, base_sha)
    # Under the lock that ``record_event`` takes as well: no answer is recorded between asking and writing.
    if reading == Reading.SILENT and is_answered(standing):
        raise WasAnswered
    made = Verdict(
        form_key=form_key,
        demand=standing,
        member=member,
        **said,
        by_id=actor,
        at=at,
    )
    keep_reading(made, act="demand.verdict", about=standing, actor=actor, reading=reading)
    return made


@transaction.atomic
def note_reply(
    *,
    demand: Demand,
    institution: Institution,
    words: str,
    language: str,
    received_on: date,
    form_key: UUID,
    actor: UUID,
    at: datetime,
) -> RightOfReply:
    """Show an addressee's own words beside the verdict, as they came."""
    known = RightOfReply.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, _visitor = locked_for(may_record, demand, *JUDGED_AT, actor=actor, at=at)
    check_addressee(standing, institution)
    made = RightOfReply.objects.create(
        form_key=form_key,
        demand=standing,
        institution=institution,
        words=words,
        language=language,
        received_on=received_on,
        by_id=actor,
        at=at,
    )
    record_act(act="demand.reply_shown", actor=actor, about=standing, at=at)
    return made

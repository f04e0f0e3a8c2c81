"""What became of a demand: verdicts of members, promises and whether they were kept, the addressee's own words."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution
from tamyr.demands.models import Commitment, Demand, Outcome, Reading, RightOfReply, Stage, Verdict
from tamyr.demands.queries.deliveries import is_answered
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.rules import may_judge, may_record
from tamyr.demands.services.locking import AtAnotherStage, locked_for
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import check_voice
from tamyr.safety.services import record_act

JUDGED_AT = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)


class JudgedAlready(Exception):
    """The same person has judged this demand for another member: two readings are two people's."""


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
    actor: UUID,
    at: datetime,
) -> Verdict:
    """Give a member's reading of what became of a demand, in the place of its earlier one."""
    known = Verdict.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = locked_for(may_judge, demand, *JUDGED_AT, actor=actor, at=at)
    if not demands_visible_to(visitor).filter(pk=standing.pk).exists():
        raise MayNot(_("You cannot read this demand."))
    check_voice(member=member, actor=actor, at=at)
    if reading == Reading.SILENT and is_answered(standing):
        raise WasAnswered
    Verdict.objects.filter(demand=standing, member=member, replaced_at=None).update(replaced_at=at)
    made = Verdict(
        form_key=form_key, demand=standing, member=member, reading=reading, reason=reason, language=language,
        by_id=actor, at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise JudgedAlready from None
    details: dict[str, str | int | bool | None] = {"member": str(member.pk), "reading": reading}
    record_act(act="demand.verdict", actor=actor, about=standing, at=at, details=details)
    settle(about=standing, person=actor, at=at)
    announce(kind="demand-judged", about=standing, version=made.pk, actor=actor, at=at)
    return made


@dataclass(frozen=True)
class Promise:
    """What an addressee promised, as its answer says it."""

    institution: Institution
    words: str
    language: str
    said_on: date
    due_on: date
    source: str = ""


@transaction.atomic
def note_commitment(
    *, demand: Demand, promise: Promise, member: Member | None, form_key: UUID, actor: UUID, at: datetime
) -> Commitment:
    """Keep a promise with its own day, to be asked after then."""
    known = Commitment.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, _visitor = locked_for(may_record, demand, *JUDGED_AT, actor=actor, at=at)
    _check_addressee(standing, promise.institution)
    made = Commitment.objects.create(
        form_key=form_key, demand=standing, member=member, by_id=actor, at=at, **vars(promise)
    )
    record_act(act="demand.commitment", actor=actor, about=standing, at=at)
    return made


def _check_addressee(demand: Demand, institution: Institution) -> None:
    if not demand.deliveries.filter(institution=institution).exists():
        raise MayNot(_("This body was sent no letter about this demand."))


@transaction.atomic
def record_outcome(
    *, commitment: Commitment, outcome: str, on: date, source: str, actor: UUID, at: datetime
) -> Commitment:
    """Record whether a promise was kept, with the page that shows it."""
    demand, _visitor = locked_for(may_record, commitment.demand, *JUDGED_AT, actor=actor, at=at)
    standing = Commitment.objects.select_for_update(of=("self",)).get(pk=commitment.pk)
    if standing.outcome != Outcome.OPEN:
        raise AtAnotherStage(demand)
    standing.outcome, standing.outcome_on, standing.outcome_source = outcome, on, source
    standing.save()
    record_act(
        act="demand.commitment_outcome", actor=actor, about=demand, at=at, details={"outcome": outcome}
    )
    announce(kind="demand-judged", about=demand, version=standing.pk, actor=actor, at=at)
    return standing


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
    _check_addressee(standing, institution)
    made = RightOfReply.objects.create(
        form_key=form_key, demand=standing, institution=institution, words=words, language=language,
        received_on=received_on, by_id=actor, at=at,
    )  # fmt: skip
    record_act(act="demand.reply_shown", actor=actor, about=standing, at=at)
    return made

"""What addressees promised, and whether they kept it: read by members, and told to the evidence once two read alike."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution
from tamyr.demands.models import Commitment, Demand, Outcome, PromiseReading, Stage, Verdict
from tamyr.demands.queries.backers import unnamed_on
from tamyr.demands.queries.demands import demands_visible_to, is_everybodys
from tamyr.demands.queries.texts import page_path
from tamyr.demands.rules import may_judge, may_record
from tamyr.evidence.services import PromiseFacts, forget_outcome, record_outcome, withdraw_outcome
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import check_own, check_voice, locked_for, record_reading
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act

# Also what was withdrawn: its letters went out, and what came back can be read.
JUDGED_AT = (Stage.AGREED, Stage.CLOSED, Stage.WITHDRAWN)


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
    check_addressee(standing, promise.institution)
    made = Commitment.objects.create(
        form_key=form_key, demand=standing, member=member, by_id=actor, at=at, **vars(promise)
    )
    record_act(act="demand.commitment", actor=actor, about=standing, at=at)
    return made


def check_addressee(demand: Demand, institution: Institution) -> None:
    # By the body that was written to, also where it was merged since: forms offer those alone.
    if not demand.deliveries.filter(institution=institution).exists():
        raise MayNot(_("This body was sent no letter about this demand."))


@transaction.atomic
def read_promise(
    *,
    commitment: Commitment,
    member: Member,
    outcome: str,
    on: date,
    source: str,
    form_key: UUID,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> PromiseReading:
    """Say for a member whether a promise was kept, in the place of what it said before.

    Raises ``MovedMeanwhile`` where a colleague said another thing than that which ``base_sha`` is of.
    """
    known = PromiseReading.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    demand, visitor = locked_for(may_judge, commitment.demand, *JUDGED_AT, actor=actor, at=at)
    if not demands_visible_to(visitor).filter(pk=demand.pk).exists():
        raise MayNot(_("You cannot read this demand."))
    check_voice(member=member, actor=actor, at=at)
    standing = Commitment.objects.select_for_update(no_key=True, of=("self",)).get(pk=commitment.pk)
    said = {"outcome": outcome, "on": on, "source": source}
    check_own(standing.readings.filter(member=member, replaced_at=None).first(), said, base_sha)
    made = PromiseReading(
        form_key=form_key,
        commitment=standing,
        **said,
        member=member,
        by_id=actor,
        at=at,
    )
    keep_reading(made, act="demand.promise_read", about=demand, actor=actor, outcome=outcome)
    _settle_outcome(standing)
    tell_evidence(demand=demand, actor=actor, at=at)
    return made


def keep_reading(
    made: Verdict | PromiseReading, *, act: str, about: Demand, actor: UUID, **said: str
) -> None:
    """Write one member's reading in the place of its earlier one, and tell of it."""
    record_reading(made, act=act, about=about, actor=actor, **said)
    settle(about=about, person=actor, at=made.at)
    announce(kind="demand-judged", about=about, version=made.pk, actor=actor, at=made.at)


def _settle_outcome(promise: Commitment) -> None:
    """Write what the readings say together: the day and the page are those of the first that says so."""
    readings = list(promise.readings.filter(replaced_at=None))
    promise.outcome = Outcome.of(reading.outcome for reading in readings)
    first = next((reading for reading in readings if reading.outcome == promise.outcome), None)
    promise.outcome_on = first.on if first else None
    promise.outcome_source = first.source if first else ""
    promise.save(update_fields=["outcome", "outcome_on", "outcome_source"])


@transaction.atomic
def tell_evidence(*, demand: Demand, actor: UUID | None, at: datetime) -> None:
    """Bring what the evidence says of a demand's promises in step: recorded, taken back, or gone where it is not public."""
    unnamed = {member for _demand, member in unnamed_on([demand])}
    for promise in Commitment.objects.filter(demand=demand).select_related("institution"):
        # Deleted there, not taken back: what is taken back stays to be read as such.
        if not is_everybodys(demand):
            forget_outcome(key=promise.pk, actor=actor, at=at)
        elif promise.outcome == Outcome.OPEN:
            withdraw_outcome(key=promise.pk, actor=actor, at=at)
        # Evidence stands on the pages of countries, so that of a body of none nothing is told. Words that do
        # not open are not copied: what stands in their place would be taken for them.
        elif promise.institution.iso3 and not is_sealed(promise.words):
            record_outcome(became=_became(demand, promise, unnamed), actor=actor, at=at)


def _became(demand: Demand, promise: Commitment, unnamed: set[object]) -> PromiseFacts:
    body = promise.institution
    assert promise.outcome_on is not None
    return PromiseFacts(
        key=promise.pk,
        address=f"{page_path(demand)}#promise-{promise.pk}",
        iso3=body.iso3,
        # By the name that it bore when it promised, whatever it is called today.
        body_en=body.name_on(promise.said_on, "en"),
        body_ru=body.name_on(promise.said_on, "ru"),
        words=promise.words,
        language=promise.language,
        said_on=promise.said_on,
        due_on=promise.due_on,
        source=promise.source,
        is_kept=promise.outcome == Outcome.FULFILLED,
        became_on=promise.outcome_on,
        readings=[
            (
                # Whoever stands behind the demand without a name has given none with its readings either.
                None if reading.member_id in unnamed else reading.member,
                reading.outcome == Outcome.FULFILLED,
                reading.on,
                reading.source,
            )
            for reading in promise.readings.filter(replaced_at=None).select_related("member")
        ],
    )

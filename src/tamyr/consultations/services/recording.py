"""To record a consultation, correct it, move its end as the body does, and say that it is off or what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution
from tamyr.consultations.models import Consultation, ConsultationText, Move
from tamyr.consultations.rules import (
    is_to_come,
    keeps_the_calendar,
    may_cancel,
    may_change,
    may_note_outcome,
)
from tamyr.consultations.services.locking import NotAnyMore, locked_for
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act


class NotLater(Exception):
    """An end that is over already, or that is before the beginning."""


@dataclass(frozen=True)
class Facts:
    """What a public body says of a consultation, but when it ends."""

    institution: Institution
    kind: str
    theme: str
    zone: str
    way: str
    address: str
    languages: str
    source_url: str
    source_seen_on: date
    iso3: str = ""
    opens_on: date | None = None
    limit: int = 0
    documents: str = ""
    exposure: str = ExposureLevel.PUBLIC


@dataclass(frozen=True)
class Words:
    """A consultation as somebody writes it in one language."""

    title: str
    summary: str
    who_may: str = ""
    ground: str = ""


@transaction.atomic
def record_consultation(
    *,
    facts: Facts,
    closes_at: datetime,
    words: Words,
    language: str,
    member: Member | None,
    form_key: UUID,
    actor: UUID,
    at: datetime,
) -> Consultation:
    """Record what a public body asks. The same form twice is one; an end that is over is refused."""
    known = Consultation.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    made = Consultation(
        number=(Consultation.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=form_key,
        closes_at=closes_at,
        member=member,
        recorded_by_id=actor,
        recorded_at=at,
        changed_at=at,
        **vars(facts),
    )
    visitor = visitor_with(actor, at)
    if not keeps_the_calendar(visitor, made) or member is not None and not visitor.acts_for(member.pk):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    _check_end(made, closes_at, at)
    made.save(force_insert=True)
    ConsultationText.objects.create(consultation=made, language=language, **vars(words))
    record_act(act="consultation.recorded", actor=actor, about=made, at=at, details={"kind": made.kind})
    announce(kind="consultation-opened", about=made, actor=actor, at=at)
    return made


def _check_end(consultation: Consultation, closes_at: datetime, at: datetime) -> None:
    opens_at = consultation.opens_at
    if closes_at <= at or opens_at is not None and closes_at <= opens_at:
        raise NotLater


@transaction.atomic
def change_facts(*, consultation: Consultation, facts: Facts, actor: UUID, at: datetime) -> Consultation:
    """Correct what is recorded, all but the end, whose changes are kept."""
    standing, _visitor = locked_for(may_change, consultation, actor=actor, at=at)
    for name, value in vars(facts).items():
        setattr(standing, name, value)
    if standing.opens_at is not None and standing.closes_at <= standing.opens_at:
        raise NotLater
    return _kept(standing, "consultation.changed", actor, at)


def _kept(standing: Consultation, act: str, actor: UUID, at: datetime) -> Consultation:
    standing.changed_at = at
    standing.save()
    record_act(act=act, actor=actor, about=standing, at=at)
    return standing


@transaction.atomic
def write_words(
    *, consultation: Consultation, language: str, words: Words, actor: UUID, at: datetime
) -> ConsultationText:
    """Write it in a language, or correct what stands there."""
    standing, _visitor = locked_for(may_change, consultation, actor=actor, at=at)
    row, _is_new = ConsultationText.objects.update_or_create(
        consultation=standing, language=language, defaults=vars(words)
    )
    standing.changed_at = at
    standing.save(update_fields=["changed_at"])
    record_act(act="consultation.written", actor=actor, about=standing, at=at, details={"language": language})
    return row


@transaction.atomic
def move_end(
    *,
    consultation: Consultation,
    closes_at: datetime,
    source_url: str,
    member: Member | None,
    form_key: UUID,
    actor: UUID,
    at: datetime,
) -> Move:
    """Record that the end is another one, and keep the former. What was cancelled is on again by that."""
    known = Move.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    standing, visitor = locked_for(may_change, consultation, actor=actor, at=at)
    if member is not None and not visitor.acts_for(member.pk):
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    if standing.outcome_on is not None:
        raise NotAnyMore
    if standing.closes_at == closes_at:
        raise NotLater
    _check_end(standing, closes_at, at)
    move = Move.objects.create(
        form_key=form_key,
        consultation=standing,
        was_at=standing.closes_at,
        now_at=closes_at,
        source_url=source_url,
        member=member,
        by_id=actor,
        at=at,
    )
    standing.closes_at, standing.cancelled_at, standing.cancelled_url = closes_at, None, ""
    _kept(standing, "consultation.moved", actor, at)
    announce(kind="consultation-moved", about=standing, version=move.pk, actor=actor, at=at)
    return move


@transaction.atomic
def cancel_consultation(
    *, consultation: Consultation, source_url: str, actor: UUID, at: datetime
) -> Consultation:
    """Record that the body called it off; another end that it sets later puts it on again."""
    standing, _visitor = locked_for(may_change, consultation, actor=actor, at=at)
    if not may_cancel(visitor_with(actor, at), standing):
        raise NotAnyMore
    standing.cancelled_at, standing.cancelled_url = at, source_url
    _kept(standing, "consultation.cancelled", actor, at)
    announce(kind="consultation-cancelled", about=standing, version=at, actor=actor, at=at)
    return standing


@transaction.atomic
def note_outcome(
    *, consultation: Consultation, on: date, source_url: str, actor: UUID, at: datetime
) -> Consultation:
    """Record where the body published what came of it; those who took part say what was taken up."""
    standing, visitor = locked_for(may_change, consultation, actor=actor, at=at)
    if is_to_come(visitor, standing) or not may_note_outcome(visitor, standing):
        raise NotAnyMore
    if on > at.date():
        raise NotLater
    standing.outcome_on, standing.outcome_url = on, source_url
    _kept(standing, "consultation.outcome", actor, at)
    announce(kind="consultation-outcome", about=standing, version=source_url, actor=actor, at=at)
    return standing

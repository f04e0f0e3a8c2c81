"""To record a consultation, correct it, and say where its outcome is. Its end takes two: ``two_persons``."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tamyr.addressees.models import Institution
from tamyr.consultations.models import Consultation, ConsultationText
from tamyr.consultations.pages.words import facts_words
from tamyr.consultations.queries.ends import ends_said
from tamyr.consultations.queries.texts import facts_sha, text_sha, texts_of
from tamyr.consultations.rules import keeps_the_calendar, may_change, may_note_outcome
from tamyr.consultations.services.locking import NotAnyMore, kept
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.services import MovedMeanwhile, locked_for
from tamyr.safety.models import ExposureLevel, shows_more
from tamyr.safety.services import record_act


class StillToConfirm(Exception):
    """Somebody says that its end is another one: that is answered before anybody says what came of it."""


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


# Whoever takes part goes by these: they are told when one of them is corrected.
WHERE = ("way", "address", "languages", "limit", "opens_on")


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
        recorded_at=at,
        changed_at=at,
        **vars(facts),
    )
    # As the database has it now, and not as the request was read: a mandate may have ended since.
    visitor = visitor_with(actor, at)
    if not keeps_the_calendar(visitor, made) or member is not None and not visitor.acts_for(member.pk):
        raise MayNot(_("Your mandate or role does not allow this now; it may have ended."))
    check_end(made, closes_at, at)
    made.save(force_insert=True)
    ConsultationText.objects.create(consultation=made, language=language, **vars(words))
    record_act(act="consultation.recorded", actor=actor, about=made, at=at, details={"kind": made.kind})
    announce(kind="consultation-opened", about=made, actor=actor, at=at)
    return made


def check_end(consultation: Consultation, closes_at: datetime, at: datetime) -> None:
    """Raise ``NotLater`` where it would be over already, or end before it begins."""
    opens_at = consultation.opens_at
    if closes_at <= at or opens_at is not None and closes_at <= opens_at:
        raise NotLater


@transaction.atomic
def change_facts(
    *, consultation: Consultation, facts: Facts, base_sha: str, actor: UUID, at: datetime
) -> Consultation:
    """Correct what is recorded, all but the end; and who may read it to fewer, to more takes two.

    ``base_sha`` is of the facts that the form showed: raises ``MovedMeanwhile`` where they are others by now.
    """
    standing, _visitor = locked_for(may_change, consultation, actor=actor, at=at)
    # Whoever sends what stands there already has lost nothing; that more may read it waits for a second person.
    is_same = all(
        getattr(standing, name) == value or name == "exposure" and shows_more(value, than=standing.exposure)
        for name, value in vars(facts).items()
    )
    if not is_same and base_sha != facts_sha(standing):
        raise MovedMeanwhile(facts_words(standing), facts_sha(standing))
    before = {name: getattr(standing, name) for name in WHERE}
    for name, value in vars(facts).items():
        # Fewer readers at once and by one, since somebody may be in danger; more by two.
        if name != "exposure" or not shows_more(value, than=standing.exposure):
            setattr(standing, name, value)
    # The end stays here: a first day behind it is wrong, or the end is, which takes two.
    if standing.opens_at is not None and standing.closes_at <= standing.opens_at:
        raise NotLater
    if before != {name: getattr(standing, name) for name in WHERE}:
        announce(kind="consultation-corrected", about=standing, version=at, actor=actor, at=at)
    return kept(standing, "consultation.changed", actor, at)


@transaction.atomic
def write_words(
    *, consultation: Consultation, language: str, words: Words, base_sha: str, actor: UUID, at: datetime
) -> ConsultationText:
    """Write it in a language, or correct what stands there; ``base_sha`` is of what the form showed, empty for nothing."""
    standing, _visitor = locked_for(may_change, consultation, actor=actor, at=at)
    there = texts_of(standing).get(language)
    # Whoever sends what stands there already has lost nothing, whatever their form was opened on.
    if there is not None and text_sha(there) not in (base_sha, text_sha(words)):
        stands = "\n\n".join(filter(None, (getattr(there, name) for name in vars(words))))
        raise MovedMeanwhile(stands, text_sha(there))
    row, _is_new = ConsultationText.objects.update_or_create(
        consultation=standing, language=language, defaults=vars(words)
    )
    standing.changed_at = at
    standing.save(update_fields=["changed_at"])
    record_act(act="consultation.written", actor=actor, about=standing, at=at, details={"language": language})
    return row


@transaction.atomic
def note_outcome(
    *, consultation: Consultation, on: date, source_url: str, actor: UUID, at: datetime
) -> Consultation:
    """Record where the body published what came of it; those who took part say what was taken up."""
    standing, visitor = locked_for(may_change, consultation, actor=actor, at=at)
    if not may_note_outcome(visitor, standing):
        raise NotAnyMore
    # With an outcome nobody could confirm it any more, and it would be lost unanswered.
    if ends_said(at, [standing]):
        raise StillToConfirm
    if on > at.date():
        raise NotLater
    standing.outcome_on, standing.outcome_url = on, source_url
    kept(standing, "consultation.outcome", actor, at)
    # By its page: another page is another piece of news, the same one sent twice is not.
    announce(kind="consultation-outcome", about=standing, version=source_url, actor=actor, at=at)
    return standing

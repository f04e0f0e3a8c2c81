import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from tamyr.admissions.models import RUNNING, Admission, AdmissionDocument, Assent, Objection, Stage
from tamyr.admissions.rules import may_run_admissions
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Country, Member
from tamyr.network.rules import MayNot
from tamyr.network.services.members import MemberFacts, MemberProfile, register_member
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import (
    NotNow,
    check_mandate,
    end,
    locked,
    locked_after_its_time,
    locked_for_a_voice,
    record_voice,
)
from tamyr.safety.models import is_sealed
from tamyr.safety.services import record_act

# An objection made at the last moment and taken back must not leave the others without time to speak.
LEAST_TIME_LEFT = timedelta(days=2)
# Nobody's address is kept, so a flood is stopped by how many lie unread, not by who sends them. One taken
# back counts for some days as if it still lay there: sending and withdrawing in turns would be a flood as well.
MOST_UNREAD, WITHDRAWN_COUNTS = 100, timedelta(days=7)
# Of all applications without an outcome; how many bytes is a setting.
MOST_ENCLOSURES = 1_000


class TooManyUnread(Exception):
    """So many applications came in and were not read that no more are taken for now."""


class EnclosuresFull(Exception):
    """Applications without an outcome hold so many documents that no more are taken for now."""


@dataclass(frozen=True)
class Application:
    """What an organisation says of itself when it asks to join."""

    names: dict[str, str]
    stories: dict[str, str]
    site: str
    themes: Sequence[str]
    reason: str
    contact_name: str
    contact_address: str
    exposure: str
    language: str


@dataclass(frozen=True)
class Enclosure:
    """A document as sent, already checked."""

    filename: str
    content: bytes
    media_type: str
    is_cleaned: bool


def secret_of(form_key: UUID) -> str:
    """Return the secret of an applicant's own page: the same for a form that is sent twice."""
    # The salt keeps the name of the room this came from: another one would end every applicant's link.
    return salted_hmac("tamyr.network.admission", str(form_key), algorithm="sha256").hexdigest()[:40]


@transaction.atomic
def apply_to_join(
    *,
    application: Application,
    country: Country,
    enclosures: Sequence[Enclosure],
    form_key: UUID,
    at: datetime,
) -> Admission:
    """Receive an application; the same form sent again finds the one already received."""
    # A form that is sent again finds its own application, also when the last place was taken since.
    if not Admission.objects.filter(form_key=form_key).exists():
        _check_room(enclosures, at)
    admission, is_new = Admission.objects.get_or_create(
        form_key=form_key,
        defaults={
            "country": country,
            "secret_hash": hash_of(secret_of(form_key)),
            "application": json.dumps(asdict(application), ensure_ascii=False),
            "received_at": at,
        },
    )
    if is_new:
        for enclosure in enclosures:
            _enclose(admission, enclosure)
        record_act(act="admission.received", actor=None, about=admission, at=at)
        announce(kind="admission-received", about=admission, actor=None, at=at)
    return admission


def _check_room(enclosures: Sequence[Enclosure], at: datetime) -> None:
    withdrawn = Q(stage=Stage.WITHDRAWN, ended_at__gt=at - WITHDRAWN_COUNTS)
    # Counted without a lock, which all applicants would wait for: one more than the limit harms nobody.
    if Admission.objects.filter(Q(stage=Stage.RECEIVED) | withdrawn).count() >= MOST_UNREAD:
        raise TooManyUnread
    if not enclosures:
        return
    waiting = AdmissionDocument.objects.filter(admission__ended_at=None)
    held = waiting.aggregate(number=Count("pk"), size=Sum("size", default=0))
    size = held["size"] + sum(len(enclosure.content) for enclosure in enclosures)
    if held["number"] + len(enclosures) > MOST_ENCLOSURES or size > settings.MOST_ENCLOSED_BYTES:
        raise EnclosuresFull


def _enclose(admission: Admission, enclosure: Enclosure) -> None:
    AdmissionDocument.objects.create(
        admission=admission,
        filename=enclosure.filename,
        content=base64.b64encode(enclosure.content).decode(),
        media_type=enclosure.media_type,
        size=len(enclosure.content),
        is_cleaned=enclosure.is_cleaned,
    )


@transaction.atomic
def open_window(*, admission: Admission, days: int, actor: UUID, at: datetime) -> Admission:
    """Let members object for so many days from now."""
    standing = locked(admission, Stage.RECEIVED)
    _check_keeper(actor, at)
    standing.stage, standing.opened_at, standing.closes_at = Stage.OPEN, at, at + timedelta(days=days)
    standing.save()
    record_act(act="admission.opened", actor=actor, about=standing, at=at, details={"days": days})
    announce(kind="admission-opened", about=standing, actor=actor, at=at)
    return standing


def _check_keeper(actor: UUID, at: datetime) -> None:
    """Refuse with ``MayNot`` who does not run admissions, as the database has it now."""
    if not may_run_admissions(visitor_with(actor, at)):
        raise MayNot


@transaction.atomic
def raise_objection(
    *, admission: Admission, member: Member, reason: str, actor: UUID, at: datetime
) -> Objection:
    """Object in a member's name, which stops the clock; the same form sent twice is one objection.

    Raises ``NotNow`` where an objection of this member stands already, in other words.
    """
    standing = locked_for_a_voice(admission, member=member, actor=actor, at=at)
    raised = standing.objections.filter(member=member, withdrawn_at=None).first()
    if raised:
        # Two people of one organisation may write at once: the second would be thanked for words that were lost.
        if raised.reason != reason:
            raise NotNow(standing)
        return raised
    # Of a clock that stands already the time left stays as it is: a second objection takes nothing from it.
    if standing.stage == Stage.OPEN and standing.closes_at is not None:
        standing.stage, standing.time_left, standing.closes_at = Stage.STOPPED, standing.closes_at - at, None
        standing.save()
    # An organisation has one voice here: the objection takes the place of its assent.
    Assent.objects.filter(admission=standing, member=member).delete()
    objection = Objection.objects.create(
        admission=standing, member=member, raised_by_id=actor, reason=reason, raised_at=at
    )
    record_voice(act="admission.objected", actor=actor, about=standing, at=at, member=member)
    # By the objection, so that the second member's is news as well.
    announce(kind="admission-objected", about=standing, version=objection.pk, actor=actor, at=at)
    settle(about=standing, person=actor, at=at)
    return objection


@transaction.atomic
def withdraw_objection(*, objection: Objection, actor: UUID, at: datetime) -> Admission:
    """Take an objection back; when none is left the clock goes on, for two days at least."""
    admission = locked(objection.admission, *RUNNING)
    # Not ``check_voice``: a member that is inactive by now has no voice,
    # and must not hold the clock up for ever.
    check_mandate(member=objection.member, actor=actor, at=at)
    standing = admission.objections.filter(withdrawn_at=None)
    # Who sends the form twice withdraws once: the second must not start the clock anew.
    if not standing.filter(pk=objection.pk).update(withdrawn_at=at):
        return admission
    # ``standing`` is asked again, after the update: it no longer holds this objection.
    if not standing.exists():
        left = max(admission.time_left or LEAST_TIME_LEFT, LEAST_TIME_LEFT)
        admission.stage, admission.closes_at, admission.time_left = Stage.OPEN, at + left, None
        admission.save()
    act = "admission.objection_withdrawn"
    record_voice(act=act, actor=actor, about=admission, at=at, member=objection.member)
    return admission


@transaction.atomic
def say_no_objection(*, admission: Admission, member: Member, actor: UUID, at: datetime) -> Assent:
    """Record that a member has read the application and has no objection."""
    standing = locked_for_a_voice(admission, member=member, actor=actor, at=at)
    # Its objection stands and the clock with it: assent would leave an organisation with two words.
    if standing.objections.filter(member=member, withdrawn_at=None).exists():
        raise NotNow(standing)
    assent, is_new = Assent.objects.get_or_create(
        admission=standing, member=member, defaults={"given_at": at}
    )
    if is_new:
        record_voice(act="admission.assented", actor=actor, about=standing, at=at, member=member)
        settle(about=standing, person=actor, at=at)
    return assent


@transaction.atomic
def admit(*, admission: Admission, explanation: str, actor: UUID, at: datetime) -> Member:
    """Enter the applicant in the register: after an undisturbed window, or by decision on an objection."""
    standing = locked_after_its_time(admission, at=at)
    _check_keeper(actor, at)
    member = register_member(facts=_facts_of(standing, at), actor=actor, at=at)
    # Saved by ``_end`` with the outcome: an admission is never seen to have the one without the other.
    standing.member = member
    _end(standing, Stage.ADMITTED, explanation, actor, at)
    return member


@transaction.atomic
def decline(*, admission: Admission, explanation: str, actor: UUID, at: datetime) -> Admission:
    """Decline: an application that does not fit, or one whose objection was upheld."""
    # Never an open one, also when its time is over: nobody objected, and silence counts as consent.
    standing = locked(admission, Stage.RECEIVED, Stage.STOPPED)
    _check_keeper(actor, at)
    return _end(standing, Stage.DECLINED, explanation, actor, at)


@transaction.atomic
def withdraw_application(*, admission: Admission, at: datetime) -> Admission:
    """Take an application back with its documents, as its applicant may until the outcome."""
    standing = locked(admission, Stage.RECEIVED, *RUNNING)
    # Nobody decides on them any more.
    standing.documents.all().delete()
    return _end(standing, Stage.WITHDRAWN, "", None, at)


def _end(standing: Admission, stage: str, explanation: str, actor: UUID | None, at: datetime) -> Admission:
    standing.explanation = explanation
    standing.closes_at = standing.time_left = None
    ended = end(standing, stage=stage, actor=actor, at=at)
    announce(kind="admission-decided", about=ended, actor=actor, at=at)
    return ended


def _facts_of(admission: Admission, at: datetime) -> MemberFacts:
    said = admission.applied
    # The member would else be entered under the word that stands for what does not open.
    if is_sealed(admission.application):
        raise MayNot(_("This application does not open. Ask whoever keeps the keys before you decide on it."))
    profile = MemberProfile(
        names=said["names"], stories=said["stories"], site=said["site"], themes=tuple(said["themes"])
    )
    return MemberFacts(
        profile=profile, country=admission.country, joined_on=at.date(), exposure=said["exposure"]
    )

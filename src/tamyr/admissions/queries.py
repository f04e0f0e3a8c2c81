from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.admissions.models import RUNNING, Admission, AdmissionDocument, Assent, Objection, Stage
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.network.queries.desk.news import coordinators_to_tell, delegates_to_tell
from tamyr.network.queries.desk.record import Deed, keeps_record
from tamyr.network.queries.members import members_visible_to
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.procedures.queries import calls_for_voices
from tamyr.procedures.rules import may_follow

ADMISSIONS_KEPT = timedelta(days=365)
# Enough to be seen by who comes once a week.
WARNED_BEFORE = timedelta(days=14)


@dataclass(frozen=True)
class ObjectionShown:
    """An objection as one visitor may see it: ``member`` is None where its name is not theirs to know."""

    objection: Objection
    member: Member | None
    is_mine: bool


def admissions_visible_to(visitor: Visitor) -> QuerySet[Admission]:
    """Return the admissions that members and coordinators follow; fresh ones only coordinators see.

    The admission of a member that went into hiding since is hidden with it.
    """
    known = Q(member=None) | Q(member__in=members_visible_to(visitor).values("pk"))
    seen = Admission.objects.filter(known).select_related("country", "member")
    if visitor.is_coordinator:
        return seen
    if may_follow(visitor):
        # The stage is not enough: what ended before members were asked was never theirs to read.
        return seen.exclude(stage=Stage.RECEIVED).exclude(opened_at=None)
    return seen.none()


@leads_from_the_desk
def way_to_admissions(visitor: Visitor) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("Admissions"), reverse("admissions:admissions"))


@asks_for_voice
@while_there_are(lambda: Admission.objects.filter(ended_at__isnull=False, is_held=False))
def what_is_soon_forgotten(visitor: Visitor) -> Iterator[Call]:
    """Warn coordinators in the last two weeks before documents and contact of an application go."""
    if not visitor.is_coordinator:
        return
    gone = visitor.at - ADMISSIONS_KEPT
    # ``services.expiry`` deletes what ended before ``gone``: at that
    # very moment it is still there to be saved.
    soon = Q(ended_at__gte=gone, ended_at__lt=gone + WARNED_BEFORE, is_held=False)
    for admission in admissions_visible_to(visitor).filter(soon):
        assert admission.ended_at is not None
        yield Call(
            title=_("Documents and contact of %(applicant)s go soon") % {"applicant": admission.name},
            sentence=_("Save what you still need, or let two coordinators keep them longer."),
            address=reverse("admissions:admission", args=[admission.pk]),
            act=_("Look"),
            due_at=admission.ended_at + ADMISSIONS_KEPT,
        )


def documents_visible_to(visitor: Visitor) -> QuerySet[AdmissionDocument]:
    return AdmissionDocument.objects.filter(admission__in=admissions_visible_to(visitor).values("pk"))


def objections_of(visitor: Visitor) -> QuerySet[Objection]:
    """Return the standing objections that this visitor's organisations raised and may take back."""
    return Objection.objects.filter(
        member__in=visitor.members, withdrawn_at=None, admission__stage__in=RUNNING
    ).select_related("admission", "member")


def objections_shown(admission: Admission, visitor: Visitor) -> list[ObjectionShown]:
    objections = list(admission.objections.all())
    raisers = [objection.member_id for objection in objections]
    # An objection without a name is still shown: what stops the clock
    # has to be read by all, whoever raised it.
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(raisers)
    return [
        ObjectionShown(objection, known.get(objection.member_id), objection.member_id in visitor.members)
        for objection in objections
    ]


def admission_of_applicant(secret: str) -> Admission | None:
    """Return the admission whose applicant holds this secret."""
    return Admission.objects.select_related("country", "member").filter(secret_hash=hash_of(secret)).first()


@asks_for_voice
@while_there_are(lambda: Admission.objects.filter(ended_at=None))
def admission_calls(visitor: Visitor) -> Iterator[Call]:
    """Applications that wait: for a member's word, and for a coordinator's act."""
    if not may_follow(visitor):
        return
    running = list(admissions_visible_to(visitor).filter(ended_at=None))
    if visitor.is_coordinator:
        for admission in running:
            yield from _call_for_coordinators(admission, visitor)
    spoken = _members_that_spoke(running)
    yield from calls_for_voices(visitor, running, spoken=spoken, call=_call_for_member)


def _members_that_spoke(admissions: list[Admission]) -> set[tuple[UUID, UUID]]:
    assents = Assent.objects.filter(admission__in=admissions).values_list("admission_id", "member_id")
    # Whoever took an objection back has said nothing that stands, and is asked again.
    objections = Objection.objects.filter(admission__in=admissions, withdrawn_at=None)
    return {*assents, *objections.values_list("admission_id", "member_id")}


def _call_for_member(admission: Admission, member: Member) -> Call:
    return Call(
        title=_("%(applicant)s asks to join the network") % {"applicant": admission.name},
        sentence=_("An objection has stopped the clock. Read both sides; your organisation may speak too.")
        if admission.stage == Stage.STOPPED
        else _("Read the application. If your organisation objects, say why; silence counts as consent."),
        address=reverse("admissions:admission", args=[admission.pk]),
        act=_("Read and answer"),
        due_at=admission.closes_at,
        member=member,
        may_leave=True,
    )


def _call_for_coordinators(admission: Admission, visitor: Visitor) -> Iterator[Call]:
    if admission.stage == Stage.RECEIVED:
        sentence = _("A new application: check it and ask the members.")
    # Not by the stage: it says "open" until somebody records the outcome, however long ago the time ran out.
    elif admission.has_closed_at(visitor.at):
        sentence = _("The time for objections is over and none stands: record the outcome.")
    elif admission.stage == Stage.STOPPED:
        sentence = _("An objection stands and the clock is stopped: talk with both sides.")
    else:
        return
    address = reverse("admissions:admission", args=[admission.pk])
    yield Call(title=admission.name, sentence=sentence, address=address, act=_("Open the application"))


@keeps_record
def words_on_admissions(visitor: Visitor, member: Member) -> Iterator[Deed]:
    # By what the reader may see and not by the member's voices alone: the titles
    # name applicants, of whom some hide by now.
    known = admissions_visible_to(visitor).in_bulk()

    def deed(admission: Admission, moment: datetime, words: str) -> Deed:
        title = _("%(applicant)s asks to join the network") % {"applicant": admission.name}
        address = reverse("admissions:admission", args=[admission.pk])
        return Deed(moment.date(), words, title, address)

    for assent in Assent.objects.filter(admission__in=known, member=member):
        words = _("Said that it does not object")
        yield deed(known[assent.admission_id], assent.given_at, words)
    for objection in Objection.objects.filter(admission__in=known, member=member):
        yield deed(known[objection.admission_id], objection.raised_at, _("Objected"))
        if objection.withdrawn_at:
            words = _("Took its objection back")
            yield deed(known[objection.admission_id], objection.withdrawn_at, words)


# --- what is announced ----------------------------------------------------------------------


def _those_asked(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return delegates_to_tell(at.date())


def _coordinators(_happening: Happening, at: datetime) -> Iterable[UUID]:
    return coordinators_to_tell(at.date())


def _all_who_followed(happening: Happening, at: datetime) -> Iterator[UUID]:
    yield from coordinators_to_tell(at.date())
    # What ended before the members were asked was never theirs to read.
    if Admission.objects.filter(pk=happening.about, opened_at__isnull=False).exists():
        yield from delegates_to_tell(at.date())


def _at_stage(*stages: str) -> Callable[[Collection[UUID]], Iterable[UUID]]:
    return lambda keys: Admission.objects.filter(pk__in=keys, stage__in=stages).values_list("pk", flat=True)


def _admissions(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Admission]:
    return admissions_visible_to(visitor).in_bulk(keys)


def _running(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Admission]:
    """Return those that may be spoken on now: whoever is told that they are asked can still answer."""
    found = _admissions(visitor, keys)
    return {key: admission for key, admission in found.items() if admission.hears_voices_at(visitor.at)}


def _news(title: str, sentence: str, admission: Admission) -> News:
    address = reverse("admissions:admission", args=[admission.pk])
    return News(title=title % {"applicant": admission.name}, sentence=sentence, address=address)


def _received(_happening: Happening, admission: Admission) -> News:
    return _news(_("%(applicant)s asks to join the network"), _("A new application has come."), admission)


def _opened(_happening: Happening, admission: Admission) -> News:
    sentence = _("The members are asked whether they object.")
    return _news(_("%(applicant)s asks to join the network"), sentence, admission)


def _objected(_happening: Happening, admission: Admission) -> News:
    sentence = _("A member has objected: the clock is stopped.")
    return _news(_("Objection to the admission of %(applicant)s"), sentence, admission)


def _decided(_happening: Happening, admission: Admission) -> News:
    sentence = _("Outcome: %(stage)s.") % {"stage": admission.get_stage_display()}
    return _news(_("The admission of %(applicant)s has ended"), sentence, admission)


announces(
    Kind("admission-received", _coordinators, _at_stage(Stage.RECEIVED), _admissions, _received),
    Kind("admission-opened", _those_asked, _at_stage(*RUNNING), _running, _opened),
    Kind("admission-objected", _coordinators, _at_stage(Stage.STOPPED), _admissions, _objected),
    Kind(
        "admission-decided",
        _all_who_followed,
        _at_stage(Stage.ADMITTED, Stage.DECLINED, Stage.WITHDRAWN),
        _admissions,
        _decided,
        decides=True,
    ),
)

"""What the network makes of a country beside its rating, as far as one visitor may know it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import axis_name, step_word
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.pledges import answer_text
from tamyr.evidence.models import Judgement, Stage, Stance, Voice
from tamyr.evidence.queries import assessments
from tamyr.evidence.queries.subjects import Subject, criterion_words
from tamyr.evidence.rules import may_publish_judgement, may_withdraw_judgement
from tamyr.network.logic.dated_counts import rounded
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.network.queries.members import members_visible_to
from tamyr.procedures.queries import calls_for_voices, organisations_of
from tamyr.procedures.rules import may_follow, may_speak_on
from tamyr.shared.languages import BOUND_LANGUAGES, language


@dataclass(frozen=True)
class VoiceShown:
    """A voice as one visitor may hear it; ``member`` is None where its name is not theirs to know."""

    voice: Voice
    member: Member | None


@dataclass(frozen=True)
class JudgementShown:
    """A judgement with whoever may be named, and what this visitor may do about it.

    ``axis`` and ``step``: what it says of an axis of the rating or of a criterion, in words, empty where it says
    words alone or speaks by the first rule; ``about``: how many organisations spoke, to the nearest five; None below ten, where even that
    would tell of one who hides.
    """

    judgement: Judgement
    axis: str
    step: str
    text: str
    language: str
    member: Member | None
    supporters: tuple[Member, ...]
    dissents: tuple[VoiceShown, ...]
    about: int | None
    is_of_current_version: bool
    may_speak: bool
    may_withdraw: bool
    may_publish: bool


def judgements_visible_to(visitor: Visitor) -> QuerySet[Judgement]:
    """Return published judgements for anybody; open ones for members' people and coordinators."""
    seen = Q(stage=Stage.PUBLISHED)
    if may_follow(visitor):
        seen |= Q(stage=Stage.OPEN)
    return Judgement.objects.filter(seen).select_related("assessment", "member")


def published_judgement(subject: Subject, visitor: Visitor, language: str) -> JudgementShown | None:
    """Return the newest published judgement of a country or a criterion, for the place beside what it judges."""
    # By when it was published: one that was proposed earlier and published later is the network's last word.
    published = Judgement.objects.filter(**subject.fields, stage=Stage.PUBLISHED).order_by("-ended_at")
    judgement = published.select_related("assessment", "member").first()
    return shown(judgement, visitor, language) if judgement else None


def judged_criteria(iso3: str, visitor: Visitor, language: str) -> dict[Subject, list[JudgementShown]]:
    """Return by criterion the judgements of a country's NDC that a visitor may read, the newest first."""
    rows = judgements_visible_to(visitor).filter(iso3=iso3).exclude(criterion="").order_by("-proposed_at")
    found: dict[Subject, list[JudgementShown]] = {}
    for judgement in rows:
        found.setdefault(subject_of(judgement), []).append(shown(judgement, visitor, language))
    return found


def open_judgement(subject: Subject, visitor: Visitor, language: str) -> JudgementShown | None:
    """Return the judgement of a subject that members may speak on, for those who may follow it."""
    judgement = judgements_visible_to(visitor).filter(**subject.fields, stage=Stage.OPEN).first()
    return shown(judgement, visitor, language) if judgement else None


def shown(judgement: Judgement, visitor: Visitor, language: str) -> JudgementShown:
    voices = list(judgement.voices.all())
    ids = {judgement.member_id, *(voice.member_id for voice in voices)} - {None}
    # Names go through what this visitor may know; voices are counted whole, and rounded.
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(list(ids))
    text, in_language = best_text(judgement, language)
    axis, step = _verdict(judgement, language)
    return JudgementShown(
        judgement=judgement,
        axis=axis,
        step=step,
        text=text,
        language=in_language,
        member=known.get(judgement.member_id) if judgement.member_id else None,
        supporters=tuple(
            known[voice.member_id]
            for voice in voices
            if voice.stance == Stance.SUPPORT and voice.member_id in known
        ),
        dissents=tuple(_dissents(voices, known, visitor)),
        about=rounded(len(voices)),
        is_of_current_version=judgement.assessment.is_current,
        may_speak=may_speak_on(visitor, judgement),
        may_withdraw=may_withdraw_judgement(visitor, judgement),
        may_publish=may_publish_judgement(visitor, judgement),
    )


def _verdict(judgement: Judgement, language: str) -> tuple[str, str]:
    """Return what it says in one word, and of what; both empty where it says words alone."""
    if judgement.answer:
        return _("The network’s answer"), answer_text(judgement.answer, language)
    axis, _colon, step = judgement.axis_step.partition(":")
    return (axis_name(axis, language), step_word(axis, step, language)) if axis else ("", "")


def _dissents(voices: list[Voice], known: dict[object, Member], visitor: Visitor) -> Iterator[VoiceShown]:
    """Yield the dissent there is: in the network also that of organisations without their names."""
    for voice in voices:
        # For the world a dissent without a name is none: in a small network its words may tell whose it is.
        if voice.stance == Stance.DISSENT and (voice.member_id in known or may_follow(visitor)):
            yield VoiceShown(voice, known.get(voice.member_id))


def best_text(judgement: Judgement, language: str) -> tuple[str, str]:
    """Return the words in the reader's language, or in the other one, and which it is."""
    # A constraint of the database promises words in one of them.
    best = next(code for code in (language, *BOUND_LANGUAGES) if judgement.texts.get(code))
    return judgement.texts[best], best


def own_voices(judgement: Judgement, visitor: Visitor) -> list[tuple[Member, Voice | None]]:
    """Return the organisations this visitor may speak for, each with what it said so far."""
    given = {voice.member_id: voice for voice in judgement.voices.filter(member__in=visitor.members)}
    return [(member, given.get(member.pk)) for member in organisations_of(visitor)]


@asks_for_voice
@while_there_are(lambda: Judgement.objects.filter(stage=Stage.OPEN))
def judgement_calls(visitor: Visitor) -> Iterator[Call]:
    """Judgements that wait: for a member's voice, and for a coordinator to publish."""
    if not may_follow(visitor):
        return
    running = list(judgements_visible_to(visitor).filter(stage=Stage.OPEN))
    yield from calls_for_voices(visitor, running, spoken=_members_that_spoke(running), call=_call_for_member)
    for judgement in running:
        if may_publish_judgement(visitor, judgement):
            yield Call(
                title=judgement_title(judgement),
                sentence=_("The time for support and dissent is over: publish it with the dissent it met."),
                address=judgement_address(judgement),
                act=_("Open the judgement"),
            )


def _members_that_spoke(judgements: list[Judgement]) -> set[tuple[UUID, UUID]]:
    """Return who need not be asked: those who gave a voice, and who proposed it."""
    voices = Voice.objects.filter(judgement__in=judgements).values_list("judgement_id", "member_id")
    return {
        *voices,
        *((judgement.pk, judgement.member_id) for judgement in judgements if judgement.member_id),
    }


def _call_for_member(judgement: Judgement, member: Member) -> Call:
    return Call(
        title=judgement_title(judgement),
        sentence=_("Read what is proposed; support it, or dissent and say why.")
        if judgement.criterion
        else _("Read what is proposed to stand beside the rating; support it, or dissent and say why."),
        address=judgement_address(judgement),
        act=_("Read and answer"),
        due_at=judgement.closes_at,
        member=member,
    )


def subject_of(judgement: Judgement) -> Subject:
    return Subject(judgement.iso3, judgement.document, judgement.criterion)


def judgement_title(judgement: Judgement) -> str:
    name = COUNTRIES[judgement.iso3].name(language())
    if judgement.criterion:
        # By the version that was judged: a later one need not have this document any more.
        found = assessments.assessment(judgement.iso3, judgement.assessment.version)
        words = {"country": name, "criterion": criterion_words(subject_of(judgement), found, language())}
        return _("Judgement of an NDC: %(country)s. %(criterion)s") % words
    return _("Judgement beside the rating: %(country)s") % {"country": name}


def judgement_address(judgement: Judgement) -> str:
    return subject_address(subject_of(judgement))


def subject_address(subject: Subject) -> str:
    """Return the page on which a subject is judged."""
    if subject.is_criterion:
        args = (subject.iso3, subject.document, subject.criterion)
        return reverse("evidence:criterion_judgement", args=args)
    return reverse("evidence:judgement", args=(subject.iso3,))

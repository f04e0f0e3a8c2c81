"""Judgements beside the rating: proposed, spoken on, published."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from tamyr.evidence.models import (
    AssessmentVersion,
    Judgement,
    Stage,
    Stance,
    Voice,
)
from tamyr.evidence.rules import may_publish_judgements
from tamyr.network.models import Member
from tamyr.network.services.example import example_people, mark_example
from tamyr.notices.services import announce, settle
from tamyr.procedures.services import (
    NotNow,
    asked_again,
    check_mandate,
    check_own,
    check_voice,
    end,
    locked,
    locked_after_its_time,
    locked_for_a_voice,
    record_voice,
)


@dataclass(frozen=True)
class Proposal:
    """What a member says of a country: a step on one axis or none, and words in one language or two.

    Of one criterion of a version of its NDC: ``answer``, the member's own, and no step.
    """

    axis_step: str
    text_en: str
    text_ru: str
    document: str = ""
    criterion: str = ""
    answer: str = ""


def propose_judgement(
    *,
    proposal: Proposal,
    assessment: AssessmentVersion,
    member: Member,
    form_key: UUID,
    days: int,
    actor: UUID,
    at: datetime,
) -> Judgement:
    """Put a judgement before the members for so many days; a form sent twice finds the first.

    Raises ``NotNow`` with the open one where a country, or a criterion, has one already.
    """
    made = Judgement(
        **asdict(proposal),
        assessment=assessment,
        iso3=assessment.iso3,
        member=member,
        form_key=form_key,
        proposed_by_id=actor,
        proposed_at=at,
        closes_at=at + timedelta(days=days),
    )
    try:
        # A transaction of its own, which ends with the refusal: in it PostgreSQL would answer no question below.
        return _propose(made, member, actor)
    except IntegrityError:
        # The database only says that there is one: either this form’s own, or another that is open.
        same = Judgement.objects.filter(form_key=form_key).first()
        if same is not None:
            return same
        running = Judgement.objects.filter(
            iso3=made.iso3, document=made.document, criterion=made.criterion, stage=Stage.OPEN
        ).first()
        # Nothing stands against it, so that whatever was refused is a fault, and nobody is told to be late.
        if running is None:
            raise
        raise NotNow(running) from None


@transaction.atomic
def _propose(made: Judgement, member: Member, actor: UUID) -> Judgement:
    at = made.proposed_at
    check_voice(member=member, actor=actor, at=at)
    made.save(force_insert=True)
    record_voice(act="judgement.proposed", actor=actor, about=made, at=at, member=member)
    announce(kind="judgement-opened", about=made, actor=actor, at=at)
    return made


@transaction.atomic
def speak_on_judgement(
    *,
    judgement: Judgement,
    member: Member,
    stance: str,
    reason: str,
    base_sha: str | None = None,
    actor: UUID,
    at: datetime,
) -> Voice:
    """Give an organisation's one voice, or change it; raise ``NotNow`` once the judgement is closed.

    Raises ``MovedMeanwhile`` where a colleague gave another one than that which ``base_sha`` is of.
    """
    standing = locked_for_a_voice(judgement, member=member, actor=actor, at=at)
    check_own(standing.voices.filter(member=member).first(), {"stance": stance, "reason": reason}, base_sha)
    said = {"stance": stance, "reason": reason, "given_at": at}
    voice, _is_new = Voice.objects.update_or_create(judgement=standing, member=member, defaults=said)
    act = "judgement.voice_given"
    # Whether it supports is a code; the reason is encrypted and stands in no line of the chain.
    record_voice(act=act, actor=actor, about=standing, at=at, member=member, stance=stance)
    settle(about=standing, person=actor, at=at)
    announce(
        kind="judgement-answered",
        about=standing,
        # By the voice and not by its words: one that is changed is not told anew.
        version=voice.pk,
        scope=standing.member_id,
        actor=actor,
        at=at,
    )
    return voice


@transaction.atomic
def withdraw_judgement(*, judgement: Judgement, actor: UUID, at: datetime) -> Judgement:
    """Take a judgement back before it is published, in the name of the organisation that proposed it."""
    standing = locked(judgement, Stage.OPEN)
    if standing.member is not None:
        # Not ``check_voice``: an organisation that is not active any more may still take back what it said.
        check_mandate(member=standing.member, actor=actor, at=at)
    return end(standing, stage=Stage.WITHDRAWN, actor=actor, at=at)


@transaction.atomic
def publish_judgement(*, judgement: Judgement, actor: UUID, at: datetime) -> Judgement:
    """Publish a judgement with the dissent it met, after the members had their time."""
    standing = locked_after_its_time(judgement, at=at)
    asked_again(may_publish_judgements, actor, standing, at)
    # Saved by ``end`` with the stage, so that nothing is published without a name in the records.
    standing.published_by_id = actor
    ended = end(standing, stage=Stage.PUBLISHED, actor=actor, at=at)
    announce(kind="judgement-published", about=ended, actor=actor, at=at)
    return ended


EXAMPLE_COUNTRY, EXAMPLE_DAYS = "KAZ", 14
EXAMPLE = Proposal(
    axis_step="neutrality:law-or-plan",
    text_en=(
        "An invented judgement that shows how Tamyr works. The target asks for more than the years before, "
        "and the law names a year of neutrality; the invented members miss a plan for the coal regions."
    ),
    text_ru=(
        "Вымышленное суждение, которое показывает, как работает «Тамыр». Цель требует больше, чем прежние, "
        "и закон называет год нейтральности; вымышленным участникам не хватает плана для угольных регионов."
    ),
)
EXAMPLE_DISSENT = (
    "Вымышленное особое мнение: без мер до 2030 года эта ступень — слишком высокая. "
    "(An invented dissent: without measures before 2030, this step is too kind.)"
)


def add_example_judgement(*, at: datetime) -> bool:
    """Add a published judgement with a dissent to the example network, where assessments are there."""
    assessment = AssessmentVersion.objects.filter(iso3=EXAMPLE_COUNTRY, is_current=True).first()
    people = {person.sign_in_name: person for person in example_people()}
    # A site without figures has an example network all the same, which then judges nothing.
    if assessment is None or not {"aygul", "bela", "cyra"} <= people.keys():
        return False
    # Begun so long ago that its time is over when it is published: the
    # services refuse the example as they do others.
    begun, ended = at - timedelta(days=EXAMPLE_DAYS + 2), at - timedelta(days=1)
    proposer, dissenter = (people[name].mandates.get().member for name in ("aygul", "bela"))
    made = propose_judgement(
        proposal=EXAMPLE,
        assessment=assessment,
        member=proposer,
        form_key=uuid4(),
        days=EXAMPLE_DAYS,
        actor=people["aygul"].pk,
        at=begun,
    )
    mark_example(made)
    speak_on_judgement(
        judgement=made,
        member=dissenter,
        stance=Stance.DISSENT,
        reason=EXAMPLE_DISSENT,
        actor=people["bela"].pk,
        at=begun + timedelta(days=3),
    )
    publish_judgement(judgement=made, actor=people["cyra"].pk, at=ended)
    return True

"""Whatever organisations speak on keeps to the one procedure: the window, one voice each, rights under the lock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission, Assent, Objection
from tamyr.admissions.services.admissions import raise_objection, say_no_objection, withdraw_objection
from tamyr.consultations.models import Stage as CommentStage
from tamyr.decisions.models import Ballot, Decision
from tamyr.decisions.services.casting import Paper
from tamyr.decisions.services.casting import cast as cast_ballot
from tamyr.evidence.models import Judgement, Stance, Voice
from tamyr.evidence.services import speak_on_judgement
from tamyr.network.models import Mandate, Member
from tamyr.positions.models import Stance as PositionStance
from tamyr.positions.models import Version, Word
from tamyr.positions.queries.texts import binding_sha, places_of
from tamyr.positions.services.voicing import say_word
from tamyr.priorities.models import Pass, Round
from tamyr.priorities.services.rounds import pass_by
from tamyr.procedures.models import MemberReading, MemberVoice, Procedure
from tamyr.procedures.services import NotNow
from tamyr.safety.models import AuditLine, EncryptedTextField
from tests.house.cast import Cast

SECOND = timedelta(seconds=1)
WORDS = "They burn coal in our own town."


def concrete(base: type[models.Model]) -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if issubclass(model, base))


VOICES = list(concrete(MemberVoice))
PROCEDURES = list(concrete(Procedure))
LEFT_OUT = (
    models.Q(replaced_at__isnull=True),
    models.Q(withdrawn_at__isnull=True),
    ~models.Q(stage=CommentStage.WITHDRAWN),
)


# What an organisation makes, may have many of, or what is said about it; every other row of a member is its voice.
NO_VOICES = {
    "addressees.Change",
    "admissions.Admission",
    "consultations.Consultation",
    "consultations.Move",
    "decisions.BallotVersion",
    "deliveries.Batch",
    "demands.Commitment",
    "demands.Delivery",
    "demands.Demand",
    "demands.Event",
    "evidence.Judgement",
    "ndc.Submission",
    "network.CircleSeat",
    "network.Invitation",
    "network.Mandate",
    "network.MemberTheme",
    "network.MemberWords",
    "network.MembershipChange",
    "network.MembershipStatus",
    "positions.Amendment",
    "positions.Change",
    "positions.Clause",
    "positions.Comment",
    "positions.Position",
    "priorities.Argument",
    "priorities.Proposal",
    "priorities.Wording",
    "protection.Contact",
    "protection.LockDown",
}
OF_MEMBERS = {
    model._meta.label: model
    for model in apps.get_models()
    if any(field.name == "member" and field.related_model is Member for field in model._meta.get_fields())
}


def test_what_is_said_to_be_no_voice_is_still_there() -> None:
    assert NO_VOICES - OF_MEMBERS.keys() == set()
    assert {voice._meta.label for voice in VOICES} & NO_VOICES == set()


@pytest.mark.parametrize("voice", sorted(OF_MEMBERS.keys() - NO_VOICES))
def test_one_voice_per_organisation_is_kept_by_the_database(voice: str) -> None:
    """One that was replaced, withdrawn or taken back may stand beside the one that counts; nothing else may."""
    model = OF_MEMBERS[voice]
    about = {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model not in (Member, Person)
    }
    unique = [
        constraint
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and set(constraint.fields) in [{one, "member"} for one in about]
    ]
    assert len(unique) == 1
    assert unique[0].condition in (None, *LEFT_OUT)


def test_what_a_later_reading_replaces_is_kept_by_one_rule() -> None:
    """One of each organisation and one of each person counts; no room writes the columns or constraints again."""
    readings: list[Any] = list(concrete(MemberReading))
    replaced = {model for model in apps.get_models() if "replaced_at" in {f.name for f in model._meta.fields}}
    assert replaced == set(readings) and len(readings) >= 3
    for model in readings:
        kept = {one.fields for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)}
        assert kept == {(model.subject, "member"), (model.subject, "by")}


@pytest.mark.parametrize("voice", VOICES, ids=lambda model: model._meta.label)
def test_a_voice_is_about_one_procedure(voice: type[models.Model]) -> None:
    about = [
        field
        for field in voice._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in PROCEDURES
    ]
    assert len(about) == 1


@pytest.mark.parametrize("voice", VOICES, ids=lambda model: model._meta.label)
def test_reasons_are_kept_encrypted(voice: type[models.Model]) -> None:
    texts = [field for field in voice._meta.local_fields if isinstance(field, models.TextField)]
    assert [field.name for field in texts if not isinstance(field, EncryptedTextField)] == []


@dataclass(frozen=True)
class User:
    """A room that stands on the procedure: what is open in the cast, and how an organisation speaks on it."""

    voice: type[MemberVoice]
    act: str
    running: Callable[[], Any]
    speak: Callable[[Any, Member, Any, datetime], Any]


def speak_on_a_judgement(judgement: Judgement, member: Member, person: Any, at: datetime) -> Voice:
    return speak_on_judgement(
        judgement=judgement, member=member, stance=Stance.DISSENT, reason=WORDS, actor=person.pk, at=at
    )


def open_judgement() -> Judgement:
    return Judgement.objects.get()


def object_to_an_admission(admission: Admission, member: Member, person: Any, at: datetime) -> Objection:
    return raise_objection(admission=admission, member=member, reason=WORDS, actor=person.pk, at=at)


def assent_to_an_admission(admission: Admission, member: Member, person: Any, at: datetime) -> Assent:
    return say_no_objection(admission=admission, member=member, actor=person.pk, at=at)


def open_admission() -> Admission:
    """Return the cast's admission, whose clock goes on once the objection is taken back."""
    objection = Objection.objects.get()
    assert objection.raised_by_id
    return withdraw_objection(objection=objection, actor=objection.raised_by_id, at=objection.raised_at)


def cast_a_ballot(decision: Decision, member: Member, person: Any, at: datetime) -> Ballot:
    paper = Paper("objection", {"clause": WORDS, "reason": WORDS, "change": WORDS})
    named: dict[str, Any] = {"replaces": 0, "form_key": uuid4(), "actor": person.pk, "clock": lambda: at}
    return cast_ballot(decision=decision, member=member, paper=paper, **named)


def open_decision() -> Decision:
    return Decision.objects.get(stage="open")


def pass_in_a_round(standing: Round, member: Member, person: Any, at: datetime) -> Pass:
    return pass_by(standing_round=standing, member=member, actor=person.pk, clock=lambda: at)


def open_round() -> Round:
    return Round.objects.get()


def object_to_a_position(version: Version, member: Member, person: Any, at: datetime) -> Word:
    code = places_of(version)[1].code
    said = {"stance": PositionStance.OBJECTION, "code": code, "reason": WORDS, "change": WORDS}
    sha = binding_sha(places_of(version))
    return say_word(version=version, member=member, sha=sha, actor=person.pk, at=at, **said)


def open_position() -> Version:
    return Version.objects.get(stage=Version.Stage.OPEN)


USERS = {
    "pass": User(Pass, "round.passed", open_round, pass_in_a_round),
    "ballot": User(Ballot, "decision.cast", open_decision, cast_a_ballot),
    "word": User(Word, "position.word_given", open_position, object_to_a_position),
    "judgement": User(Voice, "judgement.voice_given", open_judgement, speak_on_a_judgement),
    "objection": User(Objection, "admission.objected", open_admission, object_to_an_admission),
    "assent": User(Assent, "admission.assented", open_admission, assent_to_an_admission),
}


@pytest.fixture(params=USERS)
def user(request: pytest.FixtureRequest) -> User:
    return USERS[request.param]


@pytest.fixture
def running(user: User, cast: Cast) -> Any:
    return user.running()


def own(cast: Cast, role: str = "delegate") -> Member:
    return cast.people[role].mandates.get().member


def test_every_kind_of_voice_is_tried_here() -> None:
    assert {user.voice for user in USERS.values()} == set(VOICES)


def test_the_last_second_counts_and_the_closing_moment_does_not(user: User, running: Any, cast: Cast) -> None:
    member, person = own(cast), cast.people["delegate"]
    with pytest.raises(NotNow) as refused:
        user.speak(running, member, person, running.closes_at)
    assert refused.value.procedure == running
    assert user.speak(running, member, person, running.closes_at - SECOND).member == member


def test_a_voice_leaves_a_line_with_whose_it_is_and_not_what_it_says(
    user: User, running: Any, cast: Cast
) -> None:
    user.speak(running, own(cast), cast.people["delegate"], running.closes_at - SECOND)
    line = AuditLine.objects.order_by("-n")[0].body
    assert f'"{user.act}"' in line and str(own(cast).pk) in line and WORDS not in line


def test_a_mandate_that_ended_after_the_page_was_opened_gives_no_voice(
    user: User, running: Any, cast: Cast
) -> None:
    person = cast.people["delegate"]
    Mandate.objects.filter(person=person).update(until_on=(running.closes_at - SECOND).date())
    with pytest.raises(PermissionDenied):
        user.speak(running, own(cast), person, running.closes_at - SECOND)


def test_a_member_that_is_not_active_any_more_has_no_voice(user: User, running: Any, cast: Cast) -> None:
    Member.objects.filter(pk=own(cast).pk).update(status="observer")
    with pytest.raises(PermissionDenied):
        user.speak(running, own(cast), cast.people["delegate"], running.closes_at - SECOND)


def test_a_procedure_that_ended_meanwhile_hears_nobody(user: User, running: Any, cast: Cast) -> None:
    type(running).objects.filter(pk=running.pk).update(stage="withdrawn")
    with pytest.raises(NotNow):
        user.speak(running, own(cast), cast.people["delegate"], running.closes_at - SECOND)


def test_a_second_row_for_one_organisation_is_refused_by_the_database(
    user: User, running: Any, cast: Cast
) -> None:
    voice = user.speak(running, own(cast), cast.people["delegate"], running.closes_at - SECOND)
    own_words = [field.attname for field in voice._meta.fields if not field.primary_key]
    copy = type(voice)(**{name: getattr(voice, name) for name in own_words})
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)

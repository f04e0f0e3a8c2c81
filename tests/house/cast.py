"""One network for the tests of the whole house: every role, one example of every thing.

The words of what is not public carry canaries: unique tokens that no page may show to
somebody they were not meant for.
"""

import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.models import Page

from tamyr.accounts.models import Person, Session
from tamyr.admissions.models import Admission
from tamyr.admissions.services import admissions
from tamyr.calendars.models import PrivateAddress
from tamyr.decisions.models import Decision, Event, EventKind
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.services.preparing import Draft, announce_decision, draft_decision, open_decision
from tamyr.evidence.models import AssessmentVersion, Judgement, Stance
from tamyr.evidence.queries import assessments as evidence
from tamyr.evidence.services import Proposal as ProposedJudgement
from tamyr.evidence.services import propose_judgement, speak_on_judgement
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import (
    Circle,
    CircleSeat,
    Country,
    Invitation,
    MandateKind,
    Member,
    Partner,
    RegisterImport,
    Role,
    RoleGrant,
)
from tamyr.network.models.circles import words_of
from tamyr.network.queries import visitor_on
from tamyr.network.services.invitations import WAY_BACK
from tamyr.network.services.members import MemberProfile
from tamyr.notices.services.telling import tell
from tamyr.positions.models import Amendment, Nature, Version
from tamyr.positions.models import Stance as Objecting
from tamyr.positions.models.amendments import Act
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import binding_sha, places_of
from tamyr.positions.services import amending, beginning, signing, voicing, writing
from tamyr.protection.models import (
    Case,
    CheckIn,
    Contact,
    Hold,
    Keyholder,
    LockDown,
    Pace,
    Press,
    Responder,
    SealedCopy,
    SealingKey,
    Travel,
)
from tamyr.protection.services.letters.cases import open_case, seal_here
from tamyr.publishing.models import File, Picture, Story, Withdrawal
from tamyr.publishing.services.pages import PageWords, add_story, set_up_site
from tamyr.safety.logic.sealing.seeds import identity_from, public_key_of
from tamyr.safety.models import ExposureLevel, Proposal
from tamyr.safety.services import send_notices
from tamyr.safety.services.proposals import propose
from tamyr.safety.tasks import expire
from tamyr.shared.background import BACKEND
from tamyr.work.models import Recurrence
from tests.entry import sign_in
from tests.house.cast_of_addressees import add_addressees
from tests.house.cast_of_consultations import add_consultation
from tests.house.cast_of_deliveries import add_batch
from tests.house.cast_of_demands import add_demand
from tests.house.cast_of_elections import add_election
from tests.house.cast_of_ndc import add_submission
from tests.house.cast_of_replies import add_reply
from tests.house.cast_of_rounds import add_round
from tests.people import LONG_AGO, give_mandate, give_pace, give_role, make_member, make_person, seal

INVITATION_SECRET = "an-invitation-that-nobody-used-yet"
CALENDAR_SECRET = "an-address-of-sessions-that-ended"
CANARY = re.compile(r"canary[0-9]{6}x")
VISITOR = "visitor"

_numbers = count(100_000)


def number_canaries_from(first: int) -> None:
    """Keep the words to come apart from those of a cast that another process made."""
    global _numbers
    _numbers = count(first)


def canary() -> str:
    return f"canary{next(_numbers)}x"


def canaries_in(text: str) -> set[str]:
    return set(CANARY.findall(text))


@dataclass(frozen=True)
class Cast:
    """``people`` by role; ``examples`` by the part of an address that ends with the argument.

    ``meant_for`` names single words that fewer roles may read than their field says.
    """

    people: dict[str, Person]
    examples: dict[str, object]
    meant_for: dict[str, set[str]] = field(default_factory=dict)

    @property
    def roles(self) -> tuple[str, ...]:
        return (VISITOR, *self.people)

    def client(self, role: str) -> Client:
        """Return a browser in which somebody has signed in: who is locked or on a journey by now, before."""
        client = Client(raise_request_exception=False)
        if role == VISITOR:
            return client
        person = self.people[role]
        then = Person.objects.filter(pk=person.pk).values("is_active", "locked_at", "travels_from_at").get()
        Person.objects.filter(pk=person.pk).update(is_active=True, locked_at=None, travels_from_at=None)
        sign_in(client, Person.objects.get(pk=person.pk))
        Person.objects.filter(pk=person.pk).update(**then)
        return client


def make_cast() -> Cast:
    now = timezone.now()
    lake = register(ExposureLevel.PUBLIC, "KAZ", name="Example Green Lake")
    voice = register(ExposureLevel.NETWORK, "GEO")
    quiet = register(ExposureLevel.NETWORK, "BLR")
    people = _people(lake, voice, quiet)
    quiet = seal(quiet, now)
    circle = Circle.objects.create(
        slug="forests",
        words=words_of({"en": canary()}, {"en": canary()}),
        exposure=ExposureLevel.CIRCLE,
        began_on=LONG_AGO,
    )
    seat = CircleSeat.objects.create(circle=circle, person=people["circle"], from_on=LONG_AGO)
    CircleSeat.objects.create(circle=circle, person=people["hidden delegate"], member=quiet, from_on=LONG_AGO)
    partner = Partner.objects.create(
        names={"en": canary()},
        notes={"en": canary()},
        site=f"https://{canary()}.example.org/",
        since_on=LONG_AGO,
    )
    kept = RegisterImport.objects.create(
        person=people["coordinator"],
        table=json.dumps({"encoding": "utf-8", "rows": [[2, {"name_en": canary()}]]}),
        made_at=now,
        expires_at=now + timedelta(days=1),
    )
    invitation = Invitation.objects.create(
        secret_hash=hash_of(INVITATION_SECRET),
        member=lake,
        mandate_kind=MandateKind.DEPUTY,
        note=canary(),
        invited_by=people["delegate"],
        made_at=now,
        expires_at=now + timedelta(days=14),
    )
    session = Session.objects.create(
        key_hash="0" * 64,
        person=people["delegate"],
        began_on=now.date(),
        seen_on=now.date(),
        ends_on=now.date(),
        label=canary(),
    )
    calendar = PrivateAddress.objects.create(
        person=people["delegate"],
        secret_hash=hash_of(CALENDAR_SECRET),
        label=canary(),
        epoch=0,
        made_on=now.date(),
    )
    proposal = _way_back(people, now)
    protection = _protection(lake, people, now)
    letter, check_in = _letter(people, now), _check_in(people, now)
    send_notices(to=[f"{canary()}@example.org"], at=now)
    judgement = _judgement(lake, voice, people, now)
    addressees = add_addressees(people, now, word=canary)
    rounds = add_round(lake, voice, people, now, word=canary)
    _adopted_position(lake, quiet, people, now)
    demands = add_demand(lake, quiet, people, now, word=canary)
    asked = demands["demands/<int:number>/letters/<uuid:key>"]
    replies = add_reply(UUID(str(asked)), people, now, word=canary)
    deliveries = add_batch(UUID(str(asked)), people, now, word=canary)
    consultations = add_consultation(lake, quiet, people, now, word=canary)
    submissions = add_submission(lake, quiet, people, now, word=canary)
    position, amendment = _position(lake, voice, people, now)
    story = _story(now, is_public=True)
    draft = _story(now, is_public=False)
    withdrawal = Withdrawal.objects.create(
        page=Page.objects.get(slug="news", locale__language_code="en"),
        reason=canary(),
        proposed_by=people["coordinator"],
        made_at=now,
        expires_at=now + timedelta(days=14),
    )
    document = File.objects.create(title=canary(), file=ContentFile(b"%PDF-", name="a.pdf"))
    Picture.objects.create(
        title=canary(),
        source=canary(),
        description=canary(),
        file=ContentFile(_dot(), name="a.png"),
    )
    admission, secret = _admission(people, voice, now)
    decided, running = _decisions(lake, voice, people, now)
    elections = add_election(lake, people, now, word=canary)
    Recurrence.objects.create(name=expire.module_path, next_at=now + timedelta(hours=1), done_at=now)
    tell(as_reader=visitor_on, clock=lambda: now, draw=lambda: 0.0)
    given_up = DBTaskResult.objects.create(
        task_path=expire.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name=BACKEND,
        run_after=now,
        status="FAILED",
        finished_at=now,
        exception_class_path="OperationalError",
    )
    return Cast(
        people=people,
        examples={
            "members/<slug:slug>": lake.slug,
            "people/<slug:slug>": lake.slug,
            "desk/record/<slug:slug>": lake.slug,
            "circles/<slug:slug>": circle.slug,
            "circles/<slug:slug>/seats/<uuid:seat_id>": seat.pk,
            "register/export.<str:form>": "csv",
            "register/imports/<uuid:key>": kept.pk,
            "register/exports/<uuid:key>": proposal.pk,
            "partners/<uuid:key>": partner.pk,
            "join/<slug:secret>": secret,
            "admissions/<uuid:key>": admission.pk,
            "objections/<uuid:key>": admission.objections.get().pk,
            "admission-documents/<uuid:key>": admission.documents.get().pk,
            "invitation/<str:secret>": INVITATION_SECRET,
            "account/ways/passkey/<int:passkey_id>": 1,
            "account/sessions/<uuid:session_id>": session.pk,
            "people/roles/<uuid:grant_id>": RoleGrant.objects.get(role=Role.EDITOR).pk,
            "people/mandates/<uuid:mandate_id>": people["delegate"].mandates.get().pk,
            "people/<uuid:person_id>": people["other delegate"].pk,
            "people/invitations/<uuid:invitation_id>": invitation.pk,
            "calendars/<uuid:key>": calendar.pk,
            "calendars/at/<str:secret>": CALENDAR_SECRET,
            "<page:path>": f"news/{story.slug}/",
            "editing/translations/<int:key>": 1,
            "editing/withdrawals/<int:key>": story.pk,
            "editing/withdrawals/<uuid:key>": withdrawal.pk,
            "<kind:kind>": "news",
            "documents/<int:key>": document.pk,
            "documents/<int:key>/<str:filename>": document.filename,
            "media/<path:name>": "pictures/none.png",
            "decisions/how/<slug:rule>": "schulze",
            "decisions/new/<slug:rule>": "approval",
            "decisions/<int:number>": running.number,
            **elections,
            "decisions/<int:decided>": decided.number,
            "decisions/<int:decided>/ballots.<slug:form>": "pb",
            "countries/<country:iso3>": "kaz",
            "demands/terms/<country:iso3>": "kaz",
            "countries/<country:iso3>/assessment.<export:form>": "csv",
            "countries/assessments.<export:form>": "csv",
            "countries/<country:iso3>/judgement/<uuid:key>": judgement.pk,
            "positions/<int:number>": position.position.number,
            "positions/<int:number>/clauses/<slug:code>": amendment.code,
            "positions/<int:number>/amendments/<uuid:key>": amendment.pk,
            "positions/<int:number>/comments/<uuid:key>": position.position.comments.get().pk,
            "api/v1/countries/<iso3>": "KAZ",
            "countries/<country:iso3>/<chart:chart>": "gases",
            "countries/<country:iso3>/<chart:chart>.<str:form>": "svg",
            "countries/<country:iso3>/assessment/<version:version>": evidence.current_version("KAZ"),
            "countries/<country:iso3>/answer/<version:version>": evidence.current_version("KAZ"),
            "countries/<country:iso3>/assessment/<picture:chart>": "gaps",
            "countries/<country:iso3>/assessment/<picture:chart>.<str:form>": "svg",
            "countries/<country:iso3>/brief.<str:form>": "pdf",
            "countries/<country:iso3>/land-use/chart.<str:form>": "svg",
            "countries/<country:iso3>/methane/chart.<str:form>": "svg",
            "countries/comparison.<str:form>": "svg",
            "countries/map.<str:form>": "svg",
            "countries/<str:name>": "kazakhstan",
            "work/<uuid:key>": given_up.pk,
            "proposals/<uuid:key>": proposal.pk,
            "support/letters/<uuid:key>": letter.pk,
            "support/letters/items/<uuid:key>": letter.items.get().pk,
            "support/people/<uuid:key>": Responder.objects.get(person=people["deputy"]).pk,
            "support/check-in/<uuid:key>": check_in.pk,
            **protection,
            **rounds,
            **demands,
            **replies,
            **deliveries,
            **consultations,
            **submissions,
            **addressees,
        },
        meant_for={
            **{word: {"editor"} for word in canaries_in(f"{draft.title} {draft.lead}")},
            # Of whoever is locked nobody reads a word.
            **{
                word: set()
                for word in canaries_in(f"{people['locked'].sign_in_name} {people['locked'].name}")
            },
        },
    )


def _protection(lake: Member, people: dict[str, Person], now: datetime) -> dict[str, object]:
    """Lock one, let another travel; the other delegate's contacts are asked for, and the delegate is one."""
    Person.objects.filter(pk=people["locked"].pk).update(is_active=False, locked_at=now)
    Person.objects.filter(pk=people["traveller"].pk).update(travels_from_at=now)
    journey = Travel.objects.create(person=people["traveller"], from_at=now)
    mine = {"trusted": people["delegate"], "named_at": now, "accepted_at": now}
    Contact.objects.create(person=people["circle"], **mine)
    Contact.objects.create(member=lake, **mine)
    asked = Contact.objects.create(person=people["other delegate"], **mine)
    matter = LockDown.objects.create(person=people["other delegate"], asked_at=now)
    Press.objects.create(about=matter.pk, act="lock", person=people["delegate"], at=now)
    key = Keyholder.objects.create(
        person=people["editor"], country_id="GEO", from_at=now, until_at=now + timedelta(days=700)
    )
    return {
        "support/contacts/<uuid:key>": asked.pk,
        "support/members/<slug:slug>": lake.slug,
        "support/accounts/<uuid:key>": people["circle"].pk,
        "support/organisations/<uuid:key>": lake.pk,
        "support/matters/<uuid:key>": matter.pk,
        "support/keyholders/<uuid:key>": key.pk,
        "support/travel/<uuid:key>": journey.pk,
    }


def _way_back(people: dict[str, Person], now: datetime) -> Proposal:
    """Ask for a way back for the deputy, which the delegate may agree to."""
    made = Invitation.objects.create(
        secret_hash=hash_of(canary()),
        back_for=people["deputy"],
        needs_second=True,
        invited_by=people["coordinator"],
        made_at=now,
        expires_at=now + timedelta(days=14),
    )
    by = people["coordinator"].pk
    return propose(key=made.pk, kind=WAY_BACK, about=made, by=by, words=canary(), at=now)


def _letter(people: dict[str, Person], now: datetime) -> Case:
    """Let two answer letters, and one come that is sealed to both."""
    for number, role in enumerate(("deputy", "other delegate")):
        responder = Responder.objects.create(person=people[role], named_at=now)
        key = public_key_of(identity_from(bytes([number]) * 32))
        SealingKey.objects.create(responder=responder, public=key, made_at=now)
    Pace.objects.create(hours=24, set_at=now)
    case = open_case(
        sealed=seal_here(canary(), at=now),
        token=canary(),
        reply_key=public_key_of(identity_from(bytes(32))),
        form_key=canary(),
        by=visitor_on(None, now),
    )
    former = SealingKey.objects.create(responder=responder, public=key, made_at=now, ended_at=now)
    SealedCopy.objects.create(
        item=case.items.get(), key=former, given_by=responder, content=canary(), given_at=now
    )
    now_held = {"from_at": now, "until_at": now + timedelta(days=120)}
    first = Responder.objects.get(person=people["deputy"])
    Hold.objects.create(case=case, reason=canary(), proposed_by=first, agreed_by=responder, **now_held)
    return case


def _check_in(people: dict[str, Person], now: datetime) -> CheckIn:
    """Let the delegate have missed a check-in of which two others are told."""
    return CheckIn.objects.create(
        person=people["delegate"],
        first=people["other delegate"],
        second=people["coordinator"],
        words=canary(),
        due_at=now,
        told_at=now,
    )


def _judgement(lake: Member, voice: Member, people: dict[str, Person], now: datetime) -> Judgement:
    """Put a judgement before the members, with a dissent: strangers read nothing of either."""
    made = propose_judgement(
        proposal=ProposedJudgement(axis_step="", text_en=canary(), text_ru=canary()),
        assessment=AssessmentVersion.objects.get(iso3="KAZ", is_current=True),
        member=lake,
        form_key=uuid4(),
        days=14,
        actor=people["delegate"].pk,
        at=now,
    )
    speak_on_judgement(
        judgement=made,
        member=voice,
        stance=Stance.DISSENT,
        reason=canary(),
        actor=people["other delegate"].pk,
        at=now,
    )
    return made


def _decisions(
    lake: Member, voice: Member, people: dict[str, Person], now: datetime
) -> tuple[Decision, Decision]:
    """Let one be decided for the world to read, in words without canaries, and one run that asks for consent."""
    delegates = ((lake, people["delegate"]), (voice, people["other delegate"]))
    week, by = timedelta(days=7), people["coordinator"].pk
    words = ("Which example?", "Какой пример?", "", "")
    choices = [("Example one", "Пример один", None), ("Example two", "Пример два", None)]
    priorities = {"name": "equal-shares", "version": 1, "seats": 1}
    decided = _opened(words, priorities, choices, by, now - week)
    for member, person in delegates:
        _cast(decided, member, Paper(["p1"]), person, now - week)
    see_to_decisions(clock=lambda: now)
    asked = (canary(), canary(), canary(), canary())
    running = _opened(asked, {"name": "consent", "version": 1}, [(canary(), canary(), None)], by, now)
    objection = Paper("objection", {"clause": canary(), "reason": canary(), "change": canary()})
    _cast(running, voice, objection, people["other delegate"], now)
    Event.objects.create(decision=running, kind=EventKind.RECUSED, at=now, reason=canary())
    return decided, running


def _opened(
    words: tuple[str, str, str, str],
    rule: dict[str, object],
    choices: Sequence[tuple[str, str, int | None]],
    by: UUID,
    at: datetime,
) -> Decision:
    question_en, question_ru, words_en, words_ru = words
    draft = Draft(
        question_en=question_en,
        question_ru=question_ru,
        words_en=words_en,
        words_ru=words_ru,
        authoritative="en",
        rule=rule,
        options=choices,
        closes_at=at + timedelta(days=6),
        zone="UTC",
        outside="ballots",
    )
    made = draft_decision(draft=draft, form_key=uuid4(), actor=by, at=at)
    announce_decision(decision=made, actor=by, at=at)
    return open_decision(decision=made, actor=by, clock=lambda: at)


def _cast(decision: Decision, member: Member, paper: Paper, person: Person, at: datetime) -> None:
    given = {"replaces": 0, "form_key": uuid4(), "actor": person.pk, "clock": lambda: at}
    cast(decision=decision, member=member, paper=paper, **given)  # type: ignore[arg-type]


def _begun_position(lake: Member, person: Person, now: datetime, *, is_public: bool) -> Version:
    """Let the delegate begin a position of one clause."""
    plan = beginning.Plan(
        title=canary(),
        authoritative="en",
        days=14,
        cap_days=28,
        accepts=(Nature.LANGUAGE,),
        is_public=is_public,
    )
    by: dict[str, Any] = {"member": lake, "actor": person.pk, "at": now}
    version = newest_version(beginning.begin_position(plan=plan, form_key=uuid4(), **by))
    after = places_of(version)[0].code
    writing.add_clause(version=version, after=after, kind="clause", text=canary(), **by)
    return version


def _position(
    lake: Member, voice: Member, people: dict[str, Person], now: datetime
) -> tuple[Version, Amendment]:
    """Put a position before the members, with an amendment, a comment and an objection."""
    version = _begun_position(lake, people["delegate"], now, is_public=True)
    opened = voicing.open_version(version=version, actor=people["delegate"].pk, at=now)
    place = places_of(opened)[1]
    by: dict[str, Any] = {"member": voice, "actor": people["other delegate"].pk, "at": now}
    wanted = amending.AmendmentDraft(
        place.code, "en", Act.REPLACE, Nature.LANGUAGE, place.authoritative.sha, canary(), canary()
    )
    amendment = amending.propose_amendment(version=opened, wanted=wanted, form_key=uuid4(), **by)
    amending.comment(version=opened, code=place.code, words=canary(), form_key=uuid4(), **by)
    voicing.say_word(
        version=opened,
        stance=Objecting.OBJECTION,
        sha=binding_sha(places_of(opened)),
        code=place.code,
        reason=canary(),
        change=canary(),
        **by,
    )
    return opened, amendment


def _adopted_position(lake: Member, quiet: Member, people: dict[str, Person], now: datetime) -> None:
    """Let a position for members alone be adopted weeks ago; who hides has signed it."""
    begun_at, by = now - timedelta(days=30), people["delegate"].pk
    version = _begun_position(lake, people["delegate"], begun_at, is_public=False)
    opened = voicing.open_version(version=version, actor=by, at=begun_at)
    # No translation is there: the cap ends it.
    assert opened.closes_at is not None
    ended = voicing.record_outcome(version=opened, actor=by, at=opened.closes_at)
    signing.ask_for_signatures(version=ended, until=now + timedelta(days=9), actor=by, at=opened.closes_at)
    signer: dict[str, Any] = {
        "version": ended,
        "member": quiet,
        "actor": people["hidden delegate"].pk,
        "at": now,
    }
    approved = signing.approve_inside(approval=canary(), is_sealed=True, **signer)
    signing.sign(sha=approved.sha, **signer)


def _dot() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (1, 1)).save(drawn, "PNG")
    return drawn.getvalue()


def _story(now: datetime, *, is_public: bool) -> Story:
    """Add a story for the network alone, or a draft of one."""
    set_up_site(at=now)
    words = PageWords(title=canary(), lead=canary(), body=[])
    made = add_story(
        kind="article",
        slug=f"story-{canary()}",
        on=now.date(),
        words={"en": words},
        exposure=ExposureLevel.NETWORK,
        is_public=is_public,
        at=now,
    )
    return made["en"]


def register(exposure: str, iso3: str, name: str = "") -> Member:
    """Enter a member; only a public one has words without canaries."""
    words = name or canary()
    profile = MemberProfile(
        names={"en": words, "ru": name or canary()},
        stories={"en": name or canary()},
        site=f"https://{'lake' if name else canary()}.example.org/",
        themes=("clean-air",),
    )
    return make_member("", "", iso3, profile=profile, exposure=exposure)


def _people(lake: Member, voice: Member, quiet: Member) -> dict[str, Person]:
    names = ("guest", "former", "circle", "deputy", "delegate", "other delegate", "hidden delegate")
    people = {name: _person(name) for name in (*names, "editor", "coordinator", "traveller", "locked")}
    give_mandate(people["traveller"], voice, MandateKind.DEPUTY)
    give_mandate(people["locked"], lake, MandateKind.DEPUTY)
    give_mandate(people["delegate"], lake)
    give_mandate(people["deputy"], lake, MandateKind.DEPUTY)
    give_mandate(people["former"], lake, until_on=date(2021, 1, 1))
    give_mandate(people["other delegate"], voice)
    give_mandate(people["hidden delegate"], quiet)
    for role in (Role.GUEST, Role.EDITOR, Role.COORDINATOR):
        give_role(people[role], role)
    return people


def _person(name: str) -> Person:
    sign_in_name = f"{name.replace(' ', '-')}-{canary()}"
    return give_pace(make_person(sign_in_name, canary(), email=f"{canary()}@example.org"))


def _admission(people: dict[str, Person], voice: Member, now: datetime) -> tuple[Admission, str]:
    form_key = UUID(int=77)
    application = admissions.Application(
        names={"en": canary()},
        stories={"en": canary()},
        site=f"https://{canary()}.example.org/",
        themes=("clean-air",),
        reason=canary(),
        contact_name=canary(),
        contact_address=canary(),
        exposure=ExposureLevel.NETWORK,
        language="en",
    )
    statute = admissions.Enclosure(f"{canary()}.txt", canary().encode(), "text/plain", is_cleaned=True)
    received = admissions.apply_to_join(
        application=application,
        country=Country.objects.get(pk="KGZ"),
        enclosures=[statute],
        form_key=form_key,
        at=now,
    )
    opened = admissions.open_window(admission=received, days=14, actor=people["coordinator"].pk, at=now)
    admissions.raise_objection(
        admission=opened, member=voice, reason=canary(), actor=people["other delegate"].pk, at=now
    )
    received.refresh_from_db()
    return received, admissions.secret_of(form_key)

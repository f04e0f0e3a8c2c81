"""Acts on decisions, admissions, judgements, circles, and for one's own protection."""

from tamyr.admissions.models import Admission, Objection
from tamyr.admissions.services import admissions
from tamyr.decisions.models import Decision
from tamyr.decisions.services import casting, entrusting, preparing, recusing
from tamyr.decisions.services.casting import Paper
from tamyr.decisions.tests.decision import drafted
from tamyr.evidence.models import AssessmentVersion, Judgement
from tamyr.evidence.services import Proposal, propose_judgement, speak_on_judgement, withdraw_judgement
from tamyr.network.models import Circle, CircleSeat, Invitation
from tamyr.network.services import circles, invitations
from tamyr.protection.models import Contact, LockDown, Travel
from tamyr.protection.services import contacts, lockdowns, travels
from tests.house.acts import DAY, KEY, WORDS, Act, Scene


def running() -> Decision:
    return Decision.objects.get(stage="open")


def draft(scene: Scene) -> Decision:
    return drafted(scene.cast.people["coordinator"], closes_at=scene.at + 20 * DAY)


def announced(scene: Scene) -> Decision:
    return preparing.announce_decision(decision=draft(scene), **scene.acting("coordinator").who)


def entrusted(scene: Scene) -> object:
    return entrusting.entrust(decision=running(), giver=scene.lake, holder=scene.voice, **scene.when)


DECISIONS = {
    "draft a decision": Act(
        "coordinator",
        lambda s: drafted(s.by, closes_at=s.at + 20 * DAY),
        "decision.drafted",
        again="decision.drafted",
    ),
    "announce a decision": Act(
        "coordinator",
        lambda s: preparing.announce_decision(decision=s.made, **s.who),
        "decision.announced",
        "decision-announced decision-passive",
        make=draft,
    ),
    "withdraw a decision": Act(
        "coordinator",
        lambda s: preparing.withdraw_decision(decision=s.made, **s.who),
        "decision.withdrawn",
        "decision-withdrawn",
        make=announced,
    ),
    "open a decision": Act(
        "coordinator",
        lambda s: preparing.open_decision(decision=s.made, **s.when),
        "decision.opened",
        "decision-inactive decision-opened",
        make=announced,
    ),
    "cast a ballot": Act(
        "delegate",
        lambda s: casting.cast(
            decision=running(), member=s.lake, paper=Paper("consent"), replaces=0, form_key=KEY, **s.when
        ),
        "decision.cast",
        again="",
    ),
    "take no part": Act(
        "delegate",
        lambda s: recusing.recuse(decision=running(), member=s.lake, reason=WORDS, **s.when),
        "decision.recused",
    ),
    "entrust a voice": Act("delegate", entrusted, "decision.entrusted", "decision-entrusted", again=""),
    "take a voice back": Act(
        "delegate",
        lambda s: entrusting.take_back(decision=running(), giver=s.lake, **s.when),
        "decision.taken_back",
        "decision-taken-back",
        again="",
        make=lambda s: entrusted(s.acting("delegate")),
    ),
}


def admission() -> Admission:
    return Admission.objects.get()


def unobjected(scene: Scene) -> object:
    return admissions.withdraw_objection(
        objection=Objection.objects.get(), **scene.acting("other delegate").who
    )


ADMISSIONS = {
    "object to an admission": Act(
        "delegate",
        lambda s: admissions.raise_objection(admission=admission(), member=s.lake, reason=WORDS, **s.who),
        "admission.objected",
        "admission-objected",
        again="",
        make=unobjected,
    ),
    "say no objection": Act(
        "delegate",
        lambda s: admissions.say_no_objection(admission=admission(), member=s.lake, **s.who),
        "admission.assented",
        again="",
        make=unobjected,
    ),
    "withdraw an objection": Act(
        "other delegate",
        lambda s: admissions.withdraw_objection(objection=Objection.objects.get(), **s.who),
        "admission.objection_withdrawn",
        again="",
    ),
    "decline": Act(
        "coordinator",
        lambda s: admissions.decline(admission=admission(), explanation=WORDS, **s.who),
        "admission.declined",
        "admission-decided",
    ),
    "admit": Act(
        "coordinator",
        lambda s: admissions.admit(admission=admission(), explanation=WORDS, **s.who),
        "member.registered admission.admitted",
        "admission-decided",
        make=unobjected,
        days=40,
    ),
}
EVIDENCE = {
    "propose a judgement": Act(
        "other delegate",
        lambda s: propose_judgement(
            proposal=Proposal(axis_step="", text_en=WORDS, text_ru=WORDS),
            assessment=AssessmentVersion.objects.get(iso3="GEO", is_current=True),
            member=s.voice,
            form_key=KEY,
            days=14,
            **s.who,
        ),
        "judgement.proposed",
        "judgement-opened",
        again="",
    ),
    "speak on a judgement": Act(
        "delegate",
        lambda s: speak_on_judgement(
            judgement=Judgement.objects.get(), member=s.lake, stance="dissent", reason=WORDS, **s.who
        ),
        "judgement.voice_given",
        "judgement-answered",
        again="judgement.voice_given",
    ),
    "withdraw a judgement": Act(
        "delegate",
        lambda s: withdraw_judgement(judgement=Judgement.objects.get(), **s.who),
        "judgement.withdrawn",
    ),
}


def forests() -> Circle:
    return Circle.objects.get()


def convened(scene: Scene) -> Circle:
    """Let the delegate convene the circle of the cast."""
    return CircleSeat.objects.create(
        circle=forests(), person=scene.cast.people["delegate"], convenes=True, from_on=scene.at.date()
    ).circle


CIRCLES = {
    "start a circle": Act(
        "coordinator",
        lambda s: circles.start_circle(
            form_key=KEY, names={"en": "Rivers"}, purposes={}, exposure="network", **s.visitor
        ),
        "circle.started circle.seat_given",
        again="",
    ),
    "end a circle": Act(
        "delegate",
        lambda s: circles.end_circle(circle=s.made, **s.visitor),
        "circle.ended",
        make=convened,
        again="",
    ),
    "add somebody to a circle": Act(
        "delegate",
        lambda s: circles.add_to_circle(circle=s.made, person=s.cast.people["other delegate"], **s.visitor),
        "circle.seat_given",
        "seat-given",
        make=convened,
        again="",
    ),
    "let somebody convene": Act(
        "delegate",
        lambda s: circles.make_convenor(seat=s.made.seats.get(person=s.cast.people["circle"]), **s.visitor),
        "circle.convenor_named",
        make=convened,
        again="",
    ),
    "end a seat": Act(
        "circle",
        lambda s: circles.end_seat(seat=CircleSeat.objects.get(person=s.cast.people["circle"]), **s.visitor),
        "circle.seat_ended",
        again="",
    ),
    "invite a deputy": Act(
        "delegate",
        lambda s: invitations.invite(
            form_key=KEY,
            member=s.lake,
            mandate_kind="deputy",
            role="",
            circle=None,
            back_for=None,
            until_on=None,
            note=WORDS,
            **s.visitor,
        ),
        "invitation.made",
        again="",
    ),
    "take an invitation back": Act(
        "delegate",
        lambda s: invitations.revoke_invitation(
            invitation=Invitation.objects.get(member=s.lake, back_for=None), **s.visitor
        ),
        "invitation.revoked",
        again="",
    ),
}


def matter() -> LockDown:
    return LockDown.objects.get()


def asked_contact(scene: Scene) -> Contact:
    return contacts.name_contact(
        subject=scene.cast.people["circle"],
        trusted=scene.cast.people["other delegate"],
        **scene.acting("circle").visitor,
    )


PROTECTION = {
    "name a contact": Act(
        "circle",
        lambda s: contacts.name_contact(
            subject=s.cast.people["circle"], trusted=s.cast.people["other delegate"], **s.visitor
        ),
        "support.contact_named",
        "support-contact",
        again="",
    ),
    "say yes as a contact": Act(
        "other delegate",
        lambda s: contacts.accept_contact(contact=s.made, **s.visitor),
        "support.contact_accepted",
        "support-contact",
        make=asked_contact,
        again="",
    ),
    "take a contact back": Act(
        "circle",
        lambda s: contacts.end_contact(
            contact=Contact.objects.get(person=s.cast.people["circle"]), **s.visitor
        ),
        "support.contact_ended",
        "support-contact",
        again="",
    ),
    "ask to lock": Act(
        "delegate",
        lambda s: lockdowns.ask_to_lock(subject=s.cast.people["circle"], **s.visitor),
        "support.pressed",
        "support-asked",
        again="",
    ),
    "take a press back": Act(
        "delegate",
        lambda s: lockdowns.take_press_back(lock_down=matter(), **s.visitor),
        "support.press_taken_back support.withdrawn",
    ),
    "say that somebody is back": Act(
        "other delegate",
        lambda s: travels.say_back(travel=Travel.objects.get(), **s.visitor),
        "support.pressed",
        "support-back",
        again="",
    ),
}
ACTS = {**DECISIONS, **ADMISSIONS, **EVIDENCE, **CIRCLES, **PROTECTION}

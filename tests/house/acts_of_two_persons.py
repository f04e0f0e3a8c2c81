"""Acts that take two: what is proposed, who is told of it, who may be the second, what is done then."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tamyr.addressees.models import Holder, Institution
from tamyr.addressees.services.two_persons import propose_merger, propose_parting, propose_to_take_away
from tamyr.admissions.models import Admission
from tamyr.admissions.services.holds import propose_hold
from tamyr.consultations.services.two_persons import propose_to_cancel, propose_to_move
from tamyr.consultations.services.two_persons import propose_to_show as propose_to_tell_all
from tamyr.decisions.models import Decision
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.services.extending import propose_extension
from tamyr.decisions.services.preparing import announce_decision, open_decision
from tamyr.decisions.services.secret.belenios import BRING
from tamyr.decisions.tests.decision import drafted
from tamyr.deliveries.models import Batch
from tamyr.deliveries.services.releasing import propose_release
from tamyr.deliveries.services.two_persons.again import propose_again
from tamyr.deliveries.services.two_persons.not_handed import propose_not_handed
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.models import Country, RegisterImport, Role, RoleGrant
from tamyr.network.queries.register.plan import as_coordinator, register_state
from tamyr.network.services.invitations import invite
from tamyr.network.services.members import MemberFacts, MemberProfile
from tamyr.network.services.two_persons.endings import propose_to_end_mandate, propose_to_end_role
from tamyr.network.services.two_persons.exports import propose_export
from tamyr.network.services.two_persons.imports import propose_import
from tamyr.network.services.two_persons.keys import KEYS
from tamyr.network.services.two_persons.membership import propose_membership
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.positions.models import Amendment, ClauseText
from tamyr.positions.services.two_persons.unchanged import propose_decided, propose_unchanged
from tamyr.positions.services.writing import write_clause
from tamyr.positions.tests.writing import translate
from tamyr.protection.models import Case, Keyholder, Responder
from tamyr.protection.services.keyholders import propose_keyholder, propose_to_end
from tamyr.protection.services.letters.escrow import propose_shared_key
from tamyr.protection.services.letters.holds import propose_hold as hold_letter
from tamyr.protection.services.letters.naming import propose_responder, propose_to_take_off
from tamyr.safety.models import Proposal
from tests.house.acts import DAY, KEY, WORDS, Scene
from tests.house.acts_of_deliveries import doubtful, handed_over, missive
from tests.house.acts_of_letters import REPLY_KEY as SHARED
from tests.house.acts_on_consultations import PAGE, to_come
from tests.house.acts_on_positions import clause, draft, sha

SECOND = "another coordinator"
BOTH = f"{SECOND}, coordinator"


@dataclass(frozen=True)
class Twofold:
    """``told`` and ``seconds`` by role; ``done`` are the lines and the news of what is carried out.

    ``make`` brings about what the cast lacks; ``made`` are the lines of proposing, ``refused`` those of refusing. It waits for so many ``days``.
    """

    by: str
    propose: Callable[[Scene], Proposal]
    told: str
    seconds: str
    done: str
    make: Callable[[Scene], object] = lambda _scene: None
    made: str = "proposal.made"
    refused: str = "proposal.refused"
    days: int = 14


def country(iso3: str) -> Country:
    return Country.objects.get(pk=iso3)


def observing(scene: Scene) -> Proposal:
    lake = scene.lake
    profile = MemberProfile(**{**lake.profile, "themes": tuple(lake.profile["themes"])})
    facts = MemberFacts(
        profile=profile,
        country=lake.country,
        joined_on=lake.joined_on,
        status="observer",
        exposure=lake.exposure,
    )
    return propose_membership(member=scene.lake, facts=facts, **scene.visitor)


def answering_letters(scene: Scene) -> Proposal:
    for role, iso3 in (("deputy", "KAZ"), ("other delegate", "GEO")):
        Responder.objects.filter(person=scene.cast.people[role]).update(country_id=iso3)
    delegate = scene.cast.people["delegate"]
    return propose_responder(person=delegate, country=country("KAZ"), **scene.visitor)


def invited(scene: Scene, **given: Any) -> Proposal:
    made, _secret = invite(form_key=KEY, **given, **scene.visitor)
    return Proposal.objects.get(pk=made.pk)


def a_table_of_one(scene: Scene) -> None:
    row = Row(2, {"name_en": "Example New Member", "country": "KAZ", "joined": "2024-01-01"})
    kept = RegisterImport.objects.get()
    kept.table = json.dumps(Table("utf-8", (row,)).as_json())
    kept.save()


def table_brought_in(scene: Scene) -> Proposal:
    state = register_state(as_coordinator(scene.visitor["by"]))
    return propose_import(kept=RegisterImport.objects.get(), state=state, **scene.visitor)


def keyholders_of_two_countries(scene: Scene) -> None:
    term = {"from_at": scene.at, "until_at": scene.at + 700 * DAY}
    for role, iso3 in (("deputy", "KAZ"), ("other delegate", "GEO")):
        Keyholder.objects.create(person=scene.cast.people[role], country_id=iso3, **term)


def open_decision_to_extend(scene: Scene) -> None:
    by = scene.cast.people["coordinator"]
    made = drafted(by, closes_at=scene.at + 20 * DAY, extension="outage", extension_days=3)
    announce_decision(decision=made, actor=by.pk, at=scene.at)
    open_decision(decision=made, actor=by.pk, clock=lambda: scene.at)


def changed_after_it_was_translated(scene: Scene) -> None:
    version = draft(scene)
    translate(version, clause(version), "Текст пункта.", scene.by, scene.at)
    write_clause(version=version, code=clause(version).code, text=WORDS, base_sha=sha(version), **scene.who)


def stale_translation() -> ClauseText:
    return ClauseText.objects.get(text="Текст пункта.")


def body() -> Institution:
    """Return the body of the cast that stands for itself."""
    return Institution.objects.get(changed_at__isnull=False, merged_into=None)


def twin() -> Institution:
    return Institution.objects.get(number=body().number + 90_000)


def entered_twice(_scene: Scene) -> Institution:
    """Enter the body once more, of its country, level and kind: only such are one."""
    own = body()
    return Institution.objects.create(
        number=own.number + 90_000,
        form_key=uuid4(),
        iso3=own.iso3,
        level=own.level,
        kind=own.kind,
        status=own.status,
        entered_at=own.entered_at,
    )


def waiting_batch() -> Batch:
    return Batch.objects.get()


KINDS = {
    "send letters": Twofold(
        "delegate",
        lambda s: propose_release(
            batch=waiting_batch(), sha=waiting_batch().sha, words=WORDS, by=s.visitor["by"]
        ),
        f"{BOTH}, delegate, deputy, hidden delegate",
        f"{BOTH}, deputy, hidden delegate",
        "demand.event delivery.released | proposal",
    ),
    "send a doubtful letter again": Twofold(
        "delegate",
        lambda s: propose_again(missive=missive(), words=WORDS, by=s.visitor["by"]),
        f"{BOTH}, delegate, deputy, hidden delegate",
        f"{BOTH}, deputy, hidden delegate",
        "delivery.again | proposal",
        make=doubtful,
    ),
    "take back that a letter was handed over": Twofold(
        "delegate",
        lambda s: propose_not_handed(missive=missive(), words=WORDS, by=s.visitor["by"]),
        f"{BOTH}, delegate, deputy, hidden delegate",
        f"{BOTH}, hidden delegate",
        "demand.event delivery.not_handed | letters-not-handed proposal",
        make=handed_over,
    ),
    "move the end of a consultation": Twofold(
        "delegate",
        lambda s: propose_to_move(
            consultation=to_come(),
            closes_at=s.at + 40 * DAY,
            source_url=PAGE,
            member=s.lake,
            form_key=KEY,
            **s.visitor,
        ),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, hidden delegate, other delegate",
        "consultation.moved | consultation-moved proposal",
    ),
    "call a consultation off": Twofold(
        "deputy",
        lambda s: propose_to_cancel(consultation=to_come(), source_url=PAGE, form_key=KEY, **s.visitor),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, hidden delegate, other delegate",
        "consultation.cancelled | consultation-cancelled proposal",
    ),
    "let everybody read of a consultation": Twofold(
        "coordinator",
        lambda s: propose_to_tell_all(consultation=to_come(), **s.visitor),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{SECOND}, delegate, deputy, hidden delegate, other delegate",
        "consultation.shown | proposal",
    ),
    "merge two addressees": Twofold(
        "delegate",
        lambda s: propose_merger(institution=body(), into=twin(), why=WORDS, by=s.visitor["by"]),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, deputy, hidden delegate, other delegate",
        "institution.merged | proposal",
        make=entered_twice,
    ),
    "let a merged addressee stand for itself": Twofold(
        "delegate",
        lambda s: propose_parting(
            institution=Institution.objects.get(merged_into__isnull=False), why=WORDS, by=s.visitor["by"]
        ),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, deputy, hidden delegate, other delegate",
        "institution.parted | proposal",
    ),
    "take a holder's name away": Twofold(
        "coordinator",
        lambda s: propose_to_take_away(holder=Holder.objects.get(), why=WORDS, by=s.visitor["by"]),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{SECOND}, delegate, deputy, hidden delegate, other delegate",
        "institution.name_taken | proposal",
    ),
    "end a role": Twofold(
        "coordinator",
        lambda s: propose_to_end_role(grant=RoleGrant.objects.get(role=Role.EDITOR), why=WORDS, **s.visitor),
        f"{BOTH}, editor",
        SECOND,
        "role.ended | proposal role-ended",
    ),
    "end a mandate": Twofold(
        "delegate",
        lambda s: propose_to_end_mandate(
            mandate=s.cast.people["deputy"].mandates.get(), on=s.at.date(), why=WORDS, **s.visitor
        ),
        f"{BOTH}, delegate, deputy",
        BOTH,
        "mandate.ended | mandate-ended proposal",
    ),
    "export the register": Twofold(
        "coordinator",
        lambda s: propose_export(form="csv", why=WORDS, **s.visitor),
        BOTH,
        SECOND,
        "| proposal",
    ),
    "change a membership": Twofold(
        "delegate", observing, f"{BOTH}, delegate, deputy", BOTH, "member.changed | proposal"
    ),
    "show a hidden member": Twofold(
        "hidden delegate",
        lambda s: propose_to_show(member=s.member("hidden delegate"), exposure="network", **s.visitor),
        f"{BOTH}, hidden delegate",
        BOTH,
        "member.changed | exposure-changed",
    ),
    "keep an application longer": Twofold(
        "coordinator",
        lambda s: propose_hold(admission=Admission.objects.get(), why=WORDS, **s.visitor),
        BOTH,
        SECOND,
        "admission.held | proposal",
    ),
    "annul a decision": Twofold(
        "coordinator",
        lambda s: propose_annulment(
            decision=Decision.objects.filter(election__isnull=True).exclude(stage="open").get(),
            why=WORDS,
            **s.visitor,
        ),
        BOTH,
        SECOND,
        "decision.annulled | decision-annulled proposal",
    ),
    "report what members decided on an amendment": Twofold(
        "delegate",
        lambda s: propose_decided(amendment=Amendment.objects.get(), is_carried=True, how=WORDS, **s.visitor),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, deputy, hidden delegate",
        "position.amended position.clock amendment.decided | amendment-answered position-opened proposal",
    ),
    "name a keyholder": Twofold(
        "coordinator",
        lambda s: propose_keyholder(person=s.cast.people["delegate"], country=country("KAZ"), **s.visitor),
        f"{BOTH}, delegate",
        SECOND,
        "support.keyholder_named | ",
    ),
    "end a keyholder": Twofold(
        "coordinator",
        lambda s: propose_to_end(keyholder=Keyholder.objects.get(), **s.visitor),
        f"{BOTH}, editor",
        SECOND,
        "support.keyholder_ended | ",
    ),
    "name who answers letters": Twofold(
        "coordinator",
        answering_letters,
        f"{BOTH}, delegate",
        SECOND,
        "responder.named | responder-named",
    ),
    "let somebody answer letters no more": Twofold(
        "coordinator",
        lambda s: propose_to_take_off(
            responder=Responder.objects.get(person=s.cast.people["deputy"]), **s.visitor
        ),
        f"{BOTH}, deputy",
        SECOND,
        "responder.taken_off | ",
    ),
    "bring a table into the register": Twofold(
        "coordinator",
        table_brought_in,
        BOTH,
        SECOND,
        "members.registered register.imported | proposal register-imported",
        make=a_table_of_one,
        days=3,
    ),
    "let a coordinator in": Twofold(
        "coordinator",
        lambda s: invited(s, role=Role.COORDINATOR),
        BOTH,
        SECOND,
        "invitation.confirmed | proposal",
        made="invitation.made proposal.made",
        refused="proposal.refused invitation.revoked",
    ),
    "open a way back": Twofold(
        "coordinator",
        lambda s: invited(s, back_for=s.cast.people["other delegate"]),
        f"{BOTH}, other delegate",
        SECOND,
        "invitation.confirmed | proposal",
        made="invitation.made proposal.made",
        refused="proposal.refused invitation.revoked",
    ),
    "let somebody act for a member": Twofold(
        "coordinator",
        lambda s: invited(s, member=s.lake, mandate_kind="deputy"),
        "coordinator, delegate, deputy",
        "delegate",
        "invitation.confirmed | proposal",
        made="invitation.made proposal.made",
        refused="proposal.refused invitation.revoked",
    ),
    "seal letters to a shared key": Twofold(
        "coordinator",
        lambda s: propose_shared_key(public=SHARED, shares=3, needed=3, **s.visitor),
        BOTH,
        SECOND,
        "letter_key.shared | letter-key-made",
        make=keyholders_of_two_countries,
    ),
    "hold a letter": Twofold(
        "deputy",
        lambda s: hold_letter(case=Case.objects.get(), days=30, why=WORDS, **s.visitor),
        "deputy, other delegate",
        "other delegate",
        "letter.held | proposal",
    ),
    "extend a decision": Twofold(
        "coordinator",
        lambda s: propose_extension(decision=Decision.objects.latest("number"), why=WORDS, **s.visitor),
        BOTH,
        SECOND,
        "decision.extended | decision-extended proposal",
        make=open_decision_to_extend,
    ),
    "say that a translation still says the same": Twofold(
        "delegate",
        lambda s: propose_unchanged(text=stale_translation(), why=WORDS, **s.visitor),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, deputy, hidden delegate, other delegate",
        "position.unchanged | proposal",
        make=changed_after_it_was_translated,
    ),
}
# What nobody of the network proposes, and what needs the files of another site: tried in test_two_person_rule.py and
# test_vote_on_belenios.py.
TRIED_ELSEWHERE = {KEYS, BRING}

"""Each act that takes two: who is told of it, who may be the second, what it leaves when they agree or refuse."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from tamyr.addressees.models import Holder, Institution
from tamyr.addressees.services.two_persons import propose_merger, propose_parting, propose_to_take_away
from tamyr.admissions.models import Admission
from tamyr.admissions.services.holds import propose_hold
from tamyr.decisions.models import Decision
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.network.models import Country, Role, RoleGrant
from tamyr.network.services.members import MemberFacts, MemberProfile
from tamyr.network.services.two_persons.endings import propose_to_end_mandate, propose_to_end_role
from tamyr.network.services.two_persons.exports import propose_export
from tamyr.network.services.two_persons.membership import propose_membership
from tamyr.network.services.two_persons.showing import propose_to_show
from tamyr.positions.models import Amendment
from tamyr.positions.services.two_persons.unchanged import propose_decided
from tamyr.protection.models import Keyholder, Responder
from tamyr.protection.services.keyholders import propose_keyholder, propose_to_end
from tamyr.protection.services.letters.naming import propose_responder, propose_to_take_off
from tamyr.safety.models import Proposal
from tamyr.safety.rules import kind_of, why_not_approve
from tamyr.safety.services.proposals import NotTheSecond, approve, refuse
from tests.house.acts import WORDS, Scene
from tests.house.cast import Cast
from tests.house.test_acts import Left
from tests.people import with_role

SECOND = "another coordinator"
BOTH = f"{SECOND}, coordinator"


@dataclass(frozen=True)
class Twofold:
    """``told`` and ``seconds`` by role; ``done`` are the lines and the news of what is carried out."""

    by: str
    propose: Callable[[Scene], Proposal]
    told: str
    seconds: str
    done: str


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


def bodies(scene: Scene) -> tuple[Institution, Institution]:
    """Return a body of the cast and a shipped one."""
    return Institution.objects.get(changed_at__isnull=False, merged_into=None), Institution.objects.get(
        key="adb"
    )


KINDS = {
    "merge two addressees": Twofold(
        "delegate",
        lambda s: propose_merger(institution=bodies(s)[0], into=bodies(s)[1], why=WORDS, by=s.visitor["by"]),
        f"{BOTH}, delegate, deputy, hidden delegate, other delegate",
        f"{BOTH}, deputy, hidden delegate, other delegate",
        "institution.merged | proposal",
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
        "position.amended position.clock amendment.decided | position-opened proposal",
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
}


def proposed(cast: Cast, named: str) -> tuple[Scene, Proposal, Left]:
    """Propose it beside another coordinator, who is of no line with the first."""
    people = {**cast.people, SECOND: with_role("another", "Another Example", Role.COORDINATOR)}
    scene = Scene(replace(cast, people=people), people[KINDS[named].by], timezone.now())
    left = Left()
    made = KINDS[named].propose(scene)
    assert left.lines() == "proposal.made" and left.news()
    return scene, made, left


def those(scene: Scene, asked: Callable[[Any, datetime], object]) -> str:
    return ", ".join(sorted(role for role, person in scene.cast.people.items() if asked(person.pk, scene.at)))


@pytest.mark.parametrize("named", KINDS)
def test_it_takes_a_second_one_who_may(cast: Cast, named: str) -> None:
    scene, made, left = proposed(cast, named)
    kind, row = kind_of(made), KINDS[named]
    assert those(scene, lambda person, at: kind.told(made, person, at)) == row.told
    seconds = those(scene, lambda person, at: not why_not_approve(made, person, at))
    assert seconds == row.seconds and row.by not in seconds.split(", ")
    for role in ("guest", row.by):
        with pytest.raises(NotTheSecond):
            approve(proposal=made, by=scene.cast.people[role].pk, at=scene.at)
    assert (left.lines(), left.news()) == ("", "")
    second = scene.cast.people[seconds.split(", ")[0]].pk
    for _time in range(2):
        approve(proposal=made, by=second, at=scene.at)
    assert f"{left.lines()} | {left.news()}" == f"proposal.approved {row.done}"


@pytest.mark.parametrize("named", KINDS)
def test_refused_it_is_as_if_it_had_not_been(cast: Cast, named: str) -> None:
    scene, made, left = proposed(cast, named)
    with pytest.raises(NotTheSecond):
        refuse(proposal=made, by=scene.cast.people["guest"].pk, reason=WORDS, at=scene.at)
    second = scene.cast.people[KINDS[named].seconds.split(", ")[0]].pk
    for _time in range(2):
        refuse(proposal=made, by=second, reason=WORDS, at=scene.at)
    made.refresh_from_db()
    assert left.lines() == "proposal.refused" and not kind_of(made).stands(made, scene.at)
    assert made.reason == WORDS

"""Acts on members, partners, the register as a table, mandates, roles, and with links."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from tamyr.accounts.services.ways_in import Ways, new_recovery_seed
from tamyr.network.logic.hashes import hash_of
from tamyr.network.logic.register.table import Row, Table
from tamyr.network.models import Circle, Invitation, Member, Partner, RegisterImport, Role, RoleGrant, Visitor
from tamyr.network.queries import visitor_on
from tamyr.network.queries.circles import circle_entry
from tamyr.network.queries.member_entry import entry_of
from tamyr.network.queries.partners import partner_entry
from tamyr.network.queries.register.plan import as_coordinator, register_state
from tamyr.network.services import circles, invitations, partners, people, register
from tamyr.network.services.members import MemberFacts, change_member
from tamyr.network.services.two_persons.exports import propose_export, take_export
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import approve
from tests.house.acts import KEY, WORDS, Act, Scene
from tests.house.acts_of_the_network import convened
from tests.house.cast import INVITATION_SECRET
from tests.people import with_role

BACK_SECRET = "a-way-back-that-two-have-agreed-to"
ABOUT_A_PARTNER = partners.PartnerFacts({"en": "Example Partner"}, {}, "", "public", date(2024, 5, 1), None)


def entry_changed(scene: Scene) -> Member:
    facts = MemberFacts.of(entry_of(scene.lake), status_from_on=None)
    wanted = replace(facts, profile=replace(facts.profile, site="https://lake.example.org/new/"))
    return change_member(member=scene.lake, version=scene.lake.version, facts=wanted, **scene.who)


def coordinator(scene: Scene) -> Visitor:
    return visitor_on(scene.cast.people["coordinator"], scene.at)


def uploaded(scene: Scene) -> RegisterImport:
    row = Row(2, {"name_en": "Example New Member", "country": "KAZ", "joined": "2024-01-01"})
    return register.keep_upload(table=Table("utf-8", (row,)), by=coordinator(scene))


def applied(scene: Scene) -> object:
    state = register_state(as_coordinator(coordinator(scene)))
    return register.apply_import(kept=scene.made, state=state, **scene.visitor)


def export_agreed_to(scene: Scene) -> Proposal:
    second = with_role("another", "Another Example", Role.COORDINATOR)
    made = propose_export(form="csv", why=WORDS, by=coordinator(scene))
    return approve(proposal=made, by=second.pk, at=scene.at)


REGISTER = {
    "change a member": Act("delegate", entry_changed, "member.changed", again="member.changed"),
    "change a member in the open for it": Act(
        "coordinator", entry_changed, "member.changed", again="member.changed"
    ),
    "enter a partner": Act(
        "coordinator",
        lambda s: partners.enter_partner(key=KEY, facts=ABOUT_A_PARTNER, **s.visitor),
        "partner.entered",
        again="",
    ),
    "change a partner": Act(
        "coordinator",
        lambda s: partners.change_partner(
            partner=Partner.objects.get(),
            opened_on=partner_entry(Partner.objects.get()),
            facts=ABOUT_A_PARTNER,
            **s.visitor,
        ),
        "partner.changed",
        again="partner.changed",
    ),
    "bring a table": Act(
        "coordinator",
        lambda s: register.keep_upload(table=Table("utf-8", ()), **s.visitor),
        "register.uploaded",
        again="register.uploaded",
    ),
    "apply a table alone": Act(
        "coordinator",
        applied,
        "members.registered register.imported",
        "done-alone register-imported",
        make=uploaded,
        again=register.AlreadyApplied,
    ),
    "take the register out": Act(
        "coordinator",
        lambda s: take_export(proposal=s.made, **s.visitor),
        "proposal.used register.exported",
        "register-exported",
        make=export_agreed_to,
        again="proposal.used register.exported",
    ),
}
MANDATES_AND_ROLES = {
    "lay down a mandate": Act(
        "deputy",
        lambda s: people.end_mandate(
            mandate=s.cast.people["deputy"].mandates.get(), on=s.at.date(), **s.visitor
        ),
        "mandate.ended",
        "mandate-ended",
        again="",
    ),
    "end a deputy's mandate": Act(
        "delegate",
        lambda s: people.end_mandate(
            mandate=s.cast.people["deputy"].mandates.get(), on=s.at.date(), **s.visitor
        ),
        "mandate.ended",
        "mandate-ended",
        again="",
    ),
    "lay down a role": Act(
        "editor",
        lambda s: people.end_role(grant=RoleGrant.objects.get(role=Role.EDITOR), **s.visitor),
        "role.ended",
        "role-ended",
        again="",
    ),
    "end a guest's role": Act(
        "coordinator",
        lambda s: people.end_role(grant=RoleGrant.objects.get(role=Role.GUEST), **s.visitor),
        "role.ended",
        "role-ended",
        again="",
        strangers=("former", "delegate"),
    ),
    "close one's account": Act(
        "circle",
        lambda s: people.close_account(**s.visitor),
        "person.closed",
        strangers=("traveller", "locked"),
    ),
}


def back_way(scene: Scene) -> None:
    """Let the delegate have agreed to the deputy's way back, and its time have come."""
    Invitation.objects.filter(back_for=scene.cast.people["deputy"]).update(
        secret_hash=hash_of(BACK_SECRET),
        confirmed_by=scene.cast.people["delegate"],
        confirmed_at=scene.at,
        opens_at=scene.at,
    )


def new_ways() -> Ways:
    return Ways(recovery_seed=new_recovery_seed())


def joined(scene: Scene) -> object:
    return invitations.accept_as_somebody_new(
        secret=INVITATION_SECRET,
        person_id=uuid4(),
        sign_in_name="new-example",
        name="New Example",
        language="en",
        ways=new_ways(),
        at=scene.at,
        opened_by=scene.by,
    )


def circle_changed(scene: Scene) -> Circle:
    standing = Circle.objects.get()
    return circles.change_circle(
        circle=standing,
        opened_on=circle_entry(standing),
        names={"en": "Woods"},
        purposes={},
        exposure="circle",
        **scene.visitor,
    )


LINKS = {
    "accept an invitation as oneself": Act(
        "other delegate",
        lambda s: invitations.accept_as_yourself(secret=INVITATION_SECRET, person=s.by, at=s.at),
        "mandate.begun invitation.accepted",
        "invitation-accepted mandate-begun",
        again=invitations.InvitationClosed,
        strangers=("delegate",),
        refused=invitations.OwnInvitation,
    ),
    "accept an invitation as somebody new": Act(
        "guest",
        joined,
        "person.joined mandate.begun invitation.accepted",
        "invitation-accepted mandate-begun",
        again=invitations.InvitationClosed,
        strangers=("delegate",),
        refused=invitations.OwnInvitation,
        in_hand=False,
    ),
    "come back": Act(
        "guest",
        lambda s: invitations.come_back(secret=BACK_SECRET, ways=new_ways(), at=s.at, opened_by=s.by),
        "invitation.accepted person.came_back",
        "came-back invitation-accepted",
        make=back_way,
        again=invitations.InvitationClosed,
        strangers=("delegate", "coordinator"),
        refused=invitations.OwnInvitation,
        in_hand=False,
    ),
    "change a circle": Act(
        "delegate", circle_changed, "circle.changed", make=convened, again="circle.changed"
    ),
}
IN_THE_REGISTER = {**REGISTER, **MANDATES_AND_ROLES, **LINKS}

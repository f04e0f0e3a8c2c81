"""Showing a member to more people: two of its own, or one of them and a coordinator."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.rules import MayNot, acts_for, is_coordinator, may_unhide_member
from tamyr.network.services.members import show_member_to_more
from tamyr.network.services.notices import tell_coordinators, tell_people_of
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.safety.models import ExposureLevel, Proposal, shows_more
from tamyr.safety.rules import Kind, Told, two_persons
from tamyr.safety.services.proposals import propose

SHOWING = "network.show-more"


@transaction.atomic
def propose_to_show(*, member: Member, exposure: str, by: Visitor) -> Proposal:
    """Propose to show a member to more people; those who may agree are told."""
    if by.person is None or not may_unhide_member(by, member):
        raise MayNot
    asked = {"from": member.exposure, "to": exposure}
    made = propose(key=uuid4(), kind=SHOWING, about=member, by=by.person.pk, at=by.at, asked=asked)
    tell_people_of(member, at=by.at)
    if not own_seconds(member, by.person, by.at):
        tell_coordinators(at=by.at)
    return made


def own_seconds(member: Member, proposer: Person | None, at: datetime) -> list[Person]:
    """Return those of a member's people who can be the second beside the one who proposes."""
    if proposer is None:
        return []
    acting = Mandate.objects.filter(holding_on(at.date()), member=member, person__is_active=True)
    people = {mandate.person for mandate in acting.select_related("person")}
    return [
        person
        for person in people
        if not person.is_same_as(proposer) and person.own_line != proposer.own_line
    ]


@two_persons(SHOWING)
class Showing(Kind):
    def member(self, proposal: Proposal) -> Member | None:
        return Member.objects.filter(pk=proposal.about_key).first()

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        member = self.member(proposal)
        # Whoever hid it further meanwhile meant it: the older wish is not carried out over that.
        return proposal.waits_at(at) and member is not None and member.exposure == proposal.asked["from"]

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> Told | None:
        member, reader = self.member(proposal), visitor_with(person, at)
        if member is None or not (acts_for(reader, member) or self.asks_coordinators(proposal, reader)):
            return None
        words = {"name": proposer_for(reader, proposal), "member": member.name}
        return Told(
            title=_("%(member)s is to be shown to more people") % words,
            sentence=_("%(name)s proposes it. It takes the word of another of its people.") % words
            if acts_for(reader, member)
            else _("%(name)s proposes it, and nobody else of it can agree: so a coordinator is asked.")
            % words,
            facts=[
                (_("Now"), str(ExposureLevel(proposal.asked["from"]).label)),
                (_("Then"), str(ExposureLevel(proposal.asked["to"]).label)),
                (_("Proposed by"), words["name"]),
            ],
            approve=_(
                "What more people have seen cannot be taken back. Ask whether anybody of the organisation could be "
                "harmed by being known."
            ),
            done=_("Agreed: it is shown to more people now."),
        )

    def asks_coordinators(self, proposal: Proposal, reader: Visitor) -> bool:
        member, proposer = self.member(proposal), visitor_with(proposal.proposed_by, reader.at).person
        nobody_else = member is not None and not own_seconds(member, proposer, reader.at)
        return bool(is_coordinator(reader) and nobody_else and self.stands(proposal, reader.at))

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        member, second = self.member(proposal), visitor_with(person, at)
        if member is None or not (acts_for(second, member) or self.asks_coordinators(proposal, second)):
            return _("Two of the member’s own people decide this; a coordinator where nobody else of it can.")
        if not may_unhide_member(visitor_with(proposal.proposed_by, at), member):
            return _("Who proposed this may no longer do so.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        member = self.member(proposal)
        assert member is not None
        assert shows_more(proposal.asked["to"], than=member.exposure)
        show_member_to_more(member=member, exposure=proposal.asked["to"], actor=by, at=at)
        tell_people_of(member, at=at)

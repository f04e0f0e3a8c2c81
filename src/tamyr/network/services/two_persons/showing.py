"""Showing a member to more people: two of its own, or one of them and a coordinator."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.rules import MayNot, acts_for, may_unhide_member
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.members import change_as_agreed
from tamyr.network.services.two_persons.asking import (
    is_asked_for_it,
    member_of,
    proposer_for,
    visitor_with,
)
from tamyr.safety.models import ExposureLevel, Proposal, shows_more
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import hold_rows, propose

SHOWING = "network.show-more"


@transaction.atomic
def propose_to_show(*, member: Member, exposure: str, by: Visitor) -> Proposal:
    """Propose to show a member to more people; those who may agree are told."""
    if by.person is None or not may_unhide_member(by, member):
        raise MayNot
    # Held, so that of two who propose at once the second finds the first one's proposal.
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if not shows_more(exposure, than=locked.exposure):
        raise MayNot
    asked = {"from": locked.exposure, "to": exposure}
    made = propose(key=uuid4(), kind=SHOWING, about=locked, by=by.person.pk, at=by.at, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at, scope=member.pk)
    return made


@two_persons(SHOWING)
class Showing(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        member = member_of(proposal)
        # Whoever hid it further meanwhile meant it: the older wish is not carried out over that.
        return proposal.waits_at(at) and member is not None and member.exposure == proposal.asked["from"]

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        member, reader = member_of(proposal), visitor_with(person, at)
        if member is None or not (acts_for(reader, member) or is_asked_for_it(reader, member, proposal)):
            return None
        words = {"name": proposer_for(reader, proposal), "member": member.name}
        return ProposalWords(
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

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        member, second = member_of(proposal), visitor_with(person, at)
        if member is None or not (acts_for(second, member) or is_asked_for_it(second, member, proposal)):
            return _("Two of the member’s own people decide this; a coordinator where nobody else of it can.")
        if not may_unhide_member(visitor_with(proposal.proposed_by, at), member):
            return _("Who proposed this may no longer do so.")
        return ""

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Member, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        member = member_of(proposal)
        assert member is not None
        assert shows_more(proposal.asked["to"], than=member.exposure)
        change_as_agreed(
            member=member,
            changes={"exposure": proposal.asked["to"]},
            proposed_by=proposal.proposed_by,
            actor=by,
            at=at,
        )

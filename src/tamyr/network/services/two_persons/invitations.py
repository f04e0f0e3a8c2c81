"""Links that open once a second person has agreed: ways back, and coordination."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.queries import moment_by
from tamyr.network.models import Invitation, Visitor
from tamyr.network.queries.people import may_be_told_of
from tamyr.network.rules import (
    is_coordinator,
    is_themselves,
    may_confirm_a_way_back,
    may_invite,
    may_open_a_way_back,
)
from tamyr.network.services.invitations import COORDINATION, WAY_BACK, close_invitation, open_to
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.safety.models import Proposal, Stage
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import AlreadyAnswered, hold_rows


class InvitationKind(Kind):
    """A proposal whose key is the invitation's own."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        return proposal.waits_at(at) and self.invitation(proposal).may_be_used_at(at)

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Invitation, proposal.pk)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        second = visitor_with(by, at).person
        assert second is not None
        open_to(invitation=self.invitation(proposal), second=second, at=at)

    def call_off(self, proposal: Proposal, by: UUID | None, at: datetime) -> None:
        # Used in the very moment in which it was refused: nobody is told that nothing was done.
        if not close_invitation(invitation=self.invitation(proposal), actor=by, at=at):
            raise AlreadyAnswered(proposal)

    def invitation(self, proposal: Proposal) -> Invitation:
        # One that was forgotten meanwhile is as good as taken back.
        found = Invitation.objects.select_related("back_for", "member").filter(pk=proposal.pk).first()
        return found or Invitation(id=proposal.pk, revoked_at=proposal.proposed_at)

    def proposer_may_still(self, proposal: Proposal, invitation: Invitation, at: datetime) -> bool:
        if proposal.proposed_by is None:
            return True
        return bool(may_invite(visitor_with(proposal.proposed_by, at), invitation))


@two_persons(COORDINATION)
class Coordination(InvitationKind):
    """A new coordinator, agreed to by another one of another line."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader = visitor_with(person, at)
        if not (is_coordinator(reader) or proposal.proposed_by == person):
            return None
        name = proposer_for(reader, proposal)
        return ProposalWords(
            title=_("A new coordinator needs your word"),
            sentence=_("%(name)s invites somebody to coordinate. The link opens once you have confirmed it.")
            % {"name": name},
            facts=[(_("Proposed by"), name)],
            approve=_("Ask who it is. Once you confirm, the link opens an account that can do what you can."),
            done=_("Confirmed: the link opens now."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not is_coordinator(visitor_with(person, at)):
            return _("Another coordinator must confirm this, not the one who made it.")
        if not self.proposer_may_still(proposal, self.invitation(proposal), at):
            return _("Who proposed this may no longer do so.")
        return ""


@two_persons(WAY_BACK)
class WayBack(InvitationKind):
    """New ways to sign in for somebody who lost theirs: a second person who works with them agrees."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        invitation, reader = self.invitation(proposal), visitor_with(person, at)
        back_for = invitation.back_for
        if back_for is None or reader.person is None:
            return None
        # Whoever asked for it reads what became of it: it was they who named the person.
        if not (may_be_told_of(reader, back_for) or proposal.proposed_by == person):
            return None
        words = {"name": back_for.shown_name, "maker": proposer_for(reader, proposal)}
        return ProposalWords(
            title=self.title(reader, back_for) % words,
            sentence=self.sentence(proposal, invitation, reader) % words,
            facts=self.facts(proposal, invitation, reader),
            approve=_(
                "Meet or call them, by a number you knew before, and ask whether they want it. Once you agree, "
                "whoever holds the link can take the account over after %(hours)s hours."
            )
            % {"hours": settings.WAY_BACK_HOURS},
            done=_(
                "You agreed. The person and their colleagues are told; until it is used they can stop it."
            ),
            is_mine=is_themselves(reader, back_for),
        )

    def title(self, reader: Visitor, back_for: Person) -> str:
        if is_themselves(reader, back_for):
            return _("A way back to your account was asked for")
        return _("A way back for %(name)s was asked for")

    def sentence(self, proposal: Proposal, invitation: Invitation, reader: Visitor) -> str:
        if is_themselves(reader, invitation.back_for):
            return _(
                "%(maker)s says that you lost every way to sign in. You are signed in: if you did not ask for it, "
                "refuse. What you sign in with now works until the way back is used."
            )
        if proposal.stage == Stage.APPROVED:
            return _("Two persons gave their word for it. If %(name)s did not ask for it, stop it.")
        return _(
            "%(maker)s says that %(name)s lost every way to sign in. It needs the word of a second person."
        )

    def facts(self, proposal: Proposal, invitation: Invitation, reader: Visitor) -> list[tuple[str, str]]:
        zone = reader.person.time_zone if reader.person else "UTC"
        facts = [(_("Asked for by"), proposer_for(reader, proposal))]
        if invitation.opens_at is not None:
            facts.append((_("The link opens from"), moment_by(zone, invitation.opens_at)))
        return facts

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        invitation, second = self.invitation(proposal), visitor_with(person, at)
        back_for = invitation.back_for
        knows = back_for is not None and may_be_told_of(second, back_for)
        if back_for is None or not (knows and may_confirm_a_way_back(second, back_for)):
            return _(
                "The second person is a coordinator or a colleague: somebody who acts for the same member or "
                "sits in the same circle; never a deputy for the delegate, nor the person themselves."
            )
        if not may_open_a_way_back(visitor_with(proposal.proposed_by, at), back_for):
            return _("Who proposed this may no longer do so.")
        return ""

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        invitation, visitor = self.invitation(proposal), visitor_with(person, at)
        if invitation.back_for is None:
            return False
        may_confirm = may_confirm_a_way_back(visitor, invitation.back_for)
        return bool(
            is_themselves(visitor, invitation.back_for)
            or (may_confirm and may_be_told_of(visitor, invitation.back_for))
        )

    def may_be_stopped(self, proposal: Proposal, at: datetime) -> bool:
        # As long as nobody has used it, and not only until it opens.
        return self.invitation(proposal).may_be_used_at(at)

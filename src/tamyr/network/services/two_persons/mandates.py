"""A mandate by a coordinator's invitation: the member's own delegate agrees before the link opens."""

from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.network.models import Invitation, Member, Visitor
from tamyr.network.queries.people import delegates_of
from tamyr.network.rules import acts_for, is_coordinator, is_delegate_of, is_guarded
from tamyr.network.services.invitations import MANDATE
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.network.services.two_persons.invitations import InvitationKind
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons


@two_persons(MANDATE)
class MandateByInvitation(InvitationKind):
    """Somebody is to act for a member at a coordinator's invitation."""

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        invitation, reader = self.invitation(proposal), visitor_with(person, at)
        member = invitation.member
        if member is None:
            return None
        is_told = acts_for(reader, member) or _may_decide(reader, member)
        # A coordinator who proposed it reads no further once the member hides.
        if not (is_told or (proposal.proposed_by == person and not is_guarded(reader, member))):
            return None
        name = proposer_for(reader, proposal)
        words = {
            "name": name,
            "member": member.name,
            "kind": invitation.get_mandate_kind_display(),
        }
        return ProposalWords(
            title=_("Somebody is invited to act for %(member)s") % words,
            sentence=_(
                "%(name)s invites them as its %(kind)s. The link opens once its own delegate has agreed."
            )
            % words,
            facts=_facts(invitation, name),
            approve=_("Ask who it is, and whether your organisation wants it. They will speak in its name."),
            done=_("Agreed: the link opens now. All who act for the member are told when it is used."),
            is_mine=bool(acts_for(reader, member)),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        invitation = self.invitation(proposal)
        if invitation.member is None or not _may_decide(visitor_with(person, at), invitation.member):
            return _(
                "A delegate of the member agrees to this, not a deputy. Where it has none any more, one whose "
                "mandate ended within a month, or another coordinator."
            )
        if not self.proposer_may_still(proposal, invitation, at):
            return _("Who proposed this may no longer do so.")
        return ""

    def needs_independence(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        # A delegate has the member's voice already: whoever let them in gains nothing by their word.
        member = self.invitation(proposal).member
        return member is None or not is_delegate_of(visitor_with(person, at), member)


def _facts(invitation: Invitation, name: str) -> list[tuple[str, str]]:
    facts = [(_("Proposed by"), name)]
    if invitation.until_on is not None:
        facts.append((_("First day without it"), date_format(invitation.until_on)))
    return facts


def _may_decide(visitor: Visitor, member: Member) -> bool:
    if is_delegate_of(visitor, member):
        return True
    delegates = list(delegates_of(member, visitor.on).select_related("person"))
    # Where a delegate acts now the word is theirs alone; only
    # without one those who parted lately, or a coordinator.
    if visitor.person is None or any(
        mandate.holds_on(visitor.on) and mandate.person.is_active for mandate in delegates
    ):
        return False
    parted = any(mandate.person_id == visitor.person.pk for mandate in delegates)
    return parted or bool(is_coordinator(visitor) and not is_guarded(visitor, member))

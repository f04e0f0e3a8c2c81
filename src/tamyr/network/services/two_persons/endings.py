"""Ending what others are: a coordinator's or an editor's role, and a mandate that is not one's own deputy's."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Role, RoleGrant, Visitor
from tamyr.network.models.people import MandateKind, holding_on
from tamyr.network.queries import people_visible_to
from tamyr.network.rules import (
    ENDED_BY_TWO,
    MayNot,
    acts_for,
    is_coordinator,
    is_delegate_of,
    is_guarded,
    is_themselves,
    may_propose_to_end_mandate,
    may_propose_to_end_role,
)
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.members import NobodyLeft
from tamyr.network.services.people import (
    EndsSooner,
    another_delegate,
    end_mandate_as_agreed,
    end_role_as_agreed,
    held_mandate,
    held_role,
)
from tamyr.network.services.two_persons.asking import is_another, proposer_for, visitor_with
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import NotTheSecond, propose

END_ROLE, END_MANDATE = "network.end-role", "network.end-mandate"


# --- a role -------------------------------------------------------------------


@transaction.atomic
def propose_to_end_role(*, grant: RoleGrant, why: str, by: Visitor) -> Proposal:
    """Propose that another coordinates or edits no longer; they are told, as all coordinators are."""
    locked = RoleGrant.objects.select_for_update(no_key=True, of=("self",)).get(pk=grant.pk)
    if by.person is None or not (may_propose_to_end_role(by, locked) and locked.holds_on(by.on)):
        raise MayNot
    made = propose(key=uuid4(), kind=END_ROLE, about=locked, by=by.person.pk, at=by.at, words=why)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(END_ROLE)
class EndRole(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        grant = _grant_of(proposal)
        return proposal.waits_at(at) and grant is not None and grant.holds_on(at.date())

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        grant, reader = _grant_of(proposal), visitor_with(person, at)
        if grant is None or not (_may_second(reader, grant) or is_themselves(reader, grant.person)):
            return None
        edits = grant.role == Role.EDITOR
        words = {"name": _name_for(reader, grant.person), "proposer": proposer_for(reader, proposal)}
        return ProposalWords(
            title=(_("%(name)s is to edit no longer") if edits else _("%(name)s is to coordinate no longer"))
            % words,
            sentence=(
                _(
                    "%(proposer)s proposes it. Another coordinator or editor decides, not the one whom it concerns."
                )
                if edits
                else _("%(proposer)s proposes it. Another coordinator decides, not the one whom it concerns.")
            )
            % words,
            facts=[(_("Proposed by"), words["proposer"])],
            approve=_("Ask both of them first. The account stays; the role ends at once."),
            done=_("Agreed: the role ended now. They are told."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        grant, second = _grant_of(proposal), visitor_with(person, at)
        if grant is None or not _may_second(second, grant) or is_themselves(second, grant.person):
            if grant is not None and grant.role == Role.EDITOR:
                return _("Another coordinator or editor decides this, not the one whom it concerns.")
            return _("Another coordinator decides this, not the one whom it concerns.")
        # Asked again: whoever has lost the right meanwhile ends nobody’s role by it.
        if not may_propose_to_end_role(visitor_with(proposal.proposed_by, at), grant):
            return _("Who proposed this may no longer do so.")
        return ""

    def hold(self, proposal: Proposal) -> None:
        grant = _grant_of(proposal)
        if grant is not None:
            held_role(grant)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        grant = _grant_of(proposal)
        assert grant is not None
        assert grant.role in ENDED_BY_TWO
        end_role_as_agreed(grant=grant, actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at)


def _may_second(reader: Visitor, grant: RoleGrant) -> bool:
    return reader.is_coordinator or (grant.role == Role.EDITOR and reader.is_editor)


def _grant_of(proposal: Proposal) -> RoleGrant | None:
    return RoleGrant.objects.select_related("person").filter(pk=proposal.about_key).first()


def _name_for(reader: Visitor, person: Person) -> str:
    seen = people_visible_to(reader).filter(pk=person.pk).exists()
    return person.shown_name if seen else _("somebody of the network")


# --- a mandate ------------------------------------------------------------------------------


@transaction.atomic
def propose_to_end_mandate(*, mandate: Mandate, on: date, why: str, by: Visitor) -> Proposal:
    """Propose that somebody acts for a member no longer; its people, and they themselves, are told.

    Raises ``EndsSooner`` where that comes by itself before then, or on that day.
    """
    locked = (
        Mandate.objects.select_for_update(no_key=True, of=("self",))
        .select_related("member", "person")
        .get(pk=mandate.pk)
    )
    if by.person is None or not may_propose_to_end_mandate(by, locked):
        raise MayNot
    if locked.until_on is not None and locked.until_on <= on:
        raise EndsSooner(locked.until_on)
    asked = {"on": on.isoformat()}
    made = propose(
        key=uuid4(), kind=END_MANDATE, about=locked, by=by.person.pk, at=by.at, words=why, asked=asked
    )
    announce_proposal(made, actor=by.person.pk, at=by.at, scope=locked.member_id)
    return made


@two_persons(END_MANDATE)
class EndMandate(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        mandate = _mandate_of(proposal)
        if mandate is None or not proposal.waits_at(at):
            return False
        # One that ends by itself before then needs nobody’s word any more.
        return mandate.until_on is None or mandate.until_on > max(_day_of(proposal), at.date())

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        mandate, reader = _mandate_of(proposal), visitor_with(person, at)
        if mandate is None:
            return None
        is_of_it = acts_for(reader, mandate.member) or is_themselves(reader, mandate.person)
        if not (is_of_it or (is_coordinator(reader) and not is_guarded(reader, mandate.member))):
            return None
        proposer = proposer_for(reader, proposal)
        words = {
            "name": _name_for(reader, mandate.person),
            "member": mandate.member.name,
            "proposer": proposer,
        }
        return ProposalWords(
            title=_("%(name)s is to act for %(member)s no longer") % words,
            sentence=_("%(proposer)s proposes it. A colleague decides, not the one whom it concerns.")
            % words,
            facts=[
                (_("Role"), str(mandate.get_kind_display())),
                # As it will be done: a day that is over by then has become today.
                (_("First day without it"), date_format(max(_day_of(proposal), at.date()))),
                (_("Proposed by"), proposer),
            ],
            approve=_("Ask both of them first. A member loses a voice by it; the account stays."),
            done=_("Agreed: the end of the mandate is set. They are told."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        mandate, second = _mandate_of(proposal), visitor_with(person, at)
        if mandate is None or not _may_decide(second, mandate, proposal):
            return _(
                "Another delegate of the member decides this, not the one whom it concerns. Where no other can, a "
                "coordinator; for a sealed member another of its people."
            )
        if not may_propose_to_end_mandate(visitor_with(proposal.proposed_by, at), mandate):
            return _("Who proposed this may no longer do so.")
        # Said before anybody agrees. The act asks again under its lock, as two delegates may end at one time.
        if mandate.member.is_guarded and not another_delegate(mandate, max(_day_of(proposal), at.date())):
            return needs_a_delegate()
        return ""

    def hold(self, proposal: Proposal) -> None:
        mandate = _mandate_of(proposal)
        if mandate is not None:
            held_mandate(mandate)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        mandate = _mandate_of(proposal)
        assert mandate is not None
        try:
            end_mandate_as_agreed(mandate=mandate, on=_day_of(proposal), actor=by, at=at)
        except NobodyLeft:
            raise NotTheSecond(needs_a_delegate()) from None
        announce_proposal(proposal, actor=by, at=at, scope=mandate.member_id)


def needs_a_delegate() -> str:
    return _(
        "This member is guarded and needs a delegate whose mandate has no end. Invite the next one first."
    )


def _mandate_of(proposal: Proposal) -> Mandate | None:
    return Mandate.objects.select_related("member", "person").filter(pk=proposal.about_key).first()


def _day_of(proposal: Proposal) -> date:
    return date.fromisoformat(proposal.asked["on"])


def _may_decide(second: Visitor, mandate: Mandate, proposal: Proposal) -> bool:
    if second.person is None or is_themselves(second, mandate.person):
        return False
    if is_delegate_of(second, mandate.member):
        return True
    # Deputies and coordinators decide only where no delegate can: else they could end who stands above them.
    if _another_can(mandate, proposal, second.at):
        return False
    if is_guarded(second, mandate.member):
        return bool(acts_for(second, mandate.member))
    return bool(is_coordinator(second))


def _another_can(mandate: Mandate, proposal: Proposal, at: datetime) -> bool:
    """Whether a delegate is there who is neither the one it concerns nor the same as who proposes."""
    proposer = visitor_with(proposal.proposed_by, at).person
    delegates = Mandate.objects.filter(
        holding_on(at.date()), member=mandate.member, kind=MandateKind.DELEGATE, person__is_active=True
    )
    others = {held.person for held in delegates.select_related("person")} - {mandate.person}
    return proposer is not None and any(is_another(person, proposer) for person in others)

"""Status and days of joining and leaving: a member's people propose them, a coordinator confirms."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.network.models import Member, Visitor
from tamyr.network.queries.member_entry import label_of, words_of
from tamyr.network.rules import MayNot, acts_for, is_coordinator
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.members import MemberFacts, change_as_agreed, membership_of
from tamyr.network.services.two_persons.asking import (
    is_asked_for_it,
    member_of,
    proposer_for,
    visitor_with,
)
from tamyr.safety.models import ExposureLevel, Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import hold_rows, propose
from tamyr.shared.languages import language

MEMBERSHIP = "network.membership"


@transaction.atomic
def propose_membership(*, member: Member, facts: MemberFacts, by: Visitor) -> Proposal:
    """Propose the status and dates that ``facts`` state; those who may confirm them are told."""
    if by.person is None or not acts_for(by, member):
        raise MayNot
    locked = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    since = facts.status_from_on.isoformat() if facts.status_from_on else ""
    asked = {"before": locked.membership, "after": membership_of(facts), "status_from_on": since}
    made = propose(key=uuid4(), kind=MEMBERSHIP, about=locked, by=by.person.pk, at=by.at, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at, scope=member.pk)
    return made


def is_sealed(member: Member) -> bool:
    return member.exposure == ExposureLevel.SEALED


@two_persons(MEMBERSHIP)
class Membership(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        member = member_of(proposal)
        # What changed meanwhile was not before those who agreed: it is proposed anew, beside what holds now.
        return proposal.waits_at(at) and member is not None and member.membership == proposal.asked["before"]

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        member, reader = member_of(proposal), visitor_with(person, at)
        if member is None or not (acts_for(reader, member) or _may_confirm(reader, member, proposal)):
            return None
        words = {"name": proposer_for(reader, proposal), "member": member.name}
        return ProposalWords(
            title=_("Status and dates of %(member)s are to change") % words,
            sentence=_("%(name)s, who acts for it, proposes this. A second person confirms it.") % words,
            facts=[*_in_words(proposal), (_("Proposed by"), words["name"])],
            approve=_(
                "Who is a member, and since when, decides who has a voice. The history keeps both names."
            ),
            done=_("Confirmed: the register says it now, and keeps what it said before."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        member, second = member_of(proposal), visitor_with(person, at)
        if member is None or not _may_confirm(second, member, proposal):
            return _("A coordinator confirms this; for a sealed member another of its own people.")
        if not acts_for(visitor_with(proposal.proposed_by, at), member):
            return _("Who proposed this may no longer do so.")
        return ""

    def needs_independence(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        # A coordinator may set it alone: whoever let the delegate in gains nothing by the word.
        member = member_of(proposal)
        return member is None or is_sealed(member)

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Member, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        member, after = member_of(proposal), proposal.asked["after"]
        assert member is not None
        changes = {
            "status": after["status"],
            "status_from_on": _day(proposal.asked["status_from_on"]),
            "joined_on": _day(after["joined_on"]),
            "left_on": _day(after["left_on"]),
        }
        change_as_agreed(member=member, changes=changes, proposed_by=proposal.proposed_by, actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at, scope=member.pk)


def _may_confirm(visitor: Visitor, member: Member, proposal: Proposal) -> bool:
    if not is_sealed(member):
        return bool(is_coordinator(visitor))
    return bool(acts_for(visitor, member)) or is_asked_for_it(visitor, member, proposal)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_words(proposal: Proposal) -> list[tuple[str, str]]:
    """Say each value that changes, before and after."""
    asked = proposal.asked
    since = asked["status_from_on"]
    changed = [
        (
            label_of(name, language()),
            f"{words_of(name, asked['before'][name], language())} → {words_of(name, value, language())}",
        )
        for name, value in asked["after"].items()
        if value != asked["before"][name]
    ]
    return changed + (
        [(_("New status from"), words_of("status_from_on", since, language()))] if since else []
    )

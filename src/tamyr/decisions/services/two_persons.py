"""What takes two persons in a decision: whoever keeps it proposes, another agrees or refuses, then it is carried out."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.decisions.models import Decision
from tamyr.decisions.queries.desk import address_of
from tamyr.decisions.rules import may_agree, may_keep_decision
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.procedures.services import NotNow, locked
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, kind_called
from tamyr.safety.services.proposals import AlreadyAnswered, hold_rows, propose


class ActOnDecision(Kind):
    """An act on a decision at one of ``stages``; a kind says when it fits, what is told of it, and what it does."""

    stages: ClassVar[tuple[str, ...]]

    def fits(self, decision: Decision, at: datetime) -> bool:
        """Whether the act is still to be done; asked again under the lock."""
        return decision.stage in self.stages

    @abstractmethod
    def in_words(self, decision: Decision, proposal: Proposal, words: Mapping[str, str]) -> ProposalWords:
        """Say what is proposed; ``words`` are ``name``, the proposer's, and ``question``."""

    @abstractmethod
    def do(self, standing: Decision, proposal: Proposal, by: UUID, at: datetime) -> None:
        """Do it to a decision that is locked, and tell those concerned."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        decision = decision_of(proposal)
        return proposal.waits_at(at) and decision is not None and self.fits(decision, at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, decision = visitor_with(person, at), decision_of(proposal)
        if decision is None or not may_agree(reader, decision):
            return None
        words = {"name": proposer_for(reader, proposal), "question": decision.question}
        told = self.in_words(decision, proposal, words)
        facts = ((_("Proposed by"), words["name"]), *told.facts)
        return replace(told, facts=facts, look=address_of(decision))

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        decision = decision_of(proposal)
        if decision is None or not may_agree(visitor_with(person, at), decision):
            return (
                _("Another person of the circle decides this.")
                if decision is not None and decision.circle_id
                else _("Another coordinator decides this.")
            )
        if not may_keep_decision(visitor_with(proposal.proposed_by, at), decision):
            return _("Who proposed this may no longer do so.")
        return ""

    def hold(self, proposal: Proposal) -> None:
        # The decision before the proposal, as ``propose_act`` does: in two
        # orders two would wait for each other.
        hold_rows(Decision, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        decision = decision_of(proposal)
        assert decision is not None
        try:
            standing = locked(decision, *self.stages)
        except NotNow as other:
            # It went on between the question whether this stands and the lock.
            raise AlreadyAnswered(proposal) from other
        if not self.fits(standing, at):
            raise AlreadyAnswered(proposal)
        self.do(standing, proposal, by, at)
        announce_proposal(proposal, actor=by, at=at)


@transaction.atomic
def propose_act(
    *, kind: str, decision: Decision, by: Visitor, why: str = "", asked: Mapping[str, Any] | None = None
) -> Proposal:
    """Propose an act on a decision; another person must agree.

    Raises ``MayNot`` for who does not keep it, ``NotNow`` where the act does not fit any more.
    """
    act = kind_called(kind)
    assert isinstance(act, ActOnDecision)
    standing = locked(decision, *act.stages)
    if by.person is None or not may_keep_decision(visitor_with(by.person.pk, by.at), standing):
        raise MayNot
    # By the moment of the request, which may have waited for the lock: at the approval it is asked once more.
    if not act.fits(standing, by.at):
        raise NotNow(standing)
    actor = by.person.pk
    # Where somebody else has proposed the same, ``config.not_kept`` leads
    # there with the words that were typed.
    made = propose(key=uuid4(), kind=kind, about=standing, by=actor, at=by.at, words=why, asked=asked)
    announce_proposal(made, actor=actor, at=by.at)
    return made


def decision_of(proposal: Proposal) -> Decision | None:
    return Decision.objects.filter(pk=proposal.about_key).first()

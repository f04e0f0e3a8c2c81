"""Annulling what was decided: proposed by one coordinator, agreed to by another. The file is kept."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.decisions.models import COUNTED, Decision, Stage
from tamyr.decisions.services.two_persons import ActOnDecision, propose_act
from tamyr.network.models import Visitor
from tamyr.notices.services import announce
from tamyr.procedures.services import end
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons

ANNUL = "decisions.annul"


def may_be_annulled(decision: Decision) -> bool:
    return decision.stage in Annulment.stages


def propose_annulment(*, decision: Decision, why: str, by: Visitor) -> Proposal:
    """Propose to annul a decision, with a reason that all members read once it is done."""
    return propose_act(kind=ANNUL, decision=decision, by=by, why=why)


@two_persons(ANNUL)
class Annulment(ActOnDecision):
    # Closed ones too: what cannot be counted, because it was tampered with, has no other end.
    stages = (Stage.CLOSED, *COUNTED)

    def in_words(self, decision: Decision, proposal: Proposal, words: Mapping[str, str]) -> ProposalWords:
        return ProposalWords(
            title=_("A decision is to be annulled: %(question)s") % words,
            sentence=_("%(name)s proposes it. It takes the word of another coordinator.") % words
            if decision.circle_id is None
            else _("%(name)s proposes it. It takes the word of another person of the circle.") % words,
            approve=_("It will not hold any more. Its file is kept, and all members are told the reason."),
            done=_("Agreed: the decision is annulled."),
        )

    def do(self, standing: Decision, proposal: Proposal, by: UUID, at: datetime) -> None:
        standing.reason = proposal.words
        ended = end(standing, stage=Stage.ANNULLED, actor=by, at=at)
        announce(kind="decision-annulled", about=ended, actor=by, at=at)

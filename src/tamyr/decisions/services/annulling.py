"""Annulling what was decided: proposed by one coordinator, agreed to by another. The file is kept."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.decisions.models import COUNTED, Decision, Stage
from tamyr.decisions.queries.desk import address_of
from tamyr.decisions.rules import may_agree, may_keep_decision
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.procedures.services import end, locked
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, Told, two_persons
from tamyr.safety.services.proposals import propose

ANNUL = "decisions.annul"
ANNULLABLE = (Stage.CLOSED, *COUNTED)


@transaction.atomic
def propose_annulment(*, decision: Decision, why: str, by: Visitor) -> Proposal:
    """Propose to annul a decision, with a reason that all members read once it is done."""
    standing = locked(decision, *ANNULLABLE)
    if by.person is None or not may_keep_decision(visitor_with(by.person.pk, by.at), standing):
        raise MayNot
    made = propose(key=uuid4(), kind=ANNUL, about=standing, by=by.person.pk, at=by.at, words=why)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(ANNUL)
class Annulment(Kind):
    def stands(self, proposal: Proposal, at: datetime) -> bool:
        decision = _decision_of(proposal)
        return proposal.waits_at(at) and decision is not None and decision.stage in ANNULLABLE

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> Told | None:
        reader, decision = visitor_with(person, at), _decision_of(proposal)
        if decision is None or not may_agree(reader, decision):
            return None
        words = {"name": proposer_for(reader, proposal), "question": decision.question}
        return Told(
            title=_("A decision is to be annulled: %(question)s") % words,
            sentence=_("%(name)s proposes it. It takes the word of another coordinator.") % words
            if decision.circle_id is None
            else _("%(name)s proposes it. It takes the word of another person of the circle.") % words,
            facts=[(_("Proposed by"), words["name"])],
            approve=_("It will not hold any more. Its file is kept, and all members are told the reason."),
            done=_("Agreed: the decision is annulled."),
            look=address_of(decision),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        decision = _decision_of(proposal)
        if decision is None or not may_agree(visitor_with(person, at), decision):
            return _("Another coordinator decides this.")
        if not may_keep_decision(visitor_with(proposal.proposed_by, at), decision):
            return _("Who proposed this may no longer do so.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        decision = _decision_of(proposal)
        assert decision is not None
        standing = locked(decision, *ANNULLABLE)
        standing.reason = proposal.words
        ended = end(standing, stage=Stage.ANNULLED, actor=by, at=at)
        announce(kind="decision-annulled", about=ended, actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at)


def _decision_of(proposal: Proposal) -> Decision | None:
    return Decision.objects.filter(pk=proposal.about_key).first()

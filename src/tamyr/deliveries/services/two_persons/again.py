"""Two persons let a letter go out again of which nobody knows whether it did: its body may get it twice by that."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.rules import may_decide, may_read, may_release
from tamyr.deliveries.services.deciding import DecidedMeanwhile, held_for_decision, queue_again
from tamyr.deliveries.services.two_persons.letters import LetterKind
from tamyr.demands.models import Stage
from tamyr.demands.queries.texts import title_of
from tamyr.network.models import Visitor
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.procedures.services import locked_for
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons
from tamyr.safety.services.proposals import NotTheSecond, propose

AGAIN = "deliveries.again"


@transaction.atomic
def propose_again(*, missive: Missive, words: str, by: Visitor) -> Proposal:
    """Propose that a doubtful letter goes out again; ``words`` say how it is known that it did not come in."""
    assert by.person is not None
    standing = held_for_decision(missive, (State.PERHAPS,), by.person.pk, by.at)
    made = propose(key=uuid4(), kind=AGAIN, about=standing, by=by.person.pk, at=by.at, words=words)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@two_persons(AGAIN)
class Again(LetterKind):
    """A letter that is perhaps sent goes out once more: another person who may send it looks into it as well."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        found = self.missive(proposal)
        return found is not None and found.state == State.PERHAPS and proposal.waits_at(at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, found = visitor_with(person, at), self.missive(proposal)
        if found is None or not may_read(reader, found.batch.demand):
            return None
        return ProposalWords(
            title=_("A letter that was perhaps sent is to go out again"),
            sentence=_("%(name)s proposes it. If it did come in, the body gets it twice.")
            % {"name": proposer_for(reader, proposal)},
            facts=[
                (_("Demand"), title_of(found.batch.demand)),
                (_("To whom"), found.delivery.institution.name_on(at.date())),
            ],
            approve=_("What the mail server has taken cannot be called back."),
            done=_("It waits to be sent again."),
            look=reverse("deliveries:letter", args=[found.pk]),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        found = self.missive(proposal)
        if found is not None and found.batch.demand.has_ended:
            return _("Nothing goes out any more: the demand was withdrawn or closed.")
        if found is None or not may_release(visitor_with(person, at), found.batch.demand):
            return _("Somebody who may send this demand’s letters releases them.")
        if not may_decide(visitor_with(proposal.proposed_by, at), found.batch.demand):
            return _("Who proposed this may no longer do so.")
        return ""

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        found = self.missive(proposal)
        assert found is not None
        # Asked again with everything held: the demand first, as every act on it does.
        locked_for(may_release, found.batch.demand, Stage.AGREED, actor=by, at=at)
        try:
            queue_again(held_for_decision(found, (State.PERHAPS,), by, at), by, at)
        except DecidedMeanwhile as meanwhile:
            closed = _("This is no longer open: it was answered, taken back, or its time is over.")
            raise NotTheSecond(closed) from meanwhile
        announce_proposal(proposal, actor=by, at=at)

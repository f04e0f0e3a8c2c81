"""What every act of two persons on one letter asks: which letter it is, and its demand held."""

from tamyr.deliveries.models import Missive
from tamyr.demands.models import Demand
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind
from tamyr.safety.services.proposals import hold_rows


class LetterKind(Kind):
    """What one person proposes of a letter and another one decides."""

    def missive(self, proposal: Proposal) -> Missive | None:
        found = Missive.objects.filter(pk=proposal.about_key)
        return found.select_related("batch__demand__member", "delivery__institution").first()

    def hold(self, proposal: Proposal) -> None:
        # The demand first, as every act on its letters does.
        found = self.missive(proposal)
        if found is not None:
            hold_rows(Demand, found.batch.demand_id)

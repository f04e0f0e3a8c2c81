"""Who may judge beside the rating, and when. Nobody's judgement changes a number."""

from rules.predicates import Predicate, predicate

from tamyr.evidence.models import Judgement
from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator
from tamyr.procedures.rules import is_closed, is_open


@predicate
def proposed_it(visitor: Visitor, judgement: Judgement) -> bool:
    """Acts now for the organisation that proposed it, whoever wrote it then."""
    return judgement.member_id is not None and visitor.acts_for(judgement.member_id)


# Until somebody publishes it, which may be long after its time: it stays its member's own.
may_withdraw_judgement: Predicate = proposed_it & (is_open | is_closed)
# The right without the time: whoever is too early is told how it stands, and not that they may not.
may_publish_judgements: Predicate = is_coordinator
may_publish_judgement: Predicate = is_coordinator & is_closed

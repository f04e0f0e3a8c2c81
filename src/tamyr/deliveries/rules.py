"""Who may prepare, release and decide on letters, and when. Who releases is always somebody else than who prepared."""

from rules.predicates import Predicate

from tamyr.deliveries.models import NationalText
from tamyr.demands.models import Demand
from tamyr.demands.rules import is_for_a_second, may_deliver, may_record
from tamyr.network.models import Visitor

may_prepare: Predicate = may_deliver
may_release: Predicate = may_deliver
# Whoever records what happens to the letters of a demand reads them all, and says what became of a doubtful one.
may_read: Predicate = may_record
may_decide: Predicate = may_record


def may_check_national(visitor: Visitor, demand: Demand, text: NationalText) -> bool:
    """Whether a text in a national language may be checked: by anybody of the network but its maker."""
    return is_for_a_second(visitor, demand, text)

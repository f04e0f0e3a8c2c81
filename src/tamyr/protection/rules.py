"""Who may do what where people look after each other."""

from rules.predicates import Predicate, predicate

from tamyr.network.models import Visitor
from tamyr.network.rules import is_coordinator, is_in_network
from tamyr.protection.models import Responder


@predicate
def is_responder(visitor: Visitor) -> bool:
    """Is named to receive letters today. Coordination alone opens none, nor their list."""
    own = Responder.objects.filter(person=visitor.person, ended_at=None)
    return visitor.person is not None and own.exists()


may_read_letters: Predicate = is_responder
may_name_responders: Predicate = is_coordinator
may_see_responders: Predicate = is_coordinator | is_responder
may_check_in: Predicate = is_in_network

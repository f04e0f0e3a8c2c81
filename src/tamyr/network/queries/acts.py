from tamyr.network.models import Visitor
from tamyr.safety.queries import Act, latest_acts


def acts_visible_to(visitor: Visitor) -> list[Act]:
    """Return the latest acts: coordinators see that each happened, everybody else sees their own."""
    if visitor.person is None:
        return []
    return latest_acts(person=visitor.person.pk, only_own=not visitor.is_coordinator)

from django.db.models import Q, QuerySet

from tamyr.network.models import CircleSeat, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.safety.models import ExposureLevel


def members_visible_to(visitor: Visitor) -> QuerySet[Member]:
    """Return the members whose existence this visitor may know.

    Public: anybody. Network: people of the network. Circle: those who share a circle with the
    member's people, and coordinators. Sealed: the member's own delegates alone.
    """
    seen = Q(exposure=ExposureLevel.PUBLIC) | Q(pk__in=visitor.members)
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    elif visitor.circles:
        seats = CircleSeat.objects.filter(
            holding_on(visitor.on), circle__in=visitor.circles, member__isnull=False
        )
        seen |= Q(exposure=ExposureLevel.CIRCLE, pk__in=seats.values("member_id"))
    return Member.objects.filter(seen).select_related("country")

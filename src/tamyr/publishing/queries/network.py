"""What pages show of the network room."""

from django.db.models import Q, QuerySet

from tamyr.network.models import Partner, Visitor
from tamyr.safety.models import ExposureLevel


def partners_shown(visitor: Visitor) -> QuerySet[Partner]:
    """Return today's partners whose existence this visitor may know, the oldest first."""
    levels = [ExposureLevel.PUBLIC, *([ExposureLevel.NETWORK] if visitor.is_in_network else [])]
    today = Q(since_on__lte=visitor.on) & (Q(until_on__isnull=True) | Q(until_on__gt=visitor.on))
    return Partner.objects.filter(today, exposure__in=levels)

from django.db.models import Q, QuerySet

from tamyr.network.models import Circle, CircleSeat, Mandate, Person, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.members import members_visible_to
from tamyr.safety.models import ExposureLevel


def people_visible_to(visitor: Visitor) -> QuerySet[Person]:
    """Return the people whose existence this visitor may know.

    Public: anybody. Network: people of the network. Circle: those who sit in a circle with them.
    Everybody is seen by themselves and, whatever the level, by those who act for the same member.
    """
    seen = Q(exposure=ExposureLevel.PUBLIC)
    if visitor.person is not None:
        seen |= Q(pk=visitor.person.pk)
        colleagues = Mandate.objects.filter(holding_on(visitor.on), member__in=visitor.members)
        seen |= Q(pk__in=colleagues.values("person_id"))
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    elif visitor.circles:
        seats = CircleSeat.objects.filter(holding_on(visitor.on), circle__in=visitor.circles)
        seen |= Q(exposure=ExposureLevel.CIRCLE, pk__in=seats.values("person_id"))
    return Person.objects.filter(seen, is_active=True)


def mandates_visible_to(visitor: Visitor) -> QuerySet[Mandate]:
    """Return the mandates of today whose member and person are both visible."""
    return Mandate.objects.filter(
        holding_on(visitor.on),
        member__in=members_visible_to(visitor).values("pk"),
        person__in=people_visible_to(visitor).values("pk"),
    ).select_related("person", "member")


def circles_visible_to(visitor: Visitor) -> QuerySet[Circle]:
    seen = Q(exposure=ExposureLevel.PUBLIC) | Q(pk__in=visitor.circles)
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    return Circle.objects.filter(seen)

from django.db.models import QuerySet

from tamyr.network.models import Circle, CircleSeat, Person, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.people import circles_visible_to, people_visible_to


def circle_seen(visitor: Visitor, slug: str) -> Circle | None:
    return circles_visible_to(visitor).filter(slug=slug).first()


def seats_visible_to(visitor: Visitor, circle: Circle) -> QuerySet[CircleSeat]:
    """Return today's seats of a circle, as far as their people may be known to the visitor."""
    seats = CircleSeat.objects.filter(holding_on(visitor.on), circle=circle)
    return seats.filter(person__in=people_visible_to(visitor).values("pk")).select_related("person", "member")


def not_seated(visitor: Visitor, circle: Circle) -> QuerySet[Person]:
    seated = CircleSeat.objects.filter(holding_on(visitor.on), circle=circle).values("person")
    return people_visible_to(visitor).exclude(pk__in=seated)

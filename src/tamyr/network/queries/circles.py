from dataclasses import dataclass

from django.db.models import QuerySet

from tamyr.accounts.models import Person
from tamyr.network.logic.member_entry import Value
from tamyr.network.models import Circle, CircleSeat, Member, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.members import members_visible_to
from tamyr.network.queries.people import circles_visible_to, people_visible_to
from tamyr.network.rules import is_themselves


@dataclass(frozen=True)
class SeatShown:
    """A seat as one visitor may see it: ``member`` is None where its name is not theirs to know."""

    seat: CircleSeat
    member: Member | None
    is_own: bool


def circle_entry(circle: Circle) -> dict[str, Value]:
    """Return what the form about a circle shows, as one flat set of values."""
    return {
        "name_ru": circle.names.get("ru", ""),
        "name_en": circle.names.get("en", ""),
        "purpose_ru": circle.purposes.get("ru", ""),
        "purpose_en": circle.purposes.get("en", ""),
        "exposure": circle.exposure,
    }


def circle_seen(visitor: Visitor, slug: str) -> Circle | None:
    return circles_visible_to(visitor).filter(slug=slug).first()


def seats_visible_to(visitor: Visitor, circle: Circle) -> QuerySet[CircleSeat]:
    """Return today's seats of a circle, as far as their people may be known to the visitor."""
    seats = CircleSeat.objects.filter(holding_on(visitor.on), circle=circle)
    return seats.filter(person__in=people_visible_to(visitor).values("pk")).select_related("person")


def seats_shown(visitor: Visitor, circle: Circle) -> list[SeatShown]:
    seats = list(seats_visible_to(visitor, circle))
    of_members = [seat.member_id for seat in seats if seat.member_id]
    # A person may be known to a reader who must not learn of their member.
    known = members_visible_to(visitor).prefetch_related("words").in_bulk(of_members)
    return [
        SeatShown(
            seat,
            known.get(seat.member_id) if seat.member_id else None,
            is_own=is_themselves.test(visitor, seat.person),
        )
        for seat in seats
    ]


def not_seated(visitor: Visitor, circle: Circle) -> QuerySet[Person]:
    seated = CircleSeat.objects.filter(holding_on(visitor.on), circle=circle).values("person")
    return people_visible_to(visitor).exclude(pk__in=seated)

"""A network with one member, one person and one circle of each level of exposure."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from tests.databases import world
from tests.people import LONG_AGO, give_mandate, give_role, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Member, Role, Visitor
from tamyr.network.queries import visitor_on as visitor_at
from tamyr.safety.models import ExposureLevel

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LEVELS = [level.value for level in ExposureLevel]
OPEN, ALL = {"public", "network"}, set(LEVELS)


def visitor_on(person: Person | None) -> Visitor:
    return visitor_at(person, NOW)


@world("levels")
def fill_levels() -> SimpleNamespace:
    """One member, one person and one circle of each level, and those who might know of them.

    ``near`` sits with them all in one circle, ``left`` sat there until today; ``colleague`` acts for the
    same members, ``parted`` did until today.
    """
    names = ("near", "left", "colleague", "parted", "delegate", "coordinator", "editor", "guest")
    cast = {name: make_person(name, name.title()) for name in names}
    common = Circle.objects.create(slug="common", exposure=ExposureLevel.SEALED, began_on=LONG_AGO)
    CircleSeat.objects.create(circle=common, person=cast["near"], from_on=TODAY)
    CircleSeat.objects.create(circle=common, person=cast["left"], from_on=LONG_AGO, until_on=TODAY)
    for level in LEVELS:
        owner = make_person(f"owner-{level}", level, exposure=level)
        hides = level == ExposureLevel.SEALED
        member = make_member(level, level, "KAZ", exposure=ExposureLevel.NETWORK if hides else level)
        for person in (owner, cast["colleague"]):
            give_mandate(person, member)
        give_mandate(cast["parted"], member, until_on=TODAY)
        CircleSeat.objects.create(circle=common, person=owner, member=member, from_on=LONG_AGO)
        Circle.objects.create(slug=level, exposure=level, began_on=LONG_AGO)
        if hides:
            seal(member)
        # The address of a hidden member says nothing: here it has to.
        Member.objects.filter(pk=member.pk).update(slug=level)
    give_mandate(cast["delegate"], make_member("elsewhere", "там", "GEO", exposure=ExposureLevel.SEALED))
    give_role(cast["coordinator"], Role.COORDINATOR)
    give_role(cast["editor"], Role.EDITOR)
    give_role(cast["guest"], Role.GUEST)
    return SimpleNamespace(people={**cast, "stranger": None}, common=common)

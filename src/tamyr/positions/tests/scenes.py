"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass

from tests.databases import world
from tests.people import make_aygul, make_green_lake

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Position, Version
from tamyr.positions.services import signing
from tamyr.positions.tests import writing

LATER = writing.NOON + 30 * writing.DAY
UNTIL = LATER + 20 * writing.DAY


@dataclass(frozen=True)
class Begun:
    """A position of Example Green Lake with three clauses, which Aygul facilitates."""

    green_lake: Member
    aygul: Person
    position: Position


@world("begun_position")
def fill_begun_position() -> Begun:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    return Begun(green_lake, aygul, writing.begun(aygul, green_lake))


@world("adopted_position", after="begun_position")
def fill_adopted_position() -> Version:
    return writing.adopted(Position.objects.get(), Person.objects.get())


@world("position_to_sign", after="adopted_position")
def fill_position_to_sign() -> Version:
    version, aygul = Version.objects.get(), Person.objects.get()
    return signing.ask_for_signatures(version=version, until=UNTIL, actor=aygul.pk, at=LATER)

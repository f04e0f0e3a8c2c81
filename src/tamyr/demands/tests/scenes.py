"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass

from tests.databases import world
from tests.people import make_aygul, make_dana, make_green_lake

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import agreed, letter, ministry
from tamyr.network.models import Member


@dataclass(frozen=True)
class AgreedDemand:
    """A demand of Example Green Lake that Aygul wrote and Dana agreed to."""

    green_lake: Member
    aygul: Person
    dana: Person
    demand: Demand


@world("agreed_by_two")
def fill_agreed_by_two() -> AgreedDemand:
    green_lake = make_green_lake()
    aygul, dana = make_aygul(green_lake), make_dana(green_lake)
    return AgreedDemand(green_lake, aygul, dana, agreed(aygul, dana, green_lake))


@dataclass(frozen=True)
class AddressedDemand:
    """The letter of the same demand, and the ministry that it goes to."""

    sent: Delivery
    body: Institution


@world("addressed_demand", after="agreed_by_two")
def fill_addressed_demand() -> AddressedDemand:
    demand, body = Demand.objects.get(), ministry()
    return AddressedDemand(
        letter(demand, Person.objects.get(sign_in_name="aygul"), body, demand.member), body
    )

"""What the tests of this room share; many begin with a demand that two agreed to (``tests.databases``)."""

from dataclasses import dataclass

import pytest
from tests.databases import Databases, world
from tests.people import make_aygul, make_dana, make_green_lake

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import agreed, letter, ministry
from tamyr.network.models import Member


@dataclass(frozen=True)
class Agreed:
    """A demand of Example Green Lake that Aygul wrote and Dana agreed to."""

    green_lake: Member
    aygul: Person
    dana: Person
    demand: Demand


@world("agreed_by_two")
def fill_agreed_by_two() -> Agreed:
    green_lake = make_green_lake()
    aygul, dana = make_aygul(green_lake), make_dana(green_lake)
    return Agreed(green_lake, aygul, dana, agreed(aygul, dana, green_lake))


@world("addressed_demand", after="agreed_by_two")
def fill_addressed_demand() -> Delivery:
    demand = Demand.objects.get()
    return letter(demand, Person.objects.get(sign_in_name="aygul"), ministry(), demand.member)


@pytest.fixture
def agreed_by_two(db: None, databases: Databases) -> Agreed:
    given: Agreed = databases.given_by("agreed_by_two")
    return given


@pytest.fixture
def addressed_demand(agreed_by_two: Agreed, databases: Databases) -> Delivery:
    """The letter of the same demand to a ministry."""
    given: Delivery = databases.given_by("addressed_demand")
    return given


@pytest.fixture
def green_lake(request: pytest.FixtureRequest, db: None, databases: Databases) -> Member:
    if "agreed_by_two" not in request.fixturenames:
        member: Member = databases.given_or_filled("green_lake")
        return member
    given: Agreed = request.getfixturevalue("agreed_by_two")
    return given.green_lake


@pytest.fixture
def aygul(request: pytest.FixtureRequest, green_lake: Member) -> Person:
    if "agreed_by_two" not in request.fixturenames:
        return make_aygul(green_lake)
    given: Agreed = request.getfixturevalue("agreed_by_two")
    return given.aygul


@pytest.fixture
def dana(request: pytest.FixtureRequest, green_lake: Member) -> Person:
    if "agreed_by_two" not in request.fixturenames:
        return make_dana(green_lake)
    given: Agreed = request.getfixturevalue("agreed_by_two")
    return given.dana


@pytest.fixture
def demand(agreed_by_two: Agreed) -> Demand:
    return agreed_by_two.demand


@pytest.fixture
def body(request: pytest.FixtureRequest, db: None) -> Institution:
    if "addressed_demand" not in request.fixturenames:
        return ministry()
    sent: Delivery = request.getfixturevalue("addressed_demand")
    return sent.institution


@pytest.fixture
def sent(addressed_demand: Delivery) -> Delivery:
    return addressed_demand

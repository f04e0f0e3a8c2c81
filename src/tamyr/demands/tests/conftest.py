import pytest

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import agreed, letter, ministry
from tamyr.network.models import Member


@pytest.fixture
def demand(aygul: Person, dana: Person, green_lake: Member) -> Demand:
    return agreed(aygul, dana, green_lake)


@pytest.fixture
def body(db: None) -> Institution:
    return ministry()


@pytest.fixture
def sent(demand: Demand, aygul: Person, body: Institution, green_lake: Member) -> Delivery:
    return letter(demand, aygul, body, green_lake)

import pytest
from tests.scenes import scene, who_stands

from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import ministry
from tamyr.demands.tests.scenes import AddressedDemand, AgreedDemand

agreed_by_two = scene("agreed_by_two")
addressed_demand = scene("addressed_demand")
green_lake = who_stands("green_lake", "agreed_by_two")
aygul, dana = (who_stands(name, "agreed_by_two", takes="green_lake") for name in ("aygul", "dana"))
body = who_stands("body", "addressed_demand", made=ministry)


@pytest.fixture
def demand(agreed_by_two: AgreedDemand) -> Demand:
    return agreed_by_two.demand


@pytest.fixture
def sent(addressed_demand: AddressedDemand) -> Delivery:
    return addressed_demand.sent

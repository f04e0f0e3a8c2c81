import pytest
from django.test import Client
from tests.entry import signed_in
from tests.scenes import scene, who_stands

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.replies.models import Mailbox
from tamyr.replies.tests.scenes import AskedDemand

asked_demand = scene("asked_demand")
answered = scene("answered")
answered_with_files = scene("answered_with_files")
unknown_letter = scene("unknown_letter")
green_lake = who_stands("green_lake", "asked_demand")
aygul = who_stands("aygul", "asked_demand", takes="green_lake")


@pytest.fixture
def box(asked_demand: AskedDemand) -> Mailbox:
    return asked_demand.box


@pytest.fixture
def delivery(box: Mailbox) -> Delivery:
    return box.delivery


@pytest.fixture
def demand(delivery: Delivery) -> Demand:
    return delivery.demand


@pytest.fixture
def hers(aygul: Person) -> Client:
    return signed_in(aygul)

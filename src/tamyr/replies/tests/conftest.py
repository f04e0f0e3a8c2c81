import pytest
from django.test import Client
from tests.entry import sign_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.network.models import Member
from tamyr.replies.models import Mailbox
from tamyr.replies.tests.mailing import asked, box_for, letter_to, ministry


@pytest.fixture
def demand(aygul: Person, green_lake: Member) -> Demand:
    return asked(green_lake, aygul)


@pytest.fixture
def delivery(demand: Demand) -> Delivery:
    return letter_to(demand, ministry())


@pytest.fixture
def box(delivery: Delivery, aygul: Person) -> Mailbox:
    return box_for(delivery, aygul)


@pytest.fixture
def hers(client: Client, aygul: Person) -> Client:
    return sign_in(client, aygul)

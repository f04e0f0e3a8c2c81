"""What the tests of this room share; most begin with an address for answers, many with a letter (``tests.databases``)."""

from dataclasses import dataclass

import pytest
from django.test import Client
from tests.databases import Databases, world
from tests.people import make_aygul, make_green_lake

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import client_of
from tamyr.network.models import Member
from tamyr.replies.models import Arrival, Mailbox
from tamyr.replies.tests.filing import FILES, with_files
from tamyr.replies.tests.mailing import QUOTED, answer_to, asked, box_for, came, letter_to, ministry


@dataclass(frozen=True)
class Asked:
    """A demand of Example Green Lake with a letter to a ministry, and the address that Aygul opened for its answers."""

    green_lake: Member
    aygul: Person
    box: Mailbox


@world("asked_demand")
def fill_asked_demand() -> Asked:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    return Asked(green_lake, aygul, box_for(letter_to(asked(green_lake, aygul), ministry()), aygul))


@world("answered", after="asked_demand")
def fill_answered() -> Arrival:
    return came(answer_to(Mailbox.objects.get(), QUOTED))


@world("answered_with_files", after="asked_demand")
def fill_answered_with_files() -> Arrival:
    return with_files(Mailbox.objects.get(), *FILES)


@world("unknown_letter", after="asked_demand")
def fill_unknown_letter() -> Arrival:
    return came(answer_to(None, sender="someone@example.net"))


@pytest.fixture
def asked_demand(db: None, databases: Databases) -> Asked:
    given: Asked = databases.given_by("asked_demand")
    return given


@pytest.fixture
def answered(asked_demand: Asked, databases: Databases) -> Arrival:
    """A letter that came to the address, with the one that it answers below, and stands at the demand."""
    arrival: Arrival = databases.given_by("answered")
    return arrival


@pytest.fixture
def answered_with_files(asked_demand: Asked, databases: Databases) -> Arrival:
    """The same with three files, of which one can be made anew and one is held."""
    arrival: Arrival = databases.given_by("answered_with_files")
    return arrival


@pytest.fixture
def unknown_letter(asked_demand: Asked, databases: Databases) -> Arrival:
    """A letter of somebody whom nobody knows, that waits for a person."""
    arrival: Arrival = databases.given_by("unknown_letter")
    return arrival


@pytest.fixture
def green_lake(request: pytest.FixtureRequest, db: None, databases: Databases) -> Member:
    if "asked_demand" not in request.fixturenames:
        member: Member = databases.given_or_filled("green_lake")
        return member
    given: Asked = request.getfixturevalue("asked_demand")
    return given.green_lake


@pytest.fixture
def aygul(request: pytest.FixtureRequest, green_lake: Member) -> Person:
    if "asked_demand" not in request.fixturenames:
        return make_aygul(green_lake)
    given: Asked = request.getfixturevalue("asked_demand")
    return given.aygul


@pytest.fixture
def demand(delivery: Delivery) -> Demand:
    return delivery.demand


@pytest.fixture
def delivery(box: Mailbox) -> Delivery:
    return box.delivery


@pytest.fixture
def box(asked_demand: Asked) -> Mailbox:
    return asked_demand.box


@pytest.fixture
def hers(aygul: Person) -> Client:
    return client_of(aygul)

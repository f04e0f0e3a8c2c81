"""What the tests of this room share; they begin with a demand that can be sent (``tests.databases``)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import pytest
from tests.databases import Databases, world
from tests.people import make_aygul, make_dana, make_green_lake

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution
from tamyr.deliveries.models import Batch, Missive, ReceiptDraft
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.tests.proving import NARROW, hand, portal_pdf
from tamyr.deliveries.tests.releasing import released
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import NOON, agreed, letter, ministry
from tamyr.network.models import Member

MINISTRY_NUMBER = 90_001
MINISTRY = "office@ministry.example.org"


@dataclass(frozen=True)
class Agreed:
    """A demand of Example Green Lake that Aygul wrote and Dana agreed to, and a ministry that takes e-mail."""

    green_lake: Member
    aygul: Person
    dana: Person
    demand: Demand
    body: Institution


@world("agreed_demand")
def fill_agreed_demand() -> Agreed:
    green_lake = make_green_lake()
    aygul, dana = make_aygul(green_lake), make_dana(green_lake)
    body = ministry(MINISTRY_NUMBER)
    Channel.objects.create(
        institution=body,
        letter="demand",
        way="email",
        value=MINISTRY,
        is_lawful=True,
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=NOON.date(),
        entered_at=NOON,
    )
    return Agreed(green_lake, aygul, dana, agreed(aygul, dana, green_lake), body)


def named(name: str) -> Person:
    return Person.objects.get(sign_in_name=name)


def prepared_by(way: str) -> Batch:
    """Add a letter to the demand of before, and let Aygul prepare it."""
    demand, body, aygul = (
        Demand.objects.get(),
        Institution.objects.get(number=MINISTRY_NUMBER),
        named("aygul"),
    )
    plan = Plan([letter(demand, aygul, body, demand.member, way=way)], demand.member)
    return prepare(demand=demand, plan=plan, form_key=uuid4(), actor=aygul.pk, at=NOON)


def released_by(way: str) -> Missive:
    """Let Dana release what Aygul prepared."""
    return released(prepared_by(way), named("aygul"), named("dana"))


@world("prepared_letter", after="agreed_demand")
def fill_prepared_letter() -> Batch:
    return prepared_by("email")


@world("mailed_letter", after="agreed_demand")
def fill_mailed_letter() -> Missive:
    return released_by("email")


@world("posted_letter", after="agreed_demand")
def fill_posted_letter() -> Missive:
    return released_by("post")


@world("drafted_proof", after="posted_letter")
def fill_drafted_proof() -> ReceiptDraft:
    assert hand(named("dana"), Missive.objects.get(), portal_pdf(1, NARROW)).status_code == 302
    return ReceiptDraft.objects.get()


@pytest.fixture
def agreed_demand(db: None, databases: Databases) -> Agreed:
    given: Agreed = databases.given_by("agreed_demand")
    return given


@pytest.fixture
def mailed_letter(db: None, databases: Databases) -> Missive:
    """A letter that goes out by e-mail as soon as letters are sent."""
    given: Missive = databases.given_by("mailed_letter")
    return given


@pytest.fixture
def posted_letter(db: None, databases: Databases) -> Missive:
    """A letter on paper that a person is to hand over."""
    given: Missive = databases.given_by("posted_letter")
    return given


@pytest.fixture
def drafted_proof(posted_letter: Missive, databases: Databases) -> ReceiptDraft:
    """A page of a PDF that Dana handed in and has not looked at yet."""
    given: ReceiptDraft = databases.given_by("drafted_proof")
    return given


@pytest.fixture
def prepared_letter(db: None, databases: Databases) -> Batch:
    """A letter by e-mail that Aygul prepared and nobody has released."""
    given: Batch = databases.given_by("prepared_letter")
    return given


@pytest.fixture
def green_lake(agreed_demand: Agreed) -> Member:
    return agreed_demand.green_lake


@pytest.fixture
def aygul(agreed_demand: Agreed) -> Person:
    return agreed_demand.aygul


@pytest.fixture
def dana(agreed_demand: Agreed) -> Person:
    return agreed_demand.dana


@pytest.fixture
def demand(agreed_demand: Agreed) -> Demand:
    return agreed_demand.demand


@pytest.fixture
def body(agreed_demand: Agreed) -> Institution:
    return agreed_demand.body


@pytest.fixture
def delivery(request: pytest.FixtureRequest, agreed_demand: Agreed) -> Delivery:
    if "mailed_letter" in request.fixturenames:
        sent: Missive = request.getfixturevalue("mailed_letter")
        return sent.delivery
    given = agreed_demand
    return letter(given.demand, given.aygul, given.body, given.green_lake, way="email")


@pytest.fixture
def prepared(delivery: Delivery, aygul: Person, green_lake: Member) -> Callable[..., Batch]:
    def of(at: datetime = NOON, **changed: object) -> Batch:
        plan = Plan(**{"deliveries": [delivery], "member": green_lake, **changed})  # type: ignore[arg-type]
        return prepare(demand=delivery.demand, plan=plan, form_key=uuid4(), actor=aygul.pk, at=at)

    return of

"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass
from uuid import uuid4

from tests.databases import world

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.deliveries.models import Batch, Missive, ReceiptDraft
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.tests.proving import NARROW, hand, portal_pdf
from tamyr.deliveries.tests.releasing import released
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests import scenes as _scenes  # noqa: F401 (registers the demand that two agreed to)
from tamyr.demands.tests.asking import NOON, letter, ministry, road

MINISTRY_NUMBER = 90_001
MINISTRY = "office@ministry.example.org"


@dataclass(frozen=True)
class ReachableBody:
    """A ministry that takes e-mail, beside the demand that two agreed to."""

    body: Institution


@world("agreed_demand", after="agreed_by_two")
def fill_agreed_demand() -> ReachableBody:
    body = ministry(MINISTRY_NUMBER)
    road(body, "email", MINISTRY)
    return ReachableBody(body)


def named(name: str) -> Person:
    return Person.objects.get(sign_in_name=name)


def written(way: str = "email") -> Delivery:
    """Let Aygul add a letter to the ministry to the demand."""
    demand, body = Demand.objects.get(), Institution.objects.get(number=MINISTRY_NUMBER)
    return letter(demand, named("aygul"), body, demand.member, way=way)


def prepared_by(way: str) -> Batch:
    """Let Aygul prepare such a letter."""
    delivery = written(way)
    demand = delivery.demand
    plan = Plan([delivery], demand.member)
    return prepare(demand=demand, plan=plan, form_key=uuid4(), actor=named("aygul").pk, at=NOON)


def released_by(way: str) -> Missive:
    """Let Dana release what Aygul prepared."""
    return released(prepared_by(way), named("aygul"), named("dana"))


@world("prepared_letter", after="agreed_demand")
def fill_prepared_letter() -> Batch:
    """A letter by e-mail that Aygul prepared and nobody has released."""
    return prepared_by("email")


@world("mailed_letter", after="agreed_demand")
def fill_mailed_letter() -> Missive:
    """A letter that goes out by e-mail as soon as letters are sent."""
    return released_by("email")


@world("posted_letter", after="agreed_demand")
def fill_posted_letter() -> Missive:
    """A letter on paper that a person is to hand over."""
    return released_by("post")


@world("drafted_proof", after="posted_letter")
def fill_drafted_proof() -> ReceiptDraft:
    """A page of a PDF that Dana handed in and has not looked at yet."""
    assert hand(named("dana"), Missive.objects.get(), portal_pdf(1, NARROW)).status_code == 302
    return ReceiptDraft.objects.get()

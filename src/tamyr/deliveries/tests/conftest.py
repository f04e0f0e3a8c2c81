from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution
from tamyr.deliveries.models import Batch
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.demands.models import Delivery, Demand
from tamyr.demands.tests.asking import NOON, agreed, letter, ministry
from tamyr.network.models import Member

MINISTRY = "office@ministry.example.org"


@pytest.fixture
def demand(aygul: Person, dana: Person, green_lake: Member) -> Demand:
    return agreed(aygul, dana, green_lake)


@pytest.fixture
def body(db: None) -> Institution:
    made = ministry()
    Channel.objects.create(
        institution=made,
        letter="demand",
        way="email",
        value=MINISTRY,
        is_lawful=True,
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=NOON.date(),
        entered_at=NOON,
    )
    return made


@pytest.fixture
def delivery(demand: Demand, aygul: Person, body: Institution, green_lake: Member) -> Delivery:
    return letter(demand, aygul, body, green_lake, way="email")


@pytest.fixture
def prepared(delivery: Delivery, aygul: Person, green_lake: Member) -> Callable[..., Batch]:
    def of(at: datetime = NOON, **changed: object) -> Batch:
        plan = Plan(**{"deliveries": [delivery], "member": green_lake, **changed})  # type: ignore[arg-type]
        return prepare(demand=delivery.demand, plan=plan, form_key=uuid4(), actor=aygul.pk, at=at)

    return of

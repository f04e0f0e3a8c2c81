from datetime import datetime
from uuid import uuid4

import pytest
from tests.scenes import scene, who_stands

from tamyr.accounts.models import Person
from tamyr.deliveries.models import Batch
from tamyr.deliveries.services.preparing import Plan, prepare
from tamyr.deliveries.tests.releasing import PrepareBatch
from tamyr.deliveries.tests.scenes import written
from tamyr.demands.models import Delivery
from tamyr.demands.tests.asking import NOON
from tamyr.network.models import Member

agreed_by_two = scene("agreed_by_two")
agreed_demand = scene("agreed_demand")
prepared_letter = scene("prepared_letter")
mailed_letter = scene("mailed_letter")
posted_letter = scene("posted_letter")
drafted_proof = scene("drafted_proof")
green_lake, aygul, dana, demand, body = (
    who_stands(name, "agreed_by_two", "agreed_demand", takes="agreed_demand")
    for name in ("green_lake", "aygul", "dana", "demand", "body")
)
delivery = who_stands("delivery", "mailed_letter", takes="agreed_demand", made=written)


@pytest.fixture
def prepared(delivery: Delivery, aygul: Person, green_lake: Member) -> PrepareBatch:
    def of(at: datetime = NOON, **changed: object) -> Batch:
        plan = Plan(**{"deliveries": [delivery], "member": green_lake, **changed})  # type: ignore[arg-type]
        return prepare(demand=delivery.demand, plan=plan, form_key=uuid4(), actor=aygul.pk, at=at)

    return of

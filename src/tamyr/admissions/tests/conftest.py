import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.admissions.models import Admission, Objection
from tamyr.admissions.services import admissions as acts
from tamyr.admissions.tests.application import NOON, REASON, filled, run
from tamyr.network.models import Member


@pytest.fixture
def received(client: Client, db: None) -> Admission:
    client.post("/en/join/", filled())
    Admission.objects.update(received_at=NOON)
    return Admission.objects.get()


@pytest.fixture
def opened(received: Admission, cyra: Person) -> Admission:
    return acts.open_window(admission=received, days=14, actor=cyra.pk, at=NOON)


@pytest.fixture
def objection(opened: Admission, bela: Person, mountain_voice: Member) -> Objection:
    return acts.raise_objection(
        admission=opened, member=mountain_voice, reason=REASON, actor=bela.pk, at=run(3600)
    )

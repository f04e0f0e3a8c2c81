import pytest

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation
from tamyr.consultations.services.taking_part import take_part
from tamyr.consultations.tests.calling import NOON, told
from tamyr.network.models import Member


@pytest.fixture
def open_one(aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member) -> Consultation:
    """Return one that Aygul told of and in which Bela’s member takes part; pages find it open as well."""
    made = told(aygul, green_lake)
    take_part(consultation=made, member=mountain_voice, how="speak", is_named=True, actor=bela.pk, at=NOON)
    return made

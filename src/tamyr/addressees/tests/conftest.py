import pytest
from tests.scenes import scene, who_stands

from tamyr.addressees.models import Holder, Institution
from tamyr.addressees.tests.scenes import EnteredBody

entered_body = scene("entered_body")
named_holder = scene("named_holder")
green_lake = who_stands("green_lake", "entered_body")
aygul = who_stands("aygul", "entered_body", takes="green_lake")


@pytest.fixture
def winds(entered_body: EnteredBody) -> Institution:
    return entered_body.winds


@pytest.fixture
def holder(named_holder: Holder) -> Holder:
    return named_holder

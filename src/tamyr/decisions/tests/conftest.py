import pytest

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.tests.decision import opened
from tamyr.network.models import Member


@pytest.fixture
def priorities(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> Decision:
    """Two of three priorities, open to Green Lake and Mountain Voice."""
    return opened(cyra)

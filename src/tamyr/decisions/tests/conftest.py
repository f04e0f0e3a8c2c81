import pytest
from tests.scenes import scene, who_stands

from tamyr.decisions.models import Decision
from tamyr.decisions.tests.elections import People
from tamyr.decisions.tests.scenes import Crowd, OpenPriorities

open_priorities = scene("open_priorities")
decided_priorities = scene("decided_priorities")
seven_members = scene("seven_members")
secret_election = scene("secret_election")
all_codes = scene("all_codes")
belenios_election = scene("belenios_election")
one_hides = scene("one_hides")
decided_by_ten = scene("decided_by_ten")
cyra, aygul, bela, green_lake, mountain_voice = (
    who_stands(name, "open_priorities", "seven_members", "one_hides")
    for name in ("cyra", "aygul", "bela", "green_lake", "mountain_voice")
)


@pytest.fixture
def priorities(open_priorities: OpenPriorities) -> Decision:
    """Two of three priorities, open to Green Lake and Mountain Voice."""
    return open_priorities.decision


@pytest.fixture
def people(seven_members: Crowd) -> People:
    """Seven members of three countries, each with a delegate."""
    return seven_members.people

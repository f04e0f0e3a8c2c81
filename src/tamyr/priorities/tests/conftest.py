import pytest
from tests.people import with_role
from tests.scenes import scene, who_stands

from tamyr.accounts.models import Person
from tamyr.network.models import Role
from tamyr.priorities.models import Proposal, Round
from tamyr.priorities.services.rounds import draft_round
from tamyr.priorities.tests.scenes import CollectingRound, MyProposal, TheirProposal
from tamyr.priorities.tests.writing import NOON, key, plan

SCENES = ("collecting_round", "my_proposal", "their_proposal", "proposal_with_figures", "talked_round")
collecting_round = scene("collecting_round")
my_proposal = scene("my_proposal")
their_proposal = scene("their_proposal")
round_at_vote = scene("round_at_vote")
offered_merger = scene("offered_merger")
proposal_with_figures = scene("proposal_with_figures")
talked_round = scene("talked_round")
decided_round = scene("decided_round")
cyra, aygul, bela, hanna, green_lake, mountain_voice, quiet_garden = (
    who_stands(name, *SCENES)
    for name in ("cyra", "aygul", "bela", "hanna", "green_lake", "mountain_voice", "quiet_garden")
)


@pytest.fixture
def chingiz(db: None) -> Person:
    return with_role("chingiz", "Chingiz Example", Role.COORDINATOR)


@pytest.fixture
def drafted(cyra: Person) -> Round:
    return draft_round(plan=plan(), form_key=key(), actor=cyra.pk, at=NOON)


@pytest.fixture
def collecting(collecting_round: CollectingRound) -> Round:
    return collecting_round.round


@pytest.fixture
def mine(my_proposal: MyProposal) -> Proposal:
    return my_proposal.proposal


@pytest.fixture
def theirs(their_proposal: TheirProposal) -> Proposal:
    return their_proposal.proposal

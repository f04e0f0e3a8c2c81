import pytest
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.network.models import Member, Role
from tamyr.priorities.models import Authors, Proposal, Round
from tamyr.priorities.services.rounds import begin_round, draft_round
from tamyr.priorities.tests.writing import COLLECT, DRAFT, NOON, key, plan, proposed


@pytest.fixture
def chingiz(db: None) -> Person:
    return with_role("chingiz", "Chingiz Example", Role.COORDINATOR)


@pytest.fixture
def drafted(cyra: Person) -> Round:
    return draft_round(plan=plan(), form_key=key(), actor=cyra.pk, at=NOON)


@pytest.fixture
def collecting(drafted: Round, cyra: Person) -> Round:
    return begin_round(standing_round=drafted, actor=cyra.pk, clock=lambda: NOON)


@pytest.fixture
def hiding(cyra: Person) -> Round:
    """A round in which nobody may know yet who proposed what, open to the world."""
    made = draft_round(
        plan=plan(authors=Authors.HIDDEN, is_public=True), form_key=key(), actor=cyra.pk, at=NOON
    )
    return begin_round(standing_round=made, actor=cyra.pk, clock=lambda: NOON)


@pytest.fixture
def mine(collecting: Round, aygul: Person, green_lake: Member) -> Proposal:
    return proposed(collecting, green_lake, aygul, DRAFT)


@pytest.fixture
def theirs(collecting: Round, bela: Person, mountain_voice: Member) -> Proposal:
    return proposed(collecting, mountain_voice, bela, COLLECT)

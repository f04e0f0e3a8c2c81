"""Members vote on words that are bound first; the decision's question carries their hash."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.services.preparing import open_decision, withdraw_decision
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.positions.models import Position, Stage, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import deciding, writing
from tamyr.positions.services.locking import Bound
from tamyr.positions.tests.writing import CLAUSES, DAY, NOON, begun
from tamyr.procedures.models import Whose

pytestmark = pytest.mark.django_db
THRESHOLD = deciding.Threshold(share="3/4", countries=0, days=14)


@pytest.fixture
def offered(draft: Version, cyra: Person) -> Decision:
    return deciding.offer_decision(version=draft, threshold=THRESHOLD, actor=cyra.pk, at=NOON)


def stage(version: Version) -> str:
    version.refresh_from_db()
    return version.stage


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        (("yes", "yes"), Stage.ADOPTED),
        pytest.param(("yes", "no"), Stage.FAILED, marks=pytest.mark.whole),
    ],
)
def test_a_vote_adopts_it_or_not(
    choices: tuple[str, str],
    outcome: str,
    draft: Version,
    offered: Decision,
    aygul: Person,
    bela: Person,
    cyra: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    assert stage(draft) == Stage.DECIDING
    assert draft.text_hash in offered.question_en and draft.text_hash in offered.question_ru
    decision = open_decision(decision=offered, actor=cyra.pk, clock=lambda: NOON + DAY)
    for choice, member, person in zip(choices, (green_lake, mountain_voice), (aygul, bela), strict=True):
        cast(
            decision=decision,
            member=member,
            paper=Paper(choice),
            replaces=0,
            form_key=uuid4(),
            actor=person.pk,
            clock=lambda: NOON + 2 * DAY,
        )
    assert deciding.follow_decisions(at=NOON + 2 * DAY) == 0
    after = decision.closes_at + timedelta(minutes=1)
    see_to_decisions(clock=lambda: after)
    assert [deciding.follow_decisions(at=after) for _twice in range(2)] == [1, 0]
    assert stage(draft) == outcome
    page = Client().get(f"/en/positions/{draft.position.number}/")
    assert (CLAUSES[0] in page.content.decode()) is (outcome == Stage.ADOPTED)


def test_its_words_are_bound_from_the_offer_on(draft: Version, offered: Decision, aygul: Person) -> None:
    place = places_of(draft)[1]
    with pytest.raises(Bound):
        writing.write_clause(
            version=draft,
            code=place.code,
            text="Other.",
            base_sha=place.authoritative.sha,
            actor=aygul.pk,
            at=NOON,
        )


def test_a_decision_that_is_withdrawn_ends_the_version(
    draft: Version, offered: Decision, cyra: Person
) -> None:
    withdraw_decision(decision=offered, actor=cyra.pk, at=NOON + DAY)
    assert deciding.follow_decisions(at=NOON + DAY) == 1
    assert stage(draft) == Stage.FAILED


def test_a_coordinator_offers_it_and_whose_position_it_is_decide(
    position: Position, draft: Version, aygul: Person, cyra: Person, green_lake: Member
) -> None:
    part = begun(aygul, green_lake, whose=Whose("country", "KAZ")).versions.get()
    with pytest.raises(MayNot):
        deciding.offer_decision(version=draft, threshold=THRESHOLD, actor=aygul.pk, at=NOON)
    made = deciding.offer_decision(version=part, threshold=THRESHOLD, actor=cyra.pk, at=NOON)
    opened = open_decision(decision=made, actor=cyra.pk, clock=lambda: NOON)
    assert [seat.member for seat in opened.seats.all()] == [green_lake], "those of the country alone"

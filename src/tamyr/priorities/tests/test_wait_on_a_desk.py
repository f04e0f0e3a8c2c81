"""What a desk and the menu ask of the database while a round and a vote are open: little, and no more for many proposals."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.decisions.tests.decision import opened, place_of
from tamyr.network.models import Member
from tamyr.priorities.models import Round
from tamyr.priorities.queries.rounds import address_of_round
from tamyr.priorities.tests.writing import COLLECT, DRAFT, argued, proposed
from tamyr.safety.services import record_act


def somebody_acts() -> None:
    """After any act the menu counts anew what waits."""
    with transaction.atomic():
        record_act(act="example.act", actor=None, about=None, at=timezone.now())


def asked_after_an_act(page: Callable[[], object]) -> int:
    somebody_acts()
    with CaptureQueriesContext(connection) as asked:
        page()
    return len(asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"desk": 21, "round": 32},
        pytest.param({"sessions": 19, "decision": 38}, marks=pytest.mark.whole),
    ],
    ids="-".join,
)
def test_few_questions_are_asked_however_many_proposals_wait_for_an_answer(
    asked: dict[str, int],
    collecting: Round,
    aygul: Person,
    bela: Person,
    cyra: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    addresses = {
        "desk": "/en/desk/",
        "sessions": "/en/account/sessions/",
        "decision": place_of(opened(cyra)),
        "round": address_of_round(collecting),
    }
    places, delegate = {addresses[page]: most for page, most in asked.items()}, signed_in(aygul)
    for page in places:
        delegate.get(page)
    found = []
    for draft in (DRAFT, COLLECT):
        mine = proposed(collecting, green_lake, aygul, draft)
        argued(mine, mountain_voice, bela, "Say by when.")
        found.append({page: asked_after_an_act(lambda page=page: delegate.get(page)) for page in places})  # type: ignore[misc]
    assert found[0] == found[1], "a second proposal that waits costs nothing more"
    assert {page: number for page, number in found[1].items() if number > places[page]} == {}

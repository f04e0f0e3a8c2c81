"""Each act that takes two: who is told of it, who may be the second, what it leaves when they agree or refuse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tamyr.network.models import Role
from tamyr.safety.models import Proposal
from tamyr.safety.rules import _kinds, kind_of, why_not_approve
from tamyr.safety.services.proposals import AlreadyAnswered, NotTheSecond, approve, refuse
from tests.house.acts import DAY, WORDS, Scene
from tests.house.acts_of_two_persons import KINDS, SECOND, TRIED_ELSEWHERE
from tests.house.cast import Cast
from tests.house.test_acts import Traces
from tests.people import with_role


def proposed(cast: Cast, named: str) -> tuple[Scene, Proposal, Traces]:
    """Propose it beside another coordinator, who is of no line with the first."""
    people = {**cast.people, SECOND: with_role("another", "Another Example", Role.COORDINATOR)}
    scene = Scene(replace(cast, people=people), people[KINDS[named].by], timezone.now())
    KINDS[named].make(scene)
    left = Traces()
    made = KINDS[named].propose(scene)
    assert left.lines() == KINDS[named].made and left.news()
    return scene, made, left


def kind_proposed(cast: Cast, named: str) -> str:
    with transaction.atomic():
        kind = str(proposed(cast, named)[1].kind)
        transaction.set_rollback(True)
    return kind


@pytest.mark.whole
def test_every_kind_is_tried(cast: Cast) -> None:
    tried = {kind_proposed(cast, named) for named in KINDS}
    assert tried | TRIED_ELSEWHERE == set(_kinds)


def those(scene: Scene, asked: Callable[[Any, datetime], object]) -> str:
    return ", ".join(sorted(role for role, person in scene.cast.people.items() if asked(person.pk, scene.at)))


@pytest.mark.parametrize("named", KINDS)
def test_it_takes_a_second_one_who_may(cast: Cast, named: str) -> None:
    """And waits for them to its last moment, and no longer."""
    scene, made, left = proposed(cast, named)
    kind, row = kind_of(made), KINDS[named]
    assert those(scene, lambda person, at: kind.told(made, person, at)) == row.told
    seconds = those(scene, lambda person, at: not why_not_approve(made, person, at))
    assert seconds == row.seconds and row.by not in seconds.split(", ")
    for role in ("guest", row.by):
        with pytest.raises(NotTheSecond):
            approve(proposal=made, by=scene.cast.people[role].pk, at=scene.at)
    assert (left.lines(), left.news()) == ("", "")
    second = scene.cast.people[seconds.split(", ")[0]].pk
    end = scene.at + row.days * DAY
    assert made.waits_at(end - timedelta(microseconds=1)) and not made.waits_at(end)
    assert kind.why_not(made, second, scene.at) == "" != why_not_approve(made, second, end)
    with pytest.raises(AlreadyAnswered):
        approve(proposal=made, by=second, at=end)
    for _time in range(2):
        approve(proposal=made, by=second, at=scene.at)
    assert f"{left.lines()} | {left.news()}" == f"proposal.approved {row.done}"


# Most are refused alike: some end more by it, and each of the others is refused as a whole.
ENDING_MORE = {named for named, row in KINDS.items() if row.refused != "proposal.refused"}
TELLING = {next(iter(KINDS)), *ENDING_MORE}


@pytest.mark.parametrize(
    "named", [named if named in TELLING else pytest.param(named, marks=pytest.mark.whole) for named in KINDS]
)
def test_refused_it_is_as_if_it_had_not_been(cast: Cast, named: str) -> None:
    scene, made, left = proposed(cast, named)
    with pytest.raises(NotTheSecond):
        refuse(proposal=made, by=scene.cast.people["guest"].pk, reason=WORDS, at=scene.at)
    second = scene.cast.people[KINDS[named].seconds.split(", ")[0]].pk
    for _time in range(2):
        refuse(proposal=made, by=second, reason=WORDS, at=scene.at)
    made.refresh_from_db()
    assert left.lines() == KINDS[named].refused and not kind_of(made).stands(made, scene.at)
    assert made.reason == WORDS

"""Every rule and query tried as each of the cast, and every piece of news told to exactly those it concerns."""

import pytest
from django.db import transaction
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.consultations.models import Uptake
from tamyr.network.models import Circle, Mandate, Partner
from tamyr.priorities.services import moderation
from tests.house import (
    acts_of_deliveries,
    acts_of_letters,
    acts_of_the_network,
    acts_on_accounts,
    acts_on_consultations,
    acts_on_demands,
    acts_on_positions,
    acts_on_priorities,
)
from tests.house.acts import DAY, WORDS, Act, Scene
from tests.house.cast import Cast
from tests.house.hearing import who_heard
from tests.house.permissions import ROLES
from tests.house.test_acts import ALL, Traces, scene_of
from tests.house.who import (
    NOBODY,
    READ,
    Found,
    of_some,
    questions,
    read_table,
    who,
    who_could_find_more,
    write_table,
)

UNDER_WAY = "who, once more is under way"
# They join what each room says, which is asked there.
OF_ALL_ROOMS = (
    "network.queries.desk.calls.calls_for",
    "network.queries.desk.calls.count_for",
    "network.queries.desk.calls.waiting_for",
    "network.queries.desk.record.record_of",
)


def reviewed(request: pytest.FixtureRequest, part: str, found: Found) -> None:
    if request.config.getoption("write_permissions", default=False):
        write_table(part, found)
        return
    assert found == read_table()[part], READ


def asked_of_fewer(part: str) -> dict[str, list[str]]:
    """Return who is asked what on each change: whoever a rule could be widened for, beside one for whom it is."""
    return {name: who_could_find_more(answer) for name, answer in read_table()[part].items()}


def of_fewer(part: str, asked: dict[str, list[str]]) -> Found:
    return {name: of_some(read_table()[part][name], roles) for name, roles in asked.items()}


def test_no_rule_and_no_query_finds_more_for_anybody(cast: Cast) -> None:
    asked = asked_of_fewer("who")
    assert {question.name for question in questions()} == set(asked), READ
    for name, answer in read_table()["who"].items():
        # What is nobody's is asked below, where more is under way.
        if name in OF_ALL_ROOMS or answer == NOBODY:
            del asked[name]
    assert who(cast, timezone.now(), asked) == of_fewer("who", asked), READ


@pytest.mark.whole
def test_every_rule_and_query_says_of_each_of_the_cast_what_was_reviewed(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    reviewed(request, "who", who(cast, timezone.now()))


def busy(cast: Cast) -> Scene:
    """Let be under way what the cast has not: a draft and its translation, appeals, locks, readings, last days."""
    scene = Scene(cast, cast.people["coordinator"], timezone.now())
    acts_on_positions.translated(scene.acting("delegate"))
    acts_on_positions.of_agreement(scene.acting("delegate"))
    acts_on_priorities.drafted_round(scene)
    moderation.appeal(
        moderation=acts_on_priorities.put_aside(scene), words=WORDS, **scene.acting("delegate").when
    )
    acts_of_the_network.convened(scene)
    acts_of_letters.locked_down(scene)
    acts_on_accounts.waiting_for_a_reading(scene)
    acts_on_demands.whole(scene)
    acts_of_deliveries.doubtful(scene)
    acts_on_consultations.drafted(scene)
    Uptake.objects.update(replaced_at=scene.at)
    soon = scene.at.date() + 5 * DAY
    Mandate.objects.filter(person=cast.people["deputy"]).update(until_on=soon)
    Person.objects.filter(pk=cast.people["other delegate"].pk).update(came_back_at=scene.at)
    Partner.objects.update(since_on=soon)
    Circle.objects.update(exposure="sealed")
    return scene


def test_once_more_is_under_way_nothing_finds_more_for_anybody(cast: Cast) -> None:
    asked = asked_of_fewer(UNDER_WAY)
    assert who(cast, busy(cast).at, asked) == of_fewer(UNDER_WAY, asked), READ


@pytest.mark.whole
def test_what_is_nobodys_in_the_cast_is_somebodys_once_more_is_under_way(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    nobodys = [name for name, answer in read_table()["who"].items() if answer == NOBODY]
    reviewed(request, UNDER_WAY, who(cast, busy(cast).at, dict.fromkeys(nobodys, ROLES)))


def test_most_rules_and_queries_can_be_asked(db: None) -> None:
    assert len(questions()) > 200


def heard_of(cast: Cast, act: Act) -> Found:
    with transaction.atomic():
        scene = scene_of(cast, act)
        left = Traces()
        act.do(scene)
        left.news()
        found = who_heard(cast, left.new)
        transaction.set_rollback(True)
    return found


@pytest.mark.whole
def test_every_act_is_told_to_those_it_concerns(cast: Cast, request: pytest.FixtureRequest) -> None:
    found = {
        f"{name}: {kind}": roles
        for name, act in ALL.items()
        if act.tells
        for kind, roles in heard_of(cast, act).items()
    }
    reviewed(request, "told", found)

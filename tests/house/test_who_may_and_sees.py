"""Every rule and query tried as each of the cast, and every piece of news told to exactly those it concerns."""

import pytest
from django.db import transaction
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.consultations.models import Uptake
from tamyr.network.models import Circle, Mandate, Partner
from tamyr.network.queries import visitor_on
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import kind_named
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
from tests.house.permissions import named
from tests.house.test_acts import ALL, scene_of
from tests.house.who import NOBODY, Found, questions, read_table, who, write_table

READ = "run `make permissions` and read the difference"


def reviewed(request: pytest.FixtureRequest, part: str, found: Found) -> None:
    if request.config.getoption("write_permissions", default=False):
        write_table(part, found)
        return
    assert found == read_table()[part], READ


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


def test_what_is_nobodys_in_the_cast_is_somebodys_once_more_is_under_way(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    nobodys = {name for name, answer in read_table()["who"].items() if answer == NOBODY}
    reviewed(request, "who, once more is under way", who(cast, busy(cast).at, nobodys))


def test_most_rules_and_queries_can_be_asked(db: None) -> None:
    assert len(questions()) > 200


def told_of(cast: Cast, act: Act) -> Found:
    """Return who is told of what an act announced and may read it, by the kind of news."""
    with transaction.atomic():
        scene = scene_of(cast, act)
        before = set(Happening.objects.values_list("pk", flat=True))
        act.do(scene)
        found = {}
        for happening in Happening.objects.exclude(pk__in=before).order_by("kind", "at"):
            found[happening.kind] = named(readers(cast, happening))
        transaction.set_rollback(True)
    return found


def readers(cast: Cast, happening: Happening) -> list[str]:
    kind = kind_named(happening.kind)
    assert kind is not None and happening.about in set(kind.still({happening.about}))
    concerned = set(kind.concerns(happening, happening.at)) - {happening.actor_id}
    found = []
    for role, person in cast.people.items():
        reader = visitor_on(Person.objects.filter(pk=person.pk).first(), happening.at)
        things = kind.visible(reader, {happening.about}) if reader.person else {}
        if happening.about in things and person.pk in concerned:
            news = kind.news(happening, things[happening.about])
            assert news.title and news.sentence and news.address.startswith("/")
            found.append(role)
    return found


def test_every_act_is_told_to_those_it_concerns(cast: Cast, request: pytest.FixtureRequest) -> None:
    found = {
        f"{name}: {kind}": roles or "nobody"
        for name, act in ALL.items()
        if act.tells
        for kind, roles in told_of(cast, act).items()
    }
    reviewed(request, "told", found)

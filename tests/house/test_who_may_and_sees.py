"""Every rule and query tried as each of the cast, and every piece of news told to exactly those it concerns."""

import pytest
from django.db import transaction
from django.utils import timezone

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import kind_named
from tests.house.acts import Act
from tests.house.cast import Cast
from tests.house.permissions import named
from tests.house.test_acts import ALL, scene_of
from tests.house.who import Found, questions, read_table, who, write_table

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
